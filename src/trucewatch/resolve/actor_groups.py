"""Several actors in one phrase: "GNA and LNA forces", "pro-government troops and allied fighters".

A phrase that names two actors of the book is two parties, joined by "and", or one of two, joined by "or". The noun at
the end serves both ("forces"). Names that have the word inside them ("Tehreek-e-Taliban and …" in the book as one) are
never cut, since a name is looked for as a whole first.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from trucewatch.records.actors import ActorKind
from trucewatch.records.spans import Span
from trucewatch.resolve.actor_words import heads, words_of
from trucewatch.resolve.descriptions import Resolved, resolve_name
from trucewatch.resolve.surroundings import Surroundings

_JOINT = re.compile(
    r"\s*(?:,\s*(?:(?P<comma>and|or)\s+)?|\s(?P<word>and|or|as well as|along with|together with|/)\s+|/)"
)
_BOTH = re.compile(r"^(?:both|either)\s+", re.IGNORECASE)
MOST = 4  # parts: a longer row is a list of something else


class Part(NamedTuple):
    """One of several actors in a phrase: its words, and who they mean."""

    span: Span
    found: Resolved


class Row(NamedTuple):
    """The actors of one phrase, in order; `either` where they are joined by "or"."""

    parts: tuple[Part, ...]
    either: bool


def split_row(span: Span, around: Surroundings) -> Row | None:
    """The actors that one phrase names, where it names several different ones; None elsewhere.

    Args:
        span: the phrase.
        around: its text.
    """
    cuts = list(_JOINT.finditer(span.quote))
    if not 0 < len(cuts) < MOST:
        return None
    borders = [0, *(place for cut in cuts for place in cut.span()), len(span.quote)]
    lead = _BOTH.match(span.quote)
    borders[0] = lead.end() if lead else 0
    pieces = [(borders[n], borders[n + 1]) for n in range(0, len(borders), 2)]
    tail = _head_of(span.quote[slice(*pieces[-1])])
    parts = []
    for start, end in pieces:
        words = span.quote[start:end]
        if not words.strip():
            return None
        found = resolve_name(words, around.book, around.countries)
        if found.actor is None and tail and _head_of(words) is None:
            found = resolve_name(f"{words} {tail}", around.book, around.countries)
        parts.append(Part(Span.on(around.text, span.start + start, span.start + end), found))
    if not _are_several(parts):
        return None
    return Row(tuple(parts), any("or" in (cut.group("word"), cut.group("comma")) for cut in cuts))


def _are_several(parts: list[Part]) -> bool:
    """Whether the parts are actors apart: at least two different ones known, or one known and others described."""
    known = {part.found.actor for part in parts if part.found.actor is not None}
    described = all(part.found.actor is not None or part.found.kind is not ActorKind.UNKNOWN for part in parts)
    persons = any(part.found.kind is ActorKind.PERSON for part in parts)
    return not persons and (len(known) > 1 or (len(known) == 1 and described))


def _head_of(words: str) -> str | None:
    """The noun at a description's end that says what somebody is: "forces"."""
    last = words_of(words)[-1:]
    return last[0].text if last and not last[0].capital and last[0].key in heads().classes else None
