"""SearchIndex: finds words, best first, shows them as written, and is made anew only where the record is another."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from pathlib import Path

import pytest

from trucewatch.store.search import Entry, SearchIndex

ENTRIES = [
    Entry("document", "doc-1", "The army shelled Ṣanʿāʾ on Monday, residents said, and again on Tuesday."),
    Entry("claim", "claim-1", "The army shelled Ṣanʿāʾ"),
    Entry("claim", "claim-2", "The rebels' convoy left Al-Ḩudaydah"),
]


def index(path: Path, mark: str = "a", made: list[int] | None = None) -> SearchIndex:
    def entries() -> Iterable[Entry]:
        if made is not None:
            made.append(1)
        return ENTRIES

    return SearchIndex(path / "search.sqlite", mark, entries)


def test_all_the_words_must_stand_there_or_begin_so(tmp_path: Path) -> None:
    found = index(tmp_path).find("SHELL sana", 10)
    assert [hit.id for hit in found] == ["claim-1", "doc-1"]
    assert [hit.id for hit in index(tmp_path).find("shelled tuesday", 10)] == ["doc-1"]
    assert index(tmp_path).find("shelled convoy", 10) == []
    assert len(index(tmp_path).find("army", 1)) == 1


def test_words_are_shown_as_they_are_written(tmp_path: Path) -> None:
    (hit,) = index(tmp_path).find("hudaydah", 10)
    assert (hit.kind, hit.start) == ("claim", ENTRIES[2].words.index("Ḩ"))
    assert hit.cut.endswith("left Al-Ḩudaydah")


@pytest.mark.parametrize("words", ['"', "army AND NOT", "shelled*", "a:b", "(army", "NEAR(army shelled)", "-", ""])
def test_signs_of_a_query_are_words_like_others(tmp_path: Path, words: str) -> None:
    assert isinstance(index(tmp_path).find(words, 10), list)


def test_it_is_made_once_for_a_record(tmp_path: Path) -> None:
    made: list[int] = []
    for mark in ("a", "a", "b", "b"):
        index(tmp_path, mark, made).find("army", 10)
    assert len(made) == 2


def test_a_folder_that_cannot_be_written_is_searched_all_the_same(tmp_path: Path) -> None:
    assert [hit.id for hit in index(tmp_path / "nowhere").find("convoy", 10)] == ["claim-2"]


def test_a_file_that_is_no_index_is_passed_by(tmp_path: Path) -> None:
    (tmp_path / "search.sqlite").write_bytes(b"nothing of the sort" * 400)
    assert [hit.id for hit in index(tmp_path).find("convoy", 10)] == ["claim-2"]
    with sqlite3.connect(tmp_path / "other.sqlite") as connection:
        connection.execute("CREATE TABLE mark (value TEXT)")
    (tmp_path / "other.sqlite").replace(tmp_path / "search.sqlite")
    assert [hit.id for hit in index(tmp_path).find("convoy", 10)] == ["claim-2"]
