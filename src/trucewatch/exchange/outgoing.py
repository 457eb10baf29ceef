"""What every format is written from, and what it gives: the record, what of it was asked for, and what was lost."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from trucewatch.records.actors import ActorKind
from trucewatch.records.assessments import Commitment, Finding, Statement
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Party, Tally
from trucewatch.records.documents import Document, Source
from trucewatch.records.incidents import Incident
from trucewatch.records.times import CaseClock
from trucewatch.report.grouping import numbered_incidents
from trucewatch.report.index import CaseIndex
from trucewatch.report.public import one_length
from trucewatch.resolve.actor_book import ActorBook


@dataclass(frozen=True)
class Loss:
    """One thing that a format has no room for: of which record, what of it, and why."""

    record: str
    what: str
    why: str


@dataclass(frozen=True)
class Written:
    """The files of an export by their names; `rows` is how many records the main one has."""

    files: Mapping[str, bytes]
    rows: int
    losses: tuple[Loss, ...] = ()


@dataclass(frozen=True)
class Chosen:
    """Ids of what was asked for."""

    incidents: frozenset[str]
    claims: frozenset[str]
    tallies: frozenset[str]
    term: str | None = None
    """The one term whose findings and commitment were asked for; None: all."""


@dataclass(frozen=True)
class CaseFile:
    """A file of the case's folder as it stands, by its name in the folder."""

    name: str
    raw: bytes


@dataclass(frozen=True)
class Outgoing:
    """A record on its way out.

    Attributes:
        record: all that may go out.
        book: the actors that it was built with.
        made: ISO 8601, the moment of the export, from the caller's clock.
        chosen: what of the record was asked for; None: all of it.
        public: whether the record is one for readers outside.
        folder: what else the case is made of, for a format that carries a case whole; None: it must not go out.
        clocks: of the agreement, with their ends reckoned.
        version: of the program that wrote it.
    """

    record: CaseRecord
    book: ActorBook
    made: str
    chosen: Chosen | None = None
    public: bool = False
    folder: tuple[CaseFile, ...] | None = None
    clocks: tuple[CaseClock, ...] = ()
    version: str = ""

    @cached_property
    def index(self) -> CaseIndex:
        """Names and numbers of the record."""
        return CaseIndex(self.record, self.book.entries.values())

    @cached_property
    def number(self) -> Mapping[str, int]:
        """The number of each incident by its id, as every page prints it."""
        return {one.id: number for number, one in enumerate(numbered_incidents(self.record), 1)}

    @cached_property
    def incidents(self) -> Sequence[Incident]:
        """The incidents asked for, in the order of their numbers."""
        ordered = numbered_incidents(self.record)
        return ordered if self.chosen is None else [one for one in ordered if one.id in self.chosen.incidents]

    @cached_property
    def claims(self) -> Sequence[Claim]:
        """The claims asked for, in the order of the documents' numbers and of the text."""
        kept = [one for one in self.record.claims if self.chosen is None or one.id in self.chosen.claims]
        return sorted(kept, key=lambda one: (self.index.numbers[one.document], one.trigger.start, one.id))

    @cached_property
    def tallies(self) -> Sequence[Tally]:
        """The tallies asked for, in the same order."""
        kept = [one for one in self.record.tallies if self.chosen is None or one.id in self.chosen.tallies]
        return sorted(kept, key=lambda one: (self.index.numbers[one.document], one.trigger.start, one.id))

    @cached_property
    def told_of(self) -> Sequence[Claim | Tally]:
        """Claims, then tallies."""
        return [*self.claims, *self.tallies]

    @cached_property
    def findings(self) -> Sequence[Finding]:
        """The findings on these incidents, in the order of their numbers."""
        shown = {one.id for one in self.incidents}
        kept = [one for one in self.record.findings if one.incident in shown and self._of_term(one.term)]
        return sorted(kept, key=lambda one: self.number[one.incident])

    @cached_property
    def statements(self) -> Sequence[Statement]:
        """The words on the truce that these claims are."""
        shown = {one.id for one in self.claims}
        return [one for one in self.record.statements if one.claim in shown]

    @cached_property
    def commitments(self) -> Sequence[Commitment]:
        """The commitments; where something was asked for, those that these claims speak of, or the term's own."""
        shown = {one.id for one in self.told_of}
        term = None if self.chosen is None else self.chosen.term
        return [
            one
            for one in self.record.commitments
            if self.chosen is None or one.term == term or any(word.claim in shown for word in one.words)
        ]

    @cached_property
    def documents(self) -> Sequence[Document]:
        """The documents of these claims and tallies, in the order of their numbers; all, where all was asked for."""
        if self.chosen is None:
            return self.index.documents
        shown = {one.document for one in self.told_of}
        shown |= {name for one in self.incidents for name in one.documents}
        return [one for one in self.index.documents if one.id in shown]

    @cached_property
    def sources(self) -> Sequence[Source]:
        """Who published these documents, as the case describes them."""
        shown = {one.source for one in self.documents}
        return [one for one in self.record.files.sources if self.chosen is None or one.id in shown]

    @cached_property
    def home(self) -> Mapping[str, int]:
        """The number of the incident that holds a claim, by the claim's id."""
        return {claim: self.number[one.id] for one in self.record.incidents for claim in one.claims}

    def told(self, incident: Incident) -> list[Claim]:
        """The claims of an incident."""
        found = (self.index.claims.get(name) for name in incident.claims)
        return [claim for claim in found if isinstance(claim, Claim)]

    def label(self, incident: Incident) -> str:
        """What lists of losses call an incident."""
        return f"incident {self.number[incident.id]}, {incident.title}"

    def kind(self, party: Party | None) -> ActorKind:
        """What sort of actor a party is, by the book where it has an entry."""
        known = self.book.get(party.actor) if party is not None and party.actor is not None else None
        return known.kind if known is not None else party.kind if party is not None else ActorKind.UNKNOWN

    def _of_term(self, term: str) -> bool:
        return self.chosen is None or self.chosen.term is None or self.chosen.term == term


def plain(text: str) -> str:
    """Words on one line, without what XML and UTF-8 cannot carry, and withheld passages at one length."""
    clean = one_length(" ".join(text.split())).encode("utf-8", "surrogatepass").decode("utf-8", "replace")
    return "".join(
        character if character >= " " and character not in "\x7f\ufffe\uffff" else "\ufffd" for character in clean
    )
