"""The same yardstick: by party, what it is said to have done and suffered, by grade, and how much was assessed."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.records.assessments import FindingValue
from trucewatch.records.audits import Audit, OriginsBySide, PartyAudit, TallyComparison
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


@dataclass(frozen=True)
class AuditRow:
    """One party by the audit, and the incidents laid at its door of which its side says nothing."""

    party: PartyAudit
    assessed: str
    bars: str
    origins: str
    silent: list[IncidentView]


@dataclass(frozen=True)
class AuditView:
    """The audit's rows, and where parties differ by much."""

    rows: list[AuditRow]
    notes: tuple[str, ...]


def view_audit(audit: Audit | None, incidents: Iterable[IncidentView]) -> AuditView | None:
    """The symmetry audit as a reader sees it, None where none was made."""
    if audit is None or not audit.parties:
        return None
    views = {view.incident.id: view for view in incidents}
    return AuditView([_audit_row(party, views) for party in audit.parties], audit.notes)


def _audit_row(party: PartyAudit, views: Mapping[str, IncidentView]) -> AuditRow:
    share = party.share_assessed
    origins = (f"{one.name} ({_for_and_against(one)})" for one in party.origins)
    return AuditRow(
        party=party,
        assessed="no findings" if share is None else f"{party.assessed} of {party.findings} ({share:.0%})",
        bars="; ".join(f"{one.findings} {word(one.standard)}" for one in party.bars) or "none",
        origins="; ".join(origins) or "none",
        silent=[views[name] for name in party.silent if name in views],
    )


def _for_and_against(origins: OriginsBySide) -> str:
    """ "2 against, 1 clearing"; what is none is left out."""
    counts = ((origins.against, "against"), (origins.clearing, "clearing"))
    return ", ".join(f"{number} {what}" for number, what in counts if number)


@dataclass(frozen=True)
class Beside:
    """What the record holds of the events that a tally counts, and apart what may be of them or not."""

    says: str
    incidents: list[IncidentView]
    unplaced: list[IncidentView]


def view_beside(comparisons: Iterable[TallyComparison], incidents: Iterable[IncidentView]) -> dict[str, Beside]:
    """By tally: the record beside it, in words and with its incidents."""
    views = {view.incident.id: view for view in incidents}
    return {
        one.tally: Beside(
            one.says,
            [views[name] for name in one.incidents if name in views],
            [views[name] for name in one.unplaced if name in views],
        )
        for one in comparisons
    }


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
