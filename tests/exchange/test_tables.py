"""Tidy tables as CSV, XLSX and Parquet: read with the libraries of those who use them, value by value."""

from __future__ import annotations

import io
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from report.sample import COURIER, RECORD
from trucewatch.exchange.all_tables import tables_of
from trucewatch.exchange.csv_tables import FORMULA, csv_file
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.exchange.tables import Column, Table, table
from trucewatch.exchange.xlsx import MOST_LETTERS

from .outgoing import SECRET, main_file, one_incident, outgoing, public, rows_of, written

NAMES = (
    *("incidents", "claims", "tellings", "findings", "commitments", "statements", "tallies", "documents", "sources"),
    *("columns", "about"),
)


def csv_rows(name: str, out: Outgoing | None = None) -> list[dict[str, str]]:
    return rows_of(written("csv", out).files[f"{name}.csv"])


def named(name: str, out: Outgoing | None = None) -> Table:
    return next(one for one in tables_of(out or outgoing()) if one.name == name)


def test_an_incident_is_a_row_with_its_number_typed_days_range_of_harm_and_names() -> None:
    rows = {row["id"]: row for row in csv_rows("incidents")}
    market = rows["incident-market"]
    assert market["event"] == "shelling" and market["event_id"] == "shelling"
    assert (market["first_day"], market["last_day"]) == ("2031-05-13", "2031-05-13")
    assert (market["killed_low"], market["killed_high"]) == ("9", "")  # "9" and "at least 12"
    assert market["actors"] == "Southland Front" and market["actor_ids"] == "southland"
    assert market["grade"] == "contested" and market["disputed"] == "what happened; killed"
    assert market["latitude"] == "35.51" and market["place_precision"] == "at the named place"
    bombed = rows["incident-millford"]
    assert bombed["event"] == "air strike" and (bombed["first_day"], bombed["last_day"]) == ("2031-05-17", "2031-05-18")
    assert rows["incident-clashes"]["first_day"] == "" and rows["incident-clashes"]["latitude"] == ""
    assert [int(row["incident"]) for row in csv_rows("incidents")] == sorted(int(r["incident"]) for r in rows.values())


def test_claims_lead_to_their_words_and_to_their_incident() -> None:
    texts = {f"D{n}": one.text for n, one in enumerate(outgoing().index.documents, 1)}
    rows = csv_rows("claims")
    assert len(rows) == len(RECORD.claims)
    for row in rows:
        quote = texts[row["document"]][int(row["start"]) : int(row["end"])]
        assert " ".join(quote.split()).lstrip(" ,;:") == row["words"].removeprefix("'")
    denial = next(row for row in rows if row["stance"] == "denies")
    market = next(row for row in csv_rows("incidents") if row["id"] == "incident-market")
    assert denial["incident"] == market["incident"] and denial["holder"] == "Southland Front"
    assert denial["document_address"] == COURIER.url and denial["trust"] == "sure"


def test_tellings_keep_what_was_said_before_and_who_answers() -> None:
    rows = [row for row in csv_rows("tellings") if row["incident_id"] == "incident-market"]
    killed = {(row["origin"], row["value"], row["former"], row["disputed"]) for row in rows if row["field"] == "Killed"}
    assert ("Northland Army", "at least 12 civilians", "no", "yes") in killed
    assert any(origin == "Northland Army" and former == "yes" for origin, _, former, _ in killed)
    assert {row["side"] for row in rows if row["origin"] == "Northland Army"} == {"Northland"}


def test_every_column_of_every_table_is_explained_and_every_cell_is_of_its_kind() -> None:
    tables = tables_of(outgoing())
    assert tuple(one.name for one in tables) == NAMES
    told = {(row["table"], row["column"]): row["says"] for row in csv_rows("columns")}
    kinds = {"text": str, "id": str, "iso date": str, "address": str, "day": date, "integer": int, "yes or no": bool}
    for one in tables[:-2]:
        for place, column in enumerate(one.columns):
            assert told[one.name, column.name]
            for row in one.rows:
                kind = {**kinds, "number": (int, float), "list": tuple}[column.kind]
                assert row[place] is None or isinstance(row[place], kind), (one.name, column.name, row[place])
    assert len(told) == sum(len(one.columns) for one in tables[:-2])


def test_no_raw_key_stands_in_a_column_that_is_read() -> None:
    for one in tables_of(outgoing()):
        for place, column in enumerate(one.columns):
            if column.kind != "text" or one.name in ("columns", "about"):
                continue
            for row in one.rows:
                assert "_" not in str(row[place] or ""), (one.name, column.name, row[place])


