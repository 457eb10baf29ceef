"""Incidents as a reader sees them: tellings side by side, a row per field, each value with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.records.incidents import Incident, Origin, Support, Telling, TellingValue
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.fields import ROWS, cite_field, denied_in, field_name, in_words, row_label, short_label
from trucewatch.report.gist import Gist, gist_of
from trucewatch.report.grouping import group_of, numbered_incidents, start_of, support_ranks
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import plural, range_words, word


@dataclass(frozen=True)
class Value:
    """One value in words with its citations; `former` where the same origin has since changed it."""

    text: str
    cites: list[Cite]
    former: bool = False
    denied: bool = False
    """Whether the origin gives it of an act only to deny the act."""


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
    short: str
    """The title without its date."""
    when: str
    where: str
    """The place, "" where the title names it."""
    group: str
    rank: int
    """Its place by support, 1 for the best supported."""
    gist: Gist
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


def incident_anchor(identifier: str) -> str:
    """The fragment of an incident on the page."""
    return f"incident-{anchor(identifier)}"


def view_incidents(index: CaseIndex) -> list[IncidentView]:
    """All incidents: within the agreement's time, before it, without a date; each group by date."""
    start = start_of(index.record.files.agreement)
    ordered = numbered_incidents(index.record)
    ranks = support_ranks(ordered)
    return [
        view_incident(index, incident, number, group_of(incident, start), ranks[incident.id])
        for number, incident in enumerate(ordered, 1)
    ]


def view_incident(index: CaseIndex, incident: Incident, number: int, group: str, rank: int) -> IncidentView:
    """One incident, with its number, its group and its place by support."""
    disputed = {field_name(dispute.field) for dispute in incident.disputes}
    support = incident.support
    roles = (
        ("Independent origins", support.independent),
        ("On the side of one of these", tuple(one for one in support.voices if one not in support.independent)),
        ("Against", support.against),
        ("Conceded by", support.conceded),
        ("Monitors", support.monitors),
        ("Independence unknown", support.unresolved),
    )
    names = origin_names(index, incident)
    origins = len({telling.origin.side or telling.origin.id for telling in incident.tellings})
    return IncidentView(
        id=incident_anchor(incident.id),
        number=number,
        incident=incident,
        title=index.neutral(incident.title),
        short=index.neutral(_undated_title(incident)),
        when=range_words(incident.begin, incident.finish),
        where=_where(incident, disputed),
        group=group,
        rank=rank,
        gist=gist_of(index, incident, disputed),
        grade=support.grade.value,
        sum=_sum(support, origins),
        support=[(label, [names.get(item) or index.actor(item) for item in items]) for label, items in roles if items],
        columns=[_column(index, telling) for telling in incident.tellings],
        rows=list(_rows(index, incident, disputed)),
        open=origins > 1,
        whether="force" in disputed,
        disputed=[short_label(name) for name in sorted(disputed)],
    )


def _undated_title(incident: Incident) -> str:
    """The title without ", 17–18 Sept 2016" at its end, which titles of dated incidents have."""
    year = (incident.finish or incident.begin or "")[:4]
    before, comma, date = incident.title.rpartition(", ")
    return before if comma and year and date.endswith(year) else incident.title


def _where(incident: Incident, disputed: set[str]) -> str:
    if incident.place is None:
        return "place disputed" if "place" in disputed else "place unknown"
    return "" if incident.place in incident.title else incident.place


def _sum(support: Support, origins: int) -> str:
    """ "3 documents, 3 origins, 2 of them independent"; the last where it says more."""
    words = f"{plural(support.documents, 'document')}, {plural(origins, 'origin')}"
    independent = len(support.independent)
    return f"{words}, {independent} of them independent" if 0 < independent < origins else words


def origin_name(index: CaseIndex, origin: Origin) -> str:
    """An origin's name; one known by a text's words alone stands in quotation marks, as the text has it."""
    told = origin.id.startswith("unnamed:") and not origin.name.startswith("unnamed")
    return f"“{origin.name}”" if told else index.neutral(origin.name)


def origin_names(index: CaseIndex, incident: Incident) -> dict[str, str]:
    """The names of an incident's origins, by id."""
    return {telling.origin.id: origin_name(index, telling.origin) for telling in incident.tellings}


def _column(index: CaseIndex, telling: Telling) -> Column:
    origin = telling.origin
    answers = origin.side != origin.id and index.known(origin.side)
    return Column(
        name=origin_name(index, origin),
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
    return Cell(origin_name(index, telling.origin), now + before)


def _value(index: CaseIndex, value: TellingValue, name: str, former: bool) -> Value:
    cites = [cite_field(index, claim, name) for claim in value.claims]
    words = in_words(index, name, value.value, value.claims)
    kept = {cite.href: cite for cite in cites if cite is not None}
    return Value(index.neutral(words), list(kept.values()), former, denied_in(index, value.claims))
