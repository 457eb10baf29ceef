"""Short names that a text introduces: they mean what the text says, and nothing else that they mean elsewhere."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.resolve.actor_introduced import introductions, with_introduced
from trucewatch.resolve.actors import find_actors, load_actor_book, resolve_name

from .test_claims import Text


@pytest.mark.parametrize(
    ("text", "short", "long"),
    [
        ("Fighters of the Northern Liberation Front (NLF) left.", "NLF", "Northern Liberation Front"),
        ('The Council for the Defence of the Valley ("CDV") met.', "CDV", "Council for the Defence of the Valley"),
        ("The NLF (Northern Liberation Front) left.", "NLF", "Northern Liberation Front"),
        ("A Joint Monitoring Cell (JMC; five officers) stayed.", "JMC", "Joint Monitoring Cell"),
    ],
)
def test_pairs_are_found(text: str, short: str, long: str) -> None:
    assert [tuple(one) for one in introductions(text)] == [(short, long)]


@pytest.mark.parametrize(
    "text",
    [
        "They met in Juba (UN base).",
        "It began early (AFP).",
        "Two towns (Al Bab, Manbij) fell.",
        "He said nothing (see below).",
        "The army left Goma (DRC).",
        "",
    ],
)
def test_what_is_no_pair(text: str) -> None:
    assert list(introductions(text)) == []


def test_a_short_name_means_the_long_one_of_the_book() -> None:
    text = "The Justice and Equality Movement (JEM) advanced. JEM fighters halted."
    assert find_actors("JEM fighters halted.", load_actor_book())[0].actor is None  # two groups go by it
    found = [(mention.span.quote, mention.actor) for mention in find_actors(text, load_actor_book())]
    assert found == [("Justice and Equality Movement", "jem"), ("JEM", "jem"), ("JEM", "jem")]


def test_the_text_goes_before_the_book() -> None:
    text = "The Party for Desert Farmers (PDF) rallied. PDF members sang."
    book = with_introduced(text, load_actor_book())
    assert load_actor_book().find("pdf", "PDF") != ()
    assert (book.find("pdf", "PDF"), dict(book.introduced)) == ((), {"pdf": "Party for Desert Farmers"})
    assert resolve_name("PDF members", book).actor is None


def test_somebody_unknown_goes_by_the_name_that_the_text_gives() -> None:
    text = Text("The Northern Valley Front (NVF) denied it. NVF fighters shelled the bridge.")
    text.claim("NVF fighters shelled the bridge", "shelled", actor="NVF fighters", event="shelling")
    (claim,), _ = text.resolve()
    assert claim.actor is not None
    who = claim.actor
    assert (who.actor, who.name, who.rule) == (None, "Northern Valley Front", "actor.introduced")


def test_a_text_without_pairs_has_the_book_itself() -> None:
    book = load_actor_book()
    assert with_introduced("Nothing is introduced here (at all).", book) is book


@given(st.text(max_size=80) | st.text(alphabet="ABab ()\"',;.", max_size=60))
@settings(deadline=None, max_examples=80)
def test_any_text_is_read(text: str) -> None:
    for one in introductions(text):
        assert one.short in text
    find_actors(text, load_actor_book())
