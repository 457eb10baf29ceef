"""Serials: the next report of a series is no copy of the one before."""

from __future__ import annotations

import pytest

from link.build import SOURCES
from trucewatch.link.serials import is_next_in_series
from trucewatch.records.base import content_id
from trucewatch.records.documents import Document

FRAME = "The mission recorded {count} explosions near Hays on {day}. It saw no sign of repair at the bridge."


def text(words: str, *, source: str = "daily", published: str = "2024-05-14", title: str | None = None) -> Document:
    return Document(
        id=content_id("doc", [words, published]),
        name="text.txt",
        media_type="text/plain",
        sha256="0" * 64,
        text=words,
        source=source,
        published=published,
        title=title,
    )


@pytest.mark.parametrize(
    ("first", "second", "series"),
    [
        ({"count": 40, "day": "13 May"}, {"count": 12, "day": "14 May"}, True),
        ({"count": 40, "day": "Monday"}, {"count": 40, "day": "Tuesday"}, True),
        ({"count": 40, "day": "May 13"}, {"count": 12, "day": "May 14"}, True),
        ({"count": 40, "day": "13 May"}, {"count": 41, "day": "13 May"}, False),
        ({"count": 40, "day": "the first day"}, {"count": 12, "day": "the second day"}, False),
    ],
)
def test_the_same_sentence_on_another_day_is_the_next_report(
    first: dict[str, object], second: dict[str, object], series: bool
) -> None:
    one, other = text(FRAME.format(**first)), text(FRAME.format(**second))
    assert is_next_in_series(one, other, {}) is series
    assert is_next_in_series(other, one, {}) is series


def test_who_puts_a_day_right_repeats_the_text() -> None:
    one = text(FRAME.format(count=40, day="13 May"))
    other = text(FRAME.format(count=40, day="14 May"), title="Correction: explosions near Hays")
    assert not is_next_in_series(one, other, {})


def test_a_monitors_texts_of_two_days_are_two_reports() -> None:
    words = "The monitors went on with their patrols and saw no sign of repair at the bridge."
    one = text(words, source="monitor-site")
    other = text(f"{words} All roads were open.", source="monitor-site", published="2024-05-15")
    assert is_next_in_series(one, other, SOURCES)
    assert not is_next_in_series(one, text(f"{words} All roads were open.", source="monitor-site"), SOURCES)
    assert not is_next_in_series(text(words), text(f"{words} All were open.", published="2024-05-15"), SOURCES)
