"""The actor book: the built-in entries of `knowledge/actors`, and a case's own over them.

Every state of `states.yaml` gives three actors (the state, its armed forces, its police) so that what a text says of
"Syrian troops" has somebody to go to. Demonyms and capitals stand in a state's relations (`demonym`, `metonym`):
they are not aliases, since "Syrian" is no actor and "Damascus" is one only where it acts.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from copy import copy
from dataclasses import dataclass
from functools import cache
from typing import Any

from pydantic import ValidationError

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import Actor, ActorKind, ActorRelation, as_of
from trucewatch.resolve.names import fold_name

FILES = ("bodies", "forces", "international", "groups", "groups-africa", "groups-asia", "groups-europe-americas")
_POSSESSIVE = re.compile(r"['’]s(?= )")
_AT_HOME = frozenset({ActorKind.ARMED_GROUP, ActorKind.OPPOSITION})
ACRONYM = 6  # an alias of capitals up to this length is only met in capitals: "AA", "WHO", "JEM"


@dataclass(frozen=True)
class Alias:
    """One name of one actor: as written, and whether a party's label for it."""

    written: str
    actor: str
    label: bool = False

    def fits(self, words: str) -> bool:
        """Whether words with the same folded form may be this name, going by capitals."""
        if self.written.isupper() and len(self.written) <= ACRONYM:
            return words.isupper()
        return self.written.islower() or any(letter.isupper() for letter in words)


class ActorBook:
    """Actors by id, by folded alias, and states by name and demonym.

    Args:
        entries: actors; a later entry with an earlier one's id takes its place.
    """

    def __init__(self, entries: Sequence[Actor]) -> None:
        self.entries = {entry.id: entry for entry in entries}
        self.aliases: dict[str, tuple[Alias, ...]] = {}
        self.nations: dict[str, tuple[str, ...]] = {}
        self.metonyms: dict[str, tuple[str, ...]] = {}
        for entry in self.entries.values():
            self._index(entry)
        self.introduced: Mapping[str, str] = {}
        """Short names that the text at hand introduces, folded, with the long ones as it has them."""
        self.reach: dict[str, int] = {}
        """The words of the longest alias that begins with a word."""
        for key in self.aliases:
            first = key.split(" ", 1)[0]
            self.reach[first] = max(self.reach.get(first, 0), key.count(" ") + 1)

    def with_case(self, actors: Sequence[Actor]) -> ActorBook:
        """This book with a case's actors over it: they replace entries of their id, and own their aliases."""
        taken = {alias_key(name) for actor in actors for name in _names(actor)}
        own = {actor.id for actor in actors}
        kept = [
            entry.model_copy(update={"aliases": tuple(n for n in entry.aliases if alias_key(n) not in taken)})
            for entry in self.entries.values()
            if entry.id not in own
        ]
        book = ActorBook([*kept, *actors])
        for key in taken:
            book.aliases[key] = tuple(alias for alias in book.aliases[key] if alias.actor in own)
        return book

    def as_of(self, at: str) -> ActorBook:
        """This book with the sides as they were at a time, ISO 8601: a force that has left since is not apart yet."""
        book = copy(self)
        book.entries = {name: as_of(entry, at) for name, entry in self.entries.items()}
        return book

    def with_text(self, aliases: dict[str, tuple[Alias, ...]], introduced: Mapping[str, str]) -> ActorBook:
        """This book with one text's own short names over it; they stand for nobody where a tuple is empty."""
        book = copy(self)
        book.aliases = self.aliases | aliases
        book.introduced = introduced
        firsts = {key.split(" ", 1)[0]: key.count(" ") + 1 for key in aliases}
        longer = {first: max(reach, self.reach.get(first, 0)) for first, reach in firsts.items()}
        book.reach = self.reach | longer
        return book

    def get(self, key: str) -> Actor | None:
        """The actor with this id, None where the book has none."""
        return self.entries.get(key)

    def home(self, key: str | None) -> str | None:
        """The one country where a group, an opposition or a police stands, ISO 3166-1 alpha-2; None for all others.

        States and their armies act abroad, and so do some groups (`also_in`): they do not tell where an act plays.
        """
        actor = self.entries.get(key) if key is not None else None
        if actor is None or actor.also_in:
            return None
        return actor.country if actor.kind in _AT_HOME or actor.id.startswith("police:") else None

    def find(self, key: str, words: str) -> tuple[Alias, ...]:
        """The aliases with this folded form that fit the words as written."""
        aliases = self.aliases.get(key)
        return tuple(alias for alias in aliases if alias.fits(words)) if aliases else ()

    def _index(self, entry: Actor) -> None:
        for name in _names(entry):
            self._add(name, Alias(name, entry.id))
        for label in entry.labels:
            self._add(label, Alias(label, entry.id, label=True))
        if not entry.id.startswith("state:") or entry.country is None:
            return
        for relation in entry.relations:
            table = {"demonym": self.nations, "metonym": self.metonyms}.get(relation.kind)
            if table is not None:
                key = fold_name(relation.to)
                table[key] = (*table.get(key, ()), entry.country)

    def _add(self, name: str, alias: Alias) -> None:
        key = alias_key(name)
        others = self.aliases.get(key, ())
        if key and all(other.actor != alias.actor for other in others):
            self.aliases[key] = (*others, alias)


