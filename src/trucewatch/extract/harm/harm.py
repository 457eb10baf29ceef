"""Harm as told: each count of killed, wounded, missing, detained or displaced in a sentence, and "no casualties".

The tree says who suffered; where it shows nobody, or counts less than the words beside the verb do, those words are
read in a row (`people.py`). Nouns tell harm too (`losses.py`). Whose harm it is, `toll.py` decides.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache

from trucewatch.extract.attribution.cues import verbs as cue_verbs
from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.harm.labels import NUMBER_OF, SHORT
from trucewatch.extract.harm.losses import losses_in
from trucewatch.extract.harm.people import FIELDS, is_counted, is_of_things, people_after, people_before
from trucewatch.extract.harm.sufferers import BARE_PLURAL, count_by_tree
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import governors, is_noun_like, phrase_tokens
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count, Whom
from trucewatch.records.spans import Span

BE = frozenset(("be", "is", "are", "was", "were", "been", "being", "get", "got"))
WITHIN_VERB = frozenset(("and", "or", ",", "/"))
CAUSE_REACH = 4  # words between "died" and "wounds"
NEGATIVE_REACH = 6  # words between "no" and "casualties"
PARTS = frozenset(("including", "include", "included"))
PART_OF = (
    "of whom",
    "of them",
    "of which",
    "of the dead",
    "of those",
    "of the victims",
    "among them",
    "among the dead",
)
ADDED = frozenset(("also", "another", "more", "other", "others", "additional", "further", "too", "elsewhere"))
WHOLE = frozenset(("total", "altogether", "overall", "toll"))
PART_REACH = 30  # characters before a count that may say "including"


@dataclass(frozen=True)
class Told:
    """One count of harm.

    Attributes:
        word: the word that tells it.
        total: it stands for all the harm told, and is added to nothing ("the toll rose to 77").
        added: it comes on top of what was told before ("three others were also killed").
        overall: it closes the report and counts for its main event ("Fatalities coded as 4").
        said: somebody is told to say so ("the villagers say that 13 were killed").
        part: it is among what was told before ("including two children"), and so no more than a lower bound.
    """

    field: str
    word: Token
    count: Count
    total: bool = False
    added: bool = False
    part: bool = False
    overall: bool = False
    said: bool = False


def told_in(sentence: Sentence) -> tuple[Told, ...]:
    """The counts of harm that a sentence tells, in text order."""
    found = [Told(one.field, one.word, one.count, one.total, overall=one.overall) for one in losses_in(sentence)]
    taken = {one.count.span for one in found}
    for word in sentence.tree:
        name = _field_of(word)
        count = None if name is None else _count_of(sentence, word)
        if name is not None and count is not None and count.span not in taken and not _is_bare(count):
            found.append(Told(name, word, count, total=_says(sentence, word, count, WHOLE)))
    return tuple(_marked(sentence, one) for one in sorted(found, key=lambda one: one.word.i))


def _is_bare(count: Count) -> bool:
    """Whether a plural is all that is told ("killed insurgents"): how many they were is not."""
    return (count.low, count.high) == BARE_PLURAL


def _marked(sentence: Sentence, told: Told) -> Told:
    """A count with who is counted, and how it stands to the counts before it."""
    part = not told.total and _is_part(sentence, told.count)
    added = not part and _says(sentence, told.word, told.count, ADDED)
    return replace(told, count=_with_whom(told.count), added=added, part=part, said=_is_said(told.word))


def _is_said(word: Token) -> bool:
    return any(
        one.dep in ("ccomp", "xcomp") and one.head.lemma.lower() in cue_verbs() for one in (word, *governors(word))
    )


def _field_of(word: Token) -> str | None:
    told = _fields().get(word.lower) or (SHORT.get(word.lower) if word.text.isupper() else None)
    if _is_of_number(word):
        return None
    if told is None:
        return "killed" if _to_death(word) or _succumbed_to(word) else None
    return None if _is_cause_of_death(word) else told


def _is_of_number(word: Token) -> bool:
    """Whether a word only says which number is meant: "the number killed since March", "the number of dead"."""
    above = word.head
    return above.lower in NUMBER_OF and above.i < word.i and not any(one.dep == "nummod" for one in word.children)


@cache
def _fields() -> Mapping[str, str]:
    """The field of harm that each word tells; of several fields, the first."""
    lists = [*((name, name) for name in FIELDS), ("fatal_nouns", "killed"), ("injury_nouns", "injured")]
    return {word: field for words, field in reversed(lists) for word in harm_words(words)}


def _is_cause_of_death(word: Token) -> bool:
    """The "wounds" that somebody died of; by the words in a row, since taggers take them for a verb."""
    before = [one.lower for one in word.tree[max(0, word.i - CAUSE_REACH) : word.i]] if word.lower == "wounds" else []
    return bool({"died", "succumbed"} & set(before)) and bool({"of", "from", "to"} & set(before))


def _succumbed_to(verb: Token) -> bool:
    """Whether somebody succumbed to an injury."""
    after = verb.tree[verb.i + 1 : verb.i + 1 + CAUSE_REACH] if verb.lower == "succumbed" else ()
    return any(one.lower == "wounds" or one.lower in harm_words("injury_nouns") for one in after)


def _to_death(word: Token) -> bool:
    """The "to" of "shot two men to death"."""
    return word.lower == "to" and 1 < word.i < len(word.tree) - 1 and word.nbor(1).lower == "death"


def _count_of(sentence: Sentence, word: Token) -> Count | None:
    """The better of two readings: the tree's, and that of the words in a row."""
    if _to_death(word):
        return people_before(sentence, word.i)
    tree = count_by_tree(sentence, word)
    if is_noun_like(word) and word.lower not in harm_words(*FIELDS) and word.lower not in SHORT:
        return tree
    if tree is not None and word.dep == "amod" and (tree.low, tree.high) == BARE_PLURAL:
        tree = None  # "a camp for displaced people", "the wounded soldiers": who they are, not what befell them
    row = _in_a_row(sentence, word)
    if row is None or not is_counted(row):
        pair = row is not None and tree is not None and row.high is not None and row.low > tree.low
        found = row if pair else tree or row  # "a baker and his son"
        return _alone(word, found)
    if tree is not None and any(_field_of(one) for one in sentence.tokens_in(tree.span.start, tree.span.end)):
        return row
    if tree is None or not tree.span.overlaps(row.span) or _is_past_another(sentence, word, tree):
        return row
    return tree if is_counted(tree) and tree.low > row.low else row


