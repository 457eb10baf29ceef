"""Case: the settings of a case folder (`case.toml`), and the whole record that a build makes of it."""

from __future__ import annotations

import math
from typing import Annotated, Any

from pydantic import Field, model_validator

from trucewatch.records.actors import Actor
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Commitment, Finding, Statement
from trucewatch.records.base import Record
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import Effect, LedgerEntry
from trucewatch.records.documents import Document, Rejection, Source
from trucewatch.records.guests import Reader
from trucewatch.records.incidents import CopyEdge, Incident
from trucewatch.records.places import PlaceCandidate, PlaceKind

KM_PER_DEGREE = 111.2
REJECTED = "ruling.rejected"
"""The code of a claim or a tally that a person rejected."""


class CaseSettings(Record):
    """`case.toml`. `countries` are ISO 3166-1 alpha-2 codes of the case's area; `time_zone` is an IANA name."""

    id: str
    title: str
    summary: str | None = None
    countries: tuple[str, ...] = ()
    time_zone: str | None = None
    parser: str | None = None
    """A spaCy pipeline with Universal Dependencies labels in place of the shipped one."""
    reader: Reader = Reader.BUILT_IN
    """Who reads the documents: "built-in", "guest" (a language model's answers alone) or "both"."""
    database: str | None = None
    """Where the record is kept in place of `record.sqlite`: an SQLAlchemy address. It stands in no report."""
    notice: str | None = None
    """What a reader must be told of the documents first ("written for demonstration")."""


class CaseFiles(Record):
    """What a person wrote of a case: settings, agreement, actors, sources and places."""

    settings: CaseSettings
    agreement: Agreement | None = None
    actors: tuple[Actor, ...] = ()
    sources: tuple[Source, ...] = ()
    places: tuple[CasePlace, ...] = ()
    gazetteer: tuple[str, ...] = ()
    """The tables of the case's `gazetteer/`: "NAME sha256:…", sorted."""


Point = tuple[Annotated[float, Field(ge=-90, le=90)], Annotated[float, Field(ge=-180, le=180)]]


class CasePlace(Record):
    """An entry of `places.yaml`: a place the gazetteer lacks, or the one that a name means in this case.

    A road or a front is written as its `line`, a district or "south of the river" as the outline of its `area`, each a
    list of [lat, lon]; where `lat`, `lon` and `radius_km` are not given, they follow from these.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    lat: float = Field(ge=-90, le=90)
    lon: float = Field(ge=-180, le=180)
    country: str | None = None
    kind: PlaceKind = PlaceKind.UNKNOWN
    radius_km: float | None = None
    line: tuple[Point, ...] = ()
    area: tuple[Point, ...] = ()
    source: str | None = None

    @model_validator(mode="before")
    @classmethod
    def _middle_of_shape(cls, value: Any) -> Any:
        """Point and radius of a line or an area that come without."""
        shape = (value.get("line") or value.get("area")) if isinstance(value, dict) else None
        if not shape or {"lat", "lon"} & value.keys():
            return value
        try:
            lats, lons = zip(*((float(lat), float(lon)) for lat, lon in shape), strict=True)
        except (TypeError, ValueError):
            return value  # the fields' own checks tell what is wrong with the shape
        lat, lon = (min(lats) + max(lats)) / 2, (min(lons) + max(lons)) / 2
        shrink = math.cos(math.radians(max(-90.0, min(90.0, lat))))
        reach = max(math.hypot(a - lat, (b - lon) * shrink) for a, b in zip(lats, lons, strict=True))
        made = {"lat": round(lat, 4), "lon": round(lon, 4), "radius_km": round(max(reach * KM_PER_DEGREE, 1.0), 1)}
        return {"kind": "area", **made, **value}

    def candidate(self) -> PlaceCandidate:
        """This place as a gazetteer entry."""
        return PlaceCandidate.model_validate(
            {name: getattr(self, name) for name in ("id", "name", "lat", "lon", "country", "kind", "radius_km")}
        )


class CaseRecord(Record):
    """All that a build knows: what a report, an export or a face shows comes from here."""

    files: CaseFiles
    documents: tuple[Document, ...] = ()
    claims: tuple[Claim, ...] = ()
    tallies: tuple[Tally, ...] = ()
    copies: tuple[CopyEdge, ...] = ()
    incidents: tuple[Incident, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    findings: tuple[Finding, ...] = ()
    rejections: tuple[Rejection, ...] = ()
    decisions: tuple[LedgerEntry, ...] = ()
    """The whole ledger, first to last, with what was revoked since: rulings are shown beside what the rules give."""
    effects: tuple[Effect, ...] = ()
    """For each entry of the ledger, whether it stands and what it changed."""
    as_read: tuple[Claim, ...] = ()
    """The claims that a person corrected, as the program had read them."""

    @property
    def rejected(self) -> frozenset[str]:
        """Ids of the claims and tallies that a person rejected: they are shown, and nothing rests on them."""
        return frozenset(one.field for one in self.rejections if one.code == REJECTED and one.field is not None)

    @property
    def supported(self) -> tuple[tuple[Claim, ...], tuple[Tally, ...]]:
        """The claims and tallies that something may rest on: all that no person rejected."""
        out = self.rejected
        return tuple(c for c in self.claims if c.id not in out), tuple(t for t in self.tallies if t.id not in out)


CaseFiles.model_rebuild()
