"""Counted people, read from words in a row: for where a tree hangs a number, an object or a subject astray.

A run of determiners, numbers, adjectives and nouns beside a verb of harm is its sufferer ("killed at least two
soldiers and a guard", "three medics and a driver were wounded"). Only runs that count somebody are taken.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.extract.harm.amounts import amount_of
from trucewatch.extract.harm.counts import add, bounded, parse_number, vague_range
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token, Tree
from trucewatch.records.claims import Count

FIELDS = ("killed", "injured", "missing", "detained", "displaced")
NOMINAL = frozenset(("NOUN", "PROPN", "ADJ", "NUM", "DET", "X"))
HEADS = frozenset(("NOUN", "PROPN", "NUM"))
ONE = frozenset(("a", "an", "another", "his", "her", "their", "its"))
PARTS = frozenset(("including", "include", "included", "among"))
LINKS = frozenset(("and", ",", "plus", "or"))
BOUNDS = frozenset(
    ("at", "least", "more", "than", "over", "about", "around", "some", "up", "to", "nearly", "almost", "as", "many")
)
BEFORE_VERB = frozenset(
    ("reported", "confirmed", "feared", "believed", "said", "thought", "to", "have", "has", "had", "all")
)
OTHERS = frozenset(("others", "another", "more", "him", "her", "one", "someone", "several", "many", "both"))
LONGEST = 14  # words of a run
REACH = 8  # words that a parenthesis or an "including" may take


def people_after(sentence: Sentence, start: int) -> Count | None:
    """The people that the words from token `start` on count, with those coordinated; None where they count nobody."""
    tree = sentence.tree
    begin, end = _run_from(tree, start)
    while _is_of_animals(tree[begin:end]) and end + 1 < len(tree) and tree[end].lower in LINKS:
        begin, end = _run_from(tree, end + 1)
    total = None if _is_of_animals(_part_of(tree, end)) else _count(sentence, tree[begin:end])
    while total is not None:
        after = _past_aside(tree, end)
        if after + 1 >= len(tree) or tree[after].lower not in LINKS - {"or"}:
            break
        after += 1 + (tree[after].lower == "," and tree[after + 1].lower == "and")
        begin, end = _run_from(tree, after)
        closes = tree[after - 1].lower != "," or tree.words(end, end + 1).lower() in ("and", ",")
        if _opens_clause(tree, end) or not closes:
            break  # after a comma alone stands an apposition: "killing a man, the keeper of the well"
        more = _count(sentence, tree[begin:end])
        if more is None or (more.high is None and more.low == 2 and more.of is not None):
            break
        total = add(sentence, total, more)
    return total


def people_before(sentence: Sentence, stop: int) -> Count | None:
    """The people whom the words before token `stop` (a verb that is passive, or whose subject they are) count."""
    tree = sentence.tree
    end = _verb_group_start(tree, stop)
    begin = _run_to(tree, end)
    total = _count(sentence, tree[begin:end])
    listed = False
    while total is not None and begin > 1:
        gap = begin - 1
        closes = tree[gap].lower in ("and", "plus") or tree.words(gap - 1, begin).lower() == "well as"
        if not closes and not (listed and tree[gap].text == ","):
            break
        listed = True
        while gap > 0 and tree[gap].lower in ("and", ",", "plus", "well", "as"):
            gap -= 1
        end = _before_aside(tree, gap + 1)
        begin = _run_to(tree, end)
        more = _count(sentence, tree[begin:end])
        people = any(token.pos in ("NOUN", "PROPN", "ADJ", "PRON") for token in tree[begin:end])
        if more is None or not people or not _is_told(tree[begin:end]) or _is_elsewhere(tree, begin, end, stop):
            break
        total = add(sentence, more, total)
    return total


def is_counted(count: Count) -> bool:
    """Whether a count's words say a number, exact or vague, and not only "a" or a plural."""
    words = re.findall(r"[^\W_]+(?:[-,.]\w+)*", count.span.quote.lower())
    return any(parse_number([word]) is not None or vague_range(word) is not None for word in words)


