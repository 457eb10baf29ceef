"""Parties differ on who keeps it."""

from __future__ import annotations

from datetime import timedelta
from typing import ClassVar

from trucewatch.assess.rules.declared_ended import claims_of
from trucewatch.assess.view import Outcome, View
from trucewatch.records.assessments import Position, Reason, Standing, Statement, StatusValue

LAPSES = timedelta(days=60)


class Contested:
    """The truce is contested where parties give accounts of who keeps it that cannot both hold.

    One party accuses another, and the other says that it keeps the truce or accuses the first in turn. Who tells of an
    attack by the other that the terms forbid, inside their time, accuses it, whether or not it says "violated". An
    accusation alone, the other side silent, leaves the truce in force; so does a breach that a monitor finds, and the
    denial of one attack. What nobody has renewed for two months no longer contests it.
    """

    code: ClassVar[str] = "status.contested"

    def apply(self, view: View) -> Outcome | None:
        """Contested, with the accounts that stand against each other."""
        told = (*view.accusations, *view.attacks)
        accounts = [one for one in told if one.standing is Standing.PARTY and one.about is not None]
        accounts = accounts if any(_is_of_late(view, one) for one in accounts) else []
        for one in accounts:
            answers = tuple(other for other in accounts if _answers(view, one, other))
            if one.position is Position.BREACHED and not one.about_self and answers:
                both = (one, *answers)
                names = ", ".join(sorted({account.speaker_name for account in both}))
                reason = Reason(
                    rule=self.code, says=f"who keeps it is told in two ways: {names}", claims=claims_of(both)
                )
                return Outcome(StatusValue.CONTESTED, reason, both)
        return None


def _is_of_late(view: View, one: Statement) -> bool:
    """Whether a party laid a breach at the other's door within two months of the moment asked for."""
    when = view.when(one)
    if one.position is not Position.BREACHED or view.moment is None or when is None:
        return one.position is Position.BREACHED
    return view.moment - when[1] <= LAPSES


def _answers(view: View, accusation: Statement, other: Statement) -> bool:
    """Whether the accused says that it keeps the truce, or lays the breach at the accuser's door."""
    if accusation.about is None or other.about is None or view.side(other.speaker) != view.side(accusation.about):
        return False
    if other.position is Position.HOLDING:
        return other.about_self
    return other.position is Position.BREACHED and view.side(other.about) == view.side(accusation.speaker)