def alias_key(name: str) -> str:
    """The folded form of a name without possessives, as the words of a text are read."""
    return fold_name(_POSSESSIVE.sub("", name))


def _names(actor: Actor) -> Iterable[str]:
    return (actor.name, *actor.aliases, *(former.name for former in actor.former))


@cache
def load_actor_book() -> ActorBook:
    """The built-in book, read once.

    Raises:
        KnowledgeError: an entry is at fault; all faults are named.
    """
    by_id = {
        actor.id: actor
        for code, row in load_yaml("actors/states.yaml")["states"].items()
        for actor in _state(code, row)
    }
    faults = []
    for name in FILES:
        data = load_yaml(f"actors/{name}.yaml")
        for entry in data["actors"]:
            try:
                actor = Actor.model_validate({"source": data["source"], **entry})
            except ValidationError as error:
                faults.append(
                    Fault("knowledge.actor", str(error), where=f"actors/{name}.yaml", field=str(entry.get("id")))
                )
                continue
            by_id[actor.id] = _joined(by_id.get(actor.id), actor)
    faults += _related(by_id)
    if faults:
        raise KnowledgeError(*faults)
    return ActorBook(list(by_id.values()))


def _related(by_id: dict[str, Actor]) -> list[Fault]:
    """Add the relations of `relations.yaml` to the entries that they begin at; a fault for each that begins at none."""
    data = load_yaml("actors/relations.yaml")
    faults = []
    for row in data["relations"]:
        actor = by_id.get(row["from"])
        if actor is None:
            message = f"no actor has the id {row['from']!r}"
            faults.append(Fault("knowledge.actor", message, where="actors/relations.yaml", field="from"))
            continue
        told = {key: value for key, value in row.items() if key != "from"}
        relation = ActorRelation.model_validate({"source": data["source"], **told})
        by_id[actor.id] = actor.model_copy(update={"relations": (*actor.relations, relation)})
    return faults


def _joined(generated: Actor | None, written: Actor) -> Actor:
    """A hand-written entry and the one that `states.yaml` gave for the same id."""
    if generated is None:
        return written
    aliases = tuple(dict.fromkeys((*generated.aliases, *written.aliases)))
    return written.model_copy(update={"aliases": aliases, "relations": (*generated.relations, *written.relations)})


def _state(code: str, row: Sequence[Any]) -> list[Actor]:
    name, demonyms, capitals = str(row[0]), str(row[1]).split("|"), str(row[2])
    further = str(row[3]).split("|") if len(row) > 3 else []
    state = f"state:{code}"
    relations = [ActorRelation(kind="demonym", to=word) for word in (*demonyms, name, *further)]
    relations += [ActorRelation(kind="metonym", to=word) for word in capitals.split("|") if word]
    common: dict[str, Any] = {"country": code, "source": "states.yaml"}
    words = (name, *demonyms, *further)
    governments = (f"{word} {noun}" for word in words for noun in ("government", "authorities"))
    return [
        Actor(
            id=state,
            name=name,
            kind=ActorKind.STATE,
            aliases=(*further, f"Government of {name}", *governments),
            relations=tuple(relations),
            **common,
        ),
        Actor(
            id=f"forces:{code}",
            name=f"Military Forces of {name}",
            kind=ActorKind.ARMED_FORCES,
            aliases=tuple(
                f"{word} {noun}"
                for word in words
                for noun in ("army", "military", "armed forces", "air force", "General Staff")
            ),
            side=state,
            **common,
        ),
        Actor(
            id=f"police:{code}",
            name=f"Police Forces of {name}",
            kind=ActorKind.ARMED_FORCES,
            aliases=tuple(f"{word} police" for word in words),
            side=state,
            **common,
        ),
    ]
