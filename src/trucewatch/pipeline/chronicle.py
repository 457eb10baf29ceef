"""The chronicle: what a build changed of the record and why, as the history keeps it."""

from __future__ import annotations

import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.link.lineage import changes
from trucewatch.pipeline.recording import built_order, get_files, get_status
from trucewatch.records.assessments import Finding, Status
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.incidents import ChangeKind, Grade, Incident, IncidentChange, Support
from trucewatch.report.words import plural, word
from trucewatch.store.database import CaseStore
from trucewatch.store.history import HistoryEntry, Named, Told
from trucewatch.store.marks import MADE_BY

STATUS = "status"
PROGRAM = "program"
NAMES = {
    "settings": "case.toml",
    "agreement": "agreement.yaml",
    "actors": "actors.yaml",
    "sources": "sources.yaml",
    "places": "places.yaml",
    "gazetteer": "gazetteer",
}
"""The files that a person writes, by their field of `CaseFiles`."""


@dataclass(frozen=True)
class Before:
    """What the chronicle needs of the build that is about to be replaced."""

    order: Sequence[str]
    files: CaseFiles
    made_by: str | None
    claims: Mapping[str, str]
    """Claim id → its JSON."""
    incidents: Sequence[Incident]
    findings: Sequence[Finding]
    rulings: int
    status: Status | None
    names: Mapping[str, str]
    """Of documents that are in the record no more."""

    @classmethod
    def of(cls, store: CaseStore, now: Iterable[str]) -> Before | None:
        """That of a store; None where there is none, or it cannot be read. `now`: ids of the documents that stay."""
        try:
            files = get_files(store)
            if files is None:
                return None
            order = [one.id for one in built_order(store)]
            return cls(
                order=order,
                files=files,
                made_by=store.mark(MADE_BY),
                claims={json.loads(body)["id"]: body for body in store.build("claims")},
                incidents=[_incident_of(json.loads(body)) for body in store.build("incidents")],
                findings=store.build_records("findings", Finding, {}),
                rulings=len(store.build("decisions")),
                status=get_status(store),
                names={name: _name(store, name) for name in set(order) - set(now)},
            )
        except IntegrityError:
            return None


def _incident_of(value: dict[str, Any]) -> Incident:
    """What the chronicle needs of an incident that was held to its hash: the rest is not worth reading."""
    support = Support.model_construct(**{**value["support"], "grade": Grade(value["support"]["grade"])})
    return Incident.model_construct(**{**value, "claims": tuple(value["claims"]), "support": support})


def _name(store: CaseStore, document: str) -> str:
    try:
        return store.document(document).name
    except CaseError:
        return document


def first_entry(record: CaseRecord, at: str, build: str) -> HistoryEntry:
    """The entry of the first build: everything came."""
    came = tuple(Named(id=one.id, name=one.name) for one in record.documents)
    return HistoryEntry(at=at, build=build, came=came, rulings=tuple(one.number for one in record.decisions))


