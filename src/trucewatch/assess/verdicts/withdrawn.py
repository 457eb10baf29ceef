"""The report is shown wrong, or taken back."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import FindingValue
from trucewatch.records.incidents import Grade


class Withdrawn:
    """Not assessed, where the record shows the report wrong, or nobody stands by it any more."""

    code: ClassVar[str] = "finding.withdrawn"

    def apply(self, facts: Facts) -> Verdict | None:
        """Not assessed, where the incident is discounted."""
        if facts.grade is not Grade.DISCOUNTED:
            return None
        return Verdict(FindingValue.NOT_ASSESSED, "the record shows the report wrong, or withdrawn")
