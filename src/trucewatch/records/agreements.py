"""Agreement: instruments, participants, exclusions, zones, clocks, terms, mechanism and exit, as data.

`agreement.yaml` is one `Agreement`. A field that is not known is left out: nothing is filled in. What a term, a clock
and a zone can say beside their ids stands in `records/provisions.py`. Capacities, classes and the difference between
declared and effective dates follow the ETH/PRIO Civil Conflict Ceasefire Dataset (Clayton and others, 2022).
"""

from __future__ import annotations

from enum import StrEnum
from typing import Any, Literal

from pydantic import Field, field_validator

from trucewatch.records.base import Record
from trucewatch.records.provisions import (
    DURATION,
    ClockValue,
    Extension,
    Measure,
    Precondition,
    ProxyDuty,
    Reading,
    ReferenceLine,
    Step,
)
from trucewatch.records.times import IsoTime


class Publication(StrEnum):
    """How the text of an instrument came to be known."""

    OFFICIAL = "official"
    LEAKED = "leaked"
    REPORTED = "reported"
    UNPUBLISHED = "unpublished"
    UNKNOWN = "unknown"


class InstrumentKind(StrEnum):
    """What sort of text an instrument is."""

    MAIN = "main"
    ANNEX = "annex"
    SIDE_LETTER = "side_letter"
    MAP = "map"
    STATEMENT = "statement"
    RESOLUTION = "resolution"
    EXTENSION = "extension"
    UNKNOWN = "unknown"


class Instrument(Record):
    """One text of the agreement. `symbol` is its document number, `part_of` the instrument that it is annexed to."""

    id: str
    title: str
    kind: InstrumentKind = InstrumentKind.UNKNOWN
    date: IsoTime | None = None
    publication: Publication = Publication.UNKNOWN
    published_on: IsoTime | None = None
    part_of: str | None = None
    supersedes: tuple[str, ...] = ()
    symbol: str | None = None
    note: str | None = None
    source: str | None = None


class Capacity(StrEnum):
    """In what capacity a participant stands to the agreement."""

    PARTY = "party"
    GUARANTOR = "guarantor"
    CO_SPONSOR = "co_sponsor"
    MEDIATOR = "mediator"
    MONITOR = "monitor"
    OBSERVER = "observer"
    UNKNOWN = "unknown"


class Consent(StrEnum):
    """By what act a participant took part."""

    SIGNED = "signed"
    ACCEPTED = "accepted"
    ANNOUNCED = "announced"
    ACCEDED = "acceded"
    THROUGH_ANOTHER = "through_another"
    REFUSED = "refused"
    UNKNOWN = "unknown"


class Participation(Record):
    """An actor's part in the agreement, and how it consented: `consent` in words, `act` as one of a few kinds.

    `through` is who spoke or signed for it; `until` is when its part ended; `readings` tells who holds what of its
    capacity, where that is disputed.
    """

    actor: str
    capacity: Capacity
    act: Consent = Consent.UNKNOWN
    consent: str | None = None
    through: str | None = None
    since: IsoTime | None = None
    until: IsoTime | None = None
    readings: tuple[Reading, ...] = ()
    source: str | None = None


class Exclusion(Record):
    """Who is not protected, or not bound, and by which list (`listed`)."""

    actor: str
    effect: Literal["not_protected", "not_bound", "both", "unknown"] = "unknown"
    basis: str | None = None
    listed: str | None = None
    affiliates: Literal["included", "excluded", "unclear"] = "unclear"
    contested_by: tuple[str, ...] = ()
    note: str | None = None
    source: str | None = None


class Zone(Record):
    """Where terms bind: places of `places.yaml` or the gazetteer, or an outline as [lon, lat] points.

    `lines` are what distances are measured from, where need be one for each party. `within` is the zone that holds this
    one, `excludes` zones cut out of it. `clock` says when the truce holds there, where that is not the whole's clock.
    `readings` tells who holds what of its extent, where that is disputed.
    """

    id: str
    name: str
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    lines: tuple[ReferenceLine, ...] = ()
    within: str | None = None
    excludes: tuple[str, ...] = ()
    clock: str | None = None
    readings: tuple[Reading, ...] = ()
    note: str | None = None
    source: str | None = None


