"""Who, where or when is missing."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import FindingValue


class Missing:
    """Unable to rule, where a fact that decides whether the term binds is not known or disputed.

    So it is where nothing is unclear but whether a term binds a participant that it does not name; what follows if it
    does is then given beside it, as one account's version.
    """

    code: ClassVar[str] = "finding.missing"

    def apply(self, facts: Facts) -> Verdict | None:
        """Unable to rule, with what is wanting."""
        wanting = facts.bearing.missing or (facts.bearing.open if not facts.granted else ())
        if not wanting:
            return None
        return Verdict(FindingValue.UNABLE_TO_RULE, f"whether the term binds here is not clear: {'; '.join(wanting)}")