def _alone(word: Token, count: Count | None) -> Count | None:
    """One person where the verb is singular, however many words name them: "a poet and teacher was shot dead"."""
    one = any(child.lower == "was" and child.dep in ("aux:pass", "cop") for child in word.children)
    if count is None or not one or is_counted(count) or count.high is None:
        return count
    return count.model_copy(update={"low": 1, "high": 1})


def _is_past_another(sentence: Sentence, word: Token, count: Count) -> bool:
    """Whether another word of harm stands between a word and what its tree counts: "killed one and wounded ten"."""
    counted = sentence.tokens_in(count.span.start, count.span.end)
    low, high = sorted((word.i, counted[0].i if counted[0].i > word.i else counted[-1].i))
    between = sentence.tree[low + 1 : high]
    beside = {one for child in (word, *word.children) for one in child.children if one.dep == "conj"}
    return any(_field_of(one) is not None and one not in beside for one in between)


def _in_a_row(sentence: Sentence, word: Token) -> Count | None:
    """The people beside a word of harm: after an active verb, before all else."""
    tree = sentence.tree
    before = tree[word.i - 1].lower if word.i else ""
    if word.lower in harm_words("fatal_nouns", "injury_nouns"):
        return None
    passive = any(one.lower in BE for one in tree[max(0, word.i - 3) : word.i] if one.pos in ("AUX", "ADV", "VERB"))
    gerund = word.lower.endswith("ing") and word.lower != "missing"
    active = gerund or (not passive and word.lower not in harm_words("states")) or before == "shot"
    if active and not passive:
        after = word.i + 1
        while after + 1 < len(tree) and tree[after].lower in WITHIN_VERB and _field_of(tree[after + 1]) is not None:
            after += 2
        found = people_after(sentence, after)
        if found is not None and any(one.lower == "or" for one in tree[word.i : after]):
            return found.model_copy(update={"low": 0})  # "killing or wounding 3"
        if found is not None or gerund or is_of_things(tree, after):
            return found
    found = people_before(sentence, word.i)
    if found is not None and _is_either(word):
        found = found.model_copy(update={"low": 0})  # "3 were killed, wounded or captured"
    explicit = found is not None and (found.low, found.high) != BARE_PLURAL
    return found if passive or explicit else None


