"""Deadly incidents in the columns of UCDP GED (codebook, version 23.1): made by rule, no data of UCDP's.

GED's row is an event of organised violence with at least one dead. Its numbers are a coder's estimates; here they are
what is told: `low` and `high` the lowest and the highest, `best` only where all give one number.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.exchange import cells
from trucewatch.exchange.coded import Coder, Coding, country_name, country_of, dead_of, first_document
from trucewatch.exchange.csv_tables import csv_file
from trucewatch.exchange.dates import days_of, precision_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.exchange.tables import Value
from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Whom
from trucewatch.records.incidents import Incident
from trucewatch.records.places import PlacePrecision
from trucewatch.records.times import TimePrecision

COLUMNS = (
    *("id", "relid", "year", "active_year", "code_status", "type_of_violence", "conflict_name", "dyad_name", "side_a"),
    *("side_b", "number_of_sources", "source_article", "source_office", "source_date", "source_headline"),
    *("source_original", "where_prec", "where_coordinates", "where_description", "adm_1", "adm_2", "latitude"),
    *("longitude", "geom_wkt", "priogrid_gid", "country", "country_id", "region", "event_clarity", "date_prec"),
    *("date_start", "date_end", "deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown", "best", "high", "low"),
)
WHERE = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 3,
    PlacePrecision.PROVINCE: 4,
    PlacePrecision.AREA: 5,
    PlacePrecision.COUNTRY: 6,
}
WHEN = {
    TimePrecision.DAY: 1,
    TimePrecision.DAYS: 2,
    TimePrecision.WEEK: 3,
    TimePrecision.MONTH: 4,
    TimePrecision.SEASON: 5,
    TimePrecision.YEAR: 5,
}
STATE = frozenset({ActorKind.STATE, ActorKind.ARMED_FORCES})
GROUP = frozenset({ActorKind.ARMED_GROUP, ActorKind.OPPOSITION, ActorKind.ALLIANCE})


def write(out: Outgoing) -> Written:
    """A row for each incident of which somebody counts a dead and whose year is known."""
    coder = Coder(out)
    rows: list[dict[str, Value]] = []
    losses: list[Loss] = []
    for incident in out.incidents:
        dead, days = dead_of(out, incident), days_of(incident.begin, incident.finish)
        if dead is None or dead.high == 0 or days.first is None:
            why = (
                "GED asks for a day, and none is known" if days.first is None else "GED asks for a dead that is counted"
            )
            losses.append(Loss(out.label(incident), "the incident: no row", why))
            continue
        coding = coder.code(incident)
        rows.append(_row(out, incident, coding))
        losses += _losses(out, incident)
    body = csv_file(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))
    return Written({"ged.csv": body}, len(rows), tuple(losses))


def _row(out: Outgoing, incident: Incident, coding: Coding | None) -> dict[str, Value]:
    days, place, dead = days_of(incident.begin, incident.finish), cells.place_of(out, incident), dead_of(out, incident)
    first = first_document(out, incident)
    located = place is not None and place.lat is not None and place.lon is not None
    sides = (coding.actor, coding.target) if coding is not None else (None, None)
    known = [side for side in sides if side is not None]
    return {
        "id": incident.id,
        "relid": str(out.number[incident.id]),
        "year": days.first.year if days.first is not None else None,
        "code_status": "Clear" if not incident.disputes else "Check",
        "type_of_violence": _violence(out, coding),
        "conflict_name": out.record.files.settings.title,
        "dyad_name": " - ".join(known) if len(known) == 2 else None,
        "side_a": sides[0],
        "side_b": sides[1],
        "number_of_sources": len(incident.tellings),
        "source_article": "; ".join(cells.numbers(out, incident.documents)),
        "source_office": out.index.source(first) if first is not None else None,
        "source_date": days_of(first.published, first.published).first if first is not None else None,
        "source_headline": first.title if first is not None else None,
        "source_original": "; ".join(telling.origin.name for telling in incident.tellings),
        "where_prec": WHERE.get(place.precision) if place is not None else None,
        "where_coordinates": place.name if place is not None else None,
        "where_description": place.span.quote if place is not None else None,
        "latitude": place.lat if place is not None else None,
        "longitude": place.lon if place is not None else None,
        "geom_wkt": f"POINT ({place.lon:g} {place.lat:g})" if place is not None and located else None,
        "country": country_name(out, country_of(out, coding, incident)),
        "event_clarity": 1 if days.length == 1 and located else 2,
        "date_prec": WHEN.get(precision_of(incident.begin, incident.finish)),
        "date_start": days.first,
        "date_end": days.last,
        **_deaths(out, incident),
        "best": dead.low if dead is not None and dead.agreed else None,
        "low": dead.low if dead is not None else None,
        "high": dead.high if dead is not None else None,
    }


def _deaths(out: Outgoing, incident: Incident) -> dict[str, Value]:
    """Dead civilians, or dead of whom nothing more is told, where all give one number."""
    told = {
        (count.whom, count.low, count.high) for name, count in cells.counts_of(out.told(incident)) if name == "killed"
    }
    if len(told) != 1:
        return {}
    whom, low, high = next(iter(told))
    if low != high:
        return {}
    return (
        {"deaths_civilians": low} if whom is Whom.CIVILIANS else {"deaths_unknown": low} if whom is Whom.UNKNOWN else {}
    )


def _violence(out: Outgoing, coding: Coding | None) -> int | None:
    """1: a state and a group; 2: two groups; 3: against civilians; None where that is not told."""
    if coding is None:
        return None
    if (coding.target or "").startswith("Civilians"):
        return 3
    kinds = {out.kind(coding.claim.actor), out.kind(coding.claim.target)}
    if kinds & STATE and kinds & GROUP:
        return 1
    return 2 if kinds <= GROUP else None


def _losses(out: Outgoing, incident: Incident) -> Iterator[Loss]:
    label, dead = out.label(incident), dead_of(out, incident)
    if dead is not None and not dead.agreed:
        high = "no upper bound" if dead.high is None else str(dead.high)
        yield Loss(label, f"a best estimate of the dead: {dead.low} to {high} are told", "nobody here estimates")
    if days_of(incident.begin, incident.finish).last is None:
        yield Loss(label, "date_end and date_prec", "its last day is not known")
    for name in cells.disputed(incident):
        yield Loss(label, f"what is disputed: {name}", "a row has no room for two accounts")
