"""The session of docs/how-to/correct-the-record.md, run as it stands; then the case read anew by another reader."""

from __future__ import annotations

import re
import shlex
import shutil
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.testing import CliRunner, Result

import trucewatch.pipeline.case as case_module
from trucewatch.cli.app import app
from trucewatch.pipeline.build import DocumentReading, read_one
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.tools import Tools
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import DecisionState
from trucewatch.records.documents import Document

ROOT = Path(__file__).resolve().parents[2]
PAGE = ROOT / "docs" / "how-to" / "correct-the-record.md"
VARIES = (
    (re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ"), "AT"),
    (re.compile(r"\b(claim|incident|doc)-[0-9a-f]{12}\b"), r"\1-ID"),
    (re.compile(r"\bincident \d+"), "incident N"),
    (re.compile(r"\bD\d+\b"), "DN"),
    (re.compile(r"[+-]?\d+ (claims?|documents)\b"), r"N \1"),
    (re.compile(r"\s+"), " "),
)


def sessions() -> list[tuple[str, list[str]]]:
    """Each command of the page with the lines that the page shows of its output."""
    found: list[tuple[str, list[str]]] = []
    for block in re.findall(r"```console\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL):
        for line in block.splitlines():
            if line.startswith("$ "):
                found.append((line[2:], []))
            else:
                found[-1][1].append(line)
    return found


def alike(line: str) -> str:
    for pattern, one in VARIES:
        line = pattern.sub(one, line)
    return line.strip()


def shows(shown: str, output: str) -> bool:
    """Whether a line of the page stands in the output, ids, numbers and what is cut aside."""
    pattern = ".*".join(re.escape(part.strip()) for part in alike(shown).split("…"))
    return any(re.fullmatch(pattern.replace("\\ ", " ") or ".*", alike(line)) for line in output.splitlines())


def run(command: str) -> Result:
    return CliRunner().invoke(app, shlex.split(command)[1:], catch_exceptions=False)


@pytest.fixture(scope="module")
def ran(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, list[tuple[str, list[str], Result]]]]:
    folder = tmp_path_factory.mktemp("session")
    shutil.copytree(ROOT / "examples" / "syria-2016", folder / "syria")
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        yield folder, [(command, lines, run(command)) for command, lines in sessions()]


@pytest.fixture(scope="module")
def record(ran: tuple[Path, list[tuple[str, list[str], Result]]]) -> CaseRecord:
    return Case(ran[0] / "syria", lambda: "2026-01-01T00:00:00Z").record()


def test_the_session_gives_what_the_page_shows(ran: tuple[Path, list[tuple[str, list[str], Result]]]) -> None:
    assert len(ran[1]) > 12
    for command, lines, result in ran[1]:
        assert result.exit_code == 0, (command, result.output)
        missing = [line for line in lines if not shows(line, result.output)]
        assert not missing, (command, missing, result.output)


def claim_with(record: CaseRecord, words: str) -> Claim:
    return next(claim for claim in record.claims if words in claim.span.quote)


def test_the_record_obeys_and_keeps_what_was_read(record: CaseRecord) -> None:
    trucks = claim_with(record, "The trucks had been sent")
    assert trucks.event == "aid_delivery"
    assert [one.event for one in record.as_read if one.id == trucks.id] == ["movement"]
    homes = {claim: incident for incident in record.incidents for claim in incident.claims}
    assert homes[trucks.id].event == "aid_delivery"
    strike, warned = claim_with(record, "near the airport of"), claim_with(record, "the personnel and vehicles being")
    assert homes[strike.id].id != homes[warned.id].id
    convoy, jets = claim_with(record, "Warplanes struck trucks"), claim_with(record, "two Russian warplanes bombed")
    assert homes[convoy.id].id == homes[jets.id].id
    bodies = claim_with(record, "seventeen bodies")
    assert homes[bodies.id].id == homes[convoy.id].id
    assert bodies.harm is not None and bodies.harm.killed is not None and bodies.harm.killed.low == 17
    nurse = homes[claim_with(record, "nurse's house").id]
    assert (nurse.support.grade.value, nurse.support.by_rule) == ("weak", None)
    states = [effect.state.value for effect in record.effects]
    assert states == ["stands", "stands", "stands", "stands", "undone", "stands"]


def test_the_report_shows_each_with_name_and_reason(ran: tuple[Path, list[tuple[str, list[str], Result]]]) -> None:
    page = (ran[0] / "report.html").read_text(encoding="utf-8")
    text = " ".join(unescape(re.sub(r"<[^>]+>", " ", page)).split())
    for reason in (
        "Lorries with aid, no forces",
        "What Russian officers warned of",
        "Both are the taking of the ridge",
        "Bodies brought in",
    ):
        assert reason in text
    assert "A. Reader" in text and "B. Editor" in text
    assert "event: movement of forces, now aid delivered" in text
    assert "revoked by A. Reader" in text


def test_a_public_report_names_nobody_who_decided(ran: tuple[Path, list[tuple[str, list[str], Result]]]) -> None:
    decide = 'trucewatch decide syria rule "Warplanes struck trucks" cease-attacks breach --by "C. Judge" --reason "r"'
    told = run(f"{decide} --dry-run").output
    assert "cease-attacks" in told and "breach by C. Judge" in told
    assert run("trucewatch report syria --public -o public.html").exit_code == 0
    page = (ran[0] / "public.html").read_text(encoding="utf-8")
    assert "A. Reader" not in page and "B. Editor" not in page
    assert "person 1" in page and "Lorries with aid, no forces" in page


def test_the_status_obeys(ran: tuple[Path, list[tuple[str, list[str], Result]]], record: CaseRecord) -> None:
    ended = [claim.id for claim in record.claims if claim.event == "truce_declared_ended"]
    told = run(f"trucewatch decide syria reject {' '.join(ended)} --by A --reason r --dry-run").output
    assert "status: declared ended by one party: Military Forces of Syria → in force" in told


def test_the_file_of_decisions_is_taken_as_it_stands(ran: tuple[Path, list[tuple[str, list[str], Result]]]) -> None:
    (block,) = re.findall(r"```yaml\n(.*?)```", PAGE.read_text(encoding="utf-8"), re.DOTALL)
    (ran[0] / "decisions.yaml").write_text(block, encoding="utf-8")
    result = run("trucewatch decide syria --file decisions.yaml --dry-run")
    assert result.exit_code == 0, result.output
    kinds = [entry["kind"] for entry in YAML(typ="safe").load(block)["decisions"]]
    assert [f"would be recorded: {kind}" in result.output for kind in kinds] == [True, True]


def another_reader(document: Document, tools: Tools) -> DocumentReading:
    """A reader that sees the same words, types one sort of event otherwise, and so gives other ids."""
    reading = read_one(document, tools)
    claims = []
    for number, claim in enumerate(reading.claims):
        event = "shelling" if claim.event == "killing" else claim.event
        name = f"claim-{document.id[4:10]}{number:06}"
        claims.append(claim.model_copy(update={"id": name, "event": event}))
    return reading.model_copy(update={"claims": tuple(claims)})


def test_a_case_read_anew_keeps_every_decision(
    ran: tuple[Path, list[tuple[str, list[str], Result]]], record: CaseRecord, monkeypatch: pytest.MonkeyPatch
) -> None:
    again = ran[0] / "again"
    shutil.copytree(ran[0] / "syria", again)
    (again / "record.sqlite").unlink()
    monkeypatch.setattr(case_module, "read_answered", lambda task, tools: another_reader(task[0], tools))
    case = Case(again, lambda: "2026-01-01T00:00:00Z")
    case.build()
    anew = case.record()
    assert [effect.state for effect in anew.effects] == [effect.state for effect in record.effects]
    assert DecisionState.ORPHANED not in {effect.state for effect in anew.effects}
    trucks = claim_with(anew, "The trucks had been sent")
    assert trucks.id != claim_with(record, "The trucks had been sent").id
    assert trucks.event == "aid_delivery"
    homes = {claim: incident.id for incident in anew.incidents for claim in incident.claims}
    strike, warned = claim_with(anew, "near the airport of"), claim_with(anew, "the personnel and vehicles being")
    assert homes[strike.id] != homes[warned.id]
    jets, convoy = claim_with(anew, "two Russian warplanes bombed"), claim_with(anew, "Warplanes struck trucks")
    assert homes[jets.id] == homes[convoy.id]
