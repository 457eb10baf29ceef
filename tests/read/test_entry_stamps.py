"""Bare hours at the heads of lines make the entries of a live blog, where there are several."""

from __future__ import annotations

from trucewatch.read.document import read_document
from trucewatch.records.documents import BlockKind

BLOG = "17:40 The talks went on.\n\n16:05 Rebels shelled Taiz.\n\n14:30 The army denied it.\n"


def kinds(text: str) -> list[str]:
    return [block.kind.value for block in read_document(text.encode(), "a.txt").blocks]


def test_hours_at_the_heads_of_lines_are_entries() -> None:
    assert kinds(BLOG).count(BlockKind.ENTRY.value) == 3


def test_one_hour_is_none() -> None:
    assert BlockKind.ENTRY.value not in kinds("17:40 The talks went on.\n\nRebels shelled Taiz.\n")
