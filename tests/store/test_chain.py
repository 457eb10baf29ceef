"""Chained lines: what was changed, taken away or cut is told apart and named by its line."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from pydantic import TypeAdapter

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.records.base import Record
from trucewatch.store.chain import Chain, Kind
from trucewatch.store.heads import NAME, Heads


class Word(Record):
    """A small body."""

    word: str


KIND: Kind[Word] = Kind("body", TypeAdapter(Word), "receipts.altered", "receipts.shortened", "receipts.torn")
Lines = list[str]


def chain_in(folder: Path) -> Chain[Word]:
    return Chain(folder / "words.jsonl", KIND, Heads(folder / "archive" / NAME))


def filled(folder: Path, *words: str) -> Chain[Word]:
    chain = chain_in(folder)
    for word in words or ("one", "two", "three"):
        chain.append(Word(word=word))
    chain.seal()
    return chain


def words_of(chain: Chain[Word]) -> list[str]:
    return [body.word for body in chain.contents().bodies]


def test_lines_come_out_in_order_and_sound(tmp_path: Path):
    chain = filled(tmp_path)
    assert words_of(chain) == ["one", "two", "three"]
    assert chain.contents().faults == ()
    assert chain.heads.known()["words"].number == 3


def test_a_long_line_is_found_whole_by_the_next(tmp_path: Path):
    chain = filled(tmp_path, "a" * 200_000, "b" * 70_000, "c")
    assert chain.contents().faults == ()
    assert [len(word) for word in words_of(chain)] == [200_000, 70_000, 1]


@pytest.mark.parametrize(
    ("tamper", "told"),
    [
        (lambda lines: [lines[0], lines[1].replace("two", "twelve"), lines[2]], [("altered", 2)]),
        (lambda lines: [lines[0], lines[2]], [("altered", 2), ("shortened", None)]),
        (lambda lines: [lines[0], lines[2], lines[1]], [("altered", 2), ("altered", 3), ("shortened", None)]),
        (lambda lines: lines[:2], [("shortened", None)]),
        (lambda lines: [], [("shortened", None)]),
        (lambda lines: [lines[0], "[]", lines[2]], [("altered", 2)]),
        (lambda lines: [lines[0], "[" * 100_000, lines[2]], [("altered", 2)]),
        (lambda lines: [lines[0], "", lines[1], lines[2]], [("altered", 2), ("altered", 3), ("altered", 4)]),
        (lambda lines: ['{"word":"one"}', '{"word":"two"}', '{"word":"three"}'], [("altered", 1)]),
    ],
)
def test_tampering_is_told_with_its_line(
    tmp_path: Path, tamper: Callable[[Lines], Lines], told: list[tuple[str, int | None]]
):
    chain = filled(tmp_path)
    lines = chain.path.read_text(encoding="utf-8").splitlines()
    changed = "".join(f"{line}\n" for line in tamper(lines))
    chain.path.write_text(changed, encoding="utf-8")
    found = {(fault.code, fault.where) for fault in chain.contents().faults}
    assert {(f"receipts.{what}", f"words.jsonl:{line}" if line else "words.jsonl") for what, line in told} <= found
    assert len({where for _, where in found if where != "words.jsonl"}) == sum(
        1 for what, _ in told if what == "altered"
    )


def test_a_file_that_is_gone_was_longer(tmp_path: Path):
    chain = filled(tmp_path)
    chain.path.unlink()
    assert [fault.code for fault in chain.contents().faults] == ["receipts.shortened"]
    with pytest.raises(IntegrityError) as caught:
        chain.append(Word(word="four"))
    assert caught.value.code == "receipts.shortened"
    assert not chain.path.exists()


def test_a_changed_last_line_is_not_built_upon(tmp_path: Path):
    chain = filled(tmp_path)
    chain.path.write_bytes(chain.path.read_bytes().replace(b"three", b"thrice"))
    with pytest.raises(IntegrityError) as caught:
        chain.append(Word(word="four"))
    assert caught.value.code == "receipts.altered"


@pytest.mark.parametrize("cut", [1, 2, 30, 150])
def test_a_last_line_that_a_crash_cut_is_set_aside_and_the_rest_stands(tmp_path: Path, cut: int):
    chain = filled(tmp_path, "one", "two")
    chain.append(Word(word="three"))  # not sealed: the crash came before
    whole = chain.path.read_bytes()
    chain.path.write_bytes(whole[:-cut])
    assert chain.contents().faults == ()
    chain.append(Word(word="four"))
    if cut == 1:  # all but the line feed is on the disk: the line is whole
        assert words_of(chain) == ["one", "two", "three", "four"]
        return
    assert words_of(chain) == ["one", "two", "four"]
    assert whole.splitlines()[2].startswith((tmp_path / "words.jsonl.torn-1").read_bytes())
    assert chain.contents().faults == ()


def test_mending_tells_what_it_set_aside_once(tmp_path: Path):
    chain = filled(tmp_path)
    with chain.path.open("ab") as file:
        file.write(b'{"body":{"wo')
    assert [fault.code for fault in chain.mend()] == ["receipts.torn"]
    assert chain.mend() == []
    assert (tmp_path / "words.jsonl.torn-1").read_bytes() == b'{"body":{"wo'


def test_lines_of_a_version_without_a_chain_are_chained(tmp_path: Path):
    chain = chain_in(tmp_path)
    chain.path.write_text('{"word":"one"}\n{"word":"two"}\n', encoding="utf-8")
    assert (words_of(chain), chain.contents().faults) == (["one", "two"], ())
    assert chain.mend() == []
    chain.append(Word(word="three"))
    assert (words_of(chain), chain.contents().faults) == (["one", "two", "three"], ())


def test_what_is_chained_anew_is_kept_as_it_was(tmp_path: Path):
    chain = filled(tmp_path)
    changed = chain.path.read_bytes().replace(b"two", b"twelve")
    chain.path.write_bytes(changed)
    assert {fault.code for fault in chain.rechain()} == {"receipts.altered"}
    assert (tmp_path / "words.jsonl.torn-1").read_bytes() == changed
    assert words_of(chain) == ["one", "twelve", "three"]


def test_a_full_disk_leaves_no_half_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    chain = filled(tmp_path)
    before = chain.path.read_bytes()

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseError) as caught:
        chain.append(Word(word="four"))
    assert caught.value.code == "store.disk-full"
    assert chain.path.read_bytes() == before


def test_heads_that_cannot_be_read_are_told(tmp_path: Path):
    chain = filled(tmp_path)
    chain.heads.path.write_text('{"words": []}', encoding="utf-8")
    with pytest.raises(IntegrityError) as caught:
        chain.contents()
    assert caught.value.code == "store.heads"
