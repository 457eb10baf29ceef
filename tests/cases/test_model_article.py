"""The model article: what must come out of it, held row by row, with its date and without."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

from trucewatch.pipeline.build import DocumentReading, assemble
from trucewatch.pipeline.reading import Reading, read_claims
from trucewatch.pipeline.statuses import status_history
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.assessments import StatusValue
from trucewatch.records.cases import CaseFiles, CaseSettings
from trucewatch.records.claims import Claim, ClaimKind, Holder
from trucewatch.records.documents import Document, Metadata

EXPECTED = YAML(typ="safe").load((Path(__file__).parent / "model_article.yaml").read_text(encoding="utf-8"))
ROWS = {row["row"]: row for row in EXPECTED["rows"]}


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


@pytest.fixture(scope="module")
def dated(shared_dir: Path, tools: Tools) -> tuple[Document, Reading]:
    return read(shared_dir, tools, "2016-09-21")


@pytest.fixture(scope="module")
def undated(shared_dir: Path, tools: Tools) -> tuple[Document, Reading]:
    return read(shared_dir, tools, None)


def read(shared_dir: Path, tools: Tools, published: str | None) -> tuple[Document, Reading]:
    raw = (shared_dir / "cases" / "deir-ez-zor.txt").read_bytes()
    document = read_document(raw, "deir-ez-zor.txt", metadata=Metadata(published=published))
    return document, read_claims(document, tools)


def origin(claim: Claim) -> str:
    return words(claim.holder[-1]) if claim.holder else ""


def words(link: Holder) -> str:
    """A holder's words in the text and the name they were resolved to, lower case."""
    return f"{link.span.quote if link.span else ''} {link.name}".lower()


def meets(claim: Claim, row: dict[str, Any], document: Document) -> bool:
    at = document.text.find(row["key"])
    assert at >= 0, f"row {row['row']}: {row['key']!r} is not in the article"
    there = claim.span.start <= at < claim.span.end or abs(claim.trigger.start - at) < 40
    who = any(name in origin(claim) if name else not origin(claim) for name in row["origin"])
    if row["row"] == 18 and claim.actor is not None and not claim.holder:
        who = "army command" in claim.actor.name.lower()  # the author tells an announcement: its actor is its speaker
    return there and claim.event in row["event"] and claim.force.value in row["force"] and who


def found_rows(document: Document, reading: Reading) -> set[int]:
    return {n for n, row in ROWS.items() if any(meets(claim, row, document) for claim in reading.claims)}


def test_the_rows(dated: tuple[Document, Reading]):
    found = found_rows(*dated)
    missing = sorted(set(ROWS) - found)
    assert set(EXPECTED["must"]) <= found, f"missing: {missing}"
    assert len(found) >= EXPECTED["least"], f"missing: {missing}"


def test_no_claim_has_a_holder_who_did_not_say_it(dated: tuple[Document, Reading]):
    document, reading = dated
    zones = [(document.text.find(zone["from"]), zone["may"]) for zone in EXPECTED["speakers"]]
    assert all(start >= 0 for start, _ in zones)
    for claim in reading.claims:
        may = [names for start, names in zones if start <= claim.trigger.start][-1]
        for link in claim.holder:
            assert any(name in words(link) for name in may), (link.name, claim.span.quote)


def test_nothing_comes_from_the_boilerplate(dated: tuple[Document, Reading]):
    document, reading = dated
    ends = document.text.index("If you’re able")
    assert document.is_boilerplate(ends, len(document.text))
    assert all(claim.trigger.start < ends for claim in reading.claims)


def test_every_span_of_every_claim_holds(dated: tuple[Document, Reading]):
    document, reading = dated
    assert reading.claims
    assert all(span.holds(document.text) for claim in reading.claims for span in claim.spans())


def test_the_weekend_and_the_full_date_are_read(dated: tuple[Document, Reading]):
    document, reading = dated
    strikes = {
        number: next(claim for claim in reading.claims if meets(claim, ROWS[number], document)) for number in (1, 4)
    }
    assert strikes[1].time is not None
    assert (strikes[1].time.begin, strikes[1].time.finish) == ("2016-09-17", "2016-09-18")
    assert strikes[4].time is not None
    assert strikes[4].time.begin == "2015-12-06"


def test_without_a_date_no_year_is_invented(undated: tuple[Document, Reading]):
    document, reading = undated
    assert document.published is None
    assert found_rows(document, reading) >= set(EXPECTED["must"])
    for claim in reading.claims:
        if claim.time is not None and claim.time.begin is not None:
            words = claim.time.expression.quote if claim.time.expression else ""
            assert re.search(r"\d{4}", words), (claim.time, claim.span.quote)


@pytest.mark.parametrize("published", ["2016-09-21", None])
def test_the_truce_is_declared_ended_by_one_party(shared_dir: Path, tools: Tools, published: str | None):
    document, reading = read(shared_dir, tools, published)
    files = CaseFiles(settings=CaseSettings(id="article", title="The article"))
    record = assemble(files, [document], {document.id: DocumentReading.of(reading)}, tools)
    final = status_history(record, tools, None)[-1]
    assert final.value is StatusValue.DECLARED_ENDED
    assert "by one party" in final.wording
    assert "Russia" not in " ".join(final.by)


def test_two_publishers_are_one_origin(dated: tuple[Document, Reading], tools: Tools):
    document, reading = dated
    files = CaseFiles(settings=CaseSettings(id="article", title="The article"))
    record = assemble(files, [document], {document.id: DocumentReading.of(reading)}, tools)
    assert {credit.name for credit in document.credits} >= {"South Front"}
    occurrences = [claim for claim in reading.claims if claim.kind is ClaimKind.OCCURRENCE]
    assert occurrences
    assert record.incidents
    assert all(len(incident.support.independent) <= 1 for incident in record.incidents)
