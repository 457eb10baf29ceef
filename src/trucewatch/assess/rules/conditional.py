"""A party ties its own observance to something."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.rules.declared_ended import claims_of, is_own_word
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Position, Reason, StatusValue


class Conditional:
    """The truce is conditional where a party ties its own observance to something.

    That others should observe it first, said by anybody else, is no condition.
    """

    code: ClassVar[str] = "status.conditional"

    def apply(self, view: View) -> Outcome | None:
        """Conditional, by the parties whose latest word is that."""
        by = tuple(one for one in view.parties(Position.CONDITIONAL) if is_own_word(one))
        if not by:
            return None
        names = ", ".join(sorted({one.speaker_name for one in by}))
        reason = Reason(rule=self.code, says=f"tied to a condition by a party: {names}", claims=claims_of(by))
        return Outcome(StatusValue.CONDITIONAL, reason, by)
