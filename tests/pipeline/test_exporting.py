"""Exports of a case: filters, the public version and its policy, and a case that comes back from its JSON lines."""

from __future__ import annotations

import csv
import io
import json
import shutil
import zipfile
from pathlib import Path

import pytest

from pipeline.small_case import now
from trucewatch.errors import CaseError, InputError, RecordError
from trucewatch.exchange.formats import FORMATS, format_of
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.exporting import Export, ExportOrder, export_case, save
from trucewatch.pipeline.importing import import_lines
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.release import preview, release_policy
from trucewatch.pipeline.template import make_case
from trucewatch.report.public import PublicPolicy, only_quoted

LATER = "2026-03-01T00:00:00Z"
DOCUMENTS = {
    "monday": ("2018-12-17", "The army said rebels shelled Hodeidah on Monday, killing two soldiers.\n"),
    "tuesday": ("2018-12-18", "Rebels detained four farmers in Zabid on Tuesday, the army said.\n"),
    "friday": ("2018-12-21", "Rebels shelled Mocha on Friday, wounding the baker Harun Vel, the ministry said.\n"),
    "undated": (None, "The army shelled Taiz, a resident said. Call +967 1 234 567 890.\n"),
}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    target = tmp_path_factory.mktemp("exporting") / "hodeidah"
    make_case(target, "Hodeidah")
    for name, (published, text) in DOCUMENTS.items():
        head = f"---\npublished: {published}\n---\n" if published else ""
        (target / "documents" / f"{name}.txt").write_text(head + text, encoding="utf-8")
    (target / "documents" / "monday.txt.meta.yaml").write_text("source: Example Agency\npublished: 2018-12-17\n")
    made = Case(target, now)
    made.build()
    return target


def opened(folder: Path) -> OpenedCase:
    return OpenedCase(folder, now)


def exported(
    folder: Path, name: str, filters: dict[str, str] | None = None, public: PublicPolicy | None = None
) -> Export:
    order = ExportOrder(format_of(name), filters or {}, None, public)
    return export_case(opened(folder), order, LATER)


