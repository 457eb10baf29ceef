"""A party suspends."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.rules.declared_ended import claims_of, is_own_word
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Position, Reason, StatusValue


class Suspended:
    """The truce is suspended where a party says so of the truce itself, and has not taken it back since.

    Suspending talks, or leaving a monitoring body, is not suspending the truce.
    """

    code: ClassVar[str] = "status.suspended"

    def apply(self, view: View) -> Outcome | None:
        """Suspended, by the parties whose latest word is that."""
        by = tuple(one for one in view.parties(Position.SUSPENDED) if is_own_word(one))
        if not by:
            return None
        names = ", ".join(sorted({one.speaker_name for one in by}))
        reason = Reason(rule=self.code, says=f"said of the truce itself by a party: {names}", claims=claims_of(by))
        return Outcome(StatusValue.SUSPENDED, reason, by)
