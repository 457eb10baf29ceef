"""Waiting: what of a record deserves a person first, and why."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.near import NearPair
from trucewatch.records.assessments import FindingValue
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally, Trust
from trucewatch.records.decisions import DecisionKind, DecisionState
from trucewatch.records.incidents import Grade
from trucewatch.report.cites import shorten

STATUS, FINDING, GRADE = 4, 3, 2
"""What hangs on a claim, the weightier first."""
SILENT = frozenset({FindingValue.NO_BREACH, FindingValue.NOT_ASSESSED})
OPEN = frozenset({Grade.WEAK, Grade.CONTESTED})


@dataclass(frozen=True)
class ToCheck:
    """A claim that the program is not sure of, and what hangs on it, in words; `weight` puts them in order."""

    claim: Claim | Tally
    hangs: tuple[str, ...]
    weight: int


def claims_to_check(lookup: Lookup) -> list[ToCheck]:
    """Claims that nobody has looked at and that something hangs on, the weightiest first."""
    hangs = _hangs(lookup)
    record = lookup.record
    done = record.rejected
    found = [
        ToCheck(one, tuple(words for _, words in hangs[one.id]), sum(weight for weight, _ in hangs[one.id]))
        for one in record.claims
        if one.trust is Trust.CHECK and one.id not in done and one.id in hangs
    ]
    order = {document.id: number for number, document in enumerate(lookup.documents)}
    return sorted(found, key=lambda one: (-one.weight, order[one.claim.document], one.claim.span.start))


def _hangs(lookup: Lookup) -> Mapping[str, list[tuple[int, str]]]:
    """Claim → what rests, or would rest, on it."""
    record = lookup.record
    found: defaultdict[str, list[tuple[int, str]]] = defaultdict(list)
    for claim in dict.fromkeys(one.claim for one in record.statements):
        found[claim].append((STATUS, "the status of the truce"))
    agreement = record.files.agreement
    titles = {term.id: shorten(term.title, 60) for term in agreement.terms} if agreement else {}
    held: defaultdict[str, list[str]] = defaultdict(list)
    for finding in record.findings:
        if finding.value not in SILENT or finding.unchecked:
            held[finding.incident].append(titles.get(finding.term, finding.term))
    for incident in record.incidents:
        label = lookup.label(incident.id)
        terms = "; ".join(dict.fromkeys(held[incident.id]))
        unchecked = bool(incident.support.unchecked) or not incident.support.sure
        for claim in incident.claims:
            if terms:
                found[claim].append((FINDING, f"the finding on {label} under “{terms}”"))
            if unchecked and incident.support.grade in OPEN:
                found[claim].append((GRADE, f"the grade of {label}: {incident.support.grade.value}"))
    return found


def open_pairs(record: CaseRecord, pairs: Sequence[NearPair]) -> list[NearPair]:
    """Near pairs that no person has said anything of: a standing note on both says that they are two."""
    said: list[set[str]] = []
    standing = {effect.number: effect for effect in record.effects if effect.state is DecisionState.STANDS}
    for entry in record.decisions:
        effect = standing.get(entry.number)
        if effect is not None and entry.decision.kind in (DecisionKind.NOTE, DecisionKind.SPLIT):
            said.append({*entry.decision.subjects, *effect.subjects})
    return [pair for pair in pairs if not any({pair.first, pair.second} <= names for names in said)]
