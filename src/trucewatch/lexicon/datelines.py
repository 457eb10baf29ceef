"""Datelines: where a text was filed, before its first sentence. They name no actor and no place of an event."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from trucewatch.knowledge import ROOT, load_yaml

# "BEIRUT/MOSCOW, Sept 17 (Agency) - ", "Damascus, SANA - ".
MARKED = re.compile(
    r"(?:[A-Z]{3,}[\w.'’-]*(?:[ /,]+[A-Z0-9][\w.'’-]*){0,6}\.?\s*(?:\([^()\n]{2,40}\)\s*|/[A-Z]{2,8}/\.?\s*)?"
    r"|[A-Z][\w.'’-]*(?:[ /,]+(?:[A-Z0-9]|(?:al|el|ez|as|ash|ad|ar)-)[\w.'’-]*){0,6}\s*"
    r"(?:\([^()\n]{2,40}\)|, ?[A-Z]{2,}[\w.]*)\s*)"
    r"(?:--|[-–—])\s+(?=[A-Z\"“])"
)
SLASHED = re.compile(
    r"[A-Z]{3,}[\w .'’-]*, [A-Z][a-z]+\.? \d{1,2}\.? /[A-Z]{2,8}/\.\s+(?=[A-Z\"“])"
)  # "MOSCOW, May 26. /TASS/. "
# "JUBA Renewed fighting …", "LASHKAR GAH, Afghanistan The Taliban …": capitals alone, before a new sentence.
BARE = re.compile(
    r"(?P<city>[A-Z]{3,}(?:[ '-][A-Z]{2,})*)(?:/[A-Z]{3,}(?:[ '-][A-Z]{2,})*){0,3}"
    r"(?:, [A-Z][a-z]+(?: (?!The|An?\b)[A-Z][a-z]+)?)?"
    r"\s+(?=[A-Z](?:[a-z]|\.[A-Z]\.|\s[a-z]))"
)
MAX_LENGTH = 100  # characters


def dateline_end(text: str, start: int, end: int, *, opens: bool) -> int:
    """Where the words begin after a dateline at `start`; `start` itself where there is none.

    Args:
        text: the document's text.
        start: where a sentence begins in it.
        end: where it ends.
        opens: whether it is the first sentence of the text, where capitals alone may be a dateline.
    """
    limit = min(end, start + MAX_LENGTH)
    found = MARKED.match(text, start, limit) or SLASHED.match(text, start, limit)
    if found is None and opens:
        bare = BARE.match(text, start, limit)
        found = bare if bare is not None and bare["city"] not in acronyms() else None
    return start if found is None or found.end() >= end else found.end()


@cache
def acronyms() -> frozenset[str]:
    """The names in capitals that the actor book knows: "NATO" before a capital is no dateline."""
    files = sorted((ROOT / "actors").glob("*.yaml"))
    return frozenset(word for path in files for word in _capitals(load_yaml(f"actors/{path.name}")))


def _capitals(data: Any) -> Iterator[str]:
    if isinstance(data, str):
        if data.isupper() and data.isalpha() and len(data) > 2:
            yield data
    elif isinstance(data, dict):
        for value in data.values():
            yield from _capitals(value)
    elif isinstance(data, list):
        for value in data:
            yield from _capitals(value)
