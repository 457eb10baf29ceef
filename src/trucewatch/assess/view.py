"""View: what the rules of status look at, and what one of them gives."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import ClassVar, Protocol
from zoneinfo import ZoneInfo

from trucewatch.assess.clocks import Period
from trucewatch.assess.extensions import extensions_of
from trucewatch.assess.local import Moments, local_bounds, local_extent
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.assessments import WITHOUT_STANDING, Position, Reason, Standing, Statement, StatusValue

ACCUSING = frozenset({Position.BREACHED})
WEIGHT = (
    Position.ENDED,
    Position.SUSPENDED,
    Position.CONDITIONAL,
    Position.NOT_ENDED,
    Position.NO_REASON_TO_OBSERVE,
    Position.COLLAPSED,
    Position.REJECTED,
    Position.EXTENDED,
    Position.HOLDING,
    Position.IN_FORCE,
    Position.ACCEPTED,
    Position.ANNOUNCED,
    Position.PROPOSED,
)
"""Of what one speaker says on one day, the first of these stands: an end declared is no mere mention of a beginning."""
STANDING_BY = frozenset(
    {Position.NO_REASON_TO_OBSERVE, Position.COLLAPSED, Position.REJECTED, Position.PROPOSED, Position.BREACHED}
)
"""Words that leave standing what another organ of the same side declared: none of them says that the truce holds."""


@dataclass(frozen=True)
class View:
    """The record at a moment.

    Attributes:
        moment: the first moment after the time asked for; where none was asked for, after the last dated word; None
            where there is none either.
        period: of the agreement as a whole.
        stances: each speaker's latest word on the truce itself.
        accusations: each speaker's latest word on who breaks or keeps it.
        superseded: latest words of speakers whose side has said otherwise on a later day; in neither of the two.
        moves: how the agreed end moves by itself, in words; None where it does not.
        zone: where a day told without an offset is a day.
        attacks: what parties had told by then of forbidden attacks by others, in the order of time;
            they are no words on the truce, and count only for who keeps it.
        extensions: every word by then by which it is extended and that is not in the agreement's file, in the order of
            time.
    """

    moment: datetime | None
    period: Period
    stances: tuple[Statement, ...]
    accusations: tuple[Statement, ...]
    actors: Mapping[str, Actor]
    superseded: tuple[Statement, ...] = ()
    moves: str | None = None
    zone: ZoneInfo | None = None
    attacks: tuple[Statement, ...] = ()
    extensions: tuple[Statement, ...] = ()

    def parties(self, *positions: Position) -> tuple[Statement, ...]:
        """Parties' stances of the given positions."""
        return tuple(one for one in self.stances if one.standing is Standing.PARTY and one.position in positions)

    def side(self, actor: str) -> str:
        """Who answers for an actor."""
        return side_of(actor, self.actors)

    def when(self, one: Statement) -> Moments | None:
        """When a word was said: the first moment at which it may have been, and the first after; None if not known."""
        return _when(one, self.zone)


@dataclass(frozen=True)
class Outcome:
    """What a rule gives: the value, whose word it rests on, and the reason."""

    value: StatusValue
    reason: Reason
    by: tuple[Statement, ...] = ()


class StatusRule(Protocol):
    """A rule of status. Its docstring is its page in the docs."""

    code: ClassVar[str]

    def apply(self, view: View) -> Outcome | None:
        """The outcome, or None where the rule has nothing to say."""
        ...


def look(
    statements: Sequence[Statement],
    moment: datetime | None,
    period: Period,
    actors: Mapping[str, Actor],
    moves: str | None = None,
    zone: ZoneInfo | None = None,
    attacks: Sequence[Statement] = (),
) -> tuple[View, tuple[Statement, ...]]:
    """The view at a moment, and the statements left out because it is not known whether they had been made by then.

    Args:
        statements: in any order; those that are not sure are left out of the view.
        moment: UTC, the first one that is too late; None: everything said.
        period: of the agreement as a whole.
        actors: by id.
        moves, zone: as in `View`.
        attacks: as in `View`, of whatever time.
    """
    ordered = sorted((one for one in statements if one.sure), key=lambda one: _order(one, zone))
    if moment is None:
        said, unknown = ordered, []
    else:
        said = [one for one in ordered if (when := _when(one, zone)) is not None and when[0] < moment]
        unknown = [one for one in ordered if _when(one, zone) is None]
    stances = _latest((((one.speaker,), one) for one in said if not accuses(one) or keeps(one)), zone)
    accusations = _latest(((_matter(one), one) for one in said if accuses(one)), zone)
    past = {one for words in (stances, accusations) for one in words if _is_superseded(one, words, actors, zone)}
    view = View(
        moment=last_moment(said, zone) if moment is None else moment,
        period=period,
        stances=tuple(one for one in stances if one not in past),
        accusations=tuple(one for one in accusations if one not in past),
        actors=actors,
        superseded=tuple(dict.fromkeys(one for one in (*stances, *accusations) if one in past)),
        moves=moves,
        zone=zone,
        extensions=extensions_of(ordered, period.finish, zone, moment),
        attacks=tuple(one for one in sorted(attacks, key=lambda one: _order(one, zone)) if _is_over(one, moment, zone)),
    )
    return view, tuple(unknown)


