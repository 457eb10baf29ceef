"""Numbers in times: the classes of a token in figures, and the number that words say."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Any

RANGE_WORDS = frozenset({"to", "or"})


def number_classes(word: str) -> frozenset[str]:
    """The classes of a token that begins with a digit (or with `'` before a decade)."""
    digits = word.replace(",", "")
    if digits.isdigit() and digits.isascii():
        return _whole_classes(word, digits)
    for suffix in ("st", "nd", "rd", "th"):
        if word.endswith(suffix) and word[:-2].isdigit():
            return frozenset({"ord", "dayord", "nth"} if 1 <= int(word[:-2]) <= 31 else {"ord"})
    if word.endswith("0s"):
        return frozenset({"decade"}) if len(word) in (3, 4, 5) else frozenset()
    if "/" in word and len(word) == 3:
        return frozenset({"frac"})
    if re.fullmatch(r"\d{4}-\d\d-\d\d(.+)?", word):
        return frozenset({"isodate" if len(word) == 10 else "isotime"})
    if re.fullmatch(r"\d+([/.-])\d+\1\d+", word):
        return frozenset({"numdate"})
    if re.fullmatch(r"\d{1,2}(:\d\d){1,2}|\d{1,2}h\d\d", word):
        return frozenset({"clock"})
    if re.fullmatch(r"\d+\.\d+", word):
        return frozenset({"int", "dotclock"} if re.fullmatch(r"\d\d?\.\d\d", word) else {"int"})
    return frozenset()


def _whole_classes(word: str, digits: str) -> frozenset[str]:
    if len(digits) > 9:
        return frozenset()
    value, found = int(digits), {"int"}
    if len(word) <= 2:
        found |= {"dayord", "day"} if 1 <= value <= 31 else set()
        found |= {"hour"} if value <= 24 else set()
        found |= {"h12"} if 1 <= value <= 12 else set()
    if len(word) == 4 and word.isdigit():
        found |= {"year"} if 1900 <= value <= 2060 else {"oldyear"} if 1000 <= value <= 2100 else set()
        found |= {"hhmm"} if value // 100 <= 24 and value % 100 < 60 else set()
    return frozenset(found)


def number_samples() -> Iterable[str]:
    """Tokens that between them have every set of classes which a number can have."""
    yield from map(str, range(2200))
    yield from (f"{value:02}" for value in range(100))
    yield from (f"{value:04}" for value in range(2500))
    yield from ("1,000", "2.50", "2.5", "1/2", "1990s", "'80s", "1st", "40th", "5:30", "2016-09-18", "1/2/2016")
    yield from ("2016-09-18T10:00", "9999", "99")


def read_number(words: Sequence[str], data: Any) -> float | None:
    """The number that words say: `two hundred`, `2 1/2`, `a couple`; None for a vague one (`several`)."""
    if RANGE_WORDS & set(words):
        return None  # "10 to 15", "two or three"
    total, current, seen = 0.0, 0.0, False
    for word in words:
        value = _one_number(word, data)
        if value is not None:
            current, seen = current + value, True
        elif word in data["multipliers"]:
            current, seen = (current or 1) * data["multipliers"][word], True
            if data["multipliers"][word] == 1000:
                total, current = total + current, 0.0
        elif word in ("several", "few", "many", "some"):
            return None
        elif word == "half":
            current, seen = current + 0.5, True
        elif word == "couple":
            current, seen = 2.0, True
        elif word in ("dozens", "scores", "hundreds", "thousands"):
            return None
    if seen:
        return total + current
    return 1.0 if any(word in ("a", "an", "another", "the") for word in words) else None


def _one_number(word: str, data: Any) -> float | None:
    if word in data["cardinals"]:
        return float(data["cardinals"][word])
    if word in ("½", "¼", "¾"):
        return {"½": 0.5, "¼": 0.25, "¾": 0.75}[word]
    if word[0].isdigit() and word.isascii():
        if "/" in word:
            top, _, bottom = word.partition("/")
            return int(top) / int(bottom) if bottom.isdigit() and int(bottom) else None
        try:
            return float(word.replace(",", ""))
        except ValueError:
            return None
    return None
