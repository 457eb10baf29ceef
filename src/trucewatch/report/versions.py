"""Versions: an incident field by field: what origins agree on, what they dispute, who is silent, what was revised."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from trucewatch.records.claims import Claim, Count, Force
from trucewatch.records.incidents import Dependence, Telling
from trucewatch.report.cites import Cite
from trucewatch.report.fields import ROWS, harm_counts
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView, Row, origin_name
from trucewatch.report.words import count_words, date_words

DENYING = frozenset({Force.DENIES, Force.RETRACTS})
COUNTED = ("killed", "injured", "missing", "detained", "displaced")


@dataclass
class Version:
    """One value of a field, the origins that give it and their words; who denies what has the value says so."""

    text: str
    former: bool
    origins: list[str] = field(default_factory=list)
    cites: list[Cite] = field(default_factory=list)
    told: bool = False
    """Whether an origin gives the value as what happened, and does not deny it."""


@dataclass(frozen=True)
class FieldVersions:
    """One field: how its tellings stand to one another, its values, and the origins that say nothing of it."""

    name: str
    label: str
    state: str
    """ "disputed", "agreed" (by two sides that can be told, and denied by nobody), "not disputed" (values that can
    stand together), "one origin" (or one side), or "denied" by all who speak of it."""
    versions: list[Version]
    silent: list[str]


@dataclass(frozen=True)
class Figure:
    """A count as one origin gave it in one document."""

    when: str
    number: int
    text: str
    cite: Cite | None


@dataclass(frozen=True)
class Revision:
    """How one origin's count of one kind of harm went from document to document."""

    origin: str
    label: str
    figures: list[Figure]


def view_versions(view: IncidentView) -> list[FieldVersions]:
    """The fields of an incident, in the order of its rows."""
    return [_field(row, view.incident.tellings) for row in view.rows]


def _field(row: Row, tellings: Sequence[Telling]) -> FieldVersions:
    versions: dict[tuple[str, bool], Version] = {}
    for cell in row.cells:
        for value in cell.values:
            version = versions.setdefault((value.text, value.former), Version(value.text, value.former))
            version.cites += [cite for cite in value.cites if cite not in version.cites]
            origin = f"{cell.origin} (denies it)" if value.denied else cell.origin
            if origin not in version.origins:
                version.origins.append(origin)
            version.told = version.told or not value.denied
    ordered = sorted(versions.values(), key=lambda one: (one.former, -len(one.origins)))
    silent = [cell.origin for cell in row.cells if not cell.values]
    return FieldVersions(row.name, row.label, _state(row, ordered, tellings), ordered, silent)


def _state(row: Row, versions: list[Version], tellings: Sequence[Telling]) -> str:
    """How the cells, one a telling, stand to one another; sides are counted, not voices."""
    if row.disputed:
        return "disputed"
    cells = zip(row.cells, tellings, strict=True)
    told = [one.origin for cell, one in cells if any(not value.denied for value in cell.values)]
    if len({origin.side or origin.id for origin in told}) < 2:
        return "one origin" if told else "denied"
    known = {origin.side or origin.id for origin in told if origin.dependence is Dependence.INDEPENDENT}
    denied = any(one.force in DENYING for one in tellings)
    one_value = len([one for one in versions if one.told and not one.former]) == 1
    return "agreed" if one_value and len(known) > 1 and not denied else "not disputed"


def view_revisions(index: CaseIndex, view: IncidentView) -> list[Revision]:
    """Counts that one origin gave otherwise in a later document, document by document."""
    return [
        revision
        for telling in view.incident.tellings
        for label in COUNTED
        if (revision := _revision(index, telling, label)) is not None
    ]


def _revision(index: CaseIndex, telling: Telling, label: str) -> Revision | None:
    carried = {claim for value in telling.values + telling.revised for claim in value.claims} | set(telling.claims)
    told: list[tuple[str, int, Count, Claim]] = []
    for identifier in carried:
        claim = index.claims.get(identifier)
        count = harm_counts(claim.harm).get(label) if isinstance(claim, Claim) else None
        if isinstance(claim, Claim) and count is not None and claim.document in index.document_of:
            published = index.document_of[claim.document].published
            if published is not None:
                told.append((published, index.numbers[claim.document], count, claim))
    told.sort(key=lambda item: (item[0], item[1], item[3].span.start))
    steps = [one for number, one in enumerate(told) if number == 0 or _differ(told[number - 1][2], one[2])]
    if len({document for _, document, _, _ in steps}) < 2:
        return None
    figures = [
        Figure(date_words(when), number, count_words(count), index.cite_claim(claim.id, count.span, 80))
        for when, number, count, claim in steps
    ]
    return Revision(origin_name(index, telling.origin), ROWS[label], figures)


def _differ(one: Count, other: Count) -> bool:
    return (one.low, one.high) != (other.low, other.high)