def _is_by(one: Statement, moment: datetime | None, zone: ZoneInfo | None) -> bool:
    when = _when(one, zone)
    return moment is None or (when is not None and when[0] < moment)


def _is_over(one: Statement, moment: datetime | None, zone: ZoneInfo | None) -> bool:
    """Whether an act told of had happened by a moment: of one told by its day alone, only once that day is over."""
    when = _when(one, zone)
    if moment is None or when is None:
        return moment is None
    return when[0] < moment and (when[1] <= moment or when[1] - when[0] > timedelta(days=1))


def unchecked_by(
    statements: Iterable[Statement], moment: datetime | None, zone: ZoneInfo | None
) -> tuple[Statement, ...]:
    """The words of those with standing that are not sure, said by a moment or of unknown day, in the order of time."""
    known = [one for one in statements if not one.sure and one.standing not in WITHOUT_STANDING]
    said = [one for one in known if _when(one, zone) is None or _is_by(one, moment, zone)]
    return tuple(sorted(said, key=lambda one: _order(one, zone)))


def last_moment(statements: Iterable[Statement], zone: ZoneInfo | None = None) -> datetime | None:
    """The first moment, UTC, after the last dated word; of a month or a year, only its first moment is sure."""
    told = (local_bounds(text, zone) for one in statements for text in (one.begin, one.finish))
    spans = [found for found in told if found is not None]
    return max((first if after - first > timedelta(days=1) else after for first, after in spans), default=None)


def accuses(one: Statement) -> bool:
    """Whether a statement is on who breaks or keeps the truce, rather than on the truce itself."""
    if one.position in ACCUSING:
        return True
    return one.position is Position.HOLDING and one.about is not None


def keeps(one: Statement) -> bool:
    """Whether a speaker says of itself that it keeps the truce: a word on the truce as well as on who keeps it."""
    return one.position is Position.HOLDING and one.about_self


def _matter(one: Statement) -> tuple[object, ...]:
    """Who speaks on whose keeping of the truce: to say that it keeps it itself takes no accusation back."""
    return one.speaker, one.about_self, None if one.about_self else one.about


def _latest(words: Iterable[tuple[tuple[object, ...], Statement]], zone: ZoneInfo | None) -> tuple[Statement, ...]:
    """Of words with their matters, in the order of time, the last on each; of one day's words the weightier."""
    found: dict[tuple[object, ...], Statement] = {}
    for key, one in words:
        known = found.get(key)
        if known is None or _day(one) != _day(known) or _weight(one) <= _weight(known):
            found[key] = one
    return tuple(sorted(found.values(), key=lambda one: (one.speaker.startswith("unnamed:"), *_order(one, zone))))


def _is_superseded(
    one: Statement, words: Iterable[Statement], actors: Mapping[str, Actor], zone: ZoneInfo | None
) -> bool:
    """Whether another organ of the same party says otherwise of the same thing on a later day."""
    subject, when = _subject(one, actors), _when(one, zone)
    if subject is None or when is None:
        return False
    return any(
        later.speaker != one.speaker
        and later.position is not one.position
        and later.position not in STANDING_BY
        and _subject(later, actors) == subject
        and (then := _when(later, zone)) is not None
        and then[0] >= when[1]
        for later in words
    )


def _subject(one: Statement, actors: Mapping[str, Actor]) -> tuple[str, str | None] | None:
    """The side that speaks and the side it speaks of, None of the truce itself; None for who is no party.

    Of what others did to the truce a side may say several things at once: such words supersede nothing.
    """
    if one.standing is not Standing.PARTY:
        return None
    side = side_of(one.speaker, actors)
    if accuses(one) and not keeps(one):
        return (side, side_of(one.about, actors)) if one.about is not None else None
    return (side, None) if one.about is None or one.about_self else None


def _when(one: Statement, zone: ZoneInfo | None) -> Moments | None:
    return local_extent(one.begin or one.finish, one.finish or one.begin, zone)


def _day(one: Statement) -> str:
    return (one.begin or one.finish or "")[:10]


def _weight(one: Statement) -> int:
    return WEIGHT.index(one.position) if one.position in WEIGHT else len(WEIGHT)


def _order(one: Statement, zone: ZoneInfo | None) -> tuple[datetime, str]:
    when = _when(one, zone)
    return (when[0] if when else datetime.min, one.claim)
