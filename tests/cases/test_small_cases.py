"""The small cases: how many of the claims that were expected before any output was seen come out of each.

A row counts where one claim (or tally) of its document has the event, the innermost holder and the force that
expected.md asks for. What is reached is pinned below as a floor, which may only rise.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.pipeline.reading import Reading, read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Metadata

HERE = Path(__file__).resolve().parent
FLOORS = {"minsk": 16, "hodeidah": 13, "south-sudan": 13, "short": 47}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def rows_of(case: str) -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load((HERE / case / "expected.yaml").read_text(encoding="utf-8"))["rows"])


def read_case(case: str, tools: Tools) -> dict[int, tuple[Document, Reading]]:
    found = {}
    for path in sorted((HERE / case / "input").glob("*.txt")):
        document = read_document(path.read_bytes(), path.name, metadata=Metadata())
        found[int(path.name[0])] = (document, read_claims(document, tools))
    return found


def holder_words(one: Claim | Tally) -> str:
    if not one.holder:
        return ""
    inner = one.holder[-1]
    return f"{inner.name} {inner.span.quote if inner.span else ''}".lower()


def meets(one: Claim | Tally, row: dict[str, Any], document: Document) -> bool:
    at = document.text.find(row["near"])
    assert at >= 0, f"{row['near']!r} is not in {document.name}"
    there = one.span.start < at + len(row["near"]) and at < one.span.end
    words = holder_words(one)
    who = any(name in words if name else not words for name in row["holder"])
    sign = not row.get("negated") or (isinstance(one, Claim) and one.negated)
    return there and who and sign and one.event in row["event"] and one.force.value in row["force"]


def reached(case: str, tools: Tools) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The rows that some claim or tally meets, and those that none does."""
    read = read_case(case, tools)
    met: list[dict[str, Any]] = []
    missed: list[dict[str, Any]] = []
    for row in rows_of(case):
        document, reading = read[row["doc"]]
        found: tuple[Claim | Tally, ...] = reading.tallies if row.get("tally") else reading.claims
        (met if any(meets(one, row, document) for one in found) else missed).append(row)
    return met, missed


@pytest.mark.parametrize("case", FLOORS)
def test_the_expected_claims_that_come_out(case: str, tools: Tools) -> None:
    met, missed = reached(case, tools)
    assert len(met) >= FLOORS[case], "\n".join(f"{row['doc']}: {row['event']} near {row['near']!r}" for row in missed)


@pytest.mark.parametrize("case", ["minsk", "hodeidah", "south-sudan"])  # in "short", two truces do run out
def test_nobody_is_said_to_have_ended_the_truce(case: str, tools: Tools) -> None:
    for _, reading in read_case(case, tools).values():
        ended = [one for one in reading.claims if one.event in ("truce_declared_ended", "truce_collapsed")]
        assert not [one for one in ended if one.force.value in ("asserts", "announces") and not one.negated]


def test_a_speaker_is_not_the_actor_of_what_it_charges_others_with(tools: Tools) -> None:
    for _, reading in read_case("south-sudan", tools).values():
        for claim in reading.claims:
            if claim.event in ("attack", "armed_clash", "killing") and claim.actor is not None:
                assert "spokesman" not in claim.actor.name.lower()


def test_who_shelled_the_mills_is_not_said_by_the_programme(tools: Tools) -> None:
    _, reading = read_case("hodeidah", tools)[3]
    own = [one for one in reading.claims if one.event == "shelling" and not one.holder]
    assert own
    assert all(one.actor is None for one in own)
