"""It is what the term asks, or only allows."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.agreements import Modality
from trucewatch.records.assessments import FindingValue
from trucewatch.records.incidents import Grade


class AsAsked:
    """Consistent, where a term asks for such conduct and nobody contradicts that it took place.

    Contradicted, it is not ruled on. A term that only permits asks nothing, and nothing is assessed under it.
    """

    code: ClassVar[str] = "finding.as-asked"

    def apply(self, facts: Facts) -> Verdict | None:
        """Consistent, unable to rule, or not assessed; None for a term that forbids."""
        if facts.term.modality is Modality.MUST_NOT:
            return None
        if facts.term.modality is Modality.MAY:
            return Verdict(FindingValue.NOT_ASSESSED, "the term permits, and asks nothing")
        if facts.grade is Grade.CONTESTED or facts.disputed:
            return Verdict(
                FindingValue.UNABLE_TO_RULE, "whether or who is contradicted, and nobody independent settles it"
            )
        return Verdict(FindingValue.CONSISTENT, "it is what the term asks")