class Clock(Record):
    """A start, an end or a period: fixed, or so long after another clock.

    It begins at `begin`, or with the clock `after` (at its end where `after_end`), `delay` later; it ends at `finish`,
    or `duration` after its beginning. `consecutive` days begin anew when one of `resets_on` (event types) happens, or
    what `resets_when` says. `condition` tells what must happen before it begins; `extension` how its end may move;
    `values` what it is according to whom, where that is disputed.
    """

    id: str
    name: str
    begin: IsoTime | None = None
    finish: IsoTime | None = None
    after: str | None = None
    after_end: bool = False
    delay: str | None = Field(default=None, pattern=DURATION)
    duration: str | None = Field(default=None, pattern=DURATION)
    time_zone: str | None = None
    consecutive: bool = False
    resets_on: tuple[str, ...] = ()
    resets_when: str | None = None
    condition: Precondition | None = None
    extension: Extension | None = None
    values: tuple[ClockValue, ...] = ()
    note: str | None = None
    source: str | None = None


class Modality(StrEnum):
    """How a term binds."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    SHOULD = "should"


class TermKind(StrEnum):
    """What a term is about."""

    CESSATION = "cessation"
    TERRITORY = "territory"
    WITHDRAWAL = "withdrawal"
    SEPARATION = "separation"
    WEAPONS = "weapons"
    MOVEMENT = "movement"
    FLIGHTS = "flights"
    AID = "aid"
    CIVILIANS = "civilians"
    DETAINEES = "detainees"
    INFORMATION = "information"
    MONITORING = "monitoring"
    SELF_DEFENCE = "self_defence"
    TALKS = "talks"
    POLITICAL = "political"
    OTHER = "other"
    UNKNOWN = "unknown"


class Term(Record):
    """One clause. `events` are ids of the event ontology that it forbids or requires; `quote` its words, if public.

    `passage` is where it stands in its instrument; `wording` how its words are known, where that differs from its
    instrument's publication. `proxies` are those whose conduct the obligors have a duty for, `proxy_duty` that duty.
    """

    id: str
    instrument: str
    title: str
    modality: Modality
    kind: TermKind = TermKind.UNKNOWN
    events: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    proxies: tuple[str, ...] = ()
    proxy_duty: ProxyDuty = ProxyDuty.UNKNOWN
    deliverable: bool = False
    """Whether it is a commitment: something that must be delivered, once or by a date."""
    zone: str | None = None
    clock: str | None = None
    due: str | None = None
    """The clock by whose end it must be delivered, where that is not the clock for which it binds."""
    measures: tuple[Measure, ...] = ()
    preconditions: tuple[Precondition, ...] = ()
    exceptions: tuple[str, ...] = ()
    readings: tuple[Reading, ...] = ()
    passage: str | None = None
    wording: Publication | None = None
    quote: str | None = None
    note: str | None = None
    source: str | None = None


class Mechanism(Record):
    """Who watches, who may allege a breach, by which steps, and whether a finding is made jointly or by each alone."""

    summary: str
    monitors: tuple[str, ...] = ()
    may_allege: tuple[str, ...] = ()
    steps: tuple[Step, ...] = ()
    determination: Literal["joint", "separate", "by_monitor", "none", "unknown"] = "unknown"
    note: str | None = None
    source: str | None = None


class Exit(Record):
    """How the agreement may be left or ended: by whom, and with how long a notice."""

    summary: str
    by: tuple[str, ...] = ()
    notice: str | None = Field(default=None, pattern=DURATION)
    note: str | None = None
    source: str | None = None


class CeasefireClass(StrEnum):
    """The classes of ceasefire that research tells apart, by what they provide for beside the halt itself."""

    CESSATION_OF_HOSTILITIES = "cessation_of_hostilities"
    PRELIMINARY = "preliminary"
    DEFINITIVE = "definitive"
    UNKNOWN = "unknown"


class Agreement(Record):
    """All of it, for one truce. `whole` names the clock that says when the truce as such is in force.

    `identifiers` are its numbers in other collections, null where one is looked for and not known. `declared` is when
    it was announced or signed, which is not when it took effect: that is the clock `whole`.
    """

    id: str
    title: str
    summary: str | None = None
    identifiers: dict[str, str | None] = Field(default_factory=dict)
    ceasefire_class: CeasefireClass = CeasefireClass.UNKNOWN
    declared: IsoTime | None = None
    instruments: tuple[Instrument, ...] = ()
    participants: tuple[Participation, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    zones: tuple[Zone, ...] = ()
    clocks: tuple[Clock, ...] = ()
    terms: tuple[Term, ...] = ()
    whole: str | None = None
    mechanism: Mechanism | None = None
    exit: Exit | None = None
    unknowns: tuple[str, ...] = ()
    """What is known not to be known, beside what the fields left out show."""

    @field_validator("mechanism", "exit", mode="before")
    @classmethod
    def _summed_up(cls, value: Any) -> Any:
        """A plain text is the summary, all that is said of it."""
        return {"summary": value} if isinstance(value, str) else value
