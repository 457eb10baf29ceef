"""The term does not bind there, then, or that party."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import Applicability, FindingValue


class NotBound:
    """No breach, where the term does not bind there, then, that party, or towards that target.

    It says nothing of the act itself: other law may forbid it.
    """

    code: ClassVar[str] = "finding.not-bound"

    def apply(self, facts: Facts) -> Verdict | None:
        """No breach, with the question that settled it."""
        value = facts.bearing.value
        if value in (Applicability.APPLIES, Applicability.UNCLEAR):
            return None
        return Verdict(FindingValue.NO_BREACH, f"the term does not bind here: {value.value.replace('_', ' ')}")
