"""Counts in words: "62", "at least 62", "dozens", "a family of five", "between 10 and 12".

Conventions, the same for every party: a vague word gives the range that it can hardly leave. "a couple" 2; "several",
"a few" 3–9; "a dozen" 12; "dozens" 24–99; "scores" 40–199; "hundreds" 200–999; "thousands" 2000–9999; "some",
"many", "a number of" and a bare plural at least 2 with no upper bound; "at least n", "more than n" from n without
upper bound; "up to n" from 1 to n; "about n", "nearly n" n, as the words around say.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import cache

from trucewatch.extract.harm.amounts import amount_of
from trucewatch.extract.syntax.inflection import HARM, harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, conjuncts, phrase_tokens
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Count

LOWER = re.compile(r"(?:at least|no (?:fewer|less) than|more than|over|upwards of|a minimum of|in excess of|above)\s*$")
UPPER = re.compile(r"(?:up to|as many as|at most|no more than|fewer than|less than|a maximum of)\s*$")
DIGITS = re.compile(r"\d{1,3}(?:[,  ]\d{3})+|\d+")
MAX_COUNT = 10_000_000


@cache
def _numerals() -> Mapping[str, int]:
    """Numbers in words."""
    lists = load_yaml(HARM)
    units = {word: value for value, word in enumerate(lists["units"])}
    return units | {word: 10 * (i + 2) for i, word in enumerate(lists["tens"])}


@cache
def _vague_words() -> Mapping[str, tuple[int, int | None]]:
    return {word: (low, high) for word, (low, high) in load_yaml(HARM)["vague"].items()}


def parse_number(words: Sequence[str]) -> int | None:
    """The value of a number in digits or words ("1,200", "twenty-five", "three hundred"); None if it is none."""
    parts = [part for word in words for part in word.lower().replace("–", "-").split("-") if part and part != "and"]
    if len(parts) == 1 and DIGITS.fullmatch(parts[0]):
        value = int(re.sub(r"\D", "", parts[0])) if len(parts[0]) < 12 else MAX_COUNT + 1
        return value if value <= MAX_COUNT else None
    numerals, scales = _numerals(), load_yaml(HARM)["scales"]
    total, current, seen = 0, 0, False
    for part in parts:
        if part in numerals:
            current += numerals[part]
        elif DIGITS.fullmatch(part) and not seen and len(part) < 9:
            current += int(re.sub(r"\D", "", part))
        elif part in scales:
            current = (current or 1) * scales[part]
            if part != "hundred":
                total, current = total + current, 0
        else:
            return None
        seen = True
    value = total + current
    return value if seen and value <= MAX_COUNT else None


def count_phrase(sentence: Sentence, head: Token, barriers: frozenset[str] = frozenset()) -> Count | None:
    """The count of a noun phrase and of all that is coordinated with it; None where it says no number of people.

    `barriers` are words beyond which a coordination is another count ("killed 3 people and wounded 12 others").
    """
    total = _one_phrase(sentence, head)
    if is_animal(head):
        people = [one for one in conjuncts(head)[1:] if not is_animal(one) and one.pos in ("NOUN", "PROPN", "NUM")]
        return count_phrase(sentence, people[0], barriers) if people and people[0].i > head.i else None
    if total is None:
        return None
    for other in conjuncts(head)[1:]:
        if (amount := amount_of(other)) is not None and amount == amount_of(head):
            continue  # "15 people or more"
        more = (
            None
            if _is_apart(head, other, barriers) or other.pos not in ("NOUN", "PROPN", "NUM", "ADJ", "PRON")
            else _one_phrase(sentence, other)
        )
        if more is not None and _counts_people(other) and not (_is_bare(more) and not _is_bare(total)):
            total = add(sentence, total, more)  # a number before "soldiers and gunmen" counts both
    return total


def _is_bare(count: Count) -> bool:
    return (count.low, count.high) == (2, None)


def is_animal(head: Token) -> bool:
    """Whether a noun phrase is of animals: "14 goats", "hundreds of sheep"."""
    return head.lower in harm_words("animals") or any(
        one.lower in harm_words("animals") for one in children(head, "nmod")
    )


def _counts_people(token: Token) -> bool:
    if is_animal(token) or token.lower in harm_words("casualty_nouns") - {"victims"}:
        return False
    return token.lower not in harm_words("measures") and not any(child.dep == "nsubj" for child in token.children)


def _is_apart(head: Token, other: Token, barriers: frozenset[str]) -> bool:
    """ "five civilians, including two children and a woman": neither what is included nor another verb's."""
    low, high = sorted((head.i, other.i))
    between = head.tree[low + 1 : high]
    apart = barriers | {"including", "included", "among"}
    return any(word.lower in apart or word.pos == "VERB" for word in between)


