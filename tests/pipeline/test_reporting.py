"""Reports of a case: which record at which moment, and what is held back from readers outside."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.publishing import Publisher
from trucewatch.pipeline.report_order import ReportOrder
from trucewatch.pipeline.reporting import report_content, report_file, report_page
from trucewatch.pipeline.template import make_case
from trucewatch.report.public import SHOWN, PublicPolicy
from trucewatch.report.sheet import ReportKind

LATER = "2026-03-01T00:00:00Z"
DOCUMENTS = {
    "monday": ("2018-12-17", "The army said rebels shelled Hodeidah on Monday, killing two soldiers.\n"),
    "friday": ("2018-12-21", "Rebels shelled Mocha on Friday, wounding the baker Harun Vel, the ministry said.\n"),
    "saturday": ("2018-12-22", "The army shelled Taiz on Saturday, the rebels said.\n"),
    "undated": (None, "The army shelled Zabid, a resident said.\n"),
}


@pytest.fixture(scope="module")
def case(tmp_path_factory: pytest.TempPathFactory) -> Case:
    folder = tmp_path_factory.mktemp("reporting") / "hodeidah"
    make_case(folder, "Hodeidah")
    for name, (published, text) in DOCUMENTS.items():
        head = f"---\npublished: {published}\n---\n" if published else ""
        (folder / "documents" / f"{name}.txt").write_text(head + text, encoding="utf-8")
    made = Case(folder, lambda: "2026-01-01T00:00:00Z")
    made.build()
    return made


def page(case: Case, order: ReportOrder, generated: str = LATER) -> str:
    return report_file(case, order, ".md", generated).decode("utf-8")


def titles(case: Case, policy: PublicPolicy | None, at: str | None, today: str) -> set[str]:
    publisher = Publisher(case, policy, today)
    return {one.name.removesuffix(".txt") for one in publisher.record(publisher.latest(at)).documents}


def test_a_day_ends_with_the_last_document_where_none_is_named(case: Case) -> None:
    facts = dict(report_content(case, ReportOrder(ReportKind.DAILY), LATER).facts)
    assert facts["Period"] == "after 21 December 2018, up to 22 December 2018"
    facts = dict(report_content(case, ReportOrder(ReportKind.WEEKLY, at="2018-12-22T12:00"), LATER).facts)
    assert facts["Period"] == "after 15 December 2018, 12:00, up to 22 December 2018, 12:00"


def test_what_changed_is_what_came_out_and_happened_since(case: Case) -> None:
    text = page(case, ReportOrder(ReportKind.WEEKLY, at="2018-12-21", since="2018-12-17"))
    changed = text.split("## What changed")[1].split("## Does the truce hold")[0]
    assert "Mocha" in changed and "Hodeidah" not in changed and "Taiz" not in text


def test_a_period_that_ends_before_it_begins_is_a_fault(case: Case) -> None:
    with pytest.raises(CaseError, match="before it begins"):
        page(case, ReportOrder(ReportKind.DAILY, at="2018-12-17", since="2018-12-20"))


@pytest.mark.parametrize("wanted", ["incident-zzz", "", "incident-"])
def test_an_incident_that_is_not_one_is_a_fault(case: Case, wanted: str) -> None:
    with pytest.raises(CaseError, match=r"no incident of the record|incidents begin so"):
        page(case, ReportOrder(ReportKind.INCIDENT, incident=wanted))


def test_an_incident_is_found_by_number_and_by_the_beginning_of_its_id(case: Case) -> None:
    first = report_content(case, ReportOrder(ReportKind.INCIDENT, incident="1"), LATER)
    identifier = next(one.id for one in case.record().incidents if one.title.startswith(first.title))
    assert report_content(case, ReportOrder(ReportKind.INCIDENT, incident=identifier[:-2]), LATER).title == first.title


def test_nothing_of_the_days_held_back_is_in_a_public_report(case: Case) -> None:
    policy = PublicPolicy(delay_days=3)
    assert titles(case, None, None, "2018-12-22") == set(DOCUMENTS)
    assert titles(case, policy, None, "2018-12-24T08:00Z") == {"monday", "friday"}
    assert titles(case, policy, "2018-12-30", "2018-12-24T08:00Z") == {"monday", "friday"}
    assert titles(case, policy, "2018-12-20", "2018-12-24T08:00Z") == {"monday"}
    assert titles(case, policy, None, LATER) == set(DOCUMENTS)


def test_a_document_of_unknown_date_is_held_back_until_it_is_old_enough(case: Case) -> None:
    assert "undated" not in titles(case, PublicPolicy(delay_days=3), None, "2026-01-03T00:00:00Z")
    assert "undated" in titles(case, PublicPolicy(delay_days=3), None, "2026-01-05T00:00:00Z")


def test_incidents_of_the_days_held_back_are_in_no_list(case: Case) -> None:
    text = page(case, ReportOrder(public=PublicPolicy(delay_days=3)), "2018-12-24T08:00Z")
    assert "Taiz" not in text and "Hodeidah" in text and "2 document(s) are held back" in text


def test_a_private_name_is_in_the_report_for_those_who_work_on_the_case_alone(case: Case) -> None:
    assert "Harun Vel" in report_file(case, ReportOrder(), ".html", LATER).decode("utf-8")
    for suffix in (".md", ".html"):
        shown = report_file(case, ReportOrder(public=PublicPolicy()), suffix, LATER).decode("utf-8")
        assert "Harun" not in shown and SHOWN in shown and "Public version" in shown


def test_a_report_says_for_whom_it_is(case: Case) -> None:
    assert "Version: internal: names and places as in the documents" in page(case, ReportOrder())
    assert "Version: public" in page(case, ReportOrder(public=PublicPolicy()))


def test_the_same_order_gives_the_same_bytes(case: Case) -> None:
    order = ReportOrder(ReportKind.WEEKLY)
    assert report_file(case, order, ".docx", LATER) == report_file(case, order, ".docx", LATER)


FOR_EVER = """\
id: a
title: A truce
participants: [{actor: "state:YE", capacity: party}]
clocks: [{id: truce, name: the ceasefire, begin: "2018-12-18T00:00+03:00", finish: "9999-12-31T23:59+00:00"}]
whole: truce
"""


@pytest.mark.parametrize("published", ["9999-12-31", "9999-12-30", "9999-12-31T23:59-11:00", "0001-01-01T00:00+05:00"])
def test_stand_ins_for_an_unknown_date_break_no_report(tmp_path: Path, published: str) -> None:
    make_case(tmp_path / "c", "C")
    (tmp_path / "c" / "agreement.yaml").write_text(FOR_EVER, encoding="utf-8")
    text = "Rebels shelled Taiz on 31 December 9999, killing two soldiers. The army shelled Mocha on Friday.\n"
    document = f"---\npublished: {published}\n---\n{text}"
    (tmp_path / "c" / "documents" / "a.txt").write_text(document, encoding="utf-8")
    made = Case(tmp_path / "c", lambda: LATER)
    made.build()
    assert "Taiz" in report_page(made, None, LATER)
    assert "Taiz" in report_page(made, "9999-12-31", LATER)
    assert "C" in page(made, ReportOrder(ReportKind.WEEKLY, at="0001-01-01"))
