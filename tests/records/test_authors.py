"""Authors: a credit goes before the publisher, a reporter's byline does not."""

from __future__ import annotations

import pytest

from link.build import ACTORS, SOURCES
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.authors import credited, published_by
from trucewatch.records.documents import Credit, CreditRole, Document
from trucewatch.records.names import known_names

AGENCY, ORIGINAL, AUTHOR, REPUBLISHER = (
    CreditRole.AGENCY,
    CreditRole.ORIGINAL,
    CreditRole.AUTHOR,
    CreditRole.REPUBLISHER,
)
MINISTER = Actor(id="minister", name="Ana Lund", kind=ActorKind.PERSON)
NAMES = known_names(SOURCES, {**ACTORS, MINISTER.id: MINISTER})
Credits = list[tuple[CreditRole, str]]


def document(source: str | None, given: Credits) -> Document:
    return Document(
        id="doc-0",
        sha256="0" * 64,
        name="a",
        media_type="text/plain",
        text="",
        source=source,
        credits=tuple(Credit(role=role, name=name) for role, name in given),
    )


@pytest.mark.parametrize(
    ("source", "given", "who", "reason"),
    [
        ("daily", [(AUTHOR, "Jo Reed"), (AGENCY, "Harbour Wire")], "wire", "credited as agency"),
        ("daily", [(AUTHOR, "Foreign desk and Harbour Wire")], "wire", "named in the credit"),
        ("daily", [(AUTHOR, "Truce Monitor")], "monitor-site", "credited as author"),
        ("daily", [(ORIGINAL, "The Ledger")], "The Ledger", "credited as original"),
        ("daily", [(REPUBLISHER, "The Daily Post"), (AUTHOR, "Jo Reed")], "Jo Reed", "credited as author"),
        (None, [(AUTHOR, "Jo Reed")], "Jo Reed", "credited as author"),
        (None, [(AUTHOR, "Ana Lund")], "minister", "credited as author"),
    ],
)
def test_who_is_credited_answers_for_a_text(source: str | None, given: Credits, who: str, reason: str) -> None:
    found = credited(document(source, given), NAMES)
    assert found is not None
    assert (found.who if isinstance(found.who, str) else found.who.id) == who
    assert found.reason.startswith(reason)


@pytest.mark.parametrize("given", [[], [(AUTHOR, "Jo Reed")], [(AUTHOR, "Ana Lund")], [(REPUBLISHER, "The Herald")]])
def test_a_byline_yields_to_the_publisher(given: Credits) -> None:
    told = document("daily", given)
    assert credited(told, NAMES) is None
    assert published_by(told, SOURCES, NAMES) is not None


@pytest.mark.parametrize(
    ("source", "who"), [("daily", "daily"), ("the herald", "herald"), ("Hill Front", "front"), ("Nobody's", "Nobody's")]
)
def test_a_publisher_is_known_by_id_or_name(source: str, who: str) -> None:
    found = published_by(document(source, []), SOURCES, NAMES)
    assert found is not None
    assert (found.who if isinstance(found.who, str) else found.who.id) == who


def test_a_publisher_that_is_not_known_is_nobody() -> None:
    assert published_by(document(None, []), SOURCES, NAMES) is None
