"""Status: the truce at a time, by speaker and by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.assess.clocks import Period, period_of
from trucewatch.assess.rules import STATUS_RULES
from trucewatch.assess.view import Outcome, View, look
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Reason, Statement, Status, StatusValue
from trucewatch.records.calendar import bounds

_WORDS = {
    StatusValue.NOT_BEGUN: "not begun",
    StatusValue.IN_FORCE: "in force",
    StatusValue.CONDITIONAL: "conditional, by",
    StatusValue.CONTESTED: "contested between",
    StatusValue.SUSPENDED: "suspended by",
    StatusValue.EXPIRED: "expired",
    StatusValue.DECLARED_ENDED: "declared ended by",
    StatusValue.UNKNOWN: "unknown",
}
_NUMBERS = ("no", "one", "two", "three", "four", "five", "six")


def status_at(
    agreement: Agreement | None, statements: Sequence[Statement], at: str | None, actors: Mapping[str, Actor]
) -> Status:
    """What each speaker says of the truce at a time, and what follows by the first rule that holds.

    Args:
        agreement: for its clock; None where there is none.
        statements: all that is said of the truce, in any order.
        at: ISO 8601 of whatever fineness, a day meaning its end; None: everything said, and the clock as
            of the last dated word.
        actors: by id.
    """
    asked = bounds(at)
    moment = asked[1] if asked else None
    period = period_of(agreement, agreement.whole) if agreement else Period(None, None)
    view, unknown = look(statements, moment, period, actors)
    trace = [_convention(agreement), _as_of(view, asked=moment is not None), *_left_out(unknown), *_superseded(view)]
    outcome = _first(view)
    return Status(
        at=at,
        value=outcome.value,
        by=tuple(sorted({one.speaker for one in outcome.by})),
        wording=_wording(outcome, view),
        latest=(*view.stances, *view.superseded, *view.accusations),
        trace=(*(reason for reason in trace if reason is not None), outcome.reason),
    )


def _first(view: View) -> Outcome:
    """The outcome of the first rule that has one; the last rule always has."""
    outcomes = (rule.apply(view) for rule in STATUS_RULES)
    return next(outcome for outcome in outcomes if outcome is not None)


def _convention(agreement: Agreement | None) -> Reason | None:
    if agreement is not None:
        return None
    says = (
        "no agreement says who the parties are: a government, force or armed group that the record names in the "
        "fighting is taken for one"
    )
    return Reason(rule="status.standing", says=says)


def _as_of(view: View, *, asked: bool) -> Reason | None:
    """The moment that stands for the one that nobody asked for, where a clock is read by it."""
    if asked or view.moment is None or view.period == Period(None, None):
        return None
    says = (
        f"no time was asked for: the clock is read as of the last dated word, before {view.moment:%Y-%m-%d %H:%M} UTC"
    )
    return Reason(rule="status.moment", says=says)


def _superseded(view: View) -> list[Reason]:
    if not view.superseded:
        return []
    names = ", ".join(sorted({one.speaker_name for one in view.superseded}))
    claims = tuple(one.claim for one in view.superseded)
    return [Reason(rule="status.superseded", says=f"their own side says otherwise since: {names}", claims=claims)]


def _left_out(unknown: Sequence[Statement]) -> list[Reason]:
    if not unknown:
        return []
    says = f"{len(unknown)} undated statement(s) left out: whether they had been made by then is not known"
    return [Reason(rule="status.undated", says=says, claims=tuple(one.claim for one in unknown))]


def _wording(outcome: Outcome, view: View) -> str:
    words = _WORDS[outcome.value]
    if not outcome.by:
        return words
    sides: dict[str, list[str]] = {}
    for one in sorted(outcome.by, key=lambda one: (one.begin is None, one.begin or "", one.speaker_name)):
        named = sides.setdefault(view.side(one.speaker), [])
        if one.speaker_name not in named:
            named.append(one.speaker_name)
    number = _NUMBERS[len(sides)] if len(sides) < len(_NUMBERS) else str(len(sides))
    names = ", ".join(sorted(_once(named) for named in sides.values()))
    return f"{words} {number} {'party' if len(sides) == 1 else 'parties'}: {names}"


def _once(names: Sequence[str]) -> str:
    """One side by the name under which it spoke first, with the others behind it."""
    return f"{names[0]} (also as {', '.join(names[1:])})" if len(names) > 1 else names[0]
