"""Nothing to go by."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.clocks import Period
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Reason, StatusValue


class Unknown:
    """The status is unknown where no clock that can be read and nobody with standing says anything of the truce."""

    code: ClassVar[str] = "status.unknown"

    def apply(self, view: View) -> Outcome | None:
        """Unknown, always: this rule is asked last."""
        says = "neither a clock nor anybody with standing says that the truce is in force or has ended"
        if view.moment is None and view.period != Period(None, None):
            says = "no time is asked for and no word is dated: whether the agreed clock still runs is not known"
        return Outcome(StatusValue.UNKNOWN, Reason(rule=self.code, says=says))
