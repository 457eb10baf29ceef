"""The same yardstick: by party, what it is said to have done and suffered, by grade, and how much was assessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.records.assessments import FindingValue
from trucewatch.records.incidents import Grade
from trucewatch.report.cites import anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import word

NOBODY = "nobody named"


@dataclass(frozen=True)
class Number:
    """A number and the list that it leads to."""

    count: int
    href: str


@dataclass(frozen=True)
class PartyRow:
    """A party's line: incidents by grade, then statements and findings."""

    name: str
    capacity: str
    acted: list[Number]
    hit: list[Number]
    statements: int
    findings: int
    not_assessed: int


@dataclass(frozen=True)
class Behind:
    """The incidents behind one number."""

    id: str
    title: str
    incidents: list[IncidentView]


@dataclass(frozen=True)
class SymmetryView:
    """The table and the lists behind its numbers."""

    grades: list[str]
    rows: list[PartyRow]
    behind: list[Behind]


def view_symmetry(index: CaseIndex, incidents: list[IncidentView]) -> SymmetryView:
    """A row for each participant and for every other side that an incident names, by the same count."""
    acted = _by_side(index, ((view, view.incident.actors) for view in incidents))
    hit = _by_side(index, ((view, view.incident.targets) for view in incidents))
    agreement = index.record.files.agreement
    capacities: dict[str, str] = {}
    for item in agreement.participants if agreement else ():
        capacities.setdefault(index.side(item.actor), word(item.capacity))
    others = sorted((set(acted) | set(hit)) - set(capacities) - {""})
    order = [*capacities, *others, *([""] if acted.get("") or hit.get("") else [])]
    behind: list[Behind] = []
    rows = [_row(index, side, capacities.get(side), acted, hit, behind) for side in order]
    return SymmetryView([word(grade) for grade in Grade], rows, behind)


def _by_side(
    index: CaseIndex, named: Iterable[tuple[IncidentView, tuple[str, ...]]]
) -> dict[str, dict[Grade, list[IncidentView]]]:
    """Incidents by side and grade; "" where no actor is named."""
    found: defaultdict[str, defaultdict[Grade, list[IncidentView]]] = defaultdict(lambda: defaultdict(list))
    for view, actors in named:
        for side in {index.side(actor) for actor in actors} or {""}:
            found[side][view.incident.support.grade].append(view)
    return {side: dict(grades) for side, grades in found.items()}


def _row(
    index: CaseIndex,
    side: str,
    capacity: str | None,
    acted: dict[str, dict[Grade, list[IncidentView]]],
    hit: dict[str, dict[Grade, list[IncidentView]]],
    behind: list[Behind],
) -> PartyRow:
    name = index.actor(side) if side else NOBODY
    findings = [item for item in index.record.findings if item.party is not None and index.side(item.party) == side]
    blank = (FindingValue.NOT_ASSESSED, FindingValue.UNABLE_TO_RULE)
    return PartyRow(
        name=name,
        capacity=capacity or ("" if not side else "no participant"),
        acted=_numbers(name, "said to have acted", side, acted.get(side, {}), behind),
        hit=_numbers(name, "said to have been hit", side, hit.get(side, {}), behind),
        statements=sum(index.side(item.speaker) == side for item in index.record.statements) if side else 0,
        findings=len(findings),
        not_assessed=sum(item.value in blank for item in findings),
    )


def _numbers(
    name: str, role: str, side: str, grades: dict[Grade, list[IncidentView]], behind: list[Behind]
) -> list[Number]:
    """All incidents, then each grade; the lists are added to `behind`."""
    everything = [view for grade in Grade for view in grades.get(grade, [])]
    base = f"party-{anchor(side or 'nobody')}-{'acted' if role.endswith('acted') else 'hit'}"
    numbers = []
    for key, title, views in (
        ("all", "all", sorted(everything, key=lambda view: view.number)),
        *((grade.value, word(grade), grades.get(grade, [])) for grade in Grade),
    ):
        if views:
            behind.append(Behind(f"{base}-{key}", f"{name}, {role}: {title}", views))
        numbers.append(Number(len(views), f"#{base}-{key}" if views else ""))
    return numbers
