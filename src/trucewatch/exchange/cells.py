"""Cells that several tables share: who, when, where, how many."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from trucewatch.exchange.dates import days_of
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Value
from trucewatch.records.claims import Claim, Count, Participant
from trucewatch.records.incidents import Incident
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.report.fields import DENYING, field_name, harm_counts, short_label
from trucewatch.report.words import word

HARMS = ("killed", "injured", "missing", "detained", "displaced")
WHEN = (
    Column("begin", "iso date", "When it began, ISO 8601, as finely as it is told; with its zone where one is told."),
    Column("finish", "iso date", "When it ended, inclusive; the same as begin where it was one day or moment."),
    Column("first_day", "day", "The first day that it may have been; empty where that is not known."),
    Column("last_day", "day", "The last day that it may have been."),
)
WHERE = (
    Column("place", "text", "The place as named."),
    Column("latitude", "number", "Of the middle of the area told, WGS 84; see place_precision before it is mapped."),
    Column("longitude", "number", "As latitude."),
    Column("place_precision", "text", "How finely the place is known; the point is no finer than this."),
    Column("radius_km", "number", "How far from the point the area told reaches, where that is known."),
    Column("country", "text", "ISO 3166-1 alpha-2."),
)
HARM = tuple(
    Column(
        f"{name}_{end}",
        "integer",
        f"The {'lowest' if end == 'low' else 'highest'} number of {name} that is told"
        + ("." if end == "low" else "; empty beside a low one where no upper bound is told."),
    )
    for name in HARMS
    for end in ("low", "high")
)


def when(begin: str | None, finish: str | None) -> dict[str, Value]:
    """The cells of `WHEN`."""
    days = days_of(begin, finish)
    return {"begin": begin, "finish": finish, "first_day": days.first, "last_day": days.last}


def where(place: EventPlace | None) -> dict[str, Value]:
    """The cells of `WHERE`."""
    if place is None:
        return dict.fromkeys(column.name for column in WHERE)
    return {
        "place": place.name,
        "latitude": place.lat,
        "longitude": place.lon,
        "place_precision": word(place.precision),
        "radius_km": place.radius_km,
        "country": place.country,
    }


def place_of(out: Outgoing, incident: Incident) -> EventPlace | None:
    """Where an incident was: its own point, as coarsely as the coarsest of its claims that give that place."""
    if incident.place is None:
        return None
    found = [
        claim.place
        for claim in out.told(incident)
        if claim.place is not None
        and (claim.place.id == incident.place_id if incident.place_id else claim.place.name == incident.place)
    ]
    order = list(PlacePrecision)
    coarsest = max(found, key=lambda one: (order.index(one.precision), one.radius_km or 0.0), default=None)
    if coarsest is None:
        return None
    return coarsest.model_copy(update={"name": incident.place, "lat": incident.lat, "lon": incident.lon})


def harm(counts: Iterable[tuple[str, Count]]) -> dict[str, Value]:
    """The cells of `HARM`: the lowest and the highest of what is told, by kind."""
    told: dict[str, list[Count]] = {}
    for name, count in counts:
        told.setdefault(name, []).append(count)
    cells: dict[str, Value] = {}
    for name in HARMS:
        found = told.get(name, [])
        highs = [count.high for count in found]
        cells[f"{name}_low"] = min((count.low for count in found), default=None)
        cells[f"{name}_high"] = (
            None if None in highs else max((high for high in highs if high is not None), default=None)
        )
    return cells


def counts_of(claims: Iterable[Claim]) -> list[tuple[str, Count]]:
    """The counts of harm that claims give, without those of claims that deny it."""
    return [pair for claim in claims if not denies(claim) for pair in harm_counts(claim.harm).items()]


def denies(claim: Claim) -> bool:
    """Whether a claim says that it was not so, or takes it back."""
    return claim.negated or claim.force in DENYING


def disputed(incident: Incident) -> tuple[str, ...]:
    """On what the tellings of an incident differ, in words."""
    return tuple(dict.fromkeys(short_label(field_name(dispute.field)) for dispute in incident.disputes))


def who(out: Outgoing, party: Participant | None) -> str | None:
    """A party by the book's name; in quotation marks by its own words, where no book knows it."""
    return None if party is None else out.index.participant(party)


def names(out: Outgoing, ids: Iterable[str]) -> tuple[str, ...]:
    """Actors and sources by their names."""
    return tuple(map(out.index.actor, ids))


def numbers(out: Outgoing, documents: Iterable[str]) -> tuple[str, ...]:
    """Documents by their numbers: D1, D3."""
    known = out.index.numbers
    return tuple(f"D{number}" for number in sorted(known[name] for name in documents if name in known))


def addresses(out: Outgoing, documents: Iterable[str]) -> tuple[str, ...]:
    """The addresses of documents, where they have one."""
    known = out.index.document_of
    return tuple(dict.fromkeys(url for name in documents if name in known and (url := known[name].url)))


def first_words(claims: Sequence[Claim]) -> str | None:
    """The words of the first claim that says that it happened, else of the first."""
    told = next((claim for claim in claims if not denies(claim)), claims[0] if claims else None)
    return words(told.span.quote) if told is not None else None


def words(quote: str) -> str:
    """Words of a text on one line, without a comma, colon or blank that a clause has from the one before it."""
    line = " ".join(quote.split())
    return line.lstrip(" ,;:") or line
