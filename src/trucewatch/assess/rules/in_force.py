"""It has begun and nobody who could has ended it."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.rules.declared_ended import claims_of
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import WITHOUT_STANDING, Position, Reason, StatusValue

SAYING_SO = frozenset(
    {
        Position.ANNOUNCED,
        Position.ACCEPTED,
        Position.IN_FORCE,
        Position.HOLDING,
        Position.EXTENDED,
        Position.NOT_ENDED,
        Position.NO_REASON_TO_OBSERVE,
    }
)


class InForce:
    """The truce is in force once its clock has begun, or somebody with standing has said so, until a rule above holds.

    An accusation that stands alone, a breach that a monitor finds, "no reason to observe it", and an outsider's
    "collapsed" leave it in force. Where no moment is asked for and no word is dated, the clock alone does not show that
    it still runs. That it is in force does not say that anybody keeps it.
    """

    code: ClassVar[str] = "status.in-force"

    def apply(self, view: View) -> Outcome | None:
        """In force, by the clock or by those with standing who speak of it."""
        begin = view.period.begin
        if begin is not None and view.moment is not None:
            return Outcome(StatusValue.IN_FORCE, Reason(rule=self.code, says=f"begun on {begin:%Y-%m-%d %H:%M} UTC"))
        by = tuple(one for one in view.stances if one.standing not in WITHOUT_STANDING and one.position in SAYING_SO)
        if not by or view.period.finish is not None:
            return None
        names = ", ".join(sorted({one.speaker_name for one in by}))
        says = f"it stands by the word of {names}, and no party has ended it"
        return Outcome(StatusValue.IN_FORCE, Reason(rule=self.code, says=says, claims=claims_of(by)))
