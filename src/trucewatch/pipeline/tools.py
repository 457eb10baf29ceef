"""What the stages need and do not fetch themselves: books, parser, gate and gazetteer, each loaded on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property

from trucewatch.errors import CaseError, Fault
from trucewatch.extract.events.gate import Gate, event_gate
from trucewatch.extract.events.pronouns import names_truce
from trucewatch.extract.syntax.parser import Parser, load_parser
from trucewatch.pipeline.books import Books
from trucewatch.records.cases import CasePlace
from trucewatch.resolve.gazetteer import Gazetteer, load_gazetteer
from trucewatch.resolve.place_additions import with_additions
from trucewatch.store.case_files import read_places


class Tools(Books):
    """The books, and what texts are read with."""

    @cached_property
    def own_places(self) -> Sequence[CasePlace]:
        """The case's own places; without a case, those of the lists in the added folder. CaseError with faults."""
        if self.files is not None or self.added is None:
            return self.files.places if self.files else ()
        faults: list[Fault] = []
        found = [place for path in sorted(self.added.glob("*.yaml")) for place in read_places(path, faults)]
        if faults:
            raise CaseError(*faults)
        return tuple(found)

    @cached_property
    def parser(self) -> Parser:
        """The case's parser, or the shipped one."""
        return load_parser(self.files.settings.parser if self.files else None)

    def gate_of(self, text: str) -> Gate:
        """The lexicon gate for a document's text."""
        return event_gate(named=names_truce(text))

    @cached_property
    def gazetteer(self) -> Gazetteer:
        """The shipped gazetteer, with what was added to it."""
        return with_additions(load_gazetteer(), self.added) if self.added else load_gazetteer()
