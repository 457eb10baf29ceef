"""The last build: what of it still holds, so that it need not be made again."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass

from trucewatch.decide.copies import ON_COPIES
from trucewatch.decide.documents import replaced
from trucewatch.errors import IntegrityError
from trucewatch.link.known import Known
from trucewatch.pipeline.recording import built_order, get_files
from trucewatch.records.base import content_id
from trucewatch.records.cases import CaseFiles
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import DecisionKind, LedgerEntry
from trucewatch.records.documents import Source
from trucewatch.records.incidents import CopyEdge, Incident
from trucewatch.store.database import CaseStore
from trucewatch.store.marks import COPIES_OF, FIGHTING, MADE_BY

INCIDENT = "incident-"


@dataclass(frozen=True)
class LastBuild:
    """What is kept of a build that was made by this program from the same files of the case.

    Attributes:
        marks: of each document, what its reading followed from.
        texts: of each document, the cluster of copies that it was in.
        incidents: as they stand in the record.
        fighting: see `link.known.Known`.
        copies: the edges between documents; `copies_of` is what they follow from.
        ruled: documents of which a person's decision changed a claim.
    """

    marks: Mapping[str, str]
    texts: Mapping[str, str]
    incidents: Sequence[Incident]
    fighting: frozenset[str]
    copies: tuple[CopyEdge, ...]
    copies_of: str | None
    ruled: Set[str]

    @classmethod
    def of(cls, store: CaseStore, files: CaseFiles, made_by: str, entries: Sequence[LedgerEntry]) -> LastBuild | None:
        """That of a store; None where there is none, it can't be read, or a new decision bears on all that there is."""
        try:
            if store.mark(MADE_BY) != made_by or get_files(store) != files:
                return None
            fighting = store.mark(FIGHTING)
            known = len(store.build("decisions"))
            if fighting is None or any(_bears_on_all(one) for one in entries[known:]) or _unanchored(entries):
                return None
            order = built_order(store)
            return cls(
                marks={one.id: one.mark or "" for one in order},
                texts={one.id: one.text or "" for one in order},
                incidents=store.build_records("incidents", Incident, {}),
                fighting=frozenset(json.loads(fighting)),
                copies=store.build_records("copies", CopyEdge, {}),
                copies_of=store.mark(COPIES_OF),
                ruled={claim.document for claim in store.build_records("as_read", Claim, {})},
            )
        except (IntegrityError, ValueError):
            return None

    def edges(self, copies_of: str, entries: Iterable[LedgerEntry]) -> tuple[CopyEdge, ...] | None:
        """The edges, as the rules found them, where they would be found the same again."""
        ruled = any(entry.decision.kind in ON_COPIES for entry in entries)
        return self.copies if self.copies_of == copies_of and not ruled else None

    def known(self, marks: Mapping[str, str], texts: Mapping[str, str], ruled: Set[str]) -> Known:
        """The incidents, with the documents of which something may be otherwise.

        Args:
            marks, texts: as above, of now.
            ruled: documents that a person's decision speaks of, now or before.
        """
        changed = {name for name in marks.keys() | self.marks.keys() if marks.get(name) != self.marks.get(name)}
        changed |= {name for name in marks if texts.get(name) != self.texts.get(name)} | self.ruled | ruled
        clusters = {where[name] for name in changed for where in (texts, self.texts) if name in where}
        changed |= {name for name, text in texts.items() if text in clusters}
        return Known({one.id: one for one in self.incidents}, changed, self.fighting)


def copies_fingerprint(marks: Mapping[str, str], sources: Mapping[str, Source]) -> str:
    """What the edges between documents follow from."""
    known = {name: source.model_dump(mode="json") for name, source in sources.items()}
    return content_id("copies", [sorted(marks.items()), known])


def spoken_of(entries: Sequence[LedgerEntry], claims: Iterable[Claim], as_read: Iterable[Claim]) -> set[str]:
    """The documents that decisions speak of: by name, by a claim, or by the words that they rest on."""
    found = {claim.document for claim in as_read}
    names = {name for entry in entries for name in _names(entry)}
    found |= {claim.document for claim in claims if claim.id in names} | names
    found |= {anchor.document for entry in entries for anchor in entry.decision.anchors}
    return found | set(replaced(entries).values())


def _names(entry: LedgerEntry) -> Iterator[str]:
    decision = entry.decision
    yield from decision.subjects
    yield from (anchor.claim for anchor in decision.anchors)
    yield from (name for name in (decision.value, decision.within) if name is not None)


def _bears_on_all(entry: LedgerEntry) -> bool:
    """Whether a decision changes what every incident may follow from; one that ends another may."""
    return entry.decision.kind in (DecisionKind.DEPENDS, DecisionKind.REVOKE)


def _unanchored(entries: Iterable[LedgerEntry]) -> bool:
    """Whether a decision names an incident without the words that it rests on: what it touches can't be told then."""
    return any(
        name.startswith(INCIDENT) and name not in {anchor.subject for anchor in entry.decision.anchors}
        for entry in entries
        for name in (*entry.decision.subjects, entry.decision.value or "")
    )
