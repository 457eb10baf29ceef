"""Harm as told: who was killed, wounded, missing, detained, displaced, with the range that the words allow."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from trucewatch.extract.counts import count_phrase
from trucewatch.extract.frames import verb_frame
from trucewatch.extract.parse import Sentence
from trucewatch.extract.tree import children, governors, is_noun_like, phrase_tokens
from trucewatch.extract.words import harm_words
from trucewatch.records.claims import Count, Harm
from trucewatch.records.spans import Span

MAX_REACH = 15  # words between a verb of harm and its object; further is a misparse
FIELDS = ("killed", "injured", "missing", "detained", "displaced")


@dataclass(frozen=True)
class _Told:
    """One count of harm, the word that tells it, and whether that word is the trigger's own or near it."""

    field: str
    word: Token
    count: Count


def find_harm(sentence: Sentence, trigger: Token, neighbours: Sequence[Sentence] = ()) -> Harm | None:
    """The harm that belongs to a trigger.

    Args:
        sentence: the trigger's own sentence.
        trigger: the word that names the event.
        neighbours: sentences that go on about the same event; read for what the first does not tell.

    Returns:
        None where nothing was said of harm. A field that is None was not spoken of.
    """
    found = _select(_told(sentence), trigger)
    none = _none_reported(sentence)
    for neighbour in neighbours:
        further = {told.field: told.count for told in reversed(_told(neighbour))}
        found = further | found
        none = none or _none_reported(neighbour)
    if not found and none is None:
        return None
    return Harm(**found, none_reported=none)


def _field_of(word: Token) -> str | None:
    form = word.lower_
    for name in FIELDS:
        if form in harm_words(name):
            return name
    if form in harm_words("fatal_nouns"):
        return "killed"
    return "injured" if form in harm_words("injury_nouns") else None


def _told(sentence: Sentence) -> list[_Told]:
    found = []
    for word in sentence.doc:
        name = _field_of(word)
        if name is None:
            continue
        count = _count_for(sentence, word)
        if count is not None:
            found.append(_Told(name, word, count))
    return found


def _select(told: Iterable[_Told], trigger: Token) -> dict[str, Count]:
    """Of each kind of harm, the count nearest to the trigger in the tree, else the first."""
    best: dict[str, tuple[int, int, Count]] = {}
    above = [trigger, *governors(trigger)]
    for item in told:
        chain = [item.word, *governors(item.word)]
        rank = 0 if trigger in chain else 1 if item.word in above else 2
        key = (rank, abs(item.word.i - trigger.i))
        if item.field not in best or key < best[item.field][:2]:
            best[item.field] = (*key, item.count)
    return {name: value[2] for name, value in best.items()}


def _count_for(sentence: Sentence, word: Token) -> Count | None:
    if word.lower_ in harm_words("fatal_nouns", "injury_nouns") or (
        word.lower_ in ("killing", "wounding", "injuring") and is_noun_like(word)
    ):
        return _count_of_noun(sentence, word)
    head = _sufferer(word)
    if head is None or _negated(head) or _negated(word) or head.lower_ in harm_words("things", "casualty_nouns"):
        return None
    if is_noun_like(head) and head.i > word.i + MAX_REACH:
        return None
    if head.pos_ == "PRON" and head.lower_ not in ("others", "another", "one", "some", "several", "someone", "many"):
        return None
    count = count_phrase(sentence, head, harm_words(*FIELDS))
    either = any(child.lower_ == "or" for other in children(word, "conj") for child in children(other, "cc"))
    return count.model_copy(update={"low": 0}) if count is not None and either else count


def _count_of_noun(sentence: Sentence, noun: Token) -> Count | None:
    """ "12 deaths", "the deaths of 12 soldiers"; a bare "fatalities" counts nothing."""
    for child in children(noun, "nmod"):
        if any(case.lower_ == "of" for case in children(child, "case")):
            return None if child.lower_ in harm_words("measures") else count_phrase(sentence, child)
    if not children(noun, "nummod") or _negated(noun):
        return None
    return count_phrase(sentence, noun)


def _sufferer(word: Token) -> Token | None:
    """The noun phrase of those harmed."""
    if word.lower_ in ("dead", "missing", "hurt") or (word.dep_ in ("amod", "xcomp") and word.pos_ == "ADJ"):
        return _of_adjective(word)
    frame = verb_frame(word)
    if word.lower_ in ("died", "perished", "fled"):
        return frame.subject
    if frame.object is not None:
        return frame.object
    for child in children(word, "conj"):
        shared = verb_frame(child).object
        if shared is not None and not children(child, "nsubj", "nsubj:pass"):
            return shared
    return None


def _of_adjective(word: Token) -> Token | None:
    for child in children(word, "nsubj", "nsubj:pass", "nsubj:outer"):
        return child
    if word.head.lower_ in ("shot", "left", "leaving", "leaves", "found") and word.head != word:
        return verb_frame(word.head).object
    if word.dep_ in ("amod", "acl"):
        return word.head
    if word.dep_ == "xcomp":
        return verb_frame(word.head).object
    numbers = [child for child in word.children if child.dep_ == "nummod"]
    return word if numbers else None


def _negated(token: Token) -> bool:
    return any(child.lower_ in ("no", "not", "n't", "without", "zero") for child in token.children) or token.lower_ in (
        "none",
        "nobody",
    )


def _none_reported(sentence: Sentence) -> Span | None:
    """The words that say that nobody was harmed: "no casualties were reported"."""
    for word in sentence.doc:
        if word.lower_ not in harm_words("casualty_nouns", "fatal_nouns", "injury_nouns"):
            continue
        before = [
            other
            for other in sentence.doc[max(0, word.i - 6) : word.i]
            if other.lower_ in harm_words("negatives") and other.lower_ != "any"
        ]
        if before and not any(
            other.pos_ == "NUM" and other.lower_ != "zero" for other in sentence.doc[before[0].i : word.i]
        ):
            return sentence.span(before[0], word)
    for word in sentence.doc:
        if word.lower_ in harm_words("killed", "injured") and any(
            child.lower_ in ("nobody", "none") for child in word.children
        ):
            return sentence.span(phrase_tokens(word)[0], word)
        if (
            word.lower_ == "one"
            and word.i
            and sentence.doc[word.i - 1].lower_ == "no"
            and word.head.lower_ in harm_words("killed", "injured")
        ):
            return sentence.span(sentence.doc[word.i - 1], word)
    return None
