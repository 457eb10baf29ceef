"""WhatsApp's text export: each message a publication of the member who wrote it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import datetime

from trucewatch.errors import Fault
from trucewatch.read.formats.chat import message_part
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.text import decode
from trucewatch.records.documents import CHAT

_MESSAGE = re.compile(
    r"^\u200e?\[?(\d{1,4})[./-](\d{1,2})[./-](\d{1,4}),? (\d{1,2})[:.](\d{2})(?:[:.](\d{2}))?"
    r"(?:[ \u202f\xa0]?([AaPp])\.?\s?[Mm]\.?)?(?:\]| -) ",
    re.MULTILINE,
)
_SENDER = re.compile(r"\u200e?([^:\n]{1,80}): ")
_NO_WORDS = re.compile(
    r"\u200e?(?:<[^<>\n]*(?:omitted|excluded|weggelassen|omis|omitido)[^<>\n]*>|\w+ omitted|<attached: [^<>\n]*>"
    r"|This message was deleted\.?|You deleted this message\.?|null|Missed (?:voice|video) call)",
    re.I,
)
_EDITED = re.compile(r"\s*\u200e?<This message was edited>\s*$")
_CHAT = re.compile(r"WhatsApp Chat (?:with|-) (.+?)(?: \(\d+\))?\.txt$", re.I)


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The messages in order. Where no date of the whole chat tells day from month, none is taken, and that is told."""
    text = decode(raw, name, "utf-8")
    heads = list(_MESSAGE.finditer(text))
    order = _order(heads)
    chat = _CHAT.search(name)
    where = f"{CHAT}{chat[1]} (WhatsApp)" if chat else f"{CHAT}WhatsApp"
    for number, head in enumerate(heads, start=1):
        end = heads[number].start() if number < len(heads) else len(text)
        sender = _SENDER.match(text, head.end(), end)
        if sender is None:
            continue  # a notice of the program
        words = text[sender.end() : end].strip()
        edited = _EDITED.search(words)
        words = words[: edited.start()] if edited else words
        if _NO_WORDS.fullmatch(words):
            continue
        part = message_part(
            number,
            words,
            sender=sender[1],
            published=_when(head, order),
            note=f"{where}; edited" if edited else where,
        )
        if part is not None:
            yield part
    if heads and order is None:
        message = "has no date that tells day from month: its messages are undated; export it from a phone set to ISO"
        yield Fault("read.front-matter", message, name, "published")


def _order(heads: list[re.Match[str]]) -> str | None:
    """In which order day, month and year stand: told by a number that is no month; None where none tells."""
    if any(len(head[1]) == 4 for head in heads):
        return "ymd"
    day_first = any(int(head[1]) > 12 for head in heads)
    month_first = any(int(head[2]) > 12 for head in heads)
    if day_first == month_first:
        return None
    return "dmy" if day_first else "mdy"


def _when(head: re.Match[str], order: str | None) -> str | None:
    if order is None:
        return None
    parts = dict(zip(order, (int(head[number]) for number in (1, 2, 3)), strict=True))
    year = parts["y"] + (2000 if parts["y"] < 100 else 0)
    hour = int(head[4])
    if head[7]:
        hour = hour % 12 + (12 if head[7].lower() == "p" else 0)
    try:
        return datetime(year, parts["m"], parts["d"], hour, int(head[5]), int(head[6] or 0)).isoformat()
    except ValueError:
        return None
