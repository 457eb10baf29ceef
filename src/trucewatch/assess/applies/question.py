"""What a question of applicability is asked of, and how it answers."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar, Protocol

from trucewatch.assess.told import Told
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Term, Zone
from trucewatch.records.assessments import Applicability, Duty, Statement


@dataclass(frozen=True)
class Ending:
    """That a party ended or suspended the truce: the first moment at which it may have, and when it took that back."""

    says: str
    since: datetime
    until: datetime | None
    claims: tuple[str, ...]

    def covers(self, when: tuple[datetime, datetime]) -> bool:
        """Whether something may have happened while it stood."""
        return self.since < when[1] and (self.until is None or when[0] < self.until)


@dataclass(frozen=True)
class Asked:
    """An act as told, under a term, for a party.

    Attributes:
        party: an actor's id; None where nobody is named.
        duty, through: whether the party is asked as the one who acts, or as one who answers for `through`, who did.
        endings: the truce ended or suspended by a party, as far as that stood; in the order of time.
        extensions: the words that extend the truce, in the order of time.
    """

    agreement: Agreement
    term: Term
    told: Told
    party: str | None
    actors: Mapping[str, Actor]
    duty: Duty = Duty.ITSELF
    through: str | None = None
    endings: Sequence[Ending] = ()
    extensions: Sequence[Statement] = ()

    def name(self, actor: str) -> str:
        """An actor's name."""
        return self.actors[actor].name if actor in self.actors else actor

    def zone(self) -> Zone | None:
        """The zone that the term names."""
        return next((one for one in self.agreement.zones if one.id == self.term.zone), None)


@dataclass(frozen=True)
class Answer:
    """One question's answer; `says` is the reason in words, with the claims that it rests on.

    `scope` is True where nothing is wanting but whether a participant is bound whom the term does not name.
    """

    value: Applicability
    says: str
    scope: bool = False
    claims: tuple[str, ...] = ()


class Question(Protocol):
    """A question of applicability. Its docstring is its page in the docs."""

    code: ClassVar[str]

    def answer(self, asked: Asked) -> Answer:
        """The answer: it applies, a "no" by name, or unclear."""
        ...


def among(names: Iterable[str], listed: Collection[str], actors: Mapping[str, Actor]) -> bool:
    """Whether a name, or who answers for it, is listed, or one is listed for whom the same side answers."""
    wanted = {side for name in listed for side in (name, side_of(name, actors))}
    return any({name, side_of(name, actors)} & wanted for name in names)