def _is_either(word: Token) -> bool:
    """Whether a word of harm is one of several joined by "or"."""
    row = list(word.tree[word.i + 1 : word.i + 5])
    linked = [one for one in row if one.lower in WITHIN_VERB or _field_of(one) is not None]
    return row[: len(linked)] == linked and any(one.lower == "or" for one in linked)


def _is_part(sentence: Sentence, count: Count) -> bool:
    """Whether what is counted is a part of what was counted before."""
    start = count.span.start - sentence.start
    before = sentence.tree.text[max(0, start - PART_REACH) : start].lower()
    words = before.replace("(", " ").split()
    at_once = [word for word in words[-3:] if word in PARTS]
    within = sentence.tree.text[start : count.span.end - sentence.start].lower()
    after = sentence.tree.text[count.span.end - sentence.start :][:PART_REACH].lower().lstrip()
    return bool(at_once) or any(part in within or after.startswith(part) for part in PART_OF)


def _says(sentence: Sentence, word: Token, count: Count, words: frozenset[str]) -> bool:
    """Whether one of `words` stands in a count, beside it, or in the verb group of its word."""
    near = sentence.tokens_in(count.span.start, count.span.end)
    low, high = min(word.i, near[0].i), max(word.i, near[-1].i)
    around = [*sentence.tree[max(0, low - 2) : high + 1]]
    return any(one.lower in words for one in around)


def _with_whom(count: Count) -> Count:
    """The count with who they were, as its words say."""
    lexicon = event_lexicon()
    forms = [word.strip(",.()'’").lower() for word in count.span.quote.split()]
    fighters = any(lexicon.in_class(form, "armed") for form in forms)
    civilians = any(lexicon.in_class(form, "civilian") for form in forms if form not in harm_words("anybody"))
    whom = {(True, True): Whom.BOTH, (True, False): Whom.FIGHTERS, (False, True): Whom.CIVILIANS}
    return count.model_copy(update={"whom": whom.get((fighters, civilians), Whom.UNKNOWN)})


def none_reported(sentence: Sentence) -> Iterator[tuple[Token, Span]]:
    """The words that say that nobody was harmed, with the word of harm: "no casualties were reported"."""
    tree = sentence.tree
    nouns, verbs = harm_words("casualty_nouns", "fatal_nouns", "injury_nouns"), harm_words("killed", "injured")
    for word in tree:
        if word.lower in nouns:
            start = _negative_before(word)
            if start is not None:
                yield word, sentence.span(start, word)
        elif word.lower in verbs:
            nobody = next((child for child in word.children if child.lower in ("nobody", "none")), None)
            if nobody is not None:
                yield word, sentence.span(phrase_tokens(word)[0] if nobody.i > word.i else nobody, word)
        elif word.lower == "one" and word.i and tree[word.i - 1].lower == "no" and _field_of(word.head) is not None:
            yield word.head, sentence.span(tree[word.i - 1], word)


def _negative_before(word: Token) -> Token | None:
    """The "no" or "without" of "no civilian casualties", unless a number stands between."""
    near = list(word.tree[max(0, word.i - NEGATIVE_REACH) : word.i])
    negatives = [one for one in near if one.lower in harm_words("negatives") and one.lower != "any"]
    if not negatives:
        return None
    between = word.tree[negatives[0].i : word.i]
    return None if any(one.pos == "NUM" and one.lower != "zero" for one in between) else negatives[0]
