"""SearchIndex: the words of a case in SQLite's FTS5, folded; made anew where the record is another.

A file of its own beside the record: it follows from the record alone, so it can be thrown away at any time. Where it
can't be written (a read-only disk), it is made in memory.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from trucewatch.store.folding import fold, folded

VERSION = "1"
AROUND = 60
"""Characters shown on either side of what was found."""


@dataclass(frozen=True)
class Entry:
    """One thing that can be found: its kind and id, and its words."""

    kind: str
    id: str
    words: str


@dataclass(frozen=True)
class Hit:
    """One thing found, the best first: where it stands in the words, and a cut of them."""

    kind: str
    id: str
    start: int
    cut: str


class SearchIndex:
    """The index of one case, in a file.

    Args:
        path: the file; it is made where it is not there.
        mark: what the record was made from: another mark means another record.
        entries: gives the words, asked only where the index must be made.
    """

    def __init__(self, path: Path, mark: str, entries: Callable[[], Iterable[Entry]]) -> None:
        self._path = path
        self._mark = f"{VERSION}:{mark}"
        self._entries = entries

    def find(self, words: str, most: int) -> list[Hit]:
        """What holds all the words, or words that begin so, the best first; at most so many."""
        wanted = [part for part in _parts(fold(words)) if part]
        if not wanted:
            return []
        query = " ".join(f'"{part}"*' for part in wanted)
        with closing(self._open()) as connection:
            found = "SELECT kind, id, words FROM entries WHERE folded MATCH ? ORDER BY rank, kind, id LIMIT ?"
            rows = connection.execute(found, (query, most)).fetchall()
        return [_hit(kind, name, text, wanted) for kind, name, text in rows]

    def _open(self) -> sqlite3.Connection:
        try:
            connection = sqlite3.connect(self._path)
            try:
                self._fill(connection)
            except BaseException:
                connection.close()
                raise
        except sqlite3.Error:  # a disk that can't be written, or a file that is no index
            connection = sqlite3.connect(":memory:")
            self._fill(connection)
        return connection

    def _fill(self, connection: sqlite3.Connection) -> None:
        """Make the index, unless it is there and of this record."""
        known = connection.execute("SELECT name FROM sqlite_master WHERE name = 'mark'").fetchone()
        if known and connection.execute("SELECT value FROM mark").fetchone() == (self._mark,):
            return
        with connection:
            connection.execute("BEGIN IMMEDIATE")
            connection.execute("DROP TABLE IF EXISTS entries")
            connection.execute("DROP TABLE IF EXISTS mark")
            connection.execute(
                "CREATE VIRTUAL TABLE entries USING fts5(kind UNINDEXED, id UNINDEXED, words UNINDEXED, folded)"
            )
            rows = ((one.kind, one.id, one.words, fold(one.words)) for one in self._entries())
            connection.executemany("INSERT INTO entries VALUES (?, ?, ?, ?)", rows)
            connection.execute("CREATE TABLE mark (value TEXT)")
            connection.execute("INSERT INTO mark VALUES (?)", (self._mark,))


def _parts(words: str) -> list[str]:
    """The words of a query as the index has them: letters and digits, whatever stands between."""
    return "".join(character if character.isalnum() else " " for character in words).split()


def _hit(kind: str, name: str, text: str, wanted: list[str]) -> Hit:
    plain, places = folded(text)
    found = min((at for part in wanted if (at := plain.find(part)) >= 0), default=0)
    start = places[found] if places else 0
    first, last = max(0, start - AROUND), min(len(text), start + 2 * AROUND)
    cut = " ".join(text[first:last].split())
    return Hit(kind, name, start, f"{'…' if first else ''}{cut}{'…' if last < len(text) else ''}")
