"""Marks: what the last decision that stands says of each claim and tally."""

from __future__ import annotations

from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import PERSON


def marks_of(record: CaseRecord) -> dict[str, str]:
    """Claim or tally → by hand, corrected, accepted or rejected; what nobody ruled on is left out."""
    found = {claim.id: "by hand" for claim in record.claims if claim.rule == PERSON}
    found |= {claim.id: "corrected" for claim in record.as_read}
    for effect in record.effects:
        found.update({c.subject: "accepted" for c in effect.changes if (c.field, c.after) == ("trust", "accepted")})
    return found | dict.fromkeys(record.rejected, "rejected")
