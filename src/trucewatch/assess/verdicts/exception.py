"""The party owns the act and gives a reason that the term knows."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.assess.wording import kinds_in
from trucewatch.records.assessments import FindingValue


class ExceptionClaimed:
    """Exception claimed, where the party owns the act and gives a reason of a kind that the term names as an exception.

    Whether the reason holds is not ruled on. A reason of a kind that the term does not know is none, and what somebody
    else says of the party's reasons is not its claim.
    """

    code: ClassVar[str] = "finding.exception-claimed"

    def apply(self, facts: Facts) -> Verdict | None:
        """Exception claimed, with the exception in the term's words."""
        known = [words for words in facts.term.exceptions if facts.reasons & kinds_in("exceptions", words)]
        if not known:
            return None
        says = f"it owns the act and gives a reason of a kind that the term knows: {'; '.join(known)}"
        return Verdict(FindingValue.EXCEPTION_CLAIMED, says)
