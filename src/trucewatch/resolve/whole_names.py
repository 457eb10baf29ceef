"""Whole names: words go on to the end of a hyphenated name that a parse has cut ("SPLA" of "SPLA-IO")."""

from __future__ import annotations

import re
from typing import TypeVar

from trucewatch.records.claims import Holder, Participant
from trucewatch.records.spans import Span

Named = TypeVar("Named", Participant, Holder)
_REST = re.compile(r"(?:[-‐‑/]\w+)+")


def with_whole_name(named: Named, text: str) -> Named:
    """A participant or holder with its words up to the end of the last name in them; as it is where none was cut."""
    span = named.span
    rest = _REST.match(text, span.end) if span is not None and span.quote[-1:].isalnum() else None
    if span is None or rest is None:
        return named
    whole = Span.on(text, span.start, rest.end())
    return named.model_copy(update={"span": whole, "name": " ".join(whole.quote.split())})
