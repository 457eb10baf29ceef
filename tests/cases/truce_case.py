"""A small truce as a case: its files, its documents read and linked, and what the record says of words in them."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from trucewatch.assess.commitments import track
from trucewatch.assess.status import status_at
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.build import assemble, read_one
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.actors import side_of
from trucewatch.records.assessments import Commitment, Finding, Status
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Metadata
from trucewatch.records.incidents import Incident
from trucewatch.store.case_files import load_case_files

AGREEMENTS = Path(__file__).resolve().parents[2] / "examples" / "agreements"
Row = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A small truce: what is expected of it, and what came out."""

    expected: Row
    record: CaseRecord
    tools: Tools

    def number(self, document: str) -> int:
        return next(int(one.name.split("-")[0]) for one in self.record.documents if one.id == document)

    @cached_property
    def documents(self) -> dict[int, Document]:
        return {self.number(one.id): one for one in self.record.documents}

    def words(self, row: Row) -> tuple[Document, int, int]:
        """The document of a row, and where its words stand in it."""
        near = " ".join(row["near"].split())
        document = self.documents[row["doc"]]
        at = document.text.find(near)
        assert at >= 0, f"{near!r} is not in document {row['doc']}"
        return document, at, at + len(near)

    def claims_near(self, row: Row) -> list[Claim]:
        """The claims whose clause or sentence has the row's words."""
        document, start, end = self.words(row)
        told = [one for one in self.record.claims if one.document == document.id]
        return [one for one in told if one.span.start < end and start < one.span.end]

    def claims_at(self, row: Row) -> list[Claim]:
        """The claims whose own word stands among the row's words."""
        _, start, end = self.words(row)
        return [one for one in self.claims_near(row) if one.trigger.start < end and start < one.trigger.end]

    def tallies_at(self, row: Row) -> list[Tally]:
        """The counts whose words meet the row's words."""
        document, start, end = self.words(row)
        told = [one for one in self.record.tallies if one.document == document.id]
        return [
            one
            for one in told
            if any(span.start < end and start < span.end for span in (one.trigger, one.count.span, one.span))
        ]

    def incidents_of(self, claims: list[Claim]) -> list[Incident]:
        named = {one.id for one in claims}
        return [one for one in self.record.incidents if named & set(one.claims)]

    def findings(self, row: Row) -> list[Finding]:
        """The findings on the incident that a document tells of in a sentence with the row's words."""
        incidents = {one.id for one in self.incidents_of(self.claims_near(row))}
        return [one for one in self.record.findings if one.incident in incidents]

    def status(self, at: str) -> Status:
        record = self.record
        return status_at(
            record.files.agreement,
            record.statements,
            at,
            actors_of(self.tools),
            incidents=record.incidents,
            findings=record.findings,
        )

    def sides(self, names: tuple[str, ...] | list[str]) -> list[str]:
        """Whose side each is: a ministry or a force is its government's."""
        return sorted({side_of(one, actors_of(self.tools)) for one in names})

    def commitments(self, at: str) -> dict[str, Commitment]:
        record = self.record
        sources = {one.id: one for one in record.files.sources}
        found = track(
            record.files.agreement,
            record.claims,
            record.documents,
            sources,
            actors_of(self.tools),
            at,
            statements=record.statements,
        )
        return {one.term: one for one in found}


def told(row: Row) -> str:
    return ", ".join(f"{key}: {value}" for key, value in row.items())


def case_names(folder: Path) -> tuple[str, ...]:
    return tuple(sorted(path.name for path in folder.iterdir() if (path / "expected.yaml").is_file()))


def build_case(case: Path, folder: Path, parser: Parser) -> Built:
    """A small truce, read and linked; its joined files are written into an empty folder."""
    expected, files = load_case(case, folder)
    tools = Tools(files)
    tools.__dict__["parser"] = parser
    paths = sorted((case / "input").glob("*.txt"))
    documents = [read_document(path.read_bytes(), path.name, metadata=Metadata()) for path in paths]
    readings = {one.id: read_one(one, tools) for one in documents}
    return Built(expected, assemble(files, documents, readings, tools), tools)


def load_case(case: Path, folder: Path) -> tuple[Row, CaseFiles]:
    """A small truce's files beside the agreement that it is about."""
    expected = _yaml().load((case / "expected.yaml").read_text(encoding="utf-8"))
    for origin in (AGREEMENTS / expected["agreement"], case):
        for path in sorted(origin.glob("*.yaml")):
            if path.name in ("agreement.yaml", "actors.yaml", "places.yaml", "sources.yaml"):
                _join(path, folder / path.name)
    (folder / "case.toml").write_text(settings(expected, case.name), encoding="utf-8")
    return expected, load_case_files(folder)


def settings(row: Row, name: str) -> str:
    countries = ", ".join(f'"{one}"' for one in row["countries"])
    return f'id = "{name}"\ntitle = "{name}"\ncountries = [{countries}]\ntime_zone = "{row["time_zone"]}"\n'


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def _join(origin: Path, target: Path) -> None:
    """Copy a file; a list of the same name that is there already goes on with these entries."""
    if not target.exists():
        shutil.copyfile(origin, target)
        return
    yaml = _yaml()
    first, second = (yaml.load(path.read_text(encoding="utf-8")) for path in (target, origin))
    ((key, rows),) = second.items()
    first[key] = [*first[key], *rows]
    with target.open("w", encoding="utf-8") as file:
        yaml.dump(first, file)


def tools_of(folder: Path, kept: Path, countries: str, time_zone: str, parser: Parser) -> Tools:
    """The tools of a case made in `kept` from the agreement in `folder`."""
    shutil.copyfile(folder / "agreement.yaml", kept / "agreement.yaml")
    name = folder.name
    settings = f'id = "{name}"\ntitle = "{name}"\ncountries = [{countries}]\ntime_zone = "{time_zone}"\n'
    (kept / "case.toml").write_text(settings, encoding="utf-8")
    tools = Tools(load_case_files(kept))
    tools.__dict__["parser"] = parser
    return tools


def record_of(texts: list[Row], tools: Tools) -> CaseRecord:
    """The record of a case of these texts: `text`, `published` and, where it is told, `source`."""
    documents = [
        read_document(
            one["text"].encode(),
            f"{number}.txt",
            metadata=Metadata(source=one.get("source", "outlet"), published=one["published"]),
        )
        for number, one in enumerate(texts)
    ]
    assert tools.files is not None
    return assemble(tools.files, documents, {one.id: read_one(one, tools) for one in documents}, tools)


def status_of(record: CaseRecord, tools: Tools, at: str) -> Status:
    """What follows by rule at a moment."""
    return status_at(
        record.files.agreement,
        record.statements,
        at,
        actors_of(tools),
        incidents=record.incidents,
        findings=record.findings,
    )
