"""What the stages need and do not fetch themselves: parser, gate, gazetteer, actor book, each loaded on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from trucewatch.errors import CaseError, Fault
from trucewatch.extract.events.gate import Gate, event_gate
from trucewatch.extract.events.pronouns import names_truce
from trucewatch.extract.syntax.parser import Parser, load_parser
from trucewatch.pipeline.clocks import clocks_of
from trucewatch.records.cases import CaseFiles, CasePlace
from trucewatch.records.times import CaseClock
from trucewatch.resolve.actors import ActorBook, load_actor_book
from trucewatch.resolve.gazetteer import Gazetteer, load_gazetteer
from trucewatch.resolve.place_additions import with_additions
from trucewatch.store.case_files import read_places


class Tools:
    """The loaded parts, for one case or for none. `added` is a folder of tables that `gazetteer add` made."""

    def __init__(self, files: CaseFiles | None = None, added: Path | None = None) -> None:
        self.files = files
        self.added = added

    @property
    def countries(self) -> Sequence[str]:
        """ISO 3166-1 alpha-2 codes of the case's area; empty without a case."""
        return self.files.settings.countries if self.files else ()

    @property
    def time_zone(self) -> str | None:
        """The case's IANA time zone."""
        return self.files.settings.time_zone if self.files else None

    @cached_property
    def clocks(self) -> tuple[CaseClock, ...]:
        """The clocks of the case's agreement; empty without one."""
        return clocks_of(self.files.agreement if self.files else None)

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

    @cached_property
    def book(self) -> ActorBook:
        """The built-in actor book, overridden by the case's, with the sides as they were when its truce began."""
        book = load_actor_book()
        if self.files is None:
            return book
        own = book.with_case(self.files.actors)
        return own.as_of(self.began) if self.began else own

    @property
    def began(self) -> str | None:
        """When the case's truce began, or else was declared, ISO 8601; None where that is not known."""
        agreement = self.files.agreement if self.files else None
        begin = next((clock.begin for clock in self.clocks if clock.whole), None)
        return begin or (agreement.declared if agreement else None)
