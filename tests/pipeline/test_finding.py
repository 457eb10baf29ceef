"""Lists, look-ups and search on a small case: what is shown, filtered, sorted and found."""

from __future__ import annotations

from pathlib import Path
from zipfile import ZipFile

import pytest

from pipeline.small_case import now
from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.list_kinds import COLUMNS, What
from trucewatch.pipeline.lists import Lists
from trucewatch.pipeline.lookup import Kind, Lookup
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.rows import Listing, as_text, filtered, ordered, table_lines, unheard
from trucewatch.pipeline.searching import INDEX, search
from trucewatch.pipeline.showing import show_lines
from trucewatch.pipeline.snapshot import write_snapshot
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Doubt

THREE = "---\nsource: Example Agency\npublished: 2018-12-21\n---\nThe army said rebels shelled Ṣanʿāʾ on Thursday.\n"
ARABIC = "---\npublished: 2018-12-22\nlanguage: ar\n---\nأُعْلِنَت الهدنة في الحُدَيْدَة\n"


@pytest.fixture
def case(folder: Path) -> Case:
    (folder / "documents" / "three.txt").write_text(THREE, encoding="utf-8")
    (folder / "documents" / "four.txt").write_text(ARABIC, encoding="utf-8")
    built = Case(folder, now)
    built.build()
    return built


@pytest.fixture
def record(case: Case) -> CaseRecord:
    return case.record()


def listed(case: Case, what: What, **asked: str) -> Listing:
    return filtered(Lists(case.record(), case.tools.book.entries).listing(what), asked)


def cells(listing: Listing, column: str) -> list[str]:
    return [as_text(row.cells.get(column)) for row in listing.rows]


@pytest.mark.parametrize("what", list(What))
def test_every_list_has_its_columns_and_no_others(case: Case, what: What) -> None:
    listing = listed(case, what)
    assert listing.columns == COLUMNS[what]
    assert all(set(row.cells) <= set(listing.columns) for row in listing.rows)


def test_claims_are_filtered_by_what_they_say(case: Case) -> None:
    everything = listed(case, What.CLAIMS)
    denied = listed(case, What.CLAIMS, kind="denies")
    assert 0 < len(denied.rows) < len(everything.rows)
    assert set(cells(denied, "force")) == {"denies"}
    assert set(cells(listed(case, What.CLAIMS, source="D2"), "document")) == {"D2"}
    assert cells(listed(case, What.CLAIMS, text="KILLING two"), "killed") == ["2"]
    assert cells(listed(case, What.CLAIMS, date="2018-12-18"), "time")
    assert cells(listed(case, What.CLAIMS, date="2016"), "time") == []
    assert cells(listed(case, What.CLAIMS, area="hodeidah"), "place")
    assert listed(case, What.CLAIMS, area="14.8,42.95,30").rows == listed(case, What.CLAIMS, area="Hodeidah").rows


def test_incidents_are_filtered_and_sorted(case: Case) -> None:
    incidents = listed(case, What.INCIDENTS)
    grade = cells(incidents, "grade")[0]
    assert set(cells(listed(case, What.INCIDENTS, grade=grade), "grade")) == {grade}
    forth, back = ordered(incidents, "date"), ordered(incidents, "-date")
    assert cells(forth, "date") == sorted(cells(incidents, "date"))
    assert cells(back, "date") == cells(forth, "date")[::-1]


def test_trust_tells_what_persons_did(case: Case) -> None:
    decide(case, [Order.of("correct", ["rebels shelled Hodeidah", "killed=5"], "A", "b")], now())
    decide(case, [Order.of("reject", ["that they had shelled"], "A", "b")], now())
    assert cells(listed(case, What.CLAIMS, trust="corrected"), "killed") == ["5"]
    assert cells(listed(case, What.CLAIMS, trust="rejected"), "incident") == [""]
    assert cells(listed(case, What.DECISIONS), "state") == ["stands", "stands"]
    assert "ruling.rejected" in cells(listed(case, What.REJECTED), "code")


def test_a_value_that_nothing_has_is_told_with_what_is_like_it(case: Case) -> None:
    whole = listed(case, What.CLAIMS)
    assert unheard(whole, {"kind": "denies", "text": "nothing of it", "date": "1999"}) == []
    (said,) = unheard(whole, {"kind": "shellings"})
    assert said == "nothing in this list has the kind 'shellings'; did you mean shelling?"


def test_a_filter_or_a_column_that_is_not_there_is_told(case: Case) -> None:
    for asked, code in (({"grade": "weak"}, "list.filter"), ({"date": "Tuesday"}, "list.filter")):
        with pytest.raises(CaseError) as caught:
            listed(case, What.DOCUMENTS, **asked)
        assert caught.value.code == code
    with pytest.raises(CaseError, match="did you mean published"):
        ordered(listed(case, What.DOCUMENTS), "publishd")


