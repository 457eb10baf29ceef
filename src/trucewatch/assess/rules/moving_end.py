"""After an end that moves by itself."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import WITHOUT_STANDING, Position, Reason, StatusValue

GOING_ON = frozenset({Position.EXTENDED, Position.IN_FORCE, Position.HOLDING, Position.NOT_ENDED, Position.ANNOUNCED})
OVER = frozenset({Position.ENDED, Position.SUSPENDED})


class MovingEnd:
    """After an agreed end that moves while talks go on, whether the truce still runs is unknown until somebody says.

    Such an end does not come by the calendar. Where nobody with standing has said since that the truce goes on, and no
    party that it is over, the record does not tell whether what moves the end was still there.
    """

    code: ClassVar[str] = "status.moving-end"

    def apply(self, view: View) -> Outcome | None:
        """Unknown, past an end that moves, as long as nobody with standing speaks of the truce."""
        finish = view.period.finish
        if view.moves is None or finish is None or view.moment is None or view.moment <= finish:
            return None
        since = [
            one
            for one in view.stances
            if one.standing not in WITHOUT_STANDING and (when := view.when(one)) is not None and when[1] > finish
        ]
        if any(one.position in GOING_ON for one in since) or view.parties(*OVER):
            return None
        end = f"{finish:%Y-%m-%d %H:%M} UTC"
        says = f"past the agreed end of {end}, which moves ({view.moves}); whether it did is not told"
        return Outcome(StatusValue.UNKNOWN, Reason(rule=self.code, says=says))
