"""Before the start."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Reason, StatusValue


class NotBegun:
    """Before the agreed start there is no truce, whatever is said of it.

    Looks at the clock that the agreement names as its whole. Without a moment to ask for, or without a known start,
    the rule has nothing to say.
    """

    code: ClassVar[str] = "status.not-begun"

    def apply(self, view: View) -> Outcome | None:
        """Not begun, where the moment lies before the start."""
        begin = view.period.begin
        if view.moment is None or begin is None or view.moment > begin:
            return None
        return Outcome(
            StatusValue.NOT_BEGUN, Reason(rule=self.code, says=f"the agreed start is {begin:%Y-%m-%d %H:%M} UTC")
        )
