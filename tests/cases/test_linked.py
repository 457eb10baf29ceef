"""Short texts together: which claims are about one incident, which texts are copies, and no day that was not told.

`linked/expected.yaml` was written before any output was seen. Every group is read twice: as a case, and through
`incidents`, which has neither actors nor sources. A group that misses something says in `missed` what keeps it; what it
must never do, join what is apart, is asked of it all the same.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.extract.syntax.parser import Parser
from trucewatch.link.copies import copy_clusters
from trucewatch.pipeline.build import assemble, read_one
from trucewatch.pipeline.incidents import incident_lines
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.cases import CaseFiles, CaseRecord, CaseSettings
from trucewatch.records.documents import Metadata

HERE = Path(__file__).resolve().parent / "linked"
Group = dict[str, Any]
GROUPS: list[Group] = YAML(typ="safe").load((HERE / "expected.yaml").read_text(encoding="utf-8"))["groups"]
IDS = [group["id"] for group in GROUPS]


@dataclass(frozen=True)
class Linked:
    """A group of texts as a record, and what `incidents` writes of it, a line a text."""

    record: CaseRecord
    lines: list[dict[str, Any]]

    def at(self, place: str) -> set[str]:
        """The incidents that have a claim with its trigger in words of a text: "0:shelled Taiz"."""
        number, words = place.split(":", 1)
        document = next(one for one in self.record.documents if one.name == f"{number}.txt")
        at = document.text.find(words)
        assert at >= 0, f"{words!r} is not in text {number}"
        claims = {
            one.id
            for one in self.record.claims
            if one.document == document.id and at <= one.trigger.start < at + len(words)
        }
        return {one.id for one in self.record.incidents if claims & set(one.claims)}

    @property
    def copies(self) -> int:
        return len(set(copy_clusters(self.record.documents, self.record.copies).values()))


@pytest.fixture(scope="module")
def linked(parser: Parser) -> dict[str, Linked]:
    tools = Tools(CaseFiles(settings=CaseSettings(id="linked", title="linked")))
    plain = Tools()
    for one in (tools, plain):
        one.__dict__["parser"] = parser
    return {group["id"]: link(group, tools, plain) for group in GROUPS}


def link(group: Group, tools: Tools, plain: Tools) -> Linked:
    texts = list(enumerate(group["texts"]))
    documents = [
        read_document(
            text["text"].encode(),
            f"{number}.txt",
            metadata=Metadata(published=text["published"], source=f"outlet {number}"),
        )
        for number, text in texts
    ]
    assert tools.files is not None
    record = assemble(tools.files, documents, {one.id: read_one(one, tools) for one in documents}, tools)
    rows = (json.dumps({"id": str(number), **text}) for number, text in texts)
    return Linked(record, list(incident_lines(rows, plain)))


def faults(group: Group, one: Linked) -> list[str]:
    found = []
    if group.get("incidents", len(one.record.incidents)) != len(one.record.incidents):
        found.append(f"{len(one.record.incidents)} incidents")
    if "one" in group and not set.intersection(*(one.at(place) for place in group["one"])):
        found.append("not one")
    if any(incident.begin and incident.begin[:10] == group.get("never") for incident in one.record.incidents):
        found.append(f"an incident on {group['never']}")
    return found


@pytest.mark.parametrize("group", GROUPS, ids=IDS)
def test_what_is_one_is_one(group: Group, linked: dict[str, Linked]) -> None:
    found = faults(group, linked[group["id"]])
    assert bool(found) is bool(group.get("missed")), found or "it comes out: its mark goes"


@pytest.mark.parametrize("group", [one for one in GROUPS if "apart" in one], ids=lambda one: one["id"])
def test_what_is_apart_stays_apart(group: Group, linked: dict[str, Linked]) -> None:
    first, second = (linked[group["id"]].at(place) for place in group["apart"])
    assert not first & second


@pytest.mark.parametrize("group", [one for one in GROUPS if "copies" in one], ids=lambda one: one["id"])
def test_copies_are_told_from_the_next_report(group: Group, linked: dict[str, Linked]) -> None:
    one = linked[group["id"]]
    assert one.copies == group["copies"]
    assert len({line["copy_cluster"] for line in one.lines}) == group["copies"]


@pytest.mark.parametrize(
    "group", [one for one in GROUPS if one.get("incidents", 0) == len(one["texts"]) > 1], ids=lambda one: one["id"]
)
def test_texts_about_different_incidents_have_different_main_incidents(group: Group, linked: dict[str, Linked]) -> None:
    mains = {line["incidents"][0] for line in linked[group["id"]].lines}
    assert len(mains) == len(group["texts"])


@pytest.mark.parametrize(
    "group",
    [one for one in GROUPS if one.get("incidents") == 1 and len(one["texts"]) > 1 and not one.get("missed")],
    ids=lambda one: one["id"],
)
def test_texts_about_one_incident_share_it(group: Group, linked: dict[str, Linked]) -> None:
    assert set.intersection(*(set(line["incidents"]) for line in linked[group["id"]].lines))


def test_few_groups_miss_something() -> None:
    assert sum("missed" in group for group in GROUPS) <= 5
    assert len(GROUPS) >= 29
