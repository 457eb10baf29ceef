"""What goes outside: names of private persons withheld everywhere, places coarsened, anchors as they were."""

from __future__ import annotations

import re
from functools import cache

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry
from trucewatch.report.content_docx import write_docx
from trucewatch.report.content_html import write_html
from trucewatch.report.content_markdown import write_markdown
from trucewatch.report.html import render_report
from trucewatch.report.incident_report import incident_report
from trucewatch.report.public import MARK, SHOWN, PublicPolicy, one_length, public_record

from .builder import claim, document
from .sample import ACTORS, RECORD, STATUSES
from .sheets import MADE, content, sheet
from .test_writers import docx_text

NEWS = document(
    "orla-venn-interview.txt",
    "Shells on the market\n\nShells killed the baker Harun Vel, 34, and his son Ilan in Hightown, Orla Venn said. "
    "“Vel had just opened,” Venn recalled; call +44 20 7946 0958. Sergeant Major Reed of the Northland Army denied it. "
    "The market lies at 35.51234, 39.86123.\n",
    title="Harun Vel, a baker, dies",
    source="courier",
    published="2031-05-18",
    language="en",
    url="https://courier.example/orla-venn",
)
KILLED = claim(
    NEWS,
    "Shells killed the baker Harun Vel, 34, and his son Ilan in Hightown, Orla Venn said.",
    "killing",
    "killed",
    target=("the baker Harun Vel", None),
    place=("Hightown", 35.51234, 39.86123, "exact"),
    holder=(("Orla Venn", None),),
)
EMPTY = CaseRecord(files=RECORD.files)
SECRETS = ("Harun", "Vel", "Ilan", "Orla", "Venn", "orla-venn", "7946", "35.51234", "39.86123", "A. Person")


def whole() -> CaseRecord:
    market = RECORD.incidents[0]
    telling = market.tellings[0]
    held = telling.origin.model_copy(
        update={"id": "named:orla-venn", "name": "Orla Venn", "reason": "Orla Venn speaks"}
    )
    told = telling.model_copy(update={"id": "t", "origin": held, "claims": (KILLED.id,), "documents": (NEWS.id,)})
    told = told.model_copy(update={"values": (telling.values[0].model_copy(update={"claims": (KILLED.id,)}),)})
    incident = market.model_copy(
        update={
            "title": "Killing of Harun Vel",
            "tellings": (*market.tellings, told),
            "claims": (*market.claims, KILLED.id),
            "documents": (*market.documents, NEWS.id),
        }
    )
    ruling = Decision(
        kind=DecisionKind.GRADE, subjects=(market.id,), by="A. Person", at=MADE, reason="I know", value="fair"
    )
    return RECORD.model_copy(
        update={
            "documents": (*RECORD.documents, NEWS),
            "claims": (*RECORD.claims, KILLED),
            "incidents": (incident, *RECORD.incidents[1:]),
            "decisions": (LedgerEntry(number=1, decision=ruling, previous="0", hash="1" * 64),),
        }
    )


PUBLIC = public_record(whole(), ACTORS, PublicPolicy())


@cache
def files() -> tuple[str, ...]:
    """The page, and the situation and incident reports by each writer, as texts."""
    made = [render_report(PUBLIC, at=None, statuses=STATUSES, generated=MADE, actors=ACTORS, public=True)]
    view = next(view for view in sheet(PUBLIC).incidents if view.incident.id == "incident-market")
    for report in (content(PUBLIC), incident_report(sheet(PUBLIC), view, MADE)):
        made += [write_html(report), write_markdown(report), docx_text(write_docx(report, MADE))]
    return tuple(made)


@pytest.mark.parametrize("secret", SECRETS)
def test_nothing_that_points_to_a_person_is_in_any_file(secret: str) -> None:
    for text in files():
        assert not re.search(rf"(?<![A-Za-z]){re.escape(secret)}(?![A-Za-z])", text)
        assert SHOWN in text and not re.search(f"{MARK}{{6}}", text)


