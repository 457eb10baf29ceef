"""Front matter and sidecars: what a person wrote, with every fault at once and its line."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.errors import ReadError
from trucewatch.read.front import MAX_CHARACTERS, read_date, read_metadata, split_front_matter
from trucewatch.records.documents import Metadata


def faults_of(text: str) -> list[tuple[str | None, str | None]]:
    with pytest.raises(ReadError) as caught:
        split_front_matter(text, "n.txt")
    assert {fault.code for fault in caught.value.faults} == {"read.front-matter"}
    return [(fault.where, fault.field) for fault in caught.value.faults]


def test_every_key_is_read() -> None:
    text = (
        "---\n# by hand\ntitle: 'Convoy: first in a month'\nsource: Example Agency\nurl: https://news.example/1\n"
        "published: 2018-12-20\nlanguage: en\nauthor: A. Writer\nnote: |\n  seen\n  twice\n---\n\nThe convoy arrived.\n"
    )
    metadata, body = split_front_matter(text, "n.txt")
    assert metadata == Metadata(
        title="Convoy: first in a month",
        source="Example Agency",
        url="https://news.example/1",
        published="2018-12-20",
        language="en",
        author="A. Writer",
        note="seen\ntwice\n",
    )
    assert body == "The convoy arrived.\n"


@pytest.mark.parametrize(
    "text", ["", "Plain.", "---\nA line\n---\nmore", "--- \nThe truce held.", "----\ntitle: x\n---\n"]
)
def test_a_text_without_front_matter_is_left_as_it_is(text: str) -> None:
    assert split_front_matter(text, "n.txt") == (None, text)


def test_words_are_taken_as_they_stand() -> None:
    metadata = read_metadata("title: 1984\nlanguage: no\nauthor: yes\npublished: 2016-09-20\nnote: ~\nsource:\n", "m")
    assert metadata == Metadata(title="1984", language="no", author="yes", published="2016-09-20")


def test_all_faults_come_at_once_with_line_and_field() -> None:
    text = "---\npublished: 0000-00-00\ndate: x\ntitle: [a, b]\nurl: ftp://x\nlanguage: Dutch\nnote: x\nnote: y\n---\n"
    assert faults_of(text) == [
        ("n.txt:2", "published"),
        ("n.txt:4", "title"),
        ("n.txt:5", "url"),
        ("n.txt:6", "language"),
        ("n.txt:8", "note"),
    ]


def test_keys_that_nobody_knows_are_named_and_passed_over() -> None:
    metadata, text = split_front_matter("---\ntitle: x\ndate: y\nby: z\n---\nShelling.\n", "n.txt")
    assert metadata is not None
    assert (metadata.title, metadata.unknown, text) == ("x", ("date", "by"), "Shelling.\n")


def test_what_somebody_knows_better_is_passed_over_with_its_faults() -> None:
    text = "---\npublished: 0000-00-00\nsource: S\n---\nShelling.\n"
    metadata, _ = split_front_matter(text, "n.txt", without=("published",))
    assert metadata is not None
    assert (metadata.published, metadata.source) == (None, "S")


@pytest.mark.parametrize("date", ["0000-00-00", "2016-13-45", "2016-02-30", "20 September", "2016", "2016-09"])
def test_a_date_that_is_no_day_is_refused(date: str) -> None:
    assert faults_of(f"---\npublished: {date}\n---\n") == [("n.txt:2", "published")]


@pytest.mark.parametrize(
    ("words", "read"),
    [
        ("2016-09-20", "2016-09-20"),
        ("2016-09-20T18:30", "2016-09-20T18:30:00"),
        ("2016-09-20 18:30:00+03:00", "2016-09-20T18:30:00+03:00"),
        ("2016-09-20T18:30:00Z", "2016-09-20T18:30:00+00:00"),
    ],
)
def test_dates_and_times_have_one_form(words: str, read: str) -> None:
    assert read_date(words) == (read, None)


@pytest.mark.parametrize(
    ("body", "line"),
    [
        ("title: &a [*a]", 2),
        ("note: x\ntitle: &a\n  b: *a", 3),
        ("title: *a", 2),
        ("a: &a [x,x]\nb: &b [*a,*a]", 2),
        ("title: A: b", 2),
        ("title: 'never closed", 3),
    ],
)
def test_cycles_bombs_and_broken_yaml_are_refused(body: str, line: int) -> None:
    assert faults_of(f"---\n{body}\n---\n") == [(f"n.txt:{line}", None)]


def test_deep_nesting_and_size_are_bounded() -> None:
    assert faults_of("---\ntitle: " + "[" * 20_000 + "\n---\n")[0][1] is None
    with pytest.raises(ReadError):
        read_metadata("note: " + "x" * MAX_CHARACTERS, "m")


def test_front_matter_that_is_not_closed_is_told() -> None:
    assert faults_of("---\ntitle: x\nThe truce held.") == [("n.txt:1", None)]


@settings(deadline=None)
@given(st.text(max_size=200))
def test_any_metadata_gives_a_record_or_faults(text: str) -> None:
    try:
        assert isinstance(read_metadata(text, "m"), Metadata)
    except ReadError as error:
        assert error.code == "read.front-matter"
