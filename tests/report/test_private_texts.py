"""Twenty texts: names of private people are withheld, and those of office holders and of who speaks for them stay."""

from __future__ import annotations

import pytest

from trucewatch.report.private import private_names

KNOWN = {"ada-marl", "tomas-brand", "northland-army", "hightown", "elm-bridge", "valley-monitoring-mission"}
"""What the books of a case know: office holders, bodies and places."""

TEXTS = (
    ("The baker Harun Vel was killed at his stall in Hightown, neighbours said.", {"Harun Vel"}),
    ("Orla Venn, 34, died on the way to hospital.", {"Orla Venn"}),
    ("Her son Ilan was hit by a splinter; his sister Mira was unhurt.", {"Ilan", "Mira"}),
    ("A girl named Sefa Lind was carried out of the school.", {"Sefa Lind"}),
    ("We buried him ourselves, Mrs Dana Holt recalls.", {"Dana Holt"}),
    ("The nurse Ines Karr treated the wounded until morning.", {"Ines Karr"}),
    ("One of the dead, the farmer Pavel Rusk, left four children.", {"Pavel Rusk"}),
    ("Among the detained was a student named Jon Abel.", {"Jon Abel"}),
    ("Lena Moss, a teacher from Elm Bridge, saw the flash.", {"Lena Moss"}),
    ("The 61-year-old Viktor Sorn had gone for water.", {"Viktor Sorn"}),
    ("Amina Dar's brother fled across the river.", {"Amina Dar"}),
    ("The driver Ron Tate stopped when the first shell fell.", {"Ron Tate"}),
    ("Foreign Minister Ada Marl met the mediators in Hightown.", set()),
    ("President Tomas Brand said that the truce holds.", set()),
    ("General Tomas Brand commands the Northland Army.", set()),
    ("The Valley Monitoring Mission counted 31 explosions near Elm Bridge.", set()),
    ("Ada Marl, a former teacher, was named minister in May.", set()),
    ("On Monday, 34 people died in Hightown.", set()),
    ("The widow Rosa Klee spoke to President Tomas Brand.", {"Rosa Klee"}),
    ("A witness, Emil Stark, 45, told Ada Marl what he had seen.", {"Emil Stark"}),
)


@pytest.mark.parametrize(("text", "private"), TEXTS)
def test_private_people_are_withheld_and_office_holders_are_not(text: str, private: set[str]) -> None:
    assert private_names(text, (), KNOWN) == private


def test_there_are_twenty() -> None:
    assert len(TEXTS) == 20
