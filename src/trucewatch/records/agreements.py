"""Agreement: instruments, participants, exclusions, zones, clocks and terms, as data.

`agreement.yaml` is one `Agreement`. A field that is not known is left out: nothing is filled in.
"""

from __future__ import annotations

from enum import StrEnum
from typing import Literal

from pydantic import Field

from trucewatch.records.base import Record
from trucewatch.records.times import IsoTime


class Publication(StrEnum):
    """How the text of an instrument came to be known."""

    OFFICIAL = "official"
    LEAKED = "leaked"
    REPORTED = "reported"
    UNPUBLISHED = "unpublished"
    UNKNOWN = "unknown"


class Instrument(Record):
    """One text of the agreement."""

    id: str
    title: str
    date: IsoTime | None = None
    publication: Publication = Publication.UNKNOWN
    published_on: IsoTime | None = None
    supersedes: tuple[str, ...] = ()
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


class Participation(Record):
    """An actor's part in the agreement, and how it consented."""

    actor: str
    capacity: Capacity
    consent: str | None = None
    since: IsoTime | None = None
    source: str | None = None


class Exclusion(Record):
    """Who is not protected, or not bound."""

    actor: str
    basis: str | None = None
    affiliates: Literal["included", "excluded", "unclear"] = "unclear"
    contested_by: tuple[str, ...] = ()
    source: str | None = None


class Zone(Record):
    """Where terms bind: places of `places.yaml` or the gazetteer, or an outline as [lon, lat] points."""

    id: str
    name: str
    places: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    outline: tuple[tuple[float, float], ...] = ()
    note: str | None = None
    source: str | None = None


class Clock(Record):
    """A start, an end or a period: fixed, or so long after another clock."""

    id: str
    name: str
    begin: IsoTime | None = None
    finish: IsoTime | None = None
    after: str | None = None
    duration: str | None = Field(default=None, pattern=r"^P.+")
    time_zone: str | None = None
    note: str | None = None
    source: str | None = None


class Modality(StrEnum):
    """How a term binds."""

    MUST = "must"
    MUST_NOT = "must_not"
    MAY = "may"
    SHOULD = "should"


class Term(Record):
    """One clause. `events` are ids of the event ontology that it forbids or requires; `quote` its words, if public."""

    id: str
    instrument: str
    title: str
    modality: Modality
    events: tuple[str, ...] = ()
    obligors: tuple[str, ...] = ()
    beneficiaries: tuple[str, ...] = ()
    deliverable: bool = False
    """Whether it is a commitment: something that must be delivered, once or by a date."""
    zone: str | None = None
    clock: str | None = None
    exceptions: tuple[str, ...] = ()
    quote: str | None = None
    note: str | None = None
    source: str | None = None


class Agreement(Record):
    """All of it, for one truce. `whole` names the clock that says when the truce as such is in force."""

    id: str
    title: str
    summary: str | None = None
    identifiers: dict[str, str] = Field(default_factory=dict)
    instruments: tuple[Instrument, ...] = ()
    participants: tuple[Participation, ...] = ()
    exclusions: tuple[Exclusion, ...] = ()
    zones: tuple[Zone, ...] = ()
    clocks: tuple[Clock, ...] = ()
    terms: tuple[Term, ...] = ()
    whole: str | None = None
    mechanism: str | None = None
    exit: str | None = None
