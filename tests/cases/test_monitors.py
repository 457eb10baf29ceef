"""What ceasefire monitors log: each sentence gives a claim of the type that an analyst would give it.

The sentences and their types were written before the program read any of them; 45 of 93 came out then. What is known
to be missed is marked in the table and stays in it. The floor is what is reached.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.knowledge.ontology import event_types
from trucewatch.pipeline.reading import Reading, read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.documents import Metadata

TABLE = Path(__file__).resolve().parent / "monitors" / "log.yaml"
FLOOR = 84  # of 93
# Whoever logs an act has not done it; these alone may be a monitor's own doing.
OWN_DEEDS = frozenset(("weapons_seized", "talks", "commitment_met"))
MONITORS = frozenset(("patrol", "observers", "monitors", "mission", "team", "camera", "committee"))


@cache
def rows() -> list[dict[str, Any]]:
    return list(YAML(typ="safe").load(TABLE.read_text(encoding="utf-8"))["rows"])


def types_of(row: dict[str, Any]) -> set[str]:
    return set(row["event"]) if isinstance(row["event"], list) else {row["event"]}


@pytest.fixture(scope="module")
def read() -> list[Reading]:
    tools = Tools()
    return [read_claims(read_document(row["text"].encode(), "a.txt", metadata=Metadata()), tools) for row in rows()]


def test_the_table_names_types_of_the_ontology() -> None:
    assert set().union(*map(types_of, rows())) <= event_types().keys()


def test_what_monitors_log_is_read(read: list[Reading]) -> None:
    missed = [
        f"{row['event']} from {sorted({one.event for one in (*reading.claims, *reading.tallies)})}: {row['text']}"
        for row, reading in zip(rows(), read, strict=True)
        if not types_of(row) & {one.event for one in (*reading.claims, *reading.tallies)}
    ]
    assert len(rows()) - len(missed) >= FLOOR, "\n".join(missed)


def test_whoever_logs_an_act_has_not_done_it(read: list[Reading]) -> None:
    blamed = [
        f"{claim.event} by {claim.actor.name}: {claim.span.quote}"
        for reading in read
        for claim in reading.claims
        if claim.actor is not None and claim.event not in OWN_DEEDS and MONITORS & set(claim.actor.name.lower().split())
    ]
    assert not blamed, "\n".join(blamed)
