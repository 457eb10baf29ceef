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
from trucewatch.resolve.descriptions import Resolved, alias_runs, resolve_name
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
    words = words_of(span.quote)
    names = [(words[one].start, words[last].end) for one, last in alias_runs(words, span.quote, around.book)]
    found = _JOINT.finditer(span.quote)
    cuts = [cut for cut in found if not any(start <= cut.start() < cut.end() <= end for start, end in names)]
    if not 0 < len(cuts) < MOST:
        return None
    borders = [0, *(place for cut in cuts for place in cut.span()), len(span.quote)]
    lead = _BOTH.match(span.quote)
    borders[0] = lead.end() if lead else 0
    pieces = [(borders[n], borders[n + 1]) for n in range(0, len(borders), 2)]
    tail = _head_of(span.quote[slice(*pieces[-1])])
    parts = []
    for start, end in pieces:
        if not span.quote[start:end].strip():
            return None
        parts.append(_part(Span.on(around.text, span.start + start, span.start + end), tail, around))
    if not _are_several(parts):
        return None
    return Row(tuple(parts), any("or" in (cut.group("word"), cut.group("comma")) for cut in cuts))


def _part(span: Span, tail: str | None, around: Surroundings) -> Part:
    """One of several, read with the noun that it shares with the last: "GNA" of "GNA and LNA forces"."""
    found = resolve_name(span.quote, around.book, around.countries)
    if found.actor is None and tail is not None and _head_of(span.quote) is None:
        found = resolve_name(f"{span.quote} {tail}", around.book, around.countries)
    return Part(span, found)


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
