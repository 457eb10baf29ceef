"""Incidents as a reader sees them: tellings side by side, a row per field, each value with its words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from trucewatch.records.claims import Claim, Count, Harm
from trucewatch.records.incidents import Incident, Origin, Telling, TellingValue
from trucewatch.records.spans import Span
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import count_words, plural, range_words, word

ROWS = {
    "event": "What happened",
    "actor": "By whom",
    "target": "Against whom or what",
    "means": "With what",
    "place": "Where",
    "time": "When",
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "detained": "Detained",
    "displaced": "Displaced",
    "harm": "Harm",
    "intent": "Why, or whether on purpose",
}
_ALIASES = {
    "what": "event",
    "occurrence": "force",
    "who": "actor",
    "actors": "actor",
    "targets": "target",
    "whom": "target",
    "where": "place",
    "when": "time",
    "date": "time",
    "stance": "force",
    "on_purpose": "intent",
}


def field_name(name: str) -> str:
    """The row that a telling's field belongs to: `harm.killed` and `killed` are one."""
    last = name.rsplit(".", 1)[-1].strip().lower()
    return _ALIASES.get(last, last)


def row_label(name: str) -> str:
    """What a row is called on the page; the stance is on whether it happened at all."""
    if name == "force":
        return "Whether it happened"
    return ROWS.get(name, name.replace("_", " ").capitalize())


_DATE = r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
_ISO_RANGE = re.compile(rf"(?<![\w-])({_DATE})(?: to ({_DATE}))?(?![\w-])")


@dataclass(frozen=True)
class Value:
    """One value in words with its citations; `former` where the same origin has since changed it."""

    text: str
    cites: list[Cite]
    former: bool = False


@dataclass(frozen=True)
class Cell:
    """What one telling says of one field."""

    origin: str
    values: list[Value]


@dataclass(frozen=True)
class Row:
    """One field across the tellings."""

    name: str
    label: str
    disputed: bool
    cells: list[Cell]


@dataclass(frozen=True)
class Column:
    """The head of a telling's column."""

    name: str
    kind: str
    side: str | None
    dependence: str
    reason: str
    stance: str
    documents: list[int]
    quotes: list[tuple[Cite, list[Cite]]]
    """Each wording once, with where else the same words stand."""


@dataclass(frozen=True)
class IncidentView:
    """One incident, ready for the template."""

    id: str
    number: int
    incident: Incident
    title: str
    when: str
    date: str
    """The same, or "" where the title says it."""
    where: str
    grade: str
    sum: str
    support: list[tuple[str, list[str]]]
    columns: list[Column]
    rows: list[Row]
    open: bool
    """Whether it stands open at first: there is more than one telling to compare."""
    whether: bool
    """Whether it is disputed that it happened at all."""
    disputed: list[str]


def incident_order(incident: Incident) -> tuple[str, str, str]:
    """Sorted by date, unknown dates last."""
    return (incident.begin or incident.finish or "~", incident.finish or "~", incident.title)


def incident_anchor(identifier: str) -> str:
    """The fragment of an incident on the page."""
    return f"incident-{anchor(identifier)}"


def view_incidents(index: CaseIndex) -> list[IncidentView]:
    """All incidents, by date."""
    ordered = sorted(index.record.incidents, key=incident_order)
    return [_view(index, incident, number) for number, incident in enumerate(ordered, 1)]


def _view(index: CaseIndex, incident: Incident, number: int) -> IncidentView:
    disputed = {field_name(dispute.field) for dispute in incident.disputes}
    support = incident.support
    roles = (
        ("Independent origins", support.independent),
        ("Against", support.against),
        ("Conceded by", support.conceded),
        ("Monitors", support.monitors),
        ("Independence unknown", support.unresolved),
    )
    names = origin_names(index, incident)
    origins = len(names)
    return IncidentView(
        id=incident_anchor(incident.id),
        number=number,
        incident=incident,
        title=index.neutral(incident.title),
        when=range_words(incident.begin, incident.finish),
        date="" if _dated(incident) else range_words(incident.begin, incident.finish),
        where=incident.place or ("disputed" if "place" in disputed else "place unknown"),
        grade=support.grade.value,
        sum=f"{plural(support.documents, 'document')}, {plural(origins, 'origin')}",
        support=[(label, [names.get(item) or index.actor(item) for item in items]) for label, items in roles if items],
        columns=[_column(index, telling) for telling in incident.tellings],
        rows=list(_rows(index, incident, disputed)),
        open=origins > 1,
        whether="force" in disputed,
        disputed=[row_label(name) for name in sorted(disputed)],
    )


