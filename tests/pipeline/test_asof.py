"""As of a moment: nothing that came out or happened later is told."""

from __future__ import annotations

import pytest

from trucewatch.pipeline.asof import as_of, undated
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.reporting import report_page
from trucewatch.pipeline.template import make_case

TEXT = b"The army said rebels shelled Hodeidah on Tuesday, killing two soldiers.\n"
LATER = b"The rebels said they had recorded 41 violations of the truce. The army shelled Taiz on Saturday.\n"


def now() -> str:
    return "2026-01-01T00:00:00Z"


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("asof") / "hodeidah"
    make_case(folder, "Hodeidah")
    for name, head, text in (
        ("early.txt", b"---\npublished: 2018-12-19T23:30:00-05:00\n---\n", TEXT),
        ("late.txt", b"---\npublished: 2018-12-23\n---\n", LATER),
        ("none.txt", b"", b"Rebels shelled Mocha, an official said.\n"),
    ):
        (folder / "documents" / name).write_bytes(head + text)
    made = Case(folder, now)
    made.build()
    return made


def names(case: Case, at: str | None) -> set[str]:
    return {document.name for document in as_of(case.record(), case.tools, at).documents}


def test_documents_that_came_out_later_are_not_there(case: Case):
    assert names(case, None) == {"early.txt", "late.txt", "none.txt"}
    assert names(case, "2018-12-22") == {"early.txt", "none.txt"}
    assert names(case, "2018-12-20T04:00") == {"none.txt"}  # early.txt came out at 04:30 UTC
    assert names(case, "2018-12-20T04:30") == {"early.txt", "none.txt"}


def test_a_month_or_a_year_is_held_to_what_it_spans(case: Case):
    record = case.record()
    documents = tuple(
        one.model_copy(update={"published": "2018-12"}) if one.name == "none.txt" else one for one in record.documents
    )
    told = record.model_copy(update={"documents": documents})
    assert [one.name for one in as_of(told, case.tools, "2018-11").documents] == []
    assert [one.name for one in as_of(told, case.tools, "2018-12-02").documents] == ["none.txt"]


def test_claims_tallies_and_incidents_are_those_of_the_documents_left(case: Case):
    whole, cut = case.record(), case.record("2018-12-22")
    late = next(document.id for document in whole.documents if document.name == "late.txt")
    assert any(one.document == late for one in (*whole.claims, *whole.tallies))
    assert not any(one.document == late for one in (*cut.claims, *cut.tallies))
    assert not any(late in incident.documents for incident in cut.incidents)
    assert all(rejection.where != late for rejection in cut.rejections)


def test_documents_of_unknown_date_are_kept_and_named(case: Case):
    said = undated(case.record().documents)
    assert said is not None
    assert "none.txt" in said
    assert "none.txt" in (case.record("2018-12-22").files.settings.notice or "")
    assert case.record().files.settings.notice is None


def test_the_report_tells_nothing_of_the_future(case: Case):
    assert "late.txt" in report_page(case, None, now())
    assert "late.txt" not in report_page(case, "2018-12-22", now())