class Chronicle:
    """What one build changed. `status` is the one that follows from all that is known, `made_by` who built."""

    def __init__(self, before: Before, record: CaseRecord, status: Status, made_by: str) -> None:
        self.before = before
        self.record = record
        self.status = status
        known, now = set(before.order), {one.id for one in record.documents}
        self.came = tuple(Named(id=one.id, name=one.name) for one in record.documents if one.id not in known)
        self.gone = tuple(Named(id=one, name=before.names.get(one, one)) for one in before.order if one not in now)
        self.rulings = tuple(one.number for one in record.decisions[before.rulings :])
        self.general = _files_changed(before.files, record.files)
        self.general += (PROGRAM,) if before.made_by != made_by else ()
        causes = [f"document {one.id}" for one in (*self.came, *self.gone)]
        causes += [f"ruling {number}" for number in self.rulings]
        self._only = tuple(causes) if len(causes) == 1 else ()
        """What all of it follows from, where there is but one thing that was not there before."""
        self._came = {one.id for one in self.came}
        self.claims = {claim.id: claim for claim in record.claims}
        self.ruled: defaultdict[str, list[str]] = defaultdict(list)
        for effect in record.effects:
            if effect.number in self.rulings:
                for name in {*effect.subjects, *(change.subject for change in effect.changes)}:
                    self.ruled[name].append(f"ruling {effect.number}")

    def entry(self, at: str, build: str) -> HistoryEntry | None:
        """The entry of the history; None where nothing of the record is otherwise."""
        told = (*self._documents(), *self._incidents(), *self._findings(), *self._status())
        changed = changes(self.before.incidents, self.record.incidents)
        if not (told or changed or self.came or self.gone or self.rulings):
            return None
        return HistoryEntry(
            at=at, build=build, changes=changed, came=self.came, gone=self.gone, rulings=self.rulings, told=told
        )

    def because(self, claims: Iterable[str], *subjects: str) -> tuple[str, ...]:
        """What a change of these claims and subjects follows from, the nearest that is known.

        That is a decision on them; a document that came and tells of them, or that went; else what changed for all.
        """
        named = list(claims)
        rulings = [cause for name in (*subjects, *named) for cause in self.ruled.get(name, ())]
        homes = {self.claims[name].document for name in named if name in self.claims}
        near = [*rulings, *(f"document {name}" for name in sorted(homes & self._came))]
        if any(name not in self.claims for name in named):
            near += [f"document {one.id}" for one in self.gone]
        return tuple(dict.fromkeys(near)) or self.general or self._only

    def _documents(self) -> Iterator[Told]:
        """Documents that were in the record and are read otherwise."""
        known = set(self.before.order)
        stay = {one.id: one.name for one in self.record.documents if one.id in known}
        counts: defaultdict[str, Counter[str]] = defaultdict(Counter)
        touched: defaultdict[str, list[str]] = defaultdict(list)
        for claim in self.record.claims:
            was = self.before.claims.get(claim.id)
            if claim.document in stay and was != claim.model_dump_json():
                counts[claim.document]["more" if was is None else "otherwise"] += 1
                touched[claim.document].append(claim.id)
        for name, body in self.before.claims.items():
            document = json.loads(body)["document"] if name not in self.claims else None
            if document in stay:
                counts[document]["fewer"] += 1
        for document, count in counts.items():
            after = ", ".join(f"{plural(number, 'claim')} {how}" for how, number in sorted(count.items()))
            because = self.because((), *touched[document])
            yield Told(subject=document, name=stay[document], what="claims", after=after, because=because)

    def _incidents(self) -> Iterator[Told]:
        old = {one.id: one for one in self.before.incidents}
        now = {one.id: one for one in self.record.incidents}
        for change in changes(self.before.incidents, self.record.incidents):
            incident = now.get(change.incident) or old[change.incident]
            because = self.because((*change.gained, *change.lost), change.incident, *change.others)
            yield _told(incident, word(change.kind), None, _counted(change), because)
        for name, incident in now.items():
            was = old.get(name)
            if was is None:
                continue
            grades = was.support.grade.value, incident.support.grade.value
            for what, (before, after) in (("grade", grades), ("title", (was.title, incident.title))):
                if before != after:
                    yield _told(incident, what, before, after, self.because(incident.claims, name))

    def _findings(self) -> Iterator[Told]:
        known = {(one.incident, one.term, one.party): one for one in self.before.findings}
        incidents = {one.id: one for one in self.record.incidents}
        for finding in self.record.findings:
            was = known.get((finding.incident, finding.term, finding.party))
            if was is None or (was.value is finding.value and was.ruled == finding.ruled):
                continue
            incident = incidents[finding.incident]
            what = f"finding under {finding.term}, {finding.party or 'nobody named'}"
            because = self.because(incident.claims, incident.id)
            yield _told(incident, what, _finding(was), _finding(finding), because)

    def _status(self) -> Iterator[Told]:
        was = self.before.status
        if was is None or (was.value, was.by) == (self.status.value, self.status.by):
            return
        because = self.because(one.claim for one in self.record.statements)
        wording = self.status.wording
        yield Told(subject=STATUS, name=STATUS, what=STATUS, before=was.wording, after=wording, because=because)


def _files_changed(before: CaseFiles, now: CaseFiles) -> tuple[str, ...]:
    return tuple(f"files {name}" for field, name in NAMES.items() if getattr(before, field) != getattr(now, field))


def _told(incident: Incident, what: str, before: str | None, after: str | None, because: tuple[str, ...]) -> Told:
    return Told(subject=incident.id, name=incident.title, what=what, before=before, after=after, because=because)


def _finding(finding: Finding) -> str:
    ruled = "; ".join(f"{one.value} by {one.by}" for one in finding.ruled)
    return f"{word(finding.value)} ({ruled})" if ruled else word(finding.value)


def _counted(change: IncidentChange) -> str | None:
    told = (("more", change.gained), ("fewer", change.lost))
    counts = [f"{plural(len(ids), 'claim')} {how}" for how, ids in told if ids]
    match change.kind:
        case ChangeKind.NEW | ChangeKind.GONE:
            return None
        case ChangeKind.GREW | ChangeKind.SHRANK | ChangeKind.MERGED | ChangeKind.SPLIT:
            return ", ".join(counts) or None
