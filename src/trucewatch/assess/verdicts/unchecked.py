"""Only what nobody checked lays it at the party's door."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import FindingValue
from trucewatch.records.reliance import NOT_CHECKED


class Unchecked:
    """Not assessed, where what would make it a possible breach is read so by the program alone, and not checked.

    A claim that lays the act at the party's door must be sure, or a person must have accepted it. What would follow
    stands beside the finding.
    """

    code: ClassVar[str] = "finding.unchecked"

    def apply(self, facts: Facts) -> Verdict | None:
        """Not assessed, where nothing that is relied on lays the act at the party's door."""
        if facts.relied or facts.granted:
            return None
        return Verdict(FindingValue.NOT_ASSESSED, f"{NOT_CHECKED}: who did what")
