"""Heads of entries in a log or a list of incidents: "El Obeid, 5 Feb, approx. 19:30: …", "09:10 Sake – …", "- Taiz: …".

A head names a day, an hour or a place and ends in a colon or a dash; what follows is the entry. A dateline ("AMMAN, 14
May (Agency) –") is none.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.read.passages import Line

MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}\.?"
WEEKDAY = r"(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)[a-z]{0,6}\.?"
CLOCK = (
    r"(?:(?:approx\.?|about|around|at|circa|ca\.|c\.)\s*)?\d{1,2}[:.h]\d{2}(?:\s*[-–]\s*\d{1,2}[:.h]\d{2})?"
    r"\s*(?:[ap]\.?m\.?|h|hrs|hours)?(?:\s*\(?(?:[A-Z]{2,4}|local(?: time)?)\)?)?"
)
DATE = (
    rf"(?:{WEEKDAY},?\s*)?(?:(?:early|late|night|evening|morning|afternoon)(?:\s+(?:of|on))?\s+)?"
    rf"(?:\d{{1,2}}(?:\s?[-–/]\s?\d{{1,2}})?\s+{MONTH}(?:\s+\d{{4}})?|{MONTH}\s+\d{{1,2}}(?:,\s+\d{{4}})?"
    rf"|\d{{4}}-\d\d-\d\d|\d{{1,2}}[./-]\d{{1,2}}[./-]\d{{2,4}}|\d{{1,2}}[-/ ]?{MONTH}[-/ ]?\d{{2,4}})|{WEEKDAY}"
)
PLACE = r"[A-Z][\w'’-]+(?:[ -](?:of|and|al-\w+|el-\w+|de|du|la|[A-Z][\w'’-]*)){0,4}(?:\s\([^)\n]{2,30}\))?"
BULLET = r"(?P<bullet>(?:[•‣◦▪▫●○■□►▶*·–—-]|\(?(?:\d{1,2}|[a-z])[.)])\s+)?"


def _segment(number: int) -> str:
    return rf"(?:(?P<clock{number}>{CLOCK})|(?P<date{number}>{DATE})|(?P<place{number}>{PLACE}))"


BETWEEN = r"(?:,\s*|\s*[|/]\s*|\s+(?=\S)|\s+[–-]\s+(?=\d))"
HEAD = re.compile(
    BULLET
    + _segment(1)
    + "".join(f"(?:{BETWEEN}{_segment(number)})?" for number in (2, 3, 4))
    + r"(?P<end>\s?:\s+|\s+[–—-]\s+)(?=[\w(“\"])"
)
STAMP = re.compile(r"\d{1,2}[:.h]\d{2}(?:\s*(?:[ap]\.?m\.?|h|hrs|hours|GMT|UTC|local(?: time)?))?\s+(?=[A-Z“\"(])")
OPENS = re.compile(
    r"(?:on|at|in|by|after|before|the|a|an|this|that|he|she|it|they|we|i|q|note|update|total|sources?)\b", re.I
)
SHOUTED = re.compile(r"[A-Z]{4,}")
TOLD_PLAINLY = re.compile(r"[a-z0-9(~]")
ENTRIES = 2  # heads of one kind that make a list, where one alone could be something else
STAMPS = 3  # lines of a live blog that open with a bare hour


def entry_heads(text: str, lines: Sequence[Line]) -> dict[int, int]:
    """For each line that an entry's head opens, its number and where the head ends, its colon or dash with it."""
    sure: dict[int, int] = {}
    maybe: dict[int, int] = {}
    for number, line in enumerate(lines):
        found = HEAD.match(text, line.start, line.end)
        if found is None or found.end() >= line.end:
            continue
        kinds = {name.rstrip("1234") for name, words in found.groupdict().items() if words and name[-1].isdigit()}
        head = text[found.end("bullet") if found["bullet"] else found.start() : found.start("end")]
        if OPENS.match(head):
            continue
        dated = bool(kinds & {"clock", "date"})
        colon = ":" in found["end"]
        if dated and len(kinds) > 1 and (colon or "clock" in kinds) and not SHOUTED.match(head):
            sure[number] = found.end()
        elif dated or (colon and found["bullet"] and TOLD_PLAINLY.match(text, found.end())):
            maybe[number] = found.end()
    stamped = {n: found.end() for n, line in enumerate(lines) if (found := STAMP.match(text, line.start, line.end))}
    stamped = {number: end for number, end in stamped.items() if number not in sure and end < lines[number].end}
    listed = maybe if len(maybe) + len(sure) >= ENTRIES else {}
    return (stamped if len(stamped) >= STAMPS else {}) | listed | sure