def _dated(incident: Incident) -> bool:
    """Whether the title ends with the incident's year, as titles that give the date do."""
    year = (incident.finish or incident.begin or "")[:4]
    return bool(year) and incident.title.endswith(year)


def _origin_name(index: CaseIndex, origin: Origin) -> str:
    """An origin's name; one known by a text's words alone stands in quotation marks, as the text has it."""
    told = origin.id.startswith("unnamed:") and not origin.name.startswith("unnamed")
    return f"“{origin.name}”" if told else index.neutral(origin.name)


def origin_names(index: CaseIndex, incident: Incident) -> dict[str, str]:
    """The names of an incident's origins, by id."""
    return {telling.origin.id: _origin_name(index, telling.origin) for telling in incident.tellings}


def _column(index: CaseIndex, telling: Telling) -> Column:
    origin = telling.origin
    answers = origin.side != origin.id and index.known(origin.side)
    return Column(
        name=_origin_name(index, origin),
        kind=word(origin.kind),
        side=index.actor(origin.side) if answers and origin.side else None,
        dependence=word(origin.dependence),
        reason=index.neutral(origin.reason),
        stance=word(telling.force),
        documents=sorted(index.numbers[item] for item in telling.documents if item in index.numbers),
        quotes=_by_wording(index.cite_claims(telling.claims)),
    )


def _by_wording(cites: list[Cite]) -> list[tuple[Cite, list[Cite]]]:
    """Copies repeat a sentence: each wording is shown once, in the order of the first."""
    grouped: dict[str, list[Cite]] = {}
    for cite in cites:
        grouped.setdefault(cite.quote, []).append(cite)
    return [(same[0], same[1:]) for same in grouped.values()]


def _rows(index: CaseIndex, incident: Incident, disputed: set[str]) -> Iterator[Row]:
    present = {field_name(value.field) for telling in incident.tellings for value in telling.values + telling.revised}
    present |= disputed
    order = [name for name in ROWS if name in present] + sorted(present - set(ROWS) - {"force"})
    for name in order:
        cells = [_cell(index, telling, name) for telling in incident.tellings]
        yield Row(name, row_label(name), name in disputed, cells)


def _cell(index: CaseIndex, telling: Telling, name: str) -> Cell:
    now = [_value(index, value, name, False) for value in telling.values if field_name(value.field) == name]
    before = [_value(index, value, name, True) for value in telling.revised if field_name(value.field) == name]
    return Cell(_origin_name(index, telling.origin), now + before)


def _value(index: CaseIndex, value: TellingValue, name: str, former: bool) -> Value:
    cites = [cite_field(index, claim, name) for claim in value.claims]
    words = in_words(index, name, value.value, value.claims)
    kept = {cite.href: cite for cite in cites if cite is not None}
    return Value(index.neutral(words), list(kept.values()), former)


def in_words(index: CaseIndex, name: str, value: str, claims: Iterable[str] = ()) -> str:
    """A value as a reader sees it: ids by their names, ISO dates in words, counts as ranges with their words."""
    if name == "event":
        return index.event(value)
    if name in ("actor", "target"):
        return index.actor(value)
    if name == "time":
        return _ISO_RANGE.sub(lambda match: range_words(match[1], match[2] or match[1]), value)
    found = (index.claims.get(identifier) for identifier in claims)
    counts = [harm_counts(claim.harm).get(name) for claim in found if isinstance(claim, Claim)]
    told = dict.fromkeys(count_words(count) for count in counts if count is not None and count.span.quote in value)
    return "; ".join(told) or value


def cite_field(index: CaseIndex, identifier: str, name: str) -> Cite | None:
    """A citation of the words in a claim that carry one field; the whole claim where no words of its own do."""
    claim = index.claims.get(identifier)
    span = field_span(claim, name) if isinstance(claim, Claim) else None
    return index.cite_claim(identifier, span, 80)


def field_span(claim: Claim, name: str) -> Span | None:
    """The words of a claim that carry one field, None where it has none."""
    participant = {"actor": claim.actor, "target": claim.target, "means": claim.means}.get(name)
    if participant is not None:
        return participant.span
    if name == "event":
        return claim.trigger
    if name == "place":
        return claim.place.span if claim.place is not None else None
    if name == "time":
        return claim.time.expression if claim.time is not None else None
    count = harm_counts(claim.harm).get(name)
    if count is not None:
        return count.span
    return claim.harm.none_reported if claim.harm is not None and name == "harm" else None


def harm_counts(harm: Harm | None) -> dict[str, Count]:
    """The counts that a claim gives, by field."""
    if harm is None:
        return {}
    names = ("killed", "injured", "missing", "detained", "displaced")
    return {name: count for name in names if (count := getattr(harm, name)) is not None}
