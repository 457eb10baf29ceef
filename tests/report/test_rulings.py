"""Rulings stand beside what the rules give; revoked ones stay and say so; left-out claims say why."""

from __future__ import annotations

import re
from html import unescape

import pytest

from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import (
    Change,
    Decision,
    DecisionKind,
    DecisionState,
    Effect,
    FieldChange,
    LedgerEntry,
)
from trucewatch.records.documents import Rejection
from trucewatch.report.html import render_report
from trucewatch.report.index import CaseIndex
from trucewatch.report.left_out import plain_words, view_rejections, view_unlinked
from trucewatch.report.rulings import view_rulings
from trucewatch.report.tellings import view_incidents

from .sample import RECORD, STATUSES, C

MARKET = "incident-market"


def entry(number: int, kind: str, *subjects: str, value: str | None = None) -> LedgerEntry:
    decision = Decision(
        kind=DecisionKind(kind),
        subjects=subjects,
        by=f"Editor {number}",
        at=f"2031-06-0{number}",
        reason=f"reason {number}",
        value=value,
    )
    return LedgerEntry(number=number, decision=decision, previous="0" * 64, hash=str(number) * 64)


LEDGER = (
    entry(1, "grade", MARKET, value="fair"),
    entry(2, "dissent", MARKET, "fire", value="breach"),
    entry(3, "accept", C["bombing"].id),
    entry(4, "grade", MARKET, value="weak"),
    entry(5, "revoke", "4" * 64),
    entry(6, "merge", "incident-gone", MARKET),
)


@pytest.fixture(scope="module")
def record() -> CaseRecord:
    return RECORD.model_copy(update={"decisions": LEDGER})


@pytest.fixture(scope="module")
def page(record: CaseRecord) -> str:
    return render_report(record, at="2031-05-21", statuses=STATUSES, generated="2031-06-22")


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_rulings_stand_beside_the_grade_and_change_nothing_of_it(page: str) -> None:
    market = page.split('id="incident-incident-market"', 1)[1].split("</article>", 1)[0]
    text = text_of(market)
    assert 'data-grade="contested"' in market and "Grade: contested" in text
    assert "Ruling by Editor 1 , 1 June 2031: graded “fair” . Why: reason 1 ruling 1" in text
    assert "Ruling by Editor 4" not in text and "3 rulings" in text


def test_a_ruling_on_a_finding_names_its_incident_and_its_term(page: str) -> None:
    findings = page.split('<section id="commitments"', 1)[1].split("</section>", 1)[0]
    assert text_of(findings).count("Ruling by") == 1
    assert "unable to rule Ruling by Editor 2 , 2 June 2031: dissented “breach”" in text_of(findings)


def test_the_section_lists_all_of_the_ledger(page: str) -> None:
    rulings = page.split('<section id="rulings"', 1)[1].split("</section>", 1)[0]
    text = text_of(rulings)
    assert re.findall(r'<tr id="ruling-(\d)"', rulings) == ["1", "2", "3", "4", "5", "6"]
    assert "<s><bdi>graded “weak”</bdi></s>" in rulings and "revoked by Editor 5, 5 June 2031" in text
    assert "incident-gone (not in the record under this id)" in text
    assert 'href="#ruling-4"' in rulings and f'href="#{MARKET.replace("incident-", "incident-incident-")}"' in rulings


def test_a_revoked_revocation_lets_the_ruling_stand() -> None:
    ledger = (entry(1, "grade", MARKET, value="fair"), entry(2, "revoke", "1" * 64), entry(3, "revoke", "2" * 64))
    index = CaseIndex(RECORD.model_copy(update={"decisions": ledger}))
    rulings = view_rulings(index, view_incidents(index))
    assert [view.ended for view in rulings.entries] == ["", "Editor 3, 3 June 2031", ""]
    assert [view.number for view in rulings.on(MARKET)] == [1]


def test_each_kind_says_what_it_is_about() -> None:
    fields = (FieldChange(field="actor", value="north"),)
    named = entry(1, "name", "the northern lot").decision.model_copy(update={"fields": fields})
    moved = entry(2, "move", C["bombing"].id, value=MARKET).decision
    ledger = (
        entry(1, "note", MARKET).model_copy(update={"decision": named}),
        entry(2, "note", MARKET).model_copy(update={"decision": moved}),
    )
    change = Change(subject=C["bombing"].id, field="event", before="attack", after="air_strike")
    effects = (
        Effect(number=1, state=DecisionState.STANDS, subjects=("the northern lot",), changes=(change,)),
        Effect(number=2, state=DecisionState.STANDS, subjects=(C["bombing"].id,)),
    )
    index = CaseIndex(RECORD.model_copy(update={"decisions": ledger, "effects": effects}))
    first, second = view_rulings(index, view_incidents(index)).entries
    assert (first.what, first.subjects[0].text) == ("said to mean “north”", "“the northern lot”")
    assert first.changes == ["event: attack, now air strike"]
    assert second.what == "moved"
    assert second.subjects[1].text.startswith("incident ")


def test_without_rulings_the_page_says_what_would_stand_there() -> None:
    page = render_report(RECORD, at=None, statuses=(), generated="2031-06-22")
    assert "Nobody has ruled on anything." in page


def test_claims_in_no_incident_are_listed_with_their_words_and_why() -> None:
    told = C["bombing"]
    incidents = tuple(one for one in RECORD.incidents if told.id not in one.claims)
    reason = Rejection(code="incident.too-thin", message="too little to tell it apart", where="x", field=told.id)
    index = CaseIndex(RECORD.model_copy(update={"incidents": incidents, "rejections": (reason,)}))
    claims = [claim for group in view_unlinked(index) for claim in group.claims]
    found = [claim for claim in claims if claim.why == "too little to tell it apart"]
    assert [claim.event for claim in found] == ["air strike"]
    assert found[0].cite is not None and found[0].cite.quote in " ".join(told.span.quote.split())
    assert view_rejections(index) == []
    used = {item.claim for item in RECORD.statements}
    quotes = {claim.cite.href for claim in claims if claim.cite is not None}
    assert not {cite.href for name in used if (cite := index.cite_claim(name)) is not None} & quotes


@pytest.mark.parametrize("code", ["claim.anaphor", "claim.bare", "read.nul-bytes", "anchor.mismatch", "record.field"])
def test_a_code_has_plain_words(code: str) -> None:
    assert plain_words(code).endswith(".") and "_" not in plain_words(code)


def test_an_unknown_code_keeps_its_own_message() -> None:
    assert plain_words("strange.code") == ""
