"""Status: the truce at a time, by speaker and by rule."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from trucewatch.assess.accusers import accounts_of
from trucewatch.assess.applies.time import MOVING
from trucewatch.assess.clock_readings import read_clocks
from trucewatch.assess.clocks import Period, period_of
from trucewatch.assess.endings import ENDING, TAKING_BACK
from trucewatch.assess.local import local_bounds, zone_of
from trucewatch.assess.parts import Derive, parts_of
from trucewatch.assess.rules import STATUS_RULES
from trucewatch.assess.view import Outcome, View, last_moment, look, unchecked_by
from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Finding, Reason, Standing, Statement, Status, StatusValue
from trucewatch.records.incidents import Incident
from trucewatch.records.reliance import NOT_CHECKED

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
    agreement: Agreement | None,
    statements: Sequence[Statement],
    at: str | None,
    actors: Mapping[str, Actor],
    *,
    incidents: Sequence[Incident] = (),
    findings: Sequence[Finding] = (),
) -> Status:
    """What each speaker says of the truce at a time, and what follows by the first rule that holds.

    Args:
        agreement: for its clocks, zones and parties; None where there is none.
        statements: all that is said of the truce, in any order.
        at: ISO 8601 of whatever fineness, a day meaning its end; None: everything said, and the clock as
            of the last dated word.
        actors: by id.
        incidents, findings: of the record, for clocks that begin anew, and what parties tell of each other's attacks.

    Returns:
        The status of the whole, from words on the whole alone; zones and pairs of parties that differ in `parts`.
    """
    moment, derive = _deriving(agreement, at, actors)
    status = whole_at(agreement, statements, at, actors, incidents=incidents, findings=findings)
    attacks = accounts_of(agreement, findings, incidents, actors)
    unchecked = unchecked_by(statements, moment, zone_of(agreement))
    until = moment if moment is not None else last_moment(statements, zone_of(agreement))
    return status.model_copy(
        update={
            "latest": (*status.latest, *_on_parts(statements, moment, actors, zone_of(agreement))),
            "parts": parts_of(agreement, statements, status, derive, actors, incidents, attacks),
            "clocks": read_clocks(agreement, until, incidents, findings, actors) if agreement and until else (),
            "unchecked": unchecked,
            "trace": (*status.trace, *_not_checked(unchecked)),
        }
    )


def whole_at(
    agreement: Agreement | None,
    statements: Sequence[Statement],
    at: str | None,
    actors: Mapping[str, Actor],
    *,
    incidents: Sequence[Incident] = (),
    findings: Sequence[Finding] = (),
) -> Status:
    """The status of the whole alone, without zones, pairs of parties and clocks: for a history of many moments."""
    period = period_of(agreement, agreement.whole) if agreement else Period(None, None)
    attacks = accounts_of(agreement, findings, incidents, actors)
    status = _deriving(agreement, at, actors)[1]([one for one in statements if one.zone is None], period, attacks)
    convention = _convention(agreement)
    return status if convention is None else status.model_copy(update={"trace": (convention, *status.trace)})


def _deriving(
    agreement: Agreement | None, at: str | None, actors: Mapping[str, Actor]
) -> tuple[datetime | None, Derive]:
    """The moment asked for, and what gives the status that follows then from some statements under a period."""
    zone = zone_of(agreement)
    asked = local_bounds(at, zone)
    moment = asked[1] if asked else None
    moves = _moves(agreement)

    def derive(said: Sequence[Statement], during: Period, attacks: Sequence[Statement]) -> Status:
        view, unknown = look(said, moment, during, actors, moves, zone, attacks)
        return _derived(said, view, unknown, at, asked=moment is not None)

    return moment, derive


def _derived(
    statements: Sequence[Statement], view: View, unknown: Sequence[Statement], at: str | None, *, asked: bool
) -> Status:
    """What follows from some of the statements, viewed at a moment; `unknown` are those left out of the view."""
    resumed = _resumed(statements, view)
    trace = [_as_of(view, asked=asked), *_left_out(unknown), *_superseded(view), *resumed]
    outcome = _first(view)
    return Status(
        at=at,
        value=outcome.value,
        by=tuple(sorted({one.speaker for one in outcome.by})),
        wording=_wording(outcome, view),
        latest=tuple(dict.fromkeys((*view.stances, *view.superseded, *view.accusations))),
        trace=(*(reason for reason in trace if reason is not None), outcome.reason),
    )


def _moves(agreement: Agreement | None) -> str | None:
    """How the end of the whole's clock moves by itself, in words; None where it does not."""
    clock = next((one for one in agreement.clocks if one.id == agreement.whole), None) if agreement else None
    if clock is None or clock.extension is None or clock.extension.kind not in MOVING:
        return None
    return clock.extension.says or "by itself"


def _on_parts(
    statements: Sequence[Statement], moment: datetime | None, actors: Mapping[str, Actor], zone: ZoneInfo | None
) -> tuple[Statement, ...]:
    """Latest words on zones: shown with the others, and nothing follows from them for the whole."""
    zones = sorted({one.zone for one in statements if one.zone is not None})
    own = ([one for one in statements if one.zone == name] for name in zones)
    views = [look(said, moment, Period(None, None), actors, zone=zone)[0] for said in own]
    return tuple(dict.fromkeys(one for view in views for one in (*view.stances, *view.accusations)))


def _not_checked(unchecked: Sequence[Statement]) -> list[Reason]:
    """What else was read, and counts for nothing until a person has looked."""
    if not unchecked:
        return []
    told = dict.fromkeys(f"{one.speaker_name}: {one.position.value.replace('_', ' ')}" for one in unchecked)
    says = f"{NOT_CHECKED}, and nothing follows from it: {'; '.join(told)}"
    return [Reason(rule="status.unchecked", says=says, claims=tuple(one.claim for one in unchecked))]


def _resumed(statements: Sequence[Statement], view: View) -> list[Reason]:
    """That a party had ended or suspended the truce before and no longer does: shown, since it is over."""
    found = []
    for now in view.stances:
        if now.standing is not Standing.PARTY or now.position not in TAKING_BACK:
            continue
        before = [one for one in statements if one.position in ENDING and _is_before(one, now, view)]
        if before:
            last = max(before, key=lambda one: (one.begin or one.finish or "", one.claim))
            says = f"{last.speaker_name} {ENDING[last.position]}, and {now.speaker_name} says otherwise since"
            found.append(Reason(rule="status.resumed", says=says, claims=(last.claim, now.claim)))
    return found


def _is_before(one: Statement, now: Statement, view: View) -> bool:
    """Whether a word of the same side on the whole, of itself, was said before another."""
    then, when = view.when(one), view.when(now)
    own = one.standing is Standing.PARTY and (one.about is None or one.about_self)
    same = view.side(one.speaker) == view.side(now.speaker)
    return own and same and then is not None and when is not None and then[1] <= when[0]


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
