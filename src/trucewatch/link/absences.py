"""Absences: "no air strike was reported" is a word on a whole day or place, and denies no one act that is told."""

from __future__ import annotations

import re

from trucewatch.link.facts import Facts, denies
from trucewatch.records.claims import Force
from trucewatch.records.times import TimeBasis

_NONE = re.compile(
    r"\b(?:no|not\s+a\s+single|neither|without\s+any)\s+(?:(?:other|further|more|new)\s+)?(?:[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)


def is_absence(one: Facts) -> bool:
    """Whether a claim says that nothing of a kind happened, and not where, when or by whom: it denies nothing told."""
    claim = one.claim
    if not denies(one) or claim.force in (Force.DENIES, Force.RETRACTS) or not claim.negated:
        return False
    if one.actors or one.sited or one.told is TimeBasis.STATED:
        return False
    before = claim.span.quote[: max(claim.trigger.start - claim.span.start, 0)]
    return _NONE.search(before) is not None
