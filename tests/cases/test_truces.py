"""Seven small truces against what was expected of them before any output was seen: findings, commitments, status.

Where an expectation was corrected afterwards, a comment beside it says how it was first written, and why.

What is reached is pinned as a floor, which may only rise; a row that is not reached says in `missed` what class of
error keeps it.
"""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.assess.commitments import track
from trucewatch.assess.status import status_at
from trucewatch.extract.syntax.parser import Parser
from trucewatch.pipeline.build import assemble, read_one
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.assessments import Commitment, Finding, Status
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.documents import Metadata
from trucewatch.store.case_files import load_case_files

HERE = Path(__file__).resolve().parent / "truces"
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
CASES = tuple(sorted(path.name for path in HERE.iterdir() if (path / "expected.yaml").is_file()))
Row = dict[str, Any]


@dataclass(frozen=True)
class Built:
    """A small truce: what is expected of it, and what came out."""

    expected: Row
    record: CaseRecord
    tools: Tools

    def number(self, document: str) -> int:
        return next(int(one.name.split("-")[0]) for one in self.record.documents if one.id == document)

    def findings(self, row: Row) -> list[Finding]:
        """The findings on the incident that a document tells of in a sentence with the row's words."""
        near = " ".join(row["near"].split())
        texts = {one.id: one.text for one in self.record.documents if self.number(one.id) == row["doc"]}
        ((document, text),) = texts.items()
        at = text.find(near)
        assert at >= 0, f"{near!r} is not in document {row['doc']}"
        claims = {
            one.id
            for one in self.record.claims
            if one.document == document and one.span.start < at + len(near) and at < one.span.end
        }
        incidents = {one.id for one in self.record.incidents if claims & set(one.claims)}
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

    def commitments(self, at: str) -> dict[str, Commitment]:
        record = self.record
        sources = {one.id: one for one in record.files.sources}
        found = track(record.files.agreement, record.claims, record.documents, sources, actors_of(self.tools), at)
        return {one.term: one for one in found}


def _yaml() -> YAML:
    return YAML(typ="safe", pure=True)


def settings(row: Row, name: str) -> str:
    countries = ", ".join(f'"{one}"' for one in row["countries"])
    return f'id = "{name}"\ntitle = "{name}"\ncountries = [{countries}]\ntime_zone = "{row["time_zone"]}"\n'


def load(name: str, folder: Path) -> tuple[Row, CaseFiles]:
    """A small truce's files beside the agreement that it is about."""
    expected = _yaml().load((HERE / name / "expected.yaml").read_text(encoding="utf-8"))
    for origin in (EXAMPLES / "agreements" / expected["agreement"], HERE / name):
        for path in sorted(origin.glob("*.yaml")):
            if path.name in ("agreement.yaml", "actors.yaml", "places.yaml", "sources.yaml"):
                _join(path, folder / path.name)
    (folder / "case.toml").write_text(settings(expected, name), encoding="utf-8")
    return expected, load_case_files(folder)


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


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> dict[str, Built]:
    found = {}
    for name in CASES:
        expected, files = load(name, tmp_path_factory.mktemp(name))
        tools = Tools(files)
        tools.__dict__["parser"] = parser
        paths = sorted((HERE / name / "input").glob("*.txt"))
        documents = [read_document(path.read_bytes(), path.name, metadata=Metadata()) for path in paths]
        readings = {one.id: read_one(one, tools) for one in documents}
        found[name] = Built(expected, assemble(files, documents, readings, tools), tools)
    return found


def finding_meets(one: Finding, row: Row) -> bool:
    asked = {
        "term": one.term,
        "party": one.party,
        "applies": one.applicability.value,
        "value": one.value.value,
        "attribution": one.attribution,
        "standard": one.standard.value,
        "duty": one.duty.value,
        "through": one.through,
    }
    if any(key in row and row[key] != value for key, value in asked.items()):
        return False
    given, value = row.get("version", ("", ""))
    return not given or any(given in version.given and version.value.value == value for version in one.versions)


def commitment_meets(found: dict[str, Commitment], row: Row) -> bool:
    one = found[row["term"]]
    if "obligor" in row:
        return row["state"] in {owed.state.value for owed in one.owed if owed.obligor == row["obligor"]}
    return bool(one.state.value == row["state"])