def test_what_was_withheld_was_there() -> None:
    page = render_report(whole(), at=None, statuses=STATUSES, generated=MADE, actors=ACTORS)
    assert all(secret in page for secret in SECRETS)


def test_anchors_and_lengths_stay() -> None:
    before = {one.id: one.text for one in whole().documents}
    for after in PUBLIC.documents:
        assert len(after.text) == len(before[after.id])
        kept = [(a, b) for a, b in zip(before[after.id], after.text, strict=True) if b != MARK]
        assert all(a == b for a, b in kept)
    texts = {one.id: one.text for one in PUBLIC.documents}
    for before_claim, after_claim in zip(whole().claims, PUBLIC.claims, strict=True):
        assert [(s.start, s.end) for s in after_claim.spans()] == [(s.start, s.end) for s in before_claim.spans()]
        assert all(span.holds(texts[after_claim.document]) for span in after_claim.spans())


def test_parties_officers_and_officials_in_the_book_stay() -> None:
    text = next(one.text for one in PUBLIC.documents if one.id == NEWS.id)
    assert "the Northland Army denied it" in text and "Hightown" in text


def test_no_place_is_known_finer_than_the_grain() -> None:
    place = next(one for one in PUBLIC.claims if one.id == KILLED.id).place
    assert place is not None and (place.radius_km or 0) >= 10 and place.precision.value == "near"
    assert place.lat is not None and abs(place.lat - 35.51234) <= 0.05
    again = public_record(PUBLIC, ACTORS, PublicPolicy())
    assert [(one.lat, one.lon) for one in again.incidents] == [(one.lat, one.lon) for one in PUBLIC.incidents]
    near = [
        one.model_copy(update={"lat": 35.5101 + 0.0001 * n, "lon": 39.86}) for n, one in enumerate(RECORD.incidents)
    ]
    moved = public_record(RECORD.model_copy(update={"incidents": tuple(near)}), ACTORS, PublicPolicy())
    assert len({(one.lat, one.lon) for one in moved.incidents}) == 1


def test_only_cited_passages_of_a_text_are_shown() -> None:
    page = render_report(PUBLIC, at=None, statuses=STATUSES, generated=MADE, actors=ACTORS, public=True)
    assert "had just opened" not in page and "A note without a claim" not in page
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert set(re.findall(r'href="#([^"]+)"', page)) <= set(ids)


def test_a_text_in_a_script_without_capitals_is_withheld_whole() -> None:
    arabic = next(one for one in PUBLIC.documents if one.language == "ar")
    assert set(arabic.text) <= {MARK, " ", "\n"}


@pytest.mark.parametrize("address", ["https://e.example/orla-venn", "https://e.example/2031/OrlaVenn.html"])
def test_an_address_with_a_withheld_name_is_left_out(address: str) -> None:
    news = NEWS.model_copy(update={"url": address})
    made = whole().model_copy(update={"documents": (*RECORD.documents, news)})
    shown = public_record(made, ACTORS, PublicPolicy()).documents
    assert shown[-1].url is None and shown[0].url == RECORD.documents[0].url


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=60), st.data())
def test_no_text_breaks_a_public_record(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    words = text[start : data.draw(st.integers(start + 1, len(text)))]
    entry = document("x.txt", f"the baker Harun Vel, 34. {text}", title=text)
    record = EMPTY.model_copy(update={"documents": (entry,), "claims": (claim(entry, words, "shelling", words),)})
    (shown,) = public_record(record, ACTORS, PublicPolicy()).documents
    assert len(shown.text) == len(entry.text) and "Harun" not in shown.text


def test_a_withheld_name_has_one_length() -> None:
    assert one_length(f"{MARK} and {MARK * 12}") == f"{SHOWN} and {SHOWN}"


def test_what_is_public_already_is_not_changed_again() -> None:
    assert public_record(PUBLIC, ACTORS, PublicPolicy()).documents == PUBLIC.documents
