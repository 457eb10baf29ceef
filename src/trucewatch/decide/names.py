"""Names: whom a person means by an id or a name, in the books of the case."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from trucewatch.records.actors import Actor
from trucewatch.records.documents import Source
from trucewatch.records.names import known_names, slug


@dataclass(frozen=True)
class Names:
    """The actors and sources of a case, by id."""

    actors: Mapping[str, Actor]
    sources: Mapping[str, Source]

    @cached_property
    def _by_name(self) -> Mapping[str, Source | Actor]:
        return known_names(self.sources, self.actors)

    def actor(self, words: str) -> Actor | None:
        """The actor with this id, or the one who alone bears this name."""
        if words in self.actors:
            return self.actors[words]
        found = self._by_name.get(slug(words))
        if isinstance(found, Source):
            return self.actors.get(found.actor) if found.actor is not None else None
        return found

    def speaker(self, words: str) -> Actor | Source | None:
        """The actor or source with this id, or who alone bears this name."""
        return self.actors.get(words) or self.sources.get(words) or self._by_name.get(slug(words))

    def called(self, identifier: str) -> str:
        """The name of an id; an id that no book has stays as it is."""
        known = self.actors.get(identifier) or self.sources.get(identifier)
        return known.name if known is not None else identifier