@pytest.mark.parametrize("start", FORMULA)
def test_a_cell_that_a_spreadsheet_would_run_is_defused(start: str) -> None:
    words = f"{start}HYPERLINK(1)"
    for before in ("", " ", "\n"):
        cell = csv_file(["a"], [[before + words], [("x", words)], [-1.5]]).decode("utf-8-sig").splitlines()
        assert cell[1].lstrip('"').startswith("'") or not words.strip().startswith(FORMULA)
        assert cell[2].lstrip('"').startswith("x") and cell[3] == "-1.5"


def test_a_workbook_has_true_dates_numbers_links_and_no_formula() -> None:
    hostile = "=cmd|'/C calc'!A0"
    document = RECORD.documents[0].model_copy(update={"title": hostile})
    record = RECORD.model_copy(update={"documents": (document, *RECORD.documents[1:])})
    book = load_workbook(io.BytesIO(main_file(written("xlsx", outgoing(record)))))
    assert tuple(book.sheetnames) == NAMES
    for sheet in book:
        assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)
    titles = [cell.value for cell in book["documents"]["B"]]
    assert hostile in titles
    sheet = book["incidents"]
    head = {cell.value: cell.column for cell in sheet[1]}
    row = next(row for row in sheet.iter_rows(min_row=2) if row[head["id"] - 1].value == "incident-millford")
    assert row[head["first_day"] - 1].value == datetime(2031, 5, 17) and row[head["first_day"] - 1].is_date
    assert row[head["latitude"] - 1].value == 35.02 and row[head["incident"] - 1].data_type == "n"
    link = row[head["documents"] - 1].hyperlink
    assert link is not None and link.location is not None
    target = book["documents"][link.location.split("!")[1]]
    assert target.value == str(row[head["documents"] - 1].value).split("; ")[0]
    addresses = [cell.hyperlink.target for cell in book["documents"]["G"][1:] if cell.hyperlink]
    assert COURIER.url in addresses
    assert sheet.freeze_panes == "B2" and sheet.auto_filter.ref


def test_a_cell_that_is_too_long_is_cut_and_the_loss_is_told() -> None:
    long = RECORD.documents[0].model_copy(update={"title": "x" * (MOST_LETTERS + 10)})
    made = written("xlsx", outgoing(RECORD.model_copy(update={"documents": (long, *RECORD.documents[1:])})))
    (loss,) = made.losses
    assert "10 characters" in loss.what and "documents" in loss.record


def test_parquet_has_the_types_and_what_each_column_says() -> None:
    pq = pytest.importorskip("pyarrow.parquet")
    files = written("parquet").files
    read = pq.read_table(io.BytesIO(files["incidents.parquet"]))
    table_ = named("incidents")
    assert read.num_rows == len(table_.rows)
    by_id = {row["id"]: row for row in read.to_pylist()}
    assert by_id["incident-millford"]["first_day"] == date(2031, 5, 17)
    assert by_id["incident-millford"]["actor_ids"] == ["north-army"]
    assert by_id["incident-market"]["killed_high"] is None and by_id["incident-market"]["killed_low"] == 9
    assert read.schema.field("latitude").metadata[b"says"].startswith(b"Of the middle")


def test_a_part_has_the_incident_with_its_own_claims_documents_and_findings_and_numbers_stay() -> None:
    out = one_incident("market")
    (row,) = csv_rows("incidents", out)
    assert row["incident"] == next(r["incident"] for r in csv_rows("incidents") if r["id"] == "incident-market")
    assert {row["incident_id"] for row in csv_rows("tellings", out)} == {"incident-market"}
    assert {row["id"] for row in csv_rows("documents", out)} == set(out.incidents[0].documents)
    assert {row["incident_id"] for row in csv_rows("findings", out)} <= {"incident-market"}
    assert csv_rows("tallies", out) == []


def test_a_public_table_has_no_withheld_name() -> None:
    assert any("Harun" in one.text for one in SECRET.documents)
    for raw in written("csv", public()).files.values():
        assert not any(name in raw.decode("utf-8") for name in ("Harun", "Orla", "7946", "35.51234", "A. Person"))


def test_a_row_that_does_not_fit_its_columns_is_a_fault_of_the_program() -> None:
    with pytest.raises(ValueError, match="b"):
        table("x", "y", (Column("a", "text", "."),), ({"a": 1, "b": 2},))