def add(sentence: Sentence, one: Count, two: Count) -> Count:
    """Two counts as one, with a span over both; the noun is theirs only where both have it."""
    high = None if one.high is None or two.high is None else one.high + two.high
    start, end = min(one.span.start, two.span.start), max(one.span.end, two.span.end)
    quote = sentence.tree.text[start - sentence.start : end - sentence.start]
    span = type(one.span)(start=start, end=end, quote=quote)
    return Count(low=one.low + two.low, high=high, span=span, of=one.of if one.of == two.of else None)


def _one_phrase(sentence: Sentence, head: Token) -> Count | None:
    if head.lower in harm_words("measures"):
        return None
    words = phrase_tokens(head)
    span = sentence.span(words[0], words[-1])
    noun = head.text if head.pos in ("NOUN", "PROPN") else None
    low_high = _numeric(head) or _vague(head) or _article(head)
    if low_high is None:
        return None
    low, high = low_high
    return Count(low=low, high=high, span=span, of=noun)


def _numeric(head: Token) -> tuple[int, int | None] | None:
    numbers = [child for child in head.children if child.dep in ("nummod", "compound", "amod") and child.i < head.i]
    if not any(child.dep == "nummod" for child in numbers):
        left = [word for word in phrase_tokens(head) if word.i < head.i]
        numbers = [
            word for word in left if word.pos == "NUM" and word.head.i <= head.i
        ]  # hung on a modifier by mistake
    if head.pos == "NUM" or parse_number([head.text]) is not None:
        numbers.append(head)
    told = [word for word in phrase_tokens(head) if word.i <= head.i and amount_of(word) is not None]
    amount = amount_of(told[-1]) if told else None
    if amount is not None and not _is_label(told[-1]):
        return amount.low, amount.high
    for number in reversed(numbers):
        words = _number_words(number)
        value = parse_number(words)
        if value is not None and not _is_label(number):
            return bounded(number, value)
    if head.lower in harm_words("groups"):
        for child in children(head, "nmod"):
            value = parse_number([child.text])
            if value is not None:
                return value, value
    return None


def _number_words(number: Token) -> list[str]:
    before = [
        child.text for child in number.children if child.i < number.i and child.dep in ("compound", "nummod", "flat")
    ]
    after = [
        child.text for child in number.children if child.i > number.i and child.dep in ("compound", "nummod", "flat")
    ]
    return [*before, number.text, *after]


def _is_label(number: Token) -> bool:
    """A calibre, a model or a year-old: "82-mm", "T-72", "12-year-old"."""
    near = number.nbor(1).lower if number.i + 1 < len(number.tree) else ""
    return near in ("mm", "-", "km", "%", "percent") or near.endswith("-old")


def bounded(number: Token, value: int) -> tuple[int, int | None]:
    """The range that the words before a number give it: "at least", "up to", "between … and", "3-5"."""
    tree = number.tree
    before = tree.text[max(0, number.left_edge.idx - 24) : number.idx].lower()
    left = tree.text[max(0, number.idx - 40) : number.idx].lower()
    between = re.search(r"(?:between|from)?\s*(\d+|[a-z-]+)\s+(?:and|to|or)\s*$", left)
    if between is not None:
        lower = parse_number([between.group(1)])
        if lower is not None and lower < value and re.search(r"between|from|\bto\b|\bor\b", left):
            return lower, value
    spread = re.fullmatch(r"(\d+)\s*[-–]\s*(\d+)", number.text)
    if spread:
        return int(spread.group(1)), int(spread.group(2))
    if LOWER.search(before) or LOWER.search(left):
        return value, None
    if UPPER.search(before) or UPPER.search(left):
        return min(1, value), value
    return value, value


def vague_range(word: str) -> tuple[int, int | None] | None:
    """The range of a vague word of number ("dozens"), lower case; None where it is none."""
    return _vague_words().get(word)


def _vague(head: Token) -> tuple[int, int | None] | None:
    vague = _vague_words()
    if head.lower in vague and head.lower not in ("some", "number"):
        return vague[head.lower]
    for child in head.children:
        if child.i < head.i and child.lower in vague and child.dep in ("amod", "det", "nummod", "det:predet", "nmod"):
            return vague[child.lower]
    if head.lower == "number" and children(head, "nmod"):
        return vague["number"]
    return None


def _article(head: Token) -> tuple[int, int | None] | None:
    """One, where the noun is singular; at least two for a bare plural; None where nobody is counted."""
    if head.lower in harm_words("groups"):
        return 2, None
    if head.lower in ("another", "one", "someone", "him", "her"):
        return 1, 1
    if any(child.lower in ("a", "an") and child.dep == "det" for child in head.children):
        return 1, 1  # whatever form a tagger takes the noun for
    if head.lower in ("others", "people") or head.tag in ("NNS", "NNPS"):
        return 2, None
    if head.tag in ("NN", "NNP") and head.pos in ("NOUN", "PROPN"):
        return 1, 1
    return None
