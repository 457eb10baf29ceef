"""After the agreed end."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import ClassVar

from trucewatch.assess.extensions import end_after
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Reason, Statement, StatusValue


class Expired:
    """After an agreed end without renewal the truce has expired.

    A party's, co-sponsor's or guarantor's word that it is extended counts as renewal. A period that one party set
    itself is not the agreement's clock. An end that moves by itself while talks go on does not come by the calendar.
    "By five days" is counted from the end as it stood, once for all who tell of it, and not where the agreement's file
    holds it already; "until 10 December" is to the end of that day. Where nobody tells until when it is extended, it is
    unknown once as long again as was agreed has passed.
    """

    code: ClassVar[str] = "status.expired"

    def apply(self, view: View) -> Outcome | None:
        """Expired, where the moment lies after the end and nobody who could has extended it."""
        finish = view.period.finish
        if view.moment is None or finish is None or view.moment <= finish or view.moves is not None:
            return None
        extended = view.extensions
        says = f"the agreed end was {finish:%Y-%m-%d %H:%M} UTC, and no renewal is on record"
        if extended:
            end = end_after(finish, extended, view.zone)
            if end is None:
                return self._run_out(view, finish, extended)
            if view.moment <= end:
                return None
            says = f"extended until {end:%Y-%m-%d %H:%M} UTC, and no further renewal is on record"
        return Outcome(StatusValue.EXPIRED, Reason(rule=self.code, says=says, claims=tuple(e.claim for e in extended)))

    def _run_out(self, view: View, finish: datetime, extended: Sequence[Statement]) -> Outcome | None:
        """Unknown, where an extension whose end nobody told would have run as long as what it extended."""
        begin = view.period.begin
        told = [when[1] for one in extended if (when := view.when(one)) is not None]
        if begin is None or view.moment is None:
            return None
        end = max([finish, *told]) + (finish - begin)
        if view.moment <= end:
            return None
        says = f"extended, but until when is not told; as long again as was agreed ended {end:%Y-%m-%d %H:%M} UTC"
        return Outcome(StatusValue.UNKNOWN, Reason(rule=self.code, says=says), tuple(extended))
