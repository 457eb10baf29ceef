"""Changes: what a record holds now that it did not hold before, and what it says otherwise."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from trucewatch.records.assessments import Commitment, CommitmentState, Finding, FindingValue, Statement
from trucewatch.records.calendar import bounds
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Tally
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Dispute, Grade, Incident


@dataclass(frozen=True)
class Growth:
    """An incident that was in the record and is told otherwise now."""

    incident: Incident
    documents: tuple[str, ...]
    """Ids of the documents that it has now and had not."""
    origins: tuple[str, ...]
    """Ids of the origins that it has now and had not."""
    grade_before: Grade | None
    """None where the grade is as it was."""
    disputed: tuple[str, ...]
    """Fields that are disputed now and were not."""
    settled: tuple[str, ...]
    """Fields that were disputed and are not now."""
    merged: tuple[str, ...]
    """Titles of other incidents that are one with it now."""


@dataclass(frozen=True)
class Changes:
    """What changed between two states of one record."""

    documents: tuple[Document, ...] = ()
    incidents: tuple[Incident, ...] = ()
    grown: tuple[Growth, ...] = ()
    statements: tuple[Statement, ...] = ()
    commitments: tuple[tuple[Commitment, CommitmentState | None], ...] = ()
    """Each with the state that it was in; None where it was not followed."""
    findings: tuple[tuple[Finding, FindingValue | None], ...] = ()
    """Each with the value that it had, None where there was none; only those that say something now or did."""
    tallies: tuple[Tally, ...] = ()
    rulings: tuple[LedgerEntry, ...] = ()


def changes_between(before: CaseRecord, now: CaseRecord, since: str) -> Changes:
    """What is new or otherwise in `now`.

    An incident is the same one where it shares claims with one of before, the one with which it shares the most:
    ids may change as a record grows, claims do not.

    Args:
        before: the record as it stood at `since`.
        now: the record that the report is about.
        since: ISO 8601; rulings are dated by the ledger and counted from then.
    """
    known = {document.id for document in before.documents}
    spoken = {(item.claim, item.speaker, item.position) for item in before.statements}
    counted = {tally.id for tally in before.tallies}
    heirs = _heirs(before.incidents, now.incidents)
    states = {item.term: item.state for item in before.commitments}
    return Changes(
        documents=tuple(document for document in now.documents if document.id not in known),
        incidents=tuple(incident for incident in now.incidents if incident.id not in heirs),
        grown=tuple(
            growth
            for incident in now.incidents
            if (growth := _growth(incident, heirs.get(incident.id, []))) is not None
        ),
        statements=tuple(s for s in now.statements if (s.claim, s.speaker, s.position) not in spoken),
        commitments=tuple(
            (item, states.get(item.term)) for item in now.commitments if states.get(item.term) is not item.state
        ),
        findings=tuple(_findings(before, now, heirs)),
        tallies=tuple(tally for tally in now.tallies if tally.id not in counted),
        rulings=tuple(entry for entry in now.decisions if _after(entry.decision.at, since)),
    )


def _heirs(before: Iterable[Incident], now: Iterable[Incident]) -> dict[str, list[Incident]]:
    """For each incident of now that was there before: the incidents that went into it, the nearest first."""
    holds = {claim: incident.id for incident in now for claim in incident.claims}
    went: dict[str, list[tuple[int, Incident]]] = {}
    for incident in before:
        shares: dict[str, int] = {}
        for claim in incident.claims:
            if claim in holds:
                shares[holds[claim]] = shares.get(holds[claim], 0) + 1
        if shares:
            heir = min(shares, key=lambda name: (-shares[name], name))
            went.setdefault(heir, []).append((shares[heir], incident))
    return {
        name: [incident for _, incident in sorted(found, key=lambda pair: (-pair[0], pair[1].id))]
        for name, found in went.items()
    }


def _growth(incident: Incident, before: list[Incident]) -> Growth | None:
    if not before:
        return None
    was = before[0]
    origins = {telling.origin.id for one in before for telling in one.tellings}
    known = {name for one in before for name in one.documents}
    fields, fields_before = _fields(incident.disputes), _fields(was.disputes)
    growth = Growth(
        incident=incident,
        documents=tuple(name for name in incident.documents if name not in known),
        origins=tuple(t.origin.id for t in incident.tellings if t.origin.id not in origins),
        grade_before=was.support.grade if was.support.grade is not incident.support.grade else None,
        disputed=tuple(name for name in fields if name not in fields_before),
        settled=tuple(name for name in fields_before if name not in fields),
        merged=tuple(one.title for one in before[1:]),
    )
    told = (growth.documents, growth.origins, growth.disputed, growth.settled, growth.merged, growth.grade_before)
    return growth if any(told) else None


def _fields(disputes: Iterable[Dispute]) -> list[str]:
    return list(dict.fromkeys(dispute.field for dispute in disputes))


def _findings(
    before: CaseRecord, now: CaseRecord, heirs: Mapping[str, list[Incident]]
) -> Iterable[tuple[Finding, FindingValue | None]]:
    """Findings that are new or otherwise, where they say something of conduct now or said it before."""
    blank = (FindingValue.NO_BREACH, FindingValue.NOT_ASSESSED, None)
    was = {(item.incident, item.term, item.party): item.value for item in before.findings}
    for item in now.findings:
        earlier = (was.get((one.id, item.term, item.party)) for one in heirs.get(item.incident, []))
        value = next((found for found in earlier if found is not None), None)
        if value is not item.value and not (item.value in blank and value in blank):
            yield item, value


def _after(moment: str, since: str) -> bool:
    """Whether a moment is after the end of `since`; one that is no date is not known to be."""
    made, limit = bounds(moment), bounds(since)
    return made is not None and limit is not None and made[0] >= limit[1]
