"""Credits: who wrote, supplied, first published or republished, with the words that say so."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.read.credits import find_credits

BODY = "The ceasefire in Hodeidah held on Tuesday, the monitors said, after a night without shelling in the town."


def credits_of(text: str) -> list[tuple[str, str]]:
    found = find_credits(text)
    assert all(credit.span is not None and credit.span.holds(text) for credit in found)
    return [(credit.role.value, credit.name) for credit in found]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (f"By Anna Writer\n\n{BODY}", [("author", "Anna Writer")]),
        (f"BY ANNA WRITER\n\n{BODY}", [("author", "Anna Writer")]),
        (f"By Anna Writer and Omar al-Katib, Reuters\n\n{BODY}", None),
        (f"Anna Writer | Staff Writer\n\n{BODY}", [("author", "Anna Writer")]),
        (f"{BODY}\n\nArticles by: Example Front", [("author", "Example Front")]),
        (f"{BODY}\n\n(Reporting by Anna Writer in Aden; Editing by Paul Reader)", [("author", "Anna Writer")]),
        (f"HODEIDAH, Yemen (Reuters) - {BODY}", [("agency", "Reuters")]),
        (f"HODEIDAH (Example Press) — {BODY}", [("agency", "Example Press")]),
        (f"Damascus, SANA- {BODY}", [("agency", "SANA")]),
        (f"{BODY}\n— AFP", [("agency", "AFP")]),
        (f"{BODY}\nSource: TASS", [("original", "TASS")]),
        (f"{BODY}\nThis story was originally published by example.org.", [("original", "example.org")]),
        (f"{BODY}\nCross-posted from The Example Review.", [("original", "The Example Review")]),
        (f"{BODY}\nThe original source of this article is Example Front", [("original", "Example Front")]),
        (
            f"{BODY}\nThe Institute for Peace Studies will not be responsible for any errors in this text.",
            [("republisher", "Institute for Peace Studies")],
        ),
        (
            f"{BODY}\nThe institute's board grants permission to republish Peace Review articles without charge.",
            [("republisher", "Peace Review")],
        ),
        (
            f"{BODY}\nThe original source of this article is Example Front. Copyright © Example Front, 2018.",
            [("original", "Example Front")],
        ),
        (
            f"{BODY}\nThe Peace Forum gives permission to cross-post its articles on other sites.",
            [("republisher", "Peace Forum")],
        ),
        (f"By J. R. Writer and St. John Reader\n\n{BODY}", [("author", "J. R. Writer"), ("author", "St. John Reader")]),
    ],
)
def test_credits_are_read_with_their_roles(text: str, expected: list[tuple[str, str]] | None) -> None:
    if expected is None:
        expected = [("author", "Anna Writer"), ("author", "Omar al-Katib"), ("agency", "Reuters")]
    assert credits_of(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        "By Monday the army had left the town.",
        "The attack by Russian jets killed two.",
        "A spokesman (Hama) - said nothing.",
        "Sources: the road was shelled, and nobody claimed it.",
        "The monitors said that the report by the army was false.",
    ],
)
def test_reports_give_no_credits(text: str) -> None:
    assert credits_of(text) == []


def test_a_name_given_twice_is_one_credit() -> None:
    assert credits_of(f"By Anna Writer\n\n{BODY}\n\nReporting by Anna Writer") == [("author", "Anna Writer")]


def test_the_model_article_was_written_by_one_and_republished_by_another(shared_dir: Path) -> None:
    text = (shared_dir / "cases" / "deir-ez-zor.txt").read_text(encoding="utf-8")
    assert credits_of(text) == [
        ("author", "South Front"),
        ("republisher", "Centre for Research on Globalization"),
        ("republisher", "Global Research"),
    ]


@settings(deadline=None)
@given(st.text())
def test_any_text_gives_spans_that_hold(text: str) -> None:
    credits_of(text)
    credits_of(f"By {text}\nReporting by {text}\n({text}) - said")
