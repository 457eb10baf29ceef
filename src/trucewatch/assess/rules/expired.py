"""After the agreed end."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Position, Reason, Standing, StatusValue

RENEWING = frozenset({Standing.PARTY, Standing.CO_SPONSOR, Standing.GUARANTOR})


class Expired:
    """After an agreed end without renewal the truce has expired.

    A party's, co-sponsor's or guarantor's word that it is extended counts as renewal. A period that one party set
    itself is not the agreement's clock. An end that moves by itself while talks go on does not come by the calendar.
    """

    code: ClassVar[str] = "status.expired"

    def apply(self, view: View) -> Outcome | None:
        """Expired, where the moment lies after the end and nobody who could has extended it."""
        finish = view.period.finish
        if view.moment is None or finish is None or view.moment <= finish or view.moves is not None:
            return None
        if any(one.position is Position.EXTENDED and one.standing in RENEWING for one in view.stances):
            return None
        says = f"the agreed end was {finish:%Y-%m-%d %H:%M} UTC, and no renewal is on record"
        return Outcome(StatusValue.EXPIRED, Reason(rule=self.code, says=says))
