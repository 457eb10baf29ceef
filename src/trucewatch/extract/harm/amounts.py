"""Numbers and ranges of numbers as texts write them, read from the words in a row: no tree is asked.

"between three and five", "3-5", "three or four", "15 or more", "fewer than ten", "half a dozen", "two score", "1.5
thousand", "one and a half thousand", "12 500", "one thousand two hundred and four", "several hundred".

A range has the ends that its words give; "more than n" begins at n, as in `counts.py`, "fewer than n" ends below n.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache

from trucewatch.extract.syntax.inflection import HARM
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml

SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "dozen": 12, "score": 20, "k": 1000}
FEW = {"few": (3, 9), "several": (3, 9), "couple": (2, 2), "couple of": (2, 2)}
MOST = 10_000_000
MONTHS = r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
REMEMBERED = 64  # sentences whose amounts are kept: a sentence is asked for each of its words


@dataclass(frozen=True)
class Amount:
    """A number or a range, at `[start, end)` of its text; `high` None where the words set no bound."""

    start: int
    end: int
    low: int
    high: int | None


def amount_of(token: Token) -> Amount | None:
    """The amount that a word of a sentence is part of; None where it is part of none."""
    found = amounts_in(token.tree.text)
    return next((one for one in found if one.start < token.idx + len(token.text) and token.idx < one.end), None)


@lru_cache(REMEMBERED)
def amounts_in(text: str) -> tuple[Amount, ...]:
    """The amounts of a sentence that are more than one plain number, in order."""
    if not _may_hold().search(text):
        return ()
    found = (_read(match) for match in _pattern().finditer(text))
    return tuple(one for one in found if one is not None and one.low <= MOST and (one.high is None or one.high <= MOST))


@cache
def _words() -> dict[str, int]:
    lists = load_yaml(HARM)
    units = {word: value for value, word in enumerate(lists["units"])}
    return units | {word: 10 * (i + 2) for i, word in enumerate(lists["tens"])}


@cache
def _may_hold() -> re.Pattern[str]:
    """What every such amount has: a scale, a half, a range's word or mark, a blank between digits."""
    return re.compile(
        r"hundred|thousand|million|dozen|score|\bhalf\b|\bor\b|\bto\b|\bnot\b|\brather\b|\band\b|\bthan\b|\bunder\b|\bbelow\b|\d\s*[-–—+]"
        r"|\d[ \u00a0\u202f\u2009]\d|\d\.\d|-plus\b",
        re.IGNORECASE,
    )


@cache
def _pattern() -> re.Pattern[str]:
    lists = load_yaml(HARM)
    tens, ones = "|".join(lists["tens"]), "|".join(sorted(lists["units"], key=len, reverse=True))
    small = rf"(?:(?:{tens})(?:[-\s](?:{ones}))?|(?:{ones}))"
    digits = rf"(?<!(?:{MONTHS})\s)(?<![\d.,])(?:\d{{1,3}}(?:[,\u00a0\u202f\u2009 ]\d{{3}})+|\d+(?:\.\d+)?)(?![\d]|,\d)"
    scale = r"(?:hundred|thousand|million|dozen|score|k)s?(?![\w-])"
    spelled = rf"(?:{small}|a|an)\s+(?:hundred|thousand|million)(?:(?:\s+and)?(?:,?\s+|-)(?:{small}|hundred|thousand))*"
    half = r"(?:half[-\s]an?[-\s]|an?\s+half[-\s]|half\s+)(?:hundred|thousand|million|dozen)"
    mixed = rf"(?:{small}|an?|\d+)\s+and\s+a\s+half\s+(?:hundred|thousand|million|dozen)"
    part = r"(?:(?:an?|three)[-\s]+)?(?:quarters?|half)\s+of\s+an?\s+(?:thousand|million)"
    vague = r"(?:a\s+)?(?:several|few|couple(?:\s+of)?)\s+(?:hundred|thousand|million|dozen|score)"
    scored = rf"(?:{digits}|{small}|an?)[-\s]{scale}"
    one = rf"(?:{part}|{half}|{mixed}|{vague}|{spelled}|{scored}|{digits}|{small})"
    bound = (
        r"(?:(?P<below>(?<!no\s)(?<!not\s)(?:fewer|less)\s+than|under|below)|(?P<least>at\s+least|no\s+(?:fewer|less)\s+than"
        r"|more\s+than|over|upwards\s+of|an?\s+minimum\s+of|in\s+excess\s+of|above)|(?P<most>up\s+to|as\s+many\s+as"
        r"|at\s+most|no\s+more\s+than|an?\s+maximum\s+of))\s+(?:a\s+total\s+of\s+)?"
    )
    joint = r"(?:\s*,\s+(?P<unsaid>and not|not|rather than)\s+|\s+(?P<joint>or|to|and)\s+|\s?(?P<dash>[-–—])\s?)"
    more = r"(?P<more>\s+(?:\w+\s+){0,2}?or\s+(?:more|so|fewer|less)\b|-plus\b|\+)"
    return re.compile(
        rf"(?<![\w-])(?:(?P<between>between|from)\s+)?(?:{bound})?(?P<one>{one})(?:{joint}(?P<two>{one}))?(?:{more})?"
        r"(?!\w|[-/]\w|%)",
        re.IGNORECASE,
    )


