"""Quantities: how much of what a term owes a claim says was delivered ("310 lorries of aid", of 600 a day)."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.agreements import Term
from trucewatch.records.provisions import Bound, Measure, MeasureKind

OWED = frozenset({MeasureKind.QUOTA, MeasureKind.RATE, MeasureKind.COUNT})
LEAST = frozenset({Bound.AT_LEAST, Bound.EXACTLY, Bound.ABOUT, Bound.UNKNOWN})
_PHASE = re.compile(r"\s+(?:in|during|for|of) (?:the|this) (?:first|second|third|last|\d+\w*)?\s*(?:phase|stage|week)$")
_SMALL_WORDS = frozenset({"of", "the", "a", "an", "and"})
MOST_WORDS = 2
"""A measure whose words go on further ("prisoners serving life sentences") is of some among them, which a claim that
counts all does not tell apart."""


@dataclass(frozen=True)
class Delivered:
    """A number told, with the measure that it is a part or the whole of."""

    number: int
    measure: Measure

    often: bool = True
    """Whether the words count them for the measure's own time ("600 lorries a day")."""

    @property
    def enough(self) -> bool:
        """Whether the number reaches what is owed; three in all are no two a week."""
        return self.often and self.measure.value is not None and self.number >= self.measure.value

    def says(self) -> str:
        """In words: "310 of 600 lorries per day"."""
        per = f" per {self.measure.per}" if self.measure.per else ""
        return f"{self.number} of {self.measure.value:g} {self.measure.unit}{per}"


def delivered(term: Term, words: str) -> Delivered | None:
    """What number of what the term owes stands in some words; None where none does, or where several could be meant."""
    found = [
        Delivered(number, measure, _is_per(measure, words))
        for measure in term.measures
        if measure.kind in OWED and measure.bound in LEAST and measure.value is not None and measure.clock is None
        for number in _numbers_of(measure, words)
    ]
    numbers = {one.number for one in found}
    return found[0] if len(numbers) == 1 else None


def part_of(words: str) -> str | None:
    """ "Nine of the eleven temples": the part of a whole that words tell; None where it is all or none."""
    for found in _of_pattern().finditer(words):
        part, whole = _value(found["part"]), _value(found["whole"])
        if part < whole:
            return f"{part} of {whole}"
    return None


def sent_of(term: Term, words: str) -> str | None:
    """ "Rwanda has sent two; the third is awaited": fewer than the one thing that the term counts, left unsaid."""
    owed = [one for one in term.measures if one.kind is MeasureKind.COUNT and one.value is not None]
    told = re.search(rf"\b(?:sent|named|released|handed\s+over|delivered|appointed)\s+(?:only\s+)?"
                     rf"(\d+|{'|'.join(_numerals())})\s*(?:[;,.]|$)", words, re.IGNORECASE)  # fmt: skip
    if len(owed) != 1 or told is None or owed[0].value is None or _value(told[1]) >= owed[0].value:
        return None
    return f"{_value(told[1])} of {owed[0].value:g} {owed[0].unit}"


@cache
def _of_pattern() -> re.Pattern[str]:
    number = rf"(?:\d[\d,]*|{'|'.join(_numerals())})"
    return re.compile(rf"\b(?P<part>{number})\s+of\s+(?:the\s+|its\s+|their\s+)?(?P<whole>{number})\b", re.IGNORECASE)


def _value(text: str) -> int:
    return _numerals().get(text.lower()) or int(text.replace(",", ""))


def _is_per(measure: Measure, words: str) -> bool:
    """Whether what is owed a week or a month is told so; of a day's worth, the day told is enough."""
    if measure.per is None or measure.per.startswith("day"):
        return True
    unit = re.escape(measure.per.rstrip("s"))
    return re.search(rf"\b(?:a|per|each|every)\s+{unit}\b|\b{unit}ly\b", words, re.IGNORECASE) is not None


def counts_goods(term: Term, words: str) -> bool:
    """Whether words name what a measure of the term counts: "two more flights"."""
    owed = [one.of for one in term.measures if one.kind in OWED and one.of]
    nouns = [_PHASE.sub("", of).split()[-1] for of in owed]
    return any(re.search(rf"\b{_forms(noun)}\b", words, re.IGNORECASE) for noun in nouns)


def counts_others(term: Term, words: str) -> bool:
    """Whether words count people or things of another sort than the term does: two traders are none of its soldiers."""
    nouns = [re.findall(r"[\w-]+", _PHASE.sub("", one.of))[0] for one in term.measures if one.kind in OWED and one.of]
    told = re.match(rf"\W*(?:the\s+)?(?:\d[\d,]*|{'|'.join(_numerals())})\s+(\w.*)", words, re.IGNORECASE)
    if not nouns or told is None:
        return False
    generic = "|".join(word for group in load_yaml("standing.yaml")["counted_generally"] for word in group.split())
    return not re.search(rf"\b(?:{'|'.join(map(_forms, nouns))}|{generic})\b", told[1], re.IGNORECASE)


def names_goods(term: Term, words: str) -> bool:
    """Whether words share a noun or a verb with what the term owes, by its title and what it counts."""
    owed = " ".join((term.title, *(one.of for one in term.measures)))
    return bool(_stems(owed) & _stems(words))


def _stems(words: str) -> set[str]:
    """The content words in lower case, cut to their stems as far as endings tell."""
    common = {*load_yaml("standing.yaml")["truce_nouns"], *load_yaml("standing.yaml")["in_any_term"]}
    found = {word for word in re.findall(r"\b[a-z][a-z-]{3,}\b", words) if word not in common}
    return {re.sub(r"(?:ies|es|s|ed|ing|d)$", "", word) for word in found}


def _numbers_of(measure: Measure, words: str) -> Iterable[int]:
    """The numbers that stand before the measure's own noun, where its other words stand there too."""
    nouns = [word for word in re.findall(r"[\w-]+", _PHASE.sub("", measure.of)) if word not in _SMALL_WORDS]
    if not nouns or len(nouns) > MOST_WORDS:
        return
    named = [noun for noun in nouns if re.search(rf"\b{_forms(noun)}\b", words, re.IGNORECASE)]
    counted = any(measure.value == _value(part["whole"]) for part in _of_pattern().finditer(words))
    if not named or (len(named) < len(nouns) and not counted):
        return
    for part in _of_pattern().finditer(words):
        if measure.value == _value(part["whole"]):
            yield _value(part["part"])
            return
    pattern = rf"\b(\d[\d,]*|{'|'.join(_numerals())})\s+(?:[\w’'-]+\s+){{0,2}}?{_forms(nouns[0])}\b"
    for found in re.finditer(pattern, words, re.IGNORECASE):
        text = found[1].lower()
        yield _numerals().get(text) or int(text.replace(",", "") if text[0].isdigit() else 0)


@cache
def _numerals() -> dict[str, int]:
    return {str(word): int(number) for word, number in load_yaml("standing.yaml")["numerals"].items()}


@cache
def _forms(noun: str) -> str:
    """A noun and the words that stand for it, as a pattern."""
    for words in load_yaml("standing.yaml")["counted"]:
        if noun.lower() in words:
            return "(?:" + "|".join(re.escape(word) for word in words) + ")"
    return re.escape(noun)
