"""The tables of incidents, and of the tellings that each origin gives of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from trucewatch.exchange import cells
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Table, Value, table
from trucewatch.knowledge.ontology import family_of
from trucewatch.records.claims import Trust
from trucewatch.records.incidents import Incident
from trucewatch.report.fields import denied_in, field_name, in_words, row_label
from trucewatch.report.tellings import origin_name
from trucewatch.report.words import word

INCIDENTS = (
    Column("incident", "integer", "The incident's number, as `list`, the report and `show` give it."),
    Column("title", "text", "What it is called in the report."),
    Column("event", "text", "What happened, as far as the tellings agree."),
    *cells.WHEN,
    *cells.WHERE,
    Column("actors", "list", "Who is said to have done it, by any telling; no finding of ours."),
    Column("targets", "list", "Whom or what it is said to have befallen."),
    *cells.HARM,
    Column("grade", "text", "The support: confirmed, fair, weak, contested or discounted."),
    Column("grade_by_rule", "text", "What the rules give, where a person graded it."),
    Column("grade_reasons", "list", "Why this grade."),
    Column("trust", "text", "sure: a word that nothing speaks against having been read rightly; check: look first."),
    Column("disputed", "list", "On what tellings differ; these values are empty here and stand in `tellings`."),
    Column("documents", "list", "The documents that tell of it, by number."),
    Column("addresses", "list", "Where these documents are, as far as known."),
    Column("origins", "integer", "How many origins tell of it: copies of one word are one origin."),
    Column("independent_origins", "integer", "How many of them are independent sides."),
    Column("claims", "integer", "How many claims are about it."),
    Column("words", "text", "The words of the first claim about it."),
    Column("id", "id", "The incident's id."),
    Column("event_id", "id", "The event type, of `trucewatch list CASE events`."),
    Column("family", "id", "The family of the event type."),
    Column("actor_ids", "list", "The actors by id."),
    Column("target_ids", "list", "The targets by id."),
    Column("place_id", "id", "The place by id: geonames:N, or the case's own."),
)
TELLINGS = (
    Column("incident", "integer", "The incident's number."),
    Column("origin", "text", "Whose word it is: the last speaker of the chain."),
    Column("origin_kind", "text", "What sort of speaker."),
    Column("side", "text", "Who answers for it, where that is somebody else."),
    Column("dependence", "text", "Whether it is known to be independent."),
    Column("stance", "text", "The strongest stance of this origin on whether it happened."),
    Column("field", "text", "Which of its values: one row a value."),
    Column("value", "text", "The value in words."),
    Column("former", "yes or no", "Whether the same origin has given another value since."),
    Column("denied", "yes or no", "Whether the origin gives it only to deny it."),
    Column("disputed", "yes or no", "Whether tellings differ on this field."),
    Column("documents", "list", "The documents that pass this telling on."),
    Column("claims", "list", "The claims that carry the value."),
    Column("words", "text", "The words of the first of them."),
    Column("incident_id", "id", "The incident's id."),
    Column("telling_id", "id", "The telling's id."),
    Column("origin_id", "id", "The origin's id."),
)


def incidents_table(out: Outgoing) -> Table:
    """One row an incident."""
    return table(
        "incidents", "One occurrence that claims are about.", INCIDENTS, (_row(out, one) for one in out.incidents)
    )


def _row(out: Outgoing, one: Incident) -> Mapping[str, Value]:
    told, support = out.told(one), one.support
    return {
        "incident": out.number[one.id],
        "title": out.index.neutral(one.title),
        "event": out.index.event(one.event),
        **cells.when(one.begin, one.finish),
        **cells.where(cells.place_of(out, one)),
        "place": one.place,
        "latitude": one.lat,
        "longitude": one.lon,
        "actors": cells.names(out, one.actors),
        "targets": cells.names(out, one.targets),
        **cells.harm(cells.counts_of(told)),
        "grade": word(support.grade),
        "grade_by_rule": word(support.by_rule) if support.by_rule is not None else None,
        "grade_reasons": tuple(map(out.index.neutral, support.reasons)),
        "trust": (Trust.SURE if support.sure else Trust.CHECK).value,
        "disputed": cells.disputed(one),
        "documents": cells.numbers(out, one.documents),
        "addresses": cells.addresses(out, one.documents),
        "origins": len(one.tellings),
        "independent_origins": len(support.independent),
        "claims": len(one.claims),
        "words": cells.first_words(told),
        "id": one.id,
        "event_id": one.event,
        "family": family_of(one.event),
        "actor_ids": one.actors,
        "target_ids": one.targets,
        "place_id": one.place_id,
    }


def tellings_table(out: Outgoing) -> Table:
    """One row a value of a telling."""
    rows = (row for one in out.incidents for row in _tellings(out, one))
    return table("tellings", "One value that one origin gives of one incident.", TELLINGS, rows)


def _tellings(out: Outgoing, incident: Incident) -> Iterator[Mapping[str, Value]]:
    disputed = {field_name(dispute.field) for dispute in incident.disputes}
    for telling in incident.tellings:
        origin = telling.origin
        side = origin.side if origin.side != origin.id and out.index.known(origin.side) else None
        values = [(value, False) for value in telling.values] + [(value, True) for value in telling.revised]
        for value, former in values:
            name = field_name(value.field)
            first = out.index.claims.get(value.claims[0]) if value.claims else None
            yield {
                "incident": out.number[incident.id],
                "origin": origin_name(out.index, origin),
                "origin_kind": word(origin.kind),
                "side": out.index.actor(side) if side is not None else None,
                "dependence": word(origin.dependence),
                "stance": word(telling.force),
                "field": row_label(name),
                "value": out.index.neutral(in_words(out.index, name, value.value, value.claims)),
                "former": former,
                "denied": denied_in(out.index, value.claims),
                "disputed": name in disputed,
                "documents": cells.numbers(out, telling.documents),
                "claims": value.claims,
                "words": cells.words(first.span.quote) if first is not None else None,
                "incident_id": incident.id,
                "telling_id": telling.id,
                "origin_id": origin.id,
            }
