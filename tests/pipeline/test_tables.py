"""Tables of events: each row a claim of its own words, each fault with row, column and value, the rest goes in."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from pipeline.small_case import now
from trucewatch.errors import CaseError, ReadError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.columns import check_layout, offered_layout, read_layout
from trucewatch.pipeline.template import make_case
from trucewatch.read.document import read_document
from trucewatch.read.oddities import warnings_of
from trucewatch.records.claims import Doubt
from trucewatch.records.documents import Metadata
from trucewatch.records.tables import TableLayout

ACLED = (
    "event_id_cnty,event_date,sub_event_type,actor1,actor2,location,latitude,longitude,geo_precision,fatalities,notes\n"
    "YEM1,13 December 2018,Shelling/artillery/missile attack,Houthi forces,Farmers,Hodeidah,14.7978,42.9545,1,2,x; y\n"
    "YEM2,31 February 2018,Armed clash,A,B,Taiz,13.58,44.02,1,0,bad day\n"
    "YEM3,14 December 2018,Armed clash,A,B,Taiz,193.58,44.02,1,0,bad point\n"
    "YEM4,14 December 2018,Armed clash,A,B,Taiz,13.58,44.02,1,many,bad number\n"
    "YEM5,14 December 2018,Other,A,B,Taiz,13.58,44.02,1,0,no claim\n"
    "YEM6,15 December 2018,Armed clash,A,B,Taiz,13.58,44.02,2,0,fine\n"
)
GED = (
    "id;date_start;date_end;type_of_violence;side_a;side_b;where_coordinates;latitude;longitude;where_prec;best;low;high\n"
    "1;2018-12-13;2018-12-15;1;Government of Yemen;Forces of Hadi;Hodeidah town;14.79;42.95;1;5;3;8\n"
    "2;2018-12-16;2018-12-14;1;A;B;Taiz;13.58;44.02;1;0;0;0\n"
)
OWN = "Datum;Ort;Typ;Tote\n13.12.2018;Hodeidah;Beschuss;2\n14.12.2018;Taiz;Luftangriff;0\n15.12.2018;Taiz;Anderes;0\n"
LAYOUT = """name: our list
columns: {date: Datum, place: Ort, event: Typ, killed: Tote}
dates: dmy
events: {Beschuss: shelling, Luftangriff: air_strike, Anderes: null}
"""


@pytest.fixture
def case(tmp_path: Path) -> Case:
    make_case(tmp_path / "case", "Tables")
    return Case(tmp_path / "case", now)


def test_acled_is_known_each_row_is_a_claim_and_each_fault_is_told(case: Case) -> None:
    case.add(ACLED.encode(), "data.csv", metadata=Metadata(source="ACLED"))
    case.build()
    record = case.record()
    first, last = sorted(record.claims, key=lambda claim: claim.span.start)
    assert first.span.quote.startswith("event_id_cnty: YEM1; event_date: 13 December 2018; sub_event_type: Shelling")
    assert first.span.quote.endswith("fatalities: 2; notes: x; y")
    assert (first.event, first.trigger.quote) == ("shelling", "Shelling/artillery/missile attack")
    assert first.time is not None and (first.time.begin, first.time.finish) == ("2018-12-13", "2018-12-13")
    assert first.place is not None and (first.place.lat, first.place.lon) == (14.7978, 42.9545)
    assert first.place.precision == "exact" and last.place is not None and last.place.precision == "near"
    assert first.actor is not None and first.actor.span.quote == "Houthi forces"
    assert first.harm is not None and first.harm.killed is not None and first.harm.killed.low == 2
    assert (first.holder, first.why_check) == ((), (Doubt.CODED,))
    told = [(one.code, one.field, one.message) for one in record.rejections]
    assert [(code, field) for code, field, _ in told] == [
        ("table.value", "event_date"),
        ("table.value", "latitude"),
        ("table.value", "fatalities"),
        ("table.no-claim", None),
    ]
    assert told[0][2].startswith("row 3, column 'event_date': '31 February 2018' is no day")
    assert "write it YYYY-MM-DD" in told[0][2]
    assert told[2][2].startswith("row 5, column 'fatalities': 'many' is no whole number")
    assert case.verify() == []


def test_an_edition_that_lacks_a_column_is_known_too() -> None:
    document = read_document(b"event_id_cnty,event_date,sub_event_type\n1,2018-12-13,Armed clash\n", "x.csv")
    assert document.table is not None and set(document.table.columns) == {"date", "event"}


def test_ged_is_known_with_its_days_and_range_of_deaths(case: Case) -> None:
    case.add(GED.encode(), "ged.csv")
    case.build()
    (claim,) = case.record().claims
    assert claim.time is not None and (claim.time.begin, claim.time.finish) == ("2018-12-13", "2018-12-15")
    assert claim.harm is not None and claim.harm.killed is not None
    assert (claim.harm.killed.low, claim.harm.killed.high) == (3, 8)
    (told,) = case.record().rejections
    assert (told.code, told.field) == ("table.value", "date_end") and "before the beginning" in told.message


def test_rows_of_one_set_are_not_merged_with_one_another_silently(case: Case) -> None:
    row = "YEM{},13 December 2018,Armed clash,A,B,Taiz,13.58,44.02,1,0,x\n"
    case.add((ACLED.partition("\n")[0] + "\n" + row.format(1) + row.format(2)).encode(), "data.csv")
    case.build()
    assert [len(incident.claims) for incident in case.record().incidents] == [1, 1]


def test_a_layout_of_ones_own_is_kept_with_the_receipt(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "columns.yaml"
    path.write_text(LAYOUT)
    case.add(OWN.encode(), "liste.csv", metadata=Metadata(source="Desk"), layout=read_layout(path))
    case.build()
    record = case.record()
    assert sorted((one.event, one.time.begin if one.time else None) for one in record.claims) == [
        ("air_strike", "2018-12-14"),
        ("shelling", "2018-12-13"),
    ]
    assert [one.code for one in record.rejections] == ["table.no-claim"]
    again = Case(case.folder, now)
    assert again.record().claims == record.claims and again.verify() == []


def test_a_layout_is_checked_and_all_its_faults_are_told(tmp_path: Path) -> None:
    table, path = tmp_path / "liste.csv", tmp_path / "columns.yaml"
    table.write_text(OWN)
    path.write_text("columns: {date: Tag, event: Typ}\nevents: {Beschuss: shelled}\n")
    assert [(fault.code, fault.field) for fault in check_layout(read_layout(path), table)] == [
        ("table.column", "columns.date"),
        ("table.event", "events.Beschuss"),
    ]
    path.write_text("columns: {when: Tag}\n")
    with pytest.raises(CaseError) as caught:
        read_layout(path)
    assert all(fault.where and fault.where.startswith("columns.yaml") for fault in caught.value.faults)


def test_a_layout_is_offered(tmp_path: Path) -> None:
    table = tmp_path / "list.csv"
    table.write_text("Date,Location,Type,Killed\n25/12/2018,Taiz,air strike,2\n26/12/2018,Aden,flood,0\n")
    made = YAML(typ="safe").load(offered_layout(table))
    assert made["columns"] == {"date": "Date", "place": "Location", "event": "Type", "killed": "Killed"}
    assert (made["dates"], made["events"]) == ("dmy", {"air strike": "air_strike", "flood": None})
    assert TableLayout.model_validate(made)
    (tmp_path / "acled.csv").write_text(ACLED)
    assert offered_layout(tmp_path / "acled.csv").startswith("# known as ACLED")
    (tmp_path / "text.txt").write_text("The truce held.")
    with pytest.raises(ReadError):
        offered_layout(tmp_path / "text.txt")


def test_a_spreadsheet_gives_the_same_rows() -> None:
    import csv

    from openpyxl import Workbook

    book = Workbook()
    for row in csv.reader(io.StringIO(ACLED)):
        book.active.append(row)
    target = io.BytesIO()
    book.save(target)
    document = read_document(target.getvalue(), "data.xlsx")
    assert document.text == read_document(ACLED.encode(), "data.csv").text
    assert document.table is not None and document.table.name == "ACLED"


def test_a_table_of_unknown_columns_is_read_as_text_and_told() -> None:
    document = read_document(b"a,b\n1,The army shelled Taiz.\n", "x.csv")
    assert document.text == "a: 1; b: The army shelled Taiz." and document.table is None
    assert "read.columns" in {fault.code for fault in warnings_of(document)}


def test_a_text_with_commas_is_no_table() -> None:
    assert (
        read_document(b"The army, the rebels, and the mission\nsaid, all, that the truce held.\n", "x.txt").cells == ()
    )
