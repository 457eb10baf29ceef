"""The gazetteer: names of places and the places that bear them, read from `knowledge/gazetteer` on demand.

Derived from GeoNames (CC BY 4.0) by `training/gazetteer/build.py`, with regions and waters by hand. A name has one
or more *rows*; a row is one place. Rows are turned into records only when a text names them, so that opening the
quarter million of them costs less than half a second.
"""

from __future__ import annotations

import gzip
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from trucewatch.errors import Fault, KnowledgeError
from trucewatch.knowledge import ROOT
from trucewatch.records.cases import CasePlace
from trucewatch.records.places import PlaceCandidate, PlaceKind
from trucewatch.resolve.names import fold_name, loose_name

FOLDER = ROOT / "gazetteer"
LONGEST = 6  # words of the longest name worth looking for


@dataclass(frozen=True, slots=True)
class Entry:
    """One place under one of its names.

    Attributes:
        candidate: the place as a record.
        main: whether the name is a main one, not an alternative.
        division: row of the first- or second-order division that holds it, -1 where unknown.
        row: its number, -1 for a place of the case.
        own: whether it is a place of the case.
        capital: whether it is a country's capital.
    """

    candidate: PlaceCandidate
    main: bool
    division: int
    row: int
    own: bool = False
    capital: bool = False

    @property
    def country(self) -> str | None:
        """ISO 3166-1 alpha-2."""
        return self.candidate.country

    @property
    def kind(self) -> PlaceKind:
        """What sort of place."""
        return self.candidate.kind

    @property
    def listed(self) -> bool:
        """Whether it was listed by hand, as being in the news."""
        return self.candidate.id.startswith("trucewatch:")


class Gazetteer:
    """Names and places; `with_own` adds a case's places, which come before the others of their name."""

    def __init__(
        self, places: Sequence[str], names: dict[str, int], rows: Sequence[str], loose: dict[str, str]
    ) -> None:
        self._places = places
        self._names = names
        self._rows = rows
        self._loose = loose
        self._added: dict[str, list[str]] = {}
        self._added_loose: dict[str, list[str]] = {}
        self._records: dict[int, tuple[PlaceCandidate, int, bool]] = {}
        self._exact: dict[str, tuple[Entry, ...]] = {}
        self._own: dict[str, tuple[Entry, ...]] = {}
        self._own_heads: frozenset[str] = frozenset()

    def with_own(self, places: Sequence[CasePlace]) -> Gazetteer:
        """This gazetteer and a case's own places."""
        if not places:
            return self
        found = self.extended((), self._added, self._added_loose)
        found._records, found._exact = self._records, self._exact
        for place in places:
            entry = Entry(place.candidate(), True, -1, -1, own=True)
            for name in (place.name, *place.aliases):
                key = fold_name(name)
                found._own[key] = (*found._own.get(key, ()), entry)
        found._own_heads = frozenset(key.split(" ", 1)[0] for key in found._own)
        return found

    def extended(self, places: Sequence[str], exact: dict[str, list[str]], loose: dict[str, list[str]]) -> Gazetteer:
        """This gazetteer with further places and names; see `place_additions`.

        Args:
            places: lines like those of `places.tsv`; their rows go on from `rows`.
            exact: folded name → rows, "*" before one of which it is not a main name.
            loose: transliteration key → rows.
        """
        found = Gazetteer([*self._places, *places] if places else self._places, self._names, self._rows, self._loose)
        found._added, found._added_loose = exact, loose
        return found

    @property
    def rows(self) -> int:
        """How many places it has, a case's own left aside."""
        return len(self._places)

    @property
    def own_heads(self) -> frozenset[str]:
        """The folded first words of the case's own names: these may be in lower case ("eastern Aleppo")."""
        return self._own_heads

    def owns(self, key: str) -> bool:
        """Whether a folded name is one of the case's own."""
        return key in self._own

    def ids(self) -> Iterator[tuple[str, int]]:
        """The id and row of every place, a case's own left aside."""
        return ((line.split("\t", 1)[0], row) for row, line in enumerate(self._places))

    def __contains__(self, key: str) -> bool:
        return key in self._names or key in self._own or key in self._added

    def __len__(self) -> int:
        return len(self._names) + len(self._own) + sum(key not in self._names for key in self._added)

    def lookup(self, key: str) -> tuple[Entry, ...]:
        """The places with this folded name, the case's own alone where it has one; most populous first."""
        own = self._own.get(key)
        if own is not None:
            return own
        found = self._exact.get(key)
        if found is None:
            line = self._names.get(key)
            parts = [] if line is None else self._rows[line].split()
            found = tuple(self._entry(part) for part in parts)
            if key in self._added:
                found = self._with_added(found, self._added[key])
            self._exact[key] = found
        return found

    def _with_added(self, found: tuple[Entry, ...], parts: Sequence[str]) -> tuple[Entry, ...]:
        """Each place once, under a main name where it has one; most populous first."""
        by_row = {entry.row: entry for entry in found}
        for part in parts:
            entry = self._entry(part)
            if entry.main or entry.row not in by_row:
                by_row[entry.row] = entry
        return tuple(sorted(by_row.values(), key=lambda entry: -entry.candidate.population))

    def lookup_loose(self, name: str) -> tuple[Entry, ...]:
        """The places whose name is another transliteration of `name`; their names count as alternatives."""
        key = loose_name(name)
        rows = dict.fromkeys((*self._loose.get(key, "").split(), *self._added_loose.get(key, ())))
        return tuple(self._entry("*" + part) for part in rows)

    def entry(self, row: int) -> Entry:
        """The place in a row.

        Raises:
            IndexError: there is no such row.
        """
        return self._entry(str(row))

    def _entry(self, part: str) -> Entry:
        main = not part.startswith("*")
        row = int(part if main else part[1:])
        record = self._records.get(row)
        if record is None:
            record = self._records[row] = _read_place(self._places[row])
        return Entry(record[0], main, record[1], row, capital=record[2])


def _read_place(line: str) -> tuple[PlaceCandidate, int, bool]:
    key, name, lat, lon, country, division, kind, population, capital = line.split("\t")
    # The files are ours and checked by their tests: validating each row again doubles the cost of a lookup.
    candidate = PlaceCandidate.model_construct(
        id=key,
        name=name,
        lat=float(lat),
        lon=float(lon),
        country=country or None,
        kind=PlaceKind(kind),
        population=int(population),
    )
    return candidate, int(division), bool(capital)


def _lines(folder: Path, name: str) -> list[str]:
    path = folder / name
    try:
        return gzip.decompress(path.read_bytes()).decode("utf-8").split("\n")
    except (OSError, EOFError, UnicodeDecodeError) as error:
        raise KnowledgeError(Fault("knowledge.gazetteer", f"cannot read the gazetteer: {error}", where=name)) from error


@cache
def load_gazetteer(folder: Path = FOLDER) -> Gazetteer:
    """The shipped gazetteer, or another folder of the same four files; read once.

    Raises:
        KnowledgeError: a file is missing or damaged.
    """
    keys = _lines(folder, "names.txt.gz")
    rows = _lines(folder, "rows.txt.gz")
    if len(keys) != len(rows):
        message = f"{len(keys)} names for {len(rows)} lines of rows: the files are not of one build"
        raise KnowledgeError(Fault("knowledge.gazetteer", message, where="rows.txt.gz"))
    loose = dict(line.split("\t") for line in _lines(folder, "loose.tsv.gz"))
    return Gazetteer(_lines(folder, "places.tsv.gz"), dict(zip(keys, range(len(keys)), strict=True)), rows, loose)