def _run_from(tree: Tree, start: int) -> tuple[int, int]:
    """The run of a noun phrase from `start` on."""
    i = start
    while i < min(len(tree), start + LONGEST) and _goes_on(tree[i]):
        i += 1
    end = i
    while end > start and tree[end - 1].pos in ("DET", "ADP", "PUNCT"):
        end -= 1
    return start, end


def _goes_on(token: Token) -> bool:
    word = token.lower
    if amount_of(token) is not None:
        return True
    if word in PARTS or word in harm_words(*FIELDS) or (token.pos == "VERB" and not token.text.isupper()):
        return False
    if word == "as" and not _is_as_many(token):
        return False  # "nine killed as shells hit"
    if token.pos in NOMINAL or word in BOUNDS or word in OTHERS or word in ONE or parse_number([word]) is not None:
        return True
    if token.text.isupper() and len(token.text) > 1:
        return True
    counted = token.i > 0 and (
        vague_range(token.nbor(-1).lower) is not None or token.nbor(-1).lower in harm_words("groups")
    )
    return (word == "of" and counted) or (word in ("-", "'s", "’s") and token.i > 0)


def _is_as_many(token: Token) -> bool:
    """Either "as" of "as many as"."""
    beside = [token.tree[i].lower for i in (token.i - 1, token.i + 1) if 0 <= i < len(token.tree)]
    return bool({"many", "few"} & set(beside))


def _run_to(tree: Tree, end: int) -> int:
    """Where the run begins that ends before `end`, over what describes it ("fighters from the brigade")."""
    i = end
    while i > max(0, end - LONGEST) and (_goes_on(tree[i - 1]) or _describes(tree, i - 1)):
        i -= 1
    while i < end and (
        tree[i].lower in ("to", "as", "'s", "’s", "-") or (tree[i].pos == "ADP" and tree[i].lower not in BOUNDS)
    ):
        i += 1
    return i


def _describes(tree: Tree, i: int) -> bool:
    """A preposition within a phrase that began before it: "nine fighters *from* the brigade"."""
    return i > 0 and tree[i].lower in ("of", "from") and tree[i - 1].pos in HEADS


def _verb_group_start(tree: Tree, stop: int) -> int:
    """Where the auxiliaries and adverbs begin that stand before a passive."""
    i = stop
    while i > 0 and (tree[i - 1].pos in ("AUX", "ADV", "PART") or tree[i - 1].lower in BEFORE_VERB):
        i -= 1
    return _before_aside(tree, i)


def _before_aside(tree: Tree, end: int) -> int:
    """Without a parenthesis or ", including …," that stands right before `end`."""
    if end > 1 and tree[end - 1].text == ")":
        for i in range(end - 1, max(0, end - 2 * REACH), -1):
            if tree[i].text == "(":
                return i
    last = end - 1 if end > 0 and tree[end - 1].text == "," else end
    for i in range(last - 1, max(0, last - REACH), -1):
        if tree[i].lower in PARTS and i > 0 and tree[i - 1].text == ",":
            return i - 1
        if tree[i].pos in ("VERB", "AUX") or tree[i].text in (",", ";", "and"):
            break
    return end


def _past_aside(tree: Tree, i: int) -> int:
    """Past a parenthesis that opens at `i`."""
    if i < len(tree) and tree[i].text == "(":
        for end in range(i + 1, min(len(tree), i + 2 * REACH)):
            if tree[end].text == ")":
                return end + 1
    return i


def _opens_clause(tree: Tree, end: int) -> bool:
    """Whether a verb follows that takes the run for its own subject: "…, and five were wounded"."""
    following = tree[end] if end < len(tree) else None
    return following is not None and (
        following.pos in ("AUX", "VERB") or following.lower in harm_words("killed", "injured", "missing", "detained")
    )


def _is_told(run: Sequence[Token]) -> bool:
    """Whether a run says a number of its own, be it by "a" or "his"."""
    return any(
        token.lower in ONE or parse_number([token.lower]) is not None or vague_range(token.lower) is not None
        for token in run
    )


