"""Lookup: a record by whatever a face prints of it: an id, its unique beginning, D13, incident 11, ruling 3, a file;
a claim, and the incident that holds it, by words of it that no other has.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping
from difflib import get_close_matches
from enum import StrEnum
from functools import cached_property

from trucewatch.errors import CaseError, Fault
from trucewatch.records.agreements import Term
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import LedgerEntry
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident, incident_id
from trucewatch.report.grouping import numbered_documents, numbered_incidents
from trucewatch.store.folding import fold

Shown = Incident | Claim | Tally | Document | Term | LedgerEntry
MOST_NAMED = 8
FEW = 8
"""Letters from which words are looked for in claims: fewer are a mistyped id."""
INCIDENT = "incident-"
_NUMBERED = re.compile(r"(?:(?P<kind>[a-z]+)[ -]?|#)?(?P<number>\d+)", re.IGNORECASE)


class Kind(StrEnum):
    """What sort of record is wanted."""

    INCIDENT = "incident"
    CLAIM = "claim"
    TALLY = "tally"
    DOCUMENT = "document"
    TERM = "term"
    DECISION = "decision"


_CLASSES = {
    Incident: Kind.INCIDENT,
    Claim: Kind.CLAIM,
    Tally: Kind.TALLY,
    Document: Kind.DOCUMENT,
    Term: Kind.TERM,
    LedgerEntry: Kind.DECISION,
}
_SHORT = {
    "d": Kind.DOCUMENT,
    "document": Kind.DOCUMENT,
    "incident": Kind.INCIDENT,
    "i": Kind.INCIDENT,
    "ruling": Kind.DECISION,
    "decision": Kind.DECISION,
    "r": Kind.DECISION,
}


def kind_of(thing: Shown) -> Kind:
    """What sort of record it is."""
    return _CLASSES[type(thing)]


class Lookup:
    """The records of a case by id and by number."""

    def __init__(self, record: CaseRecord) -> None:
        self.record = record

    @cached_property
    def documents(self) -> list[Document]:
        """The documents in the order of their numbers."""
        return numbered_documents(self.record.documents)

    @cached_property
    def incidents(self) -> list[Incident]:
        """The incidents in the order of their numbers."""
        return numbered_incidents(self.record)

    @cached_property
    def _document_labels(self) -> Mapping[str, str]:
        return {one.id: f"D{number}" for number, one in enumerate(self.documents, 1)}

    @cached_property
    def _incident_labels(self) -> Mapping[str, str]:
        return {one.id: f"incident {number}" for number, one in enumerate(self.incidents, 1)}

    @cached_property
    def things(self) -> Mapping[str, Shown]:
        """Everything that can be named, by id; a decision by its hash."""
        record = self.record
        terms = record.files.agreement.terms if record.files.agreement else ()
        things: list[Incident | Claim | Tally | Document | Term] = [*record.incidents, *record.claims]
        things += [*record.tallies, *record.documents, *terms]
        return {**{one.id: one for one in things}, **{entry.hash: entry for entry in record.decisions}}

    @cached_property
    def _homes(self) -> Mapping[str, Incident]:
        """Incidents by every id that a claim of theirs could have given them."""
        return {incident_id(claim): one for one in self.record.incidents for claim in one.claims}

    def label(self, name: str) -> str:
        """What faces print of an id: D13, incident 11; a claim's id as it is."""
        if name in self._incident_labels:
            return self._incident_labels[name]
        if name in self._document_labels:
            return self._document_labels[name]
        if name in self._rulings:
            return self._rulings[name]
        home = self._homes.get(name) if name.startswith(INCIDENT) else None
        return self._incident_labels[home.id] if home is not None else name

    @cached_property
    def _rulings(self) -> Mapping[str, str]:
        return {entry.hash: f"ruling {entry.number}" for entry in self.record.decisions}

    def find(self, wanted: str, kinds: Collection[Kind] = tuple(Kind)) -> Shown:
        """The one record that is meant.

        Raises:
            CaseError: `show.unknown` or `show.ambiguous`.
        """
        words = wanted.strip()
        steps = (self._by_id, self._by_number, self._by_beginning, self._by_name, self._by_words, self._by_held_words)
        for step in steps:
            found = [one for one in step(words) if kind_of(one) in kinds]
            if len(found) == 1:
                return found[0]
            if found:
                raise self._ambiguous(words, found, step in (self._by_words, self._by_held_words))
        raise self._unknown(words, kinds)

    def _by_id(self, words: str) -> list[Shown]:
        agreement = self.record.files.agreement
        if _NUMBERED.fullmatch(words) and words not in {term.id for term in (agreement.terms if agreement else ())}:
            return []  # no other id is a number: what has one need not be loaded
        thing = self.things.get(words)
        if thing is not None:
            return [thing]
        # any id that a claim of an incident could have given it is understood, as rulings understand it
        home = self._homes.get(words)
        return [] if home is None else [home]

    def _by_number(self, words: str) -> list[Shown]:
        found = _NUMBERED.fullmatch(words)
        kind = _SHORT.get((found["kind"] or "incident").casefold()) if found else None
        if found is None or kind is None:
            return []
        number = int(found["number"])
        numbered: Mapping[Kind, Callable[[], list[Shown]]] = {
            Kind.DOCUMENT: lambda: list(self.documents[number - 1 : number]),
            Kind.INCIDENT: lambda: list(self.incidents[number - 1 : number]),
            Kind.DECISION: lambda: [entry for entry in self.record.decisions if entry.number == number],
        }
        return numbered[kind]() if number else []

    def _by_beginning(self, words: str) -> list[Shown]:
        """By the beginning of an id, with or without its first word: `claim-3f2a` or `3f2a`."""
        if not words:
            return []
        whole = [one for name, one in self.things.items() if name.startswith(words)]
        return whole or [one for name, one in self.things.items() if name.partition("-")[2].startswith(words)]

    def _by_name(self, words: str) -> list[Shown]:
        return [one for one in self.documents if words in (one.name, one.title)]

    def _by_words(self, words: str) -> list[Shown]:
        """Claims and tallies of these words; one for all copies of one sentence."""
        wanted = _flat(words)
        if len(wanted) < FEW:
            return []
        found: dict[tuple[str, str, str], Shown] = {}
        told_of: tuple[Claim | Tally, ...] = (*self.record.claims, *self.record.tallies)
        for one in told_of:
            if wanted in (told := _flat(one.span.quote)):
                found.setdefault((told, one.trigger.quote, one.event), one)
        return list(found.values())

    def _by_held_words(self, words: str) -> list[Shown]:
        """The incidents that hold claims of these words."""
        wanted = _flat(words)
        told = {one.id for one in self.record.claims if len(wanted) >= FEW and wanted in _flat(one.span.quote)}
        return [one for one in self.incidents if not told.isdisjoint(one.claims)]

    def _ambiguous(self, words: str, found: list[Shown], by_words: bool) -> CaseError:
        names = sorted(one.hash if isinstance(one, LedgerEntry) else one.id for one in found)
        some = ", ".join(names[:MOST_NAMED])
        meant = "records hold these words" if by_words else "ids begin so"
        return CaseError(Fault("show.ambiguous", f"{len(names)} {meant}: {some}; write more of it", words))

    def _unknown(self, words: str, kinds: Collection[Kind]) -> CaseError:
        near = get_close_matches(words, self.things, n=3, cutoff=0.75)
        meant = f"; did you mean {' or '.join(near)}?" if near else "; `trucewatch list` and `search` find them"
        sorts = [kind.value for kind in Kind if kind in kinds]
        named = f"{', '.join(sorts[:-1])} or {sorts[-1]}" if len(sorts) > 1 else "".join(sorts)
        return CaseError(Fault("show.unknown", f"no {named} of that id or number{meant}", words))


def _flat(words: str) -> str:
    return " ".join(fold(words).split())
