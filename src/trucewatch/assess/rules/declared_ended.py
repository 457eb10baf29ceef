"""A party declares the end."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Position, Reason, Statement, StatusValue


class DeclaredEnded:
    """The truce is declared ended by whichever parties say so of the truce itself.

    Only a party's own latest word counts. That the other side ended it is an accusation; that there is no reason to
    observe it, that talks are left, that a deadline was missed is no end; nor is what a sponsor, a monitor or a
    commentator says, however often.
    """

    code: ClassVar[str] = "status.declared-ended"

    def apply(self, view: View) -> Outcome | None:
        """Declared ended, by the parties whose latest word is that."""
        by = tuple(one for one in view.parties(Position.ENDED) if is_own_word(one))
        if not by:
            return None
        names = ", ".join(sorted({one.speaker_name for one in by}))
        reason = Reason(rule=self.code, says=f"said of the truce itself by a party: {names}", claims=claims_of(by))
        return Outcome(StatusValue.DECLARED_ENDED, reason, by)


def is_own_word(one: Statement) -> bool:
    """Whether a party speaks of the truce itself or of its own conduct, and not of another's."""
    return one.about is None or one.about_self


def claims_of(statements: tuple[Statement, ...]) -> tuple[str, ...]:
    """The claims that statements rest on, in order."""
    return tuple(one.claim for one in statements)
