"""Incidents in the columns of ACLED (codebook of 2023): made by rule from the record, no data of ACLED's.

ACLED's row is one event on one day at one place with one number of dead. What the record holds beyond that, and what
ACLED asks and nobody told, is a loss and is listed.
"""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.exchange import cells
from trucewatch.exchange.coded import Coder, Coding, country_name, country_of, dead_of
from trucewatch.exchange.csv_tables import csv_file
from trucewatch.exchange.dates import days_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written
from trucewatch.exchange.tables import Value
from trucewatch.records.actors import ActorKind
from trucewatch.records.incidents import Incident
from trucewatch.records.places import PlacePrecision
from trucewatch.report.words import word

COLUMNS = (
    *("event_id_cnty", "event_date", "year", "time_precision", "disorder_type", "event_type", "sub_event_type"),
    *("actor1", "assoc_actor_1", "inter1", "actor2", "assoc_actor_2", "inter2", "interaction", "civilian_targeting"),
    *("iso", "region", "country", "admin1", "admin2", "admin3", "location", "latitude", "longitude", "geo_precision"),
    *("source", "source_scale", "notes", "fatalities", "tags", "timestamp"),
)
DISORDER = {
    "Battles": "Political violence",
    "Explosions/Remote violence": "Political violence",
    "Violence against civilians": "Political violence",
    "Riots": "Demonstrations",
    "Protests": "Demonstrations",
    "Strategic developments": "Strategic developments",
}
MOB = "Mob violence"
INTER = {
    ActorKind.STATE: "State forces",
    ActorKind.ARMED_FORCES: "State forces",
    ActorKind.CIVILIANS: "Civilians",
}
"""Whether a group is a rebel group, a militia or an outside force, ACLED decides by case: these stay open."""
PRECISION = {
    PlacePrecision.EXACT: 1,
    PlacePrecision.NEAR: 2,
    PlacePrecision.DISTRICT: 2,
    PlacePrecision.AREA: 3,
    PlacePrecision.PROVINCE: 3,
}


def write(out: Outgoing) -> Written:
    """A row for each incident that has a type of ACLED's, a first day, and a place finer than its country."""
    coder = Coder(out)
    rows: list[dict[str, Value]] = []
    losses: list[Loss] = []
    for incident in out.incidents:
        coding = coder.code(incident)
        missing = list(_missing(out, incident, coding))
        if coding is None or missing:
            losses += (Loss(out.label(incident), "the incident: no row", why) for why in missing)
            continue
        rows.append(_row(out, incident, coding))
        losses += _losses(out, incident, coding)
    body = csv_file(COLUMNS, ([row.get(name) for name in COLUMNS] for row in rows))
    return Written({"acled.csv": body}, len(rows), tuple(losses))


def _missing(out: Outgoing, incident: Incident, coding: Coding | None) -> Iterator[str]:
    """Why an incident can have no row."""
    place = cells.place_of(out, incident)
    if coding is None:
        yield "ACLED has no type for it"
    if days_of(incident.begin, incident.finish).first is None:
        yield "ACLED asks for a day, and none is known"
    if place is None or place.precision not in PRECISION:
        yield "ACLED asks for a place finer than a country, and none is known"


def _row(out: Outgoing, incident: Incident, coding: Coding) -> dict[str, Value]:
    days, place, dead = days_of(incident.begin, incident.finish), cells.place_of(out, incident), dead_of(out, incident)
    country = country_of(out, coding, incident)
    pair, support = coding.pair, incident.support
    civilians = pair[0] == "Violence against civilians" or (coding.target or "").startswith("Civilians")
    documents = [out.index.document_of[name] for name in incident.documents if name in out.index.document_of]
    tags = [f"grade={word(support.grade)}", f"trust={'sure' if support.sure else 'check'}"]
    tags += [f"disputed={', '.join(cells.disputed(incident))}"] if incident.disputes else []
    return {
        "event_id_cnty": incident.id,
        "event_date": days.first,
        "year": days.first.year if days.first is not None else None,
        "time_precision": _time_precision(days.length),
        "disorder_type": "Political violence; Demonstrations" if pair[1] == MOB else DISORDER[pair[0]],
        "event_type": pair[0],
        "sub_event_type": pair[1],
        "actor1": coding.actor,
        "inter1": _inter(out, coding, "actor"),
        "actor2": coding.target,
        "inter2": _inter(out, coding, "target"),
        "civilian_targeting": "Civilian targeting" if civilians else None,
        "country": country_name(out, country),
        "location": place.name if place is not None else None,
        "latitude": place.lat if place is not None else None,
        "longitude": place.lon if place is not None else None,
        "geo_precision": PRECISION.get(place.precision) if place is not None else None,
        "source": "; ".join(dict.fromkeys(name for one in documents if (name := out.index.source(one)))),
        "notes": cells.words(coding.claim.span.quote),
        "fatalities": dead.low if dead is not None else None,
        "tags": "; ".join(tags),
        "timestamp": out.made,
    }


def _inter(out: Outgoing, coding: Coding, role: str) -> str | None:
    name = coding.actor if role == "actor" else coding.target
    if name is None:
        return None
    for start, inter in (("Civilians", "Civilians"), ("Protesters", "Protesters"), ("Rioters", "Rioters")):
        if name.startswith(start):
            return inter
    if name.startswith("Unidentified"):
        return None
    return INTER.get(out.kind(coding.claim.actor if role == "actor" else coding.claim.target))


def _time_precision(length: int | None) -> int:
    """1: the day; 2: within a week; 3: within a month, or later."""
    return 3 if length is None or length > 7 else 1 if length == 1 else 2


def _losses(out: Outgoing, incident: Incident, coding: Coding) -> Iterator[Loss]:
    """What of an incident that has a row ACLED has no room for."""
    label, days, dead = out.label(incident), days_of(incident.begin, incident.finish), dead_of(out, incident)
    if days.length != 1:
        last = days.last.isoformat() if days.last is not None else "not known"
        yield Loss(label, f"its last day, {last}", "event_date is one day: the first is given")
    if dead is not None and not dead.agreed:
        high = "without an upper bound" if dead.high is None else f"up to {dead.high}"
        yield Loss(label, f"the dead as told: {dead.low}, {high}", "fatalities is one number: the lowest is given")
    if dead is None:
        yield Loss(label, "fatalities", "nobody counts any; left empty, where ACLED writes 0")
    for other in coding.others:
        yield Loss(label, f"another claim's coding: {other}", "a row has one type and one name a side")
    for name in cells.disputed(incident):
        yield Loss(label, f"what is disputed: {name}", "a row has no room for two accounts: tagged")
    against = [telling.origin.name for telling in incident.tellings if telling.origin.id in incident.support.against]
    if against:
        yield Loss(label, f"who denies it: {', '.join(against)}", "a row says that it happened")
