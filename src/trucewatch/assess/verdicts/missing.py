"""Who, where or when is missing."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import FindingValue


class Missing:
    """Unable to rule, where a fact that decides whether the term binds is not known or disputed.

    Where nothing is unclear but whether a term binds a participant that it does not name, the rules go on: what they
    give then holds if the term binds, and says so.
    """

    code: ClassVar[str] = "finding.missing"

    def apply(self, facts: Facts) -> Verdict | None:
        """Unable to rule, with what is wanting."""
        wanting = facts.bearing.missing
        if not wanting:
            return None
        return Verdict(FindingValue.UNABLE_TO_RULE, f"whether the term binds here is not clear: {'; '.join(wanting)}")
