"""Private persons' names are told by what stands beside them; what a book knows is public."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.report.private import contacts, is_caseless, parts_of, private_names

KNOWN = {"northland-army", "elm-bridge", "ada-marl", "hightown"}


def names(text: str, *speakers: str) -> set[str]:
    return private_names(text, speakers, KNOWN)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("A shell killed the baker Harun Vel at his stall.", "Harun Vel"),
        ("Harun Vel, 34, was carrying bread.", "Harun Vel"),
        ("The dead are Harun Vel (34) and two others.", "Harun Vel"),
        ("A 34-year-old Harun Vel was hit.", "Harun Vel"),
        ("Harun Vel, a baker from the old town, died.", "Harun Vel"),
        ("Her son Ilan was at school.", "Ilan"),
        ("Harun Vel's brother fled.", "Harun Vel"),
        ("One of them, named Yusuf al-Ramli, could not be saved.", "Yusuf al-Ramli"),
        ("We saw it, Mrs Orla Venn recalls.", "Orla Venn"),
        ("The paramedic Jean de la Croix came first.", "Jean de la Croix"),
        ("Убит житель. Оксана Левченко, 41, погибла.", "Оксана Левченко"),
    ],
)
def test_signs_beside_a_name(text: str, name: str) -> None:
    assert names(text) == {name}


@pytest.mark.parametrize(
    "text",
    [
        "The Northland Army shelled Elm Bridge on Tuesday, 13 May.",
        "Foreign Minister Ada Marl, a former teacher, spoke in Hightown.",
        "On Monday, 34 people died in the Old Town.",
        "In Millford, 12 killed.",
        "Shells fell north of Low Marrow, and a child died.",
        "The Valley Monitoring Mission counted 31 explosions.",
    ],
)
def test_what_is_public_or_no_person_stays(text: str) -> None:
    assert names(text) == set()


def test_a_speaker_whom_no_book_knows_is_private_wherever_the_name_stands() -> None:
    assert names("It was loud, said Orla Venn. Later Orla Venn left.", "Orla Venn") == {"Orla Venn"}
    spokesman = "Orla Venn, a spokesman for the council"
    assert names(f"{spokesman}, said no. Later Orla Venn left.", spokesman) == {"Orla Venn"}


def test_a_part_of_a_name_is_withheld_too_unless_a_book_knows_it() -> None:
    assert parts_of({"Yusuf al-Ramli"}, set()) == {"Yusuf al-Ramli", "Yusuf", "al-Ramli"}
    assert "Hightown" not in parts_of({"Oren Hightown"}, KNOWN)


@pytest.mark.parametrize(
    "words",
    [
        "orla.venn@example.org",
        "@orla_venn",
        "+44 20 7946 0958",
        "35.33612, 40.14651",
        "35°20′11″N",
        "37S DV 12345 67890",
    ],
)
def test_ways_to_somebody_and_exact_places_are_found(words: str) -> None:
    text = f"Write to {words} today."
    assert [text[start:end].strip() for start, end in contacts(text)][:1] == [words]


@pytest.mark.parametrize("text", ["on 2016-09-17 at 17:00", "12/9/2016", "250 000 people", "9.5 km, 12.25 km away"])
def test_dates_and_amounts_are_no_contacts(text: str) -> None:
    assert list(contacts(text)) == []


def test_a_script_without_capitals_is_told() -> None:
    assert is_caseless("الهدنة صامدة في دير الزور")
    assert not is_caseless("Перемирие держится") and not is_caseless("") and not is_caseless("123")


@given(st.text(max_size=200))
def test_no_text_breaks_the_search(text: str) -> None:
    for name in private_names(text, ("x",), KNOWN):
        assert name in text
    assert all(0 <= start < end <= len(text) for start, end in contacts(text))


def test_the_words_are_as_their_schema_says() -> None:
    schema = json.loads((ROOT / "schemas" / "private.schema.json").read_text(encoding="utf-8"))
    assert list(Draft202012Validator(schema).iter_errors(load_yaml("private.yaml"))) == []