def test_a_table_leaves_empty_columns_out_and_cuts_what_is_wide(case: Case) -> None:
    head, *lines = table_lines(listed(case, What.CLAIMS, text="killing two"), 20)
    assert "killed" in head
    assert "missing" not in head
    assert all(len(part) <= 20 for line in lines for part in line.split("  "))


def test_a_record_is_named_by_whatever_a_face_prints(record: CaseRecord) -> None:
    lookup = Lookup(record)
    for number, document in enumerate(lookup.documents, 1):
        assert lookup.label(document.id) == f"D{number}"
        for words in (f"D{number}", f"d{number}", document.id, document.id[:9], document.id[4:10], document.name):
            assert lookup.find(words, (Kind.DOCUMENT,)) == document
    for number, incident in enumerate(lookup.incidents, 1):
        for words in (str(number), f"incident {number}", f"#{number}", incident.id):
            assert lookup.find(words) == incident
    killing = lookup.find("rebels  shelled hodeidah", (Kind.CLAIM,))
    assert killing in record.claims
    home = lookup.find("rebels shelled Hodeidah", (Kind.INCIDENT,))
    assert killing.id in home.claims


def test_what_is_not_there_or_not_alone_is_told(record: CaseRecord) -> None:
    lookup = Lookup(record)
    name = record.documents[0].id
    with pytest.raises(CaseError, match=f"did you mean {name}"):
        lookup.find(name[:-1] + "x")
    with pytest.raises(CaseError, match="ids begin so"):
        lookup.find("doc-")
    with pytest.raises(CaseError, match="no document of that id"):
        lookup.find("D99", (Kind.DOCUMENT,))


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("sanaa", None),
        ("San'a", "three.txt"),
        ("shelled sana", "three.txt"),
        ("SOLDIERS hodei", "one.txt"),
        ("الهدنه", "four.txt"),
        ("الحديدة", "four.txt"),
        ("اعلنت", "four.txt"),
    ],
)
def test_words_are_found_without_case_marks_and_variants(case: Case, words: str, name: str | None) -> None:
    documents = {one.id: one.name for one in case.record().documents}
    found = [documents[hit.id] for hit in search(case, words) if hit.kind == "document"]
    assert found[:1] == ([name] if name else [])


def test_the_index_follows_the_record_and_is_not_needed(case: Case) -> None:
    assert search(case, "rebels shelled")
    (case.folder / "documents" / "five.txt").write_text("The ceasefire in Marib held.\n", encoding="utf-8")
    again = Case(case.folder, now)
    again.build()
    assert any(hit.kind == "document" for hit in search(again, "Marib"))
    (case.folder / INDEX).write_bytes(b"no index at all" * 100)
    assert any(hit.kind == "document" for hit in search(again, "Marib"))


def test_the_index_is_no_stray_of_the_case_and_goes_into_no_snapshot(case: Case, tmp_path: Path) -> None:
    assert search(case, "Hodeidah")
    assert (case.folder / INDEX).is_file()
    assert case.verify() == []
    write_snapshot(case, tmp_path / "case.zip")
    with ZipFile(tmp_path / "case.zip") as packed:
        assert INDEX not in packed.namelist()
        packed.extractall(tmp_path / "unpacked")
    assert Case(tmp_path / "unpacked", now).verify() == []


def test_nothing_to_look_for_is_told(case: Case) -> None:
    with pytest.raises(CaseError) as caught:
        search(case, " - ")
    assert caught.value.code == "search.words"


def test_whether_a_claim_is_sure_is_listed_filtered_shown_and_found(case: Case) -> None:
    doubts = (Doubt.RELAYED, Doubt.PLACE_CARRIED)
    record = case.record()
    claims = tuple(one.model_copy(update={"why_check": doubts[: n % 3]}) for n, one in enumerate(record.claims))
    told = record.model_copy(update={"claims": claims})
    listing = Lists(told, case.books.book.entries).listing(What.CLAIMS)
    by_id = {row.cells["id"]: row.cells for row in listing.rows}
    assert [by_id[one.id]["trust"] for one in claims[:2]] == ["sure", "check"]
    assert by_id[claims[2].id]["why_check"] == (
        "told through more than one speaker",
        "its place was told elsewhere in the text",
    )
    sure = {row.cells["id"] for row in filtered(listing, {"trust": "sure"}).rows}
    assert sure == {one.id for one in claims if not one.why_check}
    assert len(filtered(listing, {"trust": "as read"}).rows) == len(claims)
    assert "  trust: to be checked (told through more than one speaker)" in show_lines(told, claims[1].id)[1]
    assert {hit.trust for hit in search(case, "shelled") if hit.kind == "claim"} <= {"sure", "check"}
    assert [hit.trust for hit in search(case, "shelled") if hit.kind == "claim"]
    assert {hit.trust for hit in search(case, "shelled") if hit.kind == "document"} == {None}