def table(export: Export, name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(export.written.files[f"{name}.csv"].decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("name", [one.name for one in FORMATS])
def test_every_format_is_written_twice_the_same(folder: Path, name: str) -> None:
    pytest.importorskip(format_of(name).needs or "csv")
    first, again = exported(folder, name), exported(folder, name)
    assert first.written.files == again.written.files and all(first.written.files.values())


def test_filters_are_those_of_the_list_and_take_along_what_belongs_to_an_incident(folder: Path) -> None:
    whole = exported(folder, "csv")
    made = exported(folder, "csv", {"area": "Mocha"})
    (incident,) = table(made, "incidents")
    assert incident["place"] == "Mocha" and len(table(whole, "incidents")) > 1
    assert {row["incident"] for row in table(made, "claims")} == {incident["incident"]}
    assert [row["name"] for row in table(made, "documents")] == ["friday.txt"]
    day = exported(folder, "csv", {"date": "2018-12-17", "kind": "shelling"})
    assert [row["place"] for row in table(day, "incidents")] == ["Al Ḩudaydah"]
    with pytest.raises(CaseError, match=r"list\.filter"):
        exported(folder, "csv", {"colour": "red"})
    nothing = exported(folder, "csv", {"source": "Exmple Agency"})
    assert table(nothing, "incidents") == [] and "Example Agency" in nothing.hints[0]


def test_a_case_that_went_out_whole_comes_back_and_can_be_built_on(folder: Path, tmp_path: Path) -> None:
    save(exported(folder, "jsonl"), format_of("jsonl"), tmp_path / "h.jsonl")
    made = import_lines(tmp_path / "h.jsonl", tmp_path / "copy", now)
    assert made.lacks == () and made.documents == len(DOCUMENTS)
    assert opened(tmp_path / "copy").record() == opened(folder).record()
    originals = {path.relative_to(folder): path.read_bytes() for path in (folder / "documents").rglob("*.*")}
    copies = tmp_path / "copy"
    assert {path.relative_to(copies): path.read_bytes() for path in (copies / "documents").rglob("*.*")} == originals
    case = Case(copies, now)
    case.build()
    assert case.record() == opened(folder).record() and case.verify() == []


def test_where_a_passage_is_withheld_no_original_goes_out(folder: Path, tmp_path: Path) -> None:
    copy = tmp_path / "redacted"
    shutil.copytree(folder, copy)
    case = Case(copy, now)
    words = ("friday.txt", "Harun Vel")
    decide(case, [Order.of("redact", words, "A. Person", "must not be seen")], LATER)
    made = exported(copy, "jsonl")
    raw = b"".join(made.written.files.values())
    assert b"Harun" not in raw and '"kind":"file"' not in raw.decode("utf-8")
    assert json.loads(raw.split(b"\n")[0])["value"]["holds"] == "record"
    assert len(made.written.losses) == 1


def test_what_is_no_export_of_ours_makes_no_case(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "x.jsonl").write_text('{"a": 1}\n')
    with pytest.raises(RecordError, match=r"import\.line"):
        import_lines(tmp_path / "x.jsonl", tmp_path / "new", now)
    assert not (tmp_path / "new").exists()
    with pytest.raises(InputError, match=r"import\.unreadable"):
        import_lines(tmp_path / "none.jsonl", tmp_path / "new", now)
    with pytest.raises(CaseError, match=r"case\.exists"):
        import_lines(tmp_path / "x.jsonl", folder, now)


@pytest.mark.parametrize(
    "name", ["../evil.toml", "/etc/case.toml", "archive/../../case.toml", "documents/../x.meta.yaml"]
)
def test_an_import_writes_nothing_outside_its_folder(folder: Path, tmp_path: Path, name: str) -> None:
    lines = exported(folder, "jsonl").written.files["record.jsonl"].decode("utf-8")
    (tmp_path / "x.jsonl").write_text(lines.replace('"name":"case.toml"', f'"name":"{name}"'), encoding="utf-8")
    with pytest.raises(RecordError, match=r"import\.file"):
        import_lines(tmp_path / "x.jsonl", tmp_path / "new" / "case", now)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["x.jsonl"]


def test_a_public_export_comes_back_as_a_case_that_can_be_read(folder: Path, tmp_path: Path) -> None:
    save(exported(folder, "jsonl", public=PublicPolicy()), format_of("jsonl"), tmp_path / "p.jsonl")
    made = import_lines(tmp_path / "p.jsonl", tmp_path / "public", now)
    assert any("not built" in lack for lack in made.lacks) and any("public" in lack for lack in made.lacks)
    record = opened(tmp_path / "public").record()
    assert record == only_quoted(record) and "Harun" not in record.model_dump_json()
    assert export_case(opened(tmp_path / "public"), ExportOrder(format_of("csv")), LATER).written.rows == made.incidents
    with pytest.raises(CaseError, match=r"case\.shrinks"):
        Case(tmp_path / "public", now).build()


def policy(folder: Path, tmp_path: Path, text: str) -> tuple[Path, PublicPolicy]:
    copy = tmp_path / "released"
    shutil.copytree(folder, copy)
    (copy / "release.toml").write_text(text, encoding="utf-8")
    return copy, release_policy(copy)


def test_the_policy_of_the_file_holds_for_exports_and_names_its_faults(folder: Path, tmp_path: Path) -> None:
    text = 'delay_days = 7\ngrain_km = 25\nwithhold_names = ["Zabid"]\ndrop_kinds = ["detention"]\n'
    copy, asked = policy(folder, tmp_path, text)
    assert asked == PublicPolicy(7, 25.0, ("Zabid",), ("detention",))
    assert release_policy(copy, delay_days=0, grain_km=50.0) == PublicPolicy(0, 50.0, ("Zabid",), ("detention",))
    assert release_policy(folder) == PublicPolicy()
    (copy / "release.toml").write_text('delay_day = 7\ngrain_km = "far"\n', encoding="utf-8")
    with pytest.raises(CaseError) as wrong:
        release_policy(copy)
    assert {fault.field for fault in wrong.value.faults} == {"delay_day", "grain_km"}
    (copy / "release.toml").write_text('drop_kinds = ["detentoin"]\n', encoding="utf-8")
    with pytest.raises(CaseError, match="did you mean detention"):
        release_policy(copy)


def test_kinds_that_stay_inside_are_in_no_public_file_and_the_rest_is_linked_anew(folder: Path, tmp_path: Path) -> None:
    copy, asked = policy(folder, tmp_path, 'drop_kinds = ["detention"]\nwithhold_names = ["Mocha"]\n')
    inside = exported(copy, "csv")
    assert any(row["event_id"] == "detention" for row in table(inside, "claims"))
    for name in (one.name for one in FORMATS if one.needs is None):
        made = exported(copy, name, public=asked)
        for raw in made.written.files.values():
            text = raw.decode("utf-8") if name != "xlsx" else "\n".join(_texts_of(raw))
            kept = "\n".join(line for line in text.splitlines() if "$defs" not in line)
            assert "farmers" not in kept and "Mocha" not in kept and "Harun" not in kept and "234 567" not in kept
    shown = exported(copy, "csv", public=asked)
    assert not any(row["event_id"] == "detention" for row in table(shown, "incidents"))
    assert table(shown, "about")[3]["value"].startswith("public")


def _texts_of(raw: bytes) -> list[str]:
    with zipfile.ZipFile(io.BytesIO(raw)) as packed:
        return [packed.read(name).decode("utf-8", "replace") for name in packed.namelist() if name.endswith(".xml")]


def test_the_preview_tells_each_thing_that_stays_and_why(folder: Path, tmp_path: Path) -> None:
    copy, asked = policy(folder, tmp_path, 'delay_days = 3\ndrop_kinds = ["detention"]\n')
    made = preview(opened(copy), asked, "2018-12-22T00:00:00Z")
    told = {(one.record.split(" ")[0], one.what.split(",")[0]): one.why for one in made.withheld}
    goes = {name: (some, whole) for name, some, whole in made.goes}
    assert goes["documents"] == (2, 4)  # friday is too recent, and the undated one came in later
    text = "\n".join(f"{one.record}: {one.what}: {one.why}" for one in made.withheld)
    assert "friday.txt" in text and "within the last 3 days" in text and "undated.txt" in text
    assert "detention is among drop_kinds" in text and "nothing that tells of it goes out" in text
    assert any("middle of a field of 10 km" in what for _, what in told)
    everything = preview(opened(copy), PublicPolicy(delay_days=0), LATER)
    assert any("Harun Vel" in one.record and "private" in one.why for one in everything.withheld)
    assert any(
        "undated.txt" in one.record and "address, number or coordinate" in one.what for one in everything.withheld
    )


def test_the_preview_agrees_with_what_goes(folder: Path, tmp_path: Path) -> None:
    copy, asked = policy(folder, tmp_path, 'drop_kinds = ["detention"]\n')
    goes = {name: some for name, some, _ in preview(opened(copy), asked, LATER).goes}
    made = exported(copy, "csv", public=asked)
    assert len(table(made, "documents")) == goes["documents"] and len(table(made, "claims")) == goes["claims"]
    assert len(table(made, "incidents")) == goes["incidents"]