def _read(match: re.Match[str]) -> Amount | None:
    first = _value(match["one"])
    if first is None:
        return None
    low, high = first
    end = match.end()
    if match["unsaid"]:
        return Amount(
            match.start("one"), end + (match.string[end : end + 1] == ","), low, high
        )  # "six, not five, people"
    if match["two"]:
        second = _value(match["two"])
        low = _scaled_alike(match["one"], match["two"], low)
        spans = match["joint"] != "and" or (match["between"] or "").lower() == "between"
        if second is None or not spans or second[1] is None or second[1] <= low:
            if _is_plain(match["one"]):
                return None  # "three and five": two numbers, each its own
            end = match.end("one")
        else:
            high = second[1]
    elif not match["more"] and not match["below"] and _is_plain(match["one"]):
        return None
    more = (match["more"] or "").lower().split()
    if end == match.end() and more:
        if more[-1] in ("fewer", "less"):
            low = min(low, 1)
        elif more[-1] != "so":
            high = None
    if match["below"] and high is not None:
        low, high = min(1, high - 1), high - 1
    elif match["least"]:
        high = None
    elif match["most"]:
        low = min(low, 1)
    opens = [name for name in ("below", "least", "most", "one") if match[name]]
    return Amount(match.start("between" if match["between"] and match["two"] else opens[0]), end, low, high)


def _scaled_alike(one: str, two: str, low: int) -> int:
    """The first number of "two to three thousand", which has the scale of the second."""
    scale = SCALES.get(two.lower().split()[-1].rstrip("s"))
    return low * scale if scale is not None and _is_plain(one) and low < 1000 and scale >= 100 else low


def _is_plain(words: str) -> bool:
    """Whether a number is one that any reader of numbers takes: "62", "1,204", "twenty-five"."""
    return re.fullmatch(r"\d+|\d{1,3}(?:,\d{3})+|[a-z]+(?:-[a-z]+)?", words.lower()) is not None and not any(
        words.lower().endswith(scale) for scale in ("dozen", "score")
    )


def _value(words: str) -> tuple[int, int | None] | None:
    """The number that words or figures say; of "several hundred", the range."""
    parts = re.sub(r"(?<=\d)[,\u00a0\u202f\u2009 ](?=\d{3})", "", words.lower().replace("-", " ")).split()
    if "of" in parts and parts[-1] in SCALES and ("half" in parts or parts[-4].startswith("quarter")):
        share = 0.5 if "half" in parts else 0.75 if parts[0] == "three" else 0.25
        return int(share * SCALES[parts[-1]]), int(share * SCALES[parts[-1]])
    halves = [part for part in parts if part == "half"]
    if halves and "and" not in parts:
        scale = SCALES.get(parts[-1].rstrip("s"))
        return None if scale is None else (scale // 2, scale // 2)
    vague = next((FEW[part] for part in parts if part in FEW), None)
    if vague is not None:
        scale = SCALES[parts[-1].rstrip("s")]
        return vague[0] * scale, vague[1] * scale + (scale - 1 if vague[0] != vague[1] and scale >= 100 else 0)
    value = _sum(parts)
    return None if value is None else (value, value)


def _sum(parts: list[str]) -> int | None:
    total, current, seen = 0.0, 0.0, False
    for part in parts:
        word = part.strip(",")
        scale = SCALES.get(word if word in SCALES else word.rstrip("s"))
        if word in _words():
            current += _words()[word]
        elif re.fullmatch(r"\d+(?:\.\d+)?", word) and not seen and len(word) < 9:
            current += float(word)
        elif word == "half":
            current += 0.5
        elif scale is not None:
            current = (current or 1) * scale
            if scale > 100:
                total, current = total + current, 0
        elif word not in ("a", "an", "and"):
            return None
        else:
            continue
        seen = True
    value = total + current
    return int(value) if seen and value == int(value) else None