def status_meets(status: Status, row: Row) -> bool:
    if "clock" in row:
        readings = [one for one in status.clocks if one.clock == row["clock"] and one.kind == row["kind"]]
        return any((one.at or "").startswith(row["on"]) for one in readings)
    if "zones" in row:
        wanted = [one.rstrip("*") for one in row["zones"]]
        parts = [one for one in status.parts if one.kind == "zone" and any(one.id.startswith(w) for w in wanted)]
        return any(one.value.value == row["value"] and sorted(one.by) == sorted(row["by"]) for one in parts)
    if "dyad" in row:
        return any(one.id == row["dyad"] and one.value.value == row["value"] for one in status.parts)
    if status.value.value in row.get("whole_not", ()):
        return False
    if "trace" in row and row["trace"] not in {step.rule for step in status.trace}:
        return False
    by = sorted(row.get("by", ()))
    return row.get("value") in (None, status.value.value) and (not by or by == sorted(status.by))


def open_rows(case: Built) -> dict[str, list[str]]:
    """Every row that does not come out, by what it is about; rows marked `missed` name a class that is known to be."""
    found: dict[str, list[str]] = {"findings": [], "commitments": [], "status": []}
    for row in case.expected["findings"]:
        if not any(finding_meets(one, row) for one in case.findings(row)):
            found["findings"].append(told(row))
    for row in case.expected.get("commitments", ()):
        if not commitment_meets(case.commitments(row["at"]), row):
            found["commitments"].append(told(row))
    for row in case.expected["status"]:
        if not status_meets(case.status(row["at"]), row):
            found["status"].append(told(row))
    return found


def told(row: Row) -> str:
    return ", ".join(f"{key}: {value}" for key, value in row.items())


@pytest.mark.parametrize("what", ["findings", "commitments", "status"])
@pytest.mark.parametrize("name", CASES)
def test_what_was_expected_comes_out(built: dict[str, Built], name: str, what: str) -> None:
    surprising = [row for row in open_rows(built[name])[what] if "missed: " not in row]
    assert not surprising, "\n".join(surprising)


@pytest.mark.parametrize(
    ("what", "least", "reached"), [("findings", 40, 37), ("status", 25, 31), ("commitments", 10, 14)]
)
def test_how_much_is_expected_and_comes_out(built: dict[str, Built], what: str, least: int, reached: int) -> None:
    expected = sum(len(case.expected.get(what, ())) for case in built.values())
    missing = [f"{name}, {row}" for name, case in built.items() for row in open_rows(case)[what]]
    assert expected >= least
    assert expected - len(missing) >= reached, "\n".join(missing)


ASKED: dict[str, tuple[str, str, str]] = {
    "excluded actor": ("findings", "applies", "not_a_party"),
    "outside zone": ("findings", "applies", "outside_zone"),
    "before entry into force": ("findings", "applies", "not_in_force"),
    "clock reset": ("status", "clock", "seven-days"),
    "self-defence claimed": ("findings", "value", "exception_claimed"),
    "proxy": ("findings", "duty", "proxy"),
    "third-party duty": ("findings", "duty", "prevention"),
    "overdue withdrawal": ("commitments", "state", "overdue"),
    "quota not met": ("commitments", "state", "partial"),
    "both parties accuse each other": ("findings", "attribution", "contested"),
    "monitor unable to rule": ("findings", "value", "unable_to_rule"),
    "resumed after suspension": ("status", "value", "suspended"),
    "two zones with different status": ("status", "zones", ""),
}
"""What the cases must cover, and where a row that comes out shows it: section, field, value (any, where empty)."""


@pytest.mark.parametrize("kind", ASKED)
def test_what_must_be_covered_comes_out_somewhere(built: dict[str, Built], kind: str) -> None:
    section, field, value = ASKED[kind]
    cases = [case for case in built.values() if kind in case.expected["covers"]]
    reached = [
        row for case in cases for row in case.expected.get(section, []) if told(row) not in open_rows(case)[section]
    ]
    assert any(field in row and (not value or str(row[field]) == value) for row in reached)


def test_documents_say_what_they_are() -> None:
    for path in HERE.glob("*/input/*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "Written for Trucewatch: public facts of the time, and incidents invented" in text, path.name
        assert ".example/" in text, path.name
