"""What a case is read and told with and that needs no text: its clocks and its actor book, loaded on first use."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from pathlib import Path

from trucewatch.pipeline.clocks import clocks_of
from trucewatch.records.cases import CaseFiles
from trucewatch.records.times import CaseClock
from trucewatch.resolve.actor_book import ActorBook, load_actor_book


class Books:
    """The books, for one case or for none. `added` is a folder of tables that `gazetteer add` made."""

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
