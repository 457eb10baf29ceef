"""TallyComparison and PartyAudit: counts that somebody gives beside the record, and the same yardstick by party."""

from __future__ import annotations

from trucewatch.records.assessments import Standard, Standing
from trucewatch.records.base import Record


class TallyComparison(Record):
    """A count as told, and what the record holds of such events in that window: beside each other, never mixed.

    `low` and `high` are the count as told, `high` None where it has no upper bound. `incidents` and `origins` are those
    of the record, by id; `unplaced` are incidents of such a type that may fall in the window or not, or whose actor is
    not known. `says` puts it in words: "more than 300 since 12 Sept; on record: 4 incidents, from 6 origins".
    """

    tally: str
    speaker: str
    speaker_name: str
    standing: Standing
    event: str
    low: int
    high: int | None = None
    accused: str | None = None
    begin: str | None = None
    finish: str | None = None
    incidents: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    unplaced: tuple[str, ...] = ()
    says: str


class OriginsBySide(Record):
    """How many origins of one side lay an act at a party's door, or clear it of one; `side` None: no known side."""

    side: str | None
    name: str
    against: int = 0
    clearing: int = 0


class BarReached(Record):
    """How many of a party's findings reach a standard of proof."""

    standard: Standard
    findings: int


class PartyAudit(Record):
    """The record by one party, asked the same for each.

    Attributes:
        party: an actor's id, the side that answers.
        accused, clearing: claims that lay an act at its door; that deny it one, or say that it keeps the truce.
        suffered: incidents in which it is said to have been hit.
        incidents: those it is said to have done; `findings` under the terms, `assessed` of them not left open.
        statements: its own words on the truce; `answered`, of the incidents laid at its door, those it speaks of.
        silent: incidents laid at its door on which the record has no word of its side.
    """

    party: str
    name: str
    capacity: str | None = None
    accused: int = 0
    clearing: int = 0
    suffered: int = 0
    incidents: int = 0
    findings: int = 0
    assessed: int = 0
    bars: tuple[BarReached, ...] = ()
    origins: tuple[OriginsBySide, ...] = ()
    statements: int = 0
    answered: int = 0
    silent: tuple[str, ...] = ()

    @property
    def share_assessed(self) -> float | None:
        """The share of its findings that are not left open, 0 to 1; None where it has none."""
        return self.assessed / self.findings if self.findings else None


class Audit(Record):
    """The parties beside one another, and where what is held of them differs so much that a reader should be told."""

    parties: tuple[PartyAudit, ...] = ()
    notes: tuple[str, ...] = ()
