"""Party-swap: all names of the parties exchanged in a whole case, from the words on: the same findings, exchanged."""

from __future__ import annotations

from typing import Any

import pytest

from assess.build import TRUCE
from trucewatch.assess.status import status_at
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.auditing import audit_record
from trucewatch.pipeline.build import assemble, read_one
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.cases import CaseFiles, CasePlace, CaseRecord, CaseSettings
from trucewatch.records.documents import Metadata

TEXTS = (
    (
        "2016-09-15",
        "The {one} army shelled Highfield on Wednesday and killed two soldiers, the {other} army said. "
        "The {one} army denied that it had shelled Highfield on Wednesday.",
    ),
    (
        "2016-09-16",
        "{other} warplanes bombed Lowbridge on Thursday, residents said. "
        "The {other} army said that {other} warplanes had bombed Lowbridge on Thursday in response to shelling.",
    ),
    (
        "2016-09-17",
        "The {one} army accused the {other} army of violating the ceasefire. "
        "The {other} army accused the {one} army of violating the ceasefire.",
    ),
    (
        "2016-09-19",
        "The {one} army withdrew from Midway on Sunday, the {other} army said. "
        "The {other} army has not withdrawn from Midway, the {one} army said.",
    ),
    ("2016-09-22", "The {one} army announced on Wednesday the end of the ceasefire."),
)
NAMES = {"Arvenia": "north", "Belmark": "south"}
"""Invented names with the ids that the agreement has them under."""
BEGUN = TRUCE.model_copy(
    update={
        "participants": TRUCE.participants[:2],
        "exclusions": (),
        "zones": tuple(zone for zone in TRUCE.zones if zone.id == "country"),
        "terms": tuple(term for term in TRUCE.terms if term.id != "no-flights"),
    }
)
ACTORS = tuple(
    actor
    for name, side in NAMES.items()
    for actor in (
        Actor(id=side, name=name, kind=ActorKind.STATE),
        Actor(
            id=f"{side}-army",
            name=f"{name} army",
            kind=ActorKind.ARMED_FORCES,
            side=side,
            aliases=(f"{name} warplanes",),
        ),
    )
)
PLACES = tuple(
    CasePlace(id=name.lower(), name=name, lat=33.0 + step, lon=36.0 + step, country="XX", kind="city")
    for step, name in enumerate(("Highfield", "Lowbridge", "Midway"))
)


def built(one: str, other: str, parser: Parser) -> tuple[CaseRecord, Tools]:
    files = CaseFiles(settings=CaseSettings(id="swap", title="Swap"), agreement=BEGUN, actors=ACTORS, places=PLACES)
    tools = Tools(files)
    tools.__dict__["parser"] = parser
    documents = [
        read_document(text.format(one=one, other=other).encode(), f"{number}.txt", metadata=Metadata(published=day))
        for number, (day, text) in enumerate(TEXTS)
    ]
    return assemble(files, documents, {one.id: read_one(one, tools) for one in documents}, tools), tools


def seen(record: CaseRecord, tools: Tools, names: dict[str, str]) -> dict[str, Any]:
    """What follows, by party, under other names."""
    agreement, actors = record.files.agreement, actors_of(tools)

    def of(name: str | None) -> str:
        return names.get(name or "", name or "")

    places = {one.id: one.place for one in record.incidents}
    days = ("2016-09-14", "2016-09-18", "2016-09-22")
    statuses = [status_at(agreement, record.statements, day, actors) for day in days]
    return {
        "findings": sorted(
            (
                places[one.incident] or "",
                one.term,
                of(one.party),
                one.applicability,
                one.value,
                one.attribution,
                one.standard,
            )
            for one in record.findings
        ),
        "status": [(one.value, sorted(of(who) for who in one.by)) for one in statuses],
        "owed": sorted((one.term, of(owed.obligor), owed.state) for one in record.commitments for owed in one.owed),
        "audit": sorted(
            (of(one.party), one.incidents, one.accused, one.clearing, one.assessed, one.answered)
            for one in audit_record(record, tools).parties
            if one.capacity
        ),
    }


@pytest.fixture(scope="module")
def both(parser: Parser) -> tuple[dict[str, Any], dict[str, Any]]:
    exchange = {"north": "south", "south": "north", "north-army": "south-army", "south-army": "north-army"}
    return (
        seen(*built(*NAMES, parser), names={}),
        seen(*built(*reversed(NAMES), parser), names=exchange),
    )


@pytest.mark.parametrize("what", ["findings", "status", "owed", "audit"])
def test_the_parties_exchanged_all_that_follows_is_exchanged(both: tuple[Any, Any], what: str) -> None:
    straight, crossed = both
    assert straight[what] == crossed[what]
    assert straight[what]


def test_the_case_has_something_to_exchange(both: tuple[Any, Any]) -> None:
    straight, _ = both
    assert {str(one[4]) for one in straight["findings"]} >= {"unable_to_rule", "exception_claimed"}
    assert [str(value) for value, _ in straight["status"]] == ["in_force", "contested", "declared_ended"]
