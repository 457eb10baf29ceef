"""Whole names: words go on to the end of a hyphenated name that a parse has cut ("SPLA" of "SPLA-IO")."""

from __future__ import annotations

import re

from trucewatch.records.claims import Participant
from trucewatch.records.spans import Span

_REST = re.compile(r"(?:[-‐‑/]\w+)+")


def with_whole_name(participant: Participant | None, text: str) -> Participant | None:
    """The participant with its words up to the end of the last name in them; as it is where nothing was cut off."""
    if participant is None:
        return None
    rest = _REST.match(text, participant.span.end)
    if rest is None or not participant.span.quote[-1:].isalnum():
        return participant
    span = Span.on(text, participant.span.start, rest.end())
    return participant.model_copy(update={"span": span, "name": " ".join(span.quote.split())})