def _is_elsewhere(tree: Tree, begin: int, end: int, stop: int) -> bool:
    """Whether the tree ties a run to another verb, as what that did something to."""
    head = tree[end - 1]
    while head.head != head and begin <= head.head.i < end:
        head = head.head
    return (
        head.dep in ("obj", "obl", "nmod")
        and head.head.pos in ("VERB", "NOUN")
        and head.head.i < begin
        and stop != head.head.i
    )


def _count(sentence: Sentence, run: Sequence[Token]) -> Count | None:
    """How many people a run counts; None where it names things, measures or nobody."""
    words = [token for token in run if not token.is_punct or token.text == "-"]
    head = next((token for token in reversed(words) if token.pos != "ADP" and token.lower not in ("'s", "’s")), None)
    if head is None or head.lower in harm_words(
        "things", "animals", "measures", "time_words", "casualty_nouns", "fatal_nouns"
    ):
        return None
    if any(token.lower in ("no", "zero", "none", "nobody", "any") for token in words):
        return None
    if any(token.lower in harm_words("measures") for token in words):
        return None  # "9 May 2020"
    low_high = _number_in(words) or _vague_in(words) or _bare(words, head)
    if low_high is None:
        return None
    opens = (token for token in words if token.lower not in ("the", "a", "an", "some", "at", "least", "to", "up"))
    first = next((token for token in opens if token.i < head.i), head)
    of = head.text if head.pos in HEADS and parse_number([head.text]) is None else None
    return Count(low=low_high[0], high=low_high[1], span=sentence.span(first, head), of=of)


def _is_of_animals(run: Sequence[Token]) -> bool:
    return any(token.lower in harm_words("animals") for token in run)


def _part_of(tree: Tree, end: int) -> Sequence[Token]:
    """What a number is of: "forty *of his goats*"."""
    return tree[end : end + 4] if end < len(tree) and tree[end].lower == "of" else ()


def is_of_things(tree: Tree, start: int) -> bool:
    """Whether the words from token `start` on name things or animals: nobody was harmed by what befell them."""
    begin, end = _run_from(tree, start)
    named = end > begin and tree[end - 1].lower in harm_words("things", "animals")
    return named or _is_of_animals(_part_of(tree, end))


def _number_in(words: Sequence[Token]) -> tuple[int, int | None] | None:
    amount = next((found for token in reversed(words) if (found := amount_of(token)) is not None), None)
    if amount is not None:
        return amount.low, amount.high
    for n, token in reversed(list(enumerate(words))):
        value = parse_number([token.text])
        following = words[n + 1] if n + 1 < len(words) else None
        if (
            value is None
            or token.text.endswith("th")
            or (following is not None and following.lower in harm_words("measures"))
        ):
            continue
        if following is not None and following.text == "-":
            continue  # "a 12-year-old boy"
        before = words[n - 1] if n else None
        tens = parse_number([before.text, token.text]) if before is not None else None
        if tens is not None and before is not None and parse_number([before.text]) != value and tens > value:
            return bounded(before, tens)
        return bounded(token, value)
    return None


def _vague_in(words: Sequence[Token]) -> tuple[int, int | None] | None:
    return next((found for token in words if (found := vague_range(token.lower)) is not None), None)


def _bare(words: Sequence[Token], head: Token) -> tuple[int, int | None] | None:
    """One, where "a", "his" or nothing stands before a singular; at least two for a plural or a group."""
    if any(token.lower in harm_words("groups") for token in words):
        return 2, None
    if words[0].lower in ("a", "an") and head.pos == "NOUN":
        return 1, 1  # whatever form a tagger takes the noun for
    if head.tag in ("NNS", "NNPS") or head.lower in ("others", "people", "police", "troops"):
        return 2, None
    if head.lower in OTHERS:
        return (1, 1) if head.lower in ("him", "her", "one", "someone", "another") else None
    if words[0].lower in ONE or words[0].lower == "the":
        return 1, 1
    return None
