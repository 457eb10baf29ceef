"""The blocks of a plain text: told from shape and neighbours, a paragraph unless it is plain that it is not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from trucewatch.read.blocks import find_blocks
from trucewatch.records.documents import BlockKind as Kind

LONG = "The joint mission said on Tuesday that mortar shells had landed near the customs post, wounding four traders."


def kinds(text: str) -> list[tuple[Kind, str]]:
    return [(block.kind, text[block.start : block.end].strip()) for block in find_blocks(text)]


def entries(text: str) -> dict[int | None, list[str]]:
    found: dict[int | None, list[str]] = {}
    for block in find_blocks(text):
        found.setdefault(block.entry, []).append(text[block.start : block.end].strip())
    return found


def test_headline_heading_paragraph() -> None:
    text = f"Shells land near post\n\n{LONG}\n\nWhat the army says\n\n{LONG}"
    assert [kind for kind, _ in kinds(text)] == [Kind.HEADLINE, Kind.PARAGRAPH, Kind.HEADING, Kind.PARAGRAPH]


def test_wrapped_lines_are_no_headings() -> None:
    lines = (
        "The army shelled Taiz on Monday and the",
        "Houthis answered with mortars that hit a",
        "School in the city.",
    )
    text = "\n".join(lines)
    assert {kind for kind, _ in kinds(text)} == {Kind.PARAGRAPH}


def test_items_quotations_rows() -> None:
    text = "> We did not fire.\n\n- Two shells hit Taiz.\n- A mine exploded.\n\nAden | 3 | 1\nIbb | 0 | 2"
    assert [kind for kind, _ in kinds(text)] == [Kind.QUOTATION, *[Kind.LIST_ITEM] * 2, *[Kind.TABLE_ROW] * 2]


@pytest.mark.parametrize(
    ("text", "head"),
    [
        ("El Obeid, 5 Feb, approx. 19:30: six mortar rounds landed.", "El Obeid, 5 Feb, approx. 19:30:"),
        ("Kadugli, 11 Mar, 06:15 - artillery fire on the camp.", "Kadugli, 11 Mar, 06:15 -"),
        ("Nyala, 2 Apr: drone strike on a depot.", "Nyala, 2 Apr:"),
        ("Al-Fashir, night of 8-9 May: shelling of the south.", "Al-Fashir, night of 8-9 May:"),
        ("05/02/2024, Goma: grenade thrown into a bar.", "05/02/2024, Goma:"),
    ],
)
def test_the_head_of_an_entry_is_a_block_of_its_own(text: str, head: str) -> None:
    assert kinds(text)[0] == (Kind.ENTRY, head)
    assert {block.entry for block in find_blocks(text)} == {0}


def test_places_head_the_items_of_a_list() -> None:
    items = "- Taiz: two shells hit a street.\n- Hays: sniper fire, one hurt."
    text = f"Incidents on 13 May:\n{items}\n\nThe mission visits both."
    assert entries(text) == {
        None: ["Incidents on 13 May:", "The mission visits both."],
        0: ["- Taiz:", "two shells hit a street."],
        1: ["- Hays:", "sniper fire, one hurt."],
    }


def test_lines_that_are_only_a_time_head_what_follows() -> None:
    text = f"Truce live\n\n22:40 Tuesday\n\n{LONG}\n\n{LONG}\n\n14 May, 09:10\n\n{LONG}"
    assert entries(text)[0] == ["22:40 Tuesday", LONG, LONG]
    assert entries(text)[1] == ["14 May, 09:10", LONG]


@pytest.mark.parametrize(
    "text",
    [
        f"AMMAN, May 14 (Horn News) - {LONG}",
        f"Goma, 12 May – {LONG}",
        f"The governor said: {LONG}",
        f"Karim: {LONG}",
        f"On Monday, 13 May: {LONG}",
        f"Update: {LONG}",
        "- Karim: The army shelled us.\n- Aden: It did not.",
        "12:30",
    ],
)
def test_datelines_and_speakers_head_no_entry(text: str) -> None:
    assert Kind.ENTRY not in {kind for kind, _ in kinds(text)}


@given(st.text(alphabet="aB1 .:-\n|>•é", max_size=120))
def test_blocks_are_in_order_and_within_the_text(text: str) -> None:
    edges = [edge for block in find_blocks(text) for edge in (block.start, block.end)]
    assert edges == sorted(edges)
    assert all(0 <= edge <= len(text) for edge in edges)
