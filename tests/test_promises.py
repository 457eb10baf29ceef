"""The seven promises of the design, each on the whole of the bundled case: every test here fails if its promise breaks.

The stages have closer tests of their own: records/test_spans (1), link/test_origins and test_support (3, 4),
assess/test_findings (4), store (6).
"""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from pydantic import ValidationError

from trucewatch.pipeline.build import DocumentReading, assemble
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.example import copy_example
from trucewatch.pipeline.reporting import report_page
from trucewatch.pipeline.statuses import actors_of
from trucewatch.pipeline.tools import Tools
from trucewatch.records.actors import Actor
from trucewatch.records.assessments import FindingValue
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Metadata
from trucewatch.resolve.actor_book import ActorBook

NOW = "2026-01-01T00:00:00Z"


def now() -> str:
    return NOW


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("promises") / "syria-2016"
    copy_example(folder)
    case = Case(folder, now)
    assert case.build().faults == ()
    return case


@pytest.fixture(scope="module")
def record(built: Case) -> CaseRecord:
    return built.record()


@pytest.fixture(scope="module")
def page(built: Case) -> str:
    return report_page(built, None, NOW)


def another(built: Case, folder: Path) -> Case:
    """The same case once more, to change."""
    shutil.copytree(built.folder, folder)
    case = Case(folder, now)
    case.tools = built.tools  # the same loaded parts: a test need not load them anew
    return case


def test_1_every_statement_leads_to_its_words(record: CaseRecord, page: str):
    texts = {document.id: document.text for document in record.documents}
    anchored = [*record.claims, *record.tallies]
    assert len(anchored) > 50
    assert all(span.holds(texts[one.document]) for one in anchored for span in one.spans())
    claims = {claim.id for claim in record.claims}
    for incident in record.incidents:
        assert set(incident.claims) <= claims
        for telling in incident.tellings:
            assert telling.claims
            assert all(value.claims and set(value.claims) <= claims for value in telling.values)
    assert all(statement.claim in claims for statement in record.statements)
    anchors = set(re.findall(r'id="(doc-[^"]+)"', page))
    links = re.findall(r'href="#(doc-[^"]+)"', page)
    assert links
    assert not [link for link in links if link not in anchors]


def test_2_it_never_decides_what_is_true(record: CaseRecord):
    assert "breach" not in {value.value for value in FindingValue}
    assert all(finding.trace for finding in record.findings)
    assert all(incident.support.reasons for incident in record.incidents)
    for missing in ("by", "reason"):
        ruling = {"kind": DecisionKind.GRADE, "subjects": ("incident-1",), "by": "A. N.", "at": NOW, "reason": "seen"}
        with pytest.raises(ValidationError):
            Decision.model_validate({**ruling, missing: ""})


def test_3_a_copy_adds_no_support(built: Case, record: CaseRecord, tmp_path: Path):
    case = another(built, tmp_path / "copied")
    wire = next(document for document in record.documents if document.name.startswith("09-"))
    text = wire.text + "\n\nShare this article. All rights reserved."
    case.add(text.encode(), "mirror.txt", metadata=Metadata(source="Some Mirror", published=wire.published))
    case.build()
    before = {support_key(one): one.support for one in record.incidents}
    after = {support_key(one): one.support for one in case.record().incidents}
    told = [key for key in before if key in after]
    assert len(told) == len(before)
    for key in told:
        assert len(after[key].independent) == len(before[key].independent)
        assert after[key].grade is before[key].grade


def support_key(incident: object) -> tuple[object, ...]:
    return tuple(getattr(incident, name) for name in ("event", "begin", "place", "actors", "targets"))


EXCHANGED = {"state:SY": "state:US", "forces:SY": "forces:US", "state:US": "state:SY", "forces:US": "forces:SY"}


def exchanged(text: str) -> str:
    """Text, in JSON, with two governments and their forces in each other's place."""
    return re.sub(r'"((?:state|forces):(?:SY|US))"', lambda found: f'"{EXCHANGED[found[1]]}"', text)


def test_4_the_same_yardstick_for_every_party(built: Case, record: CaseRecord):
    """Two sides change places in claims, sources, agreement and actor book: every grade and finding stays."""
    readings = {
        document.id: DocumentReading.model_validate_json(
            exchanged(
                DocumentReading(
                    claims=tuple(claim for claim in record.claims if claim.document == document.id),
                    tallies=tuple(tally for tally in record.tallies if tally.document == document.id),
                ).canonical_json()
            )
        )
        for document in record.documents
    }
    tools = Tools(CaseFiles.model_validate_json(exchanged(record.files.canonical_json())))
    entries = [
        Actor.model_validate_json(exchanged(actor.canonical_json())) for actor in actors_of(built.tools).values()
    ]
    tools.book = ActorBook(entries)
    assert tools.files is not None
    other = assemble(tools.files, record.documents, readings, tools)
    assert outcomes(other) == outcomes(record)
    assert {EXCHANGED.get(name, name) for one in other.incidents for name in one.actors} == {
        name for one in record.incidents for name in one.actors
    }


def outcomes(record: CaseRecord) -> list[tuple[str, ...]]:
    """Grades and findings, without any name."""
    grades = [("grade", one.event, one.begin or "", one.support.grade.value) for one in record.incidents]
    return sorted(grades) + sorted(("finding", f.term, f.value.value, f.applicability.value) for f in record.findings)


def test_5_without_dates_no_day_is_invented(record: CaseRecord, built: Case, tmp_path: Path):
    case = Case(tmp_path / "undated", now)
    copy_example(case.folder)
    for path in sorted((case.folder / "documents").iterdir()):
        text = path.read_text(encoding="utf-8")
        path.write_text(re.sub(r"(?m)^published:.*\n", "", text), encoding="utf-8")
    case.tools = built.tools
    case.build()
    undated = case.record()
    assert any(claim.time and claim.time.begin for claim in record.claims)
    texts = {document.id: document for document in undated.documents}
    assert all(document.published is None for document in undated.documents if document.media_type == "text/plain")
    for claim in undated.claims:
        if claim.time is not None and claim.time.begin is not None and texts[claim.document].published is None:
            year = claim.time.begin[:4]
            assert year in texts[claim.document].text, (claim.time, claim.span.quote)


def test_6_the_record_can_be_made_again_from_what_is_kept(built: Case, record: CaseRecord, tmp_path: Path):
    case = another(built, tmp_path / "again")
    for path in case.folder.glob("record.sqlite*"):
        path.unlink()
    shutil.rmtree(case.folder / "documents")
    assert case.build().documents == len(record.documents)
    assert case.record() == record
    assert case.verify() == []


def test_7_no_finer_place_than_a_town_and_no_grid(page: str):
    visible = re.sub(r"<(script|style)\b.*?</\1>", "", page, flags=re.DOTALL)
    visible = re.sub(r"<svg\b.*?</svg>", "", visible, flags=re.DOTALL)
    assert not re.search(r"\b\d{1,2}[C-X][A-Z]{2}\s?\d{4,10}\b", visible), "a military grid reference"
    fine = re.findall(r"\b(?:lat|lon)[^<>]{0,12}?-?\d{1,3}\.\d{3,}", visible)
    assert not fine, fine[:3]
