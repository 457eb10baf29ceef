"""Tampering: whatever is changed, cut, taken away or put in is found by `verify`; no build passes it over."""

from __future__ import annotations

import json
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Callable
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from types import ModuleType

import pytest

from pipeline.small_case import ONE, TWO, now, originals
from trucewatch.errors import CaseError, IntegrityError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.store.chain import chain_hash

Tamper = Callable[[Path], object]
Told = set[tuple[str, str | None, str | None]]


@pytest.fixture(scope="module")
def sound(tmp_path_factory: pytest.TempPathFactory) -> Case:
    """A case with all that can be tampered with: two files, an added document, a replaced one, a ruling, a history."""
    folder = tmp_path_factory.mktemp("tampering") / "hodeidah"
    make_case(folder, "Hodeidah")
    (folder / "documents" / "one.txt").write_bytes(ONE)
    (folder / "documents" / "two.txt").write_bytes(TWO)
    case = Case(folder, now)
    case.add(TWO.replace(b"Hodeidah", b"Taiz"), "added.txt")
    case.build()
    (folder / "documents" / "one.txt").write_bytes(ONE.replace(b"two", b"three"))
    incident = case.record().incidents[0].id
    for reason in ("read both", "read them again"):
        case.ledger.append(
            Decision(kind=DecisionKind.GRADE, subjects=(incident,), by="A. Editor", at=now(), reason=reason)
        )
    case.store.close()
    again = Case(folder, now)
    assert again.build().faults == ()
    assert len(again.history.entries()) == 2
    again.store.close()
    return again


@pytest.fixture
def case(sound: Case, tmp_path: Path) -> Case:
    return another(sound, tmp_path / "case")


def another(sound: Case, folder: Path) -> Case:
    """The same case in another folder, with the parts that are loaded already."""
    if not folder.exists():
        shutil.copytree(sound.folder, folder)
    case = Case(folder, now)
    case.files, case.tools = sound.files, sound.tools
    return case


def lines(name: str, change: Callable[[list[bytes]], list[bytes]]) -> Tamper:
    def tamper(folder: Path) -> None:
        path = folder / name
        path.write_bytes(b"".join(change(path.read_bytes().splitlines(keepends=True))))

    return tamper


def words(name: str, old: bytes, new: bytes) -> Tamper:
    def tamper(folder: Path) -> None:
        raw = (folder / name).read_bytes()
        assert old in raw
        (folder / name).write_bytes(raw.replace(old, new))

    return tamper


def gone(name: str) -> Tamper:
    return lambda folder: (folder / name).unlink()


def sql(*statements: str) -> Tamper:
    def tamper(folder: Path) -> None:
        with sqlite3.connect(folder / "record.sqlite") as raw:
            for statement in statements:
                raw.execute(statement)
        raw.close()

    return tamper


def original(change: Callable[[Path], object]) -> Tamper:
    return lambda folder: change(originals(folder)[0])


def swapped(folder: Path) -> None:
    one, other = originals(folder)[:2]
    raw = one.read_bytes()
    one.write_bytes(other.read_bytes())
    other.write_bytes(raw)


def forged_reading(folder: Path) -> None:
    """A cached reading changed with its digest, as somebody who knows the program would."""
    case = Case(folder, now)
    kept = case.store.stages("claims")
    document = next(one.id for one in case.record().documents if '"asserts"' in kept[one.id][1])
    fingerprint, text = kept[document]
    case.store.put_stage(document, "claims", fingerprint, text.replace('"asserts"', '"denies"'))
    case.store.close()


def forged_document(folder: Path) -> None:
    """A kept document changed with its digest."""
    case = Case(folder, now)
    name, (fingerprint, text) = next(iter(case.store.stages("original").items()))
    case.store.put_stage(name, "original", fingerprint, text.replace('"2018-12-', '"2017-12-'))
    case.store.close()


TABLE: dict[str, tuple[Tamper, Told]] = {
    "receipts emptied": (lines("receipts.jsonl", lambda _: []), {("receipts.shortened", "receipts.jsonl", None)}),
    "receipts removed": (gone("receipts.jsonl"), {("receipts.shortened", "receipts.jsonl", None)}),
    "receipts cut": (
        lines("receipts.jsonl", lambda found: found[:2]),
        {("receipts.shortened", "receipts.jsonl", None)},
    ),
    "a superseded receipt deleted": (
        lines("receipts.jsonl", lambda found: [found[0], *found[2:]]),
        {("receipts.altered", "receipts.jsonl:2", None)},
    ),
    "a date forged in a receipt": (
        words("receipts.jsonl", b'"published":null', b'"published":"2018-12-01"'),
        {("receipts.altered", "receipts.jsonl:1", None)},
    ),
    "receipts reordered": (
        lines("receipts.jsonl", lambda found: [found[1], found[0], *found[2:]]),
        {("receipts.altered", "receipts.jsonl:1", None), ("receipts.altered", "receipts.jsonl:2", None)},
    ),
    "a receipt that is a list": (
        lines("receipts.jsonl", lambda found: [b"[]\n", *found[1:]]),
        {("receipts.altered", "receipts.jsonl:1", None)},
    ),
    "history edited": (
        words("history.jsonl", b'"kind":"', b'"kind":"un'),
        {("history.altered", "history.jsonl:2", None)},
    ),
    "history cut": (lines("history.jsonl", lambda _: []), {("history.shortened", "history.jsonl", None)}),
    "history removed": (gone("history.jsonl"), {("history.shortened", "history.jsonl", None)}),
    "a decision edited": (
        words("ledger.jsonl", b"read both", b"read one"),
        {("ledger.altered", "ledger.jsonl:1", None)},
    ),
    "a decision taken off": (
        lines("ledger.jsonl", lambda found: found[:1]),
        {("ledger.shortened", "ledger.jsonl", None)},
    ),
    "the ledger removed": (gone("ledger.jsonl"), {("ledger.shortened", "ledger.jsonl", None)}),
    "heads removed": (gone("archive/heads.json"), {("store.heads", "heads.json", "receipts")}),
    "heads that are a list": (
        lambda folder: (folder / "archive" / "heads.json").write_bytes(b"[]"),
        {("store.heads", "heads.json", None)},
    ),
    "an original edited": (original(lambda path: path.write_bytes(b"other")), {("store.altered", "*", None)}),
    "an original removed": (original(lambda path: path.unlink()), {("store.missing", "*", None)}),
    "an original that is a device": (
        original(lambda path: (path.unlink(), path.symlink_to("/dev/zero"))),
        {("store.altered", "*", None)},
    ),
    "two originals swapped": (swapped, {("store.altered", "*", None)}),
    "a file put into the archive": (
        lambda folder: (folder / "archive" / "notes.txt").write_bytes(b"mine"),
        {("store.stray", "notes.txt", None)},
    ),
    "an original put into the archive": (
        lambda folder: Case(folder, now).archive.put(b"never received"),
        {("store.unclaimed", "*", None)},
    ),
    "an unknown kind of record": (
        sql("INSERT INTO records SELECT 'verdicts', position, id, json, digest FROM records WHERE kind = 'claims'"),
        {("store.stranger", "*", "records of a kind 'verdicts'"), ("store.altered", "*", None)},
    ),
    "a trigger": (
        sql("CREATE TRIGGER spy AFTER INSERT ON documents BEGIN DELETE FROM records; END"),
        {("store.stranger", "*", "trigger spy")},
    ),
    "a table": (sql("CREATE TABLE notes (words TEXT)"), {("store.stranger", "*", "table notes")}),
    "a view": (sql("CREATE VIEW notes AS SELECT * FROM records"), {("store.stranger", "*", "view notes")}),
    "the build's fingerprint": (
        sql("UPDATE marks SET value = 'build-x' WHERE key = 'build'"),
        {("verify.fingerprint", "database", "build")},
    ),
    "the program's mark": (
        sql("UPDATE marks SET value = 'x' WHERE key = 'made-by'"),
        {("verify.other-program", "database", "made-by")},
    ),
    "the version mark": (
        sql("UPDATE marks SET value = '0' WHERE key = 'schema'"),
        {("store.altered", "*", "schema")},
    ),
    "a newer version mark": (
        sql("UPDATE marks SET value = '99' WHERE key = 'schema'"),
        {("store.newer-schema", "*", None)},
    ),
    "a head in the database": (
        sql("UPDATE marks SET value = '[]' WHERE key = 'head-ledger'"),
        {("store.altered", "marks", "head-ledger")},
    ),
    "a reading's fingerprint": (sql("UPDATE stages SET fingerprint = 'read-x'"), {("verify.fingerprint", "*", None)}),
    "a reading's version": (sql("UPDATE documents SET read_version = 1"), {("store.altered", "*", None)}),
    "a reading edited": (
        sql("""UPDATE stages SET json = replace(json, '"asserts"', '"denies"')"""),
        {("store.altered", "*", None)},
    ),
    "a reading forged": (forged_reading, {("verify.reading", "*", None)}),
    "a kept document forged": (forged_document, {("verify.reading", "*", None)}),
    "a reading removed": (sql("DELETE FROM stages"), {("verify.reading", "*", None)}),
    "a record edited": (
        sql("""UPDATE records SET json = replace(json, '"denies"', '"asserts"')"""),
        {("store.altered", "*", None)},
    ),
    "a record removed": (sql("DELETE FROM records WHERE kind = 'claims'"), {("store.altered", "claims", None)}),
    "one record removed": (
        sql("DELETE FROM records WHERE kind = 'claims' AND position = (SELECT min(position) FROM records)"),
        {("store.altered", "claims", None)},
    ),
    "records emptied": (sql("DELETE FROM records"), {("store.altered", "claims", None)}),
    "documents emptied": (sql("DELETE FROM documents"), {("store.altered", "*", None)}),
    "marks emptied": (sql("DELETE FROM marks"), {("store.altered", "*", "schema")}),
    "documents dropped": (sql("DROP TABLE documents"), {("store.altered", "*", "documents")}),
    "records dropped": (sql("DROP TABLE records"), {("store.altered", "*", "records")}),
    "stages dropped": (sql("DROP TABLE stages"), {("store.altered", "*", "stages")}),
    "marks dropped": (sql("DROP TABLE marks"), {("store.altered", "*", "marks")}),
    "a list where a document belongs": (sql("UPDATE documents SET json = '[]'"), {("store.altered", "*", None)}),
    "a list where a record belongs": (sql("UPDATE records SET json = '[]'"), {("store.altered", "*", None)}),
    "bytes where a document belongs": (sql("UPDATE documents SET json = x'00ff'"), {("store.altered", "*", None)}),
    "bytes where a record belongs": (
        sql("UPDATE records SET json = x'7b7d', id = x'00'"),
        {("store.altered", "*", None)},
    ),
    "a number where a reading belongs": (sql("UPDATE stages SET json = 7, digest = 7"), {("store.altered", "*", None)}),
    "text that is no UTF-8": (
        sql("UPDATE records SET json = CAST(x'ff' AS TEXT)"),
        {("store.database", "*", None)},
    ),
    "no database any more": (
        lambda folder: (folder / "record.sqlite").write_bytes(b"this is a letter " * 500),
        {("store.database", "*", None)},
    ),
}


@pytest.mark.parametrize("name", TABLE)
def test_what_is_tampered_with_is_found_and_named(sound: Case, case: Case, name: str):
    tamper, wanted = TABLE[name]
    tamper(case.folder)
    found = {(fault.code, fault.where, fault.field) for fault in case.verify()}
    for code, where, field in wanted:
        assert any(one[0] == code and where in ("*", one[1]) and field in (None, one[2]) for one in found), found


@pytest.mark.parametrize("name", TABLE)
def test_a_build_tells_it_or_makes_the_record_as_it_was(sound: Case, case: Case, name: str):
    TABLE[name][0](case.folder)
    try:
        case.build()
    except CaseError as error:
        assert error.faults
        return
    ours, theirs = case.record(), sound.record()
    forged = {
        "a reading forged",
        "a kept document forged",
    }  # whoever reckons the hashes anew is found by `verify`, which reads the text again
    assert ours == theirs or name in forged


def test_the_case_as_it_was_has_no_faults(case: Case):
    assert case.verify() == []


def test_a_shrinking_record_is_told_and_not_built_without_a_word(case: Case):
    victim = originals(case.folder)[0]
    kept, raw = case.record(), victim.read_bytes()
    receipts = (case.folder / "receipts.jsonl").read_bytes()
    shutil.rmtree(case.folder / "documents")
    (case.folder / "receipts.jsonl").write_bytes(b"")
    with pytest.raises(IntegrityError) as caught:
        case.build()
    assert caught.value.code == "receipts.shortened"
    assert case.record() == kept
    (case.folder / "receipts.jsonl").write_bytes(receipts)
    victim.unlink()
    lost = [one.name for one in kept.documents if one.sha256 == victim.name]
    fresh = Case(case.folder, now)
    if lost:
        with pytest.raises(CaseError) as shrunk:
            fresh.build()
        assert {fault.code for fault in shrunk.value.faults} == {"case.shrinks", "store.missing"}
        assert lost[0] in str(shrunk.value)
        assert fresh.record() == kept
    victim.parent.mkdir(exist_ok=True)
    victim.write_bytes(raw)
    assert Case(case.folder, now).build().changed is False


def test_a_loss_that_a_person_accepts_is_built_and_is_then_the_record(case: Case):
    shutil.rmtree(case.folder / "documents")
    (case.folder / "receipts.jsonl").unlink()
    summary = case.build(accept_loss=True)
    assert summary.documents == 0
    assert {fault.code for fault in summary.faults} == {"receipts.shortened", "store.unclaimed"}
    again = Case(case.folder, now).build()
    assert {fault.code for fault in again.faults} == {"store.unclaimed"}


def test_originals_without_receipts_and_database_are_told(case: Case):
    shutil.rmtree(case.folder / "documents")
    for name in ("receipts.jsonl", "record.sqlite", "archive/heads.json"):
        (case.folder / name).unlink()
    summary = Case(case.folder, now).build()
    assert summary.documents == 0
    assert [fault.code for fault in summary.faults] == ["store.unclaimed"] * 4


def test_a_torn_receipt_is_set_aside_and_told_once(case: Case):
    with (case.folder / "receipts.jsonl").open("ab") as file:
        file.write(b'{"hash":"12')
    (case.folder / "archive" / "ab").mkdir(exist_ok=True)
    (case.folder / "archive" / "ab" / ".unfinished-x").write_bytes(b"half")
    assert {fault.code for fault in case.verify()} == {"receipts.torn", "store.unfinished"}
    assert {fault.code for fault in case.build().faults} == {"receipts.torn", "store.unfinished"}
    assert Case(case.folder, now).build().faults == ()
    assert case.verify() == []
    assert (case.folder / "receipts.jsonl.torn-1").read_bytes() == b'{"hash":"12'


def test_repair_sets_right_what_a_crash_left(case: Case):
    for name in ("receipts.jsonl", "history.jsonl", "ledger.jsonl"):
        with (case.folder / name).open("ab") as file:
            file.write(b'{"hash":"12')
    done, left = case.repair()
    assert [fault.code for fault in done] == ["receipts.torn", "history.torn", "ledger.torn"]
    assert left == []
    assert case.verify() == []


def test_repair_takes_what_was_changed_only_where_a_person_says_so(case: Case):
    words("receipts.jsonl", b'"published":null', b'"published":"2018-12-01"')(case.folder)
    changed = (case.folder / "receipts.jsonl").read_bytes()
    assert {fault.code for fault in case.repair()[1]} == {"receipts.altered"}
    assert (case.folder / "receipts.jsonl").read_bytes() == changed
    done, left = case.repair(accept=True)
    assert ({fault.code for fault in done}, left) == ({"receipts.altered"}, [])
    assert (case.folder / "receipts.jsonl.torn-1").read_bytes() == changed
    assert Case(case.folder, now).build().faults == ()


@pytest.mark.parametrize("name", ["documents dropped", "no database any more", "the version mark"])
def test_repair_puts_a_database_that_cannot_be_used_aside(case: Case, sound: Case, name: str):
    TABLE[name][0](case.folder)
    assert case.repair()[1] != []
    assert case.repair(accept=True)[1] == []
    assert (case.folder / "record.sqlite.aside-1").exists()
    fresh = another(sound, case.folder)
    fresh.build()
    assert fresh.record() == sound.record()


def test_a_chain_is_the_plain_hash_of_what_stands_there(case: Case):
    previous = "0" * 64
    for line in (case.folder / "receipts.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert row["previous"] == previous
        previous = chain_hash(previous, row["receipt"])
        assert row["hash"] == previous


NEEDS_THE_PROGRAM = {"a reading forged", "a kept document forged", "a reading removed"}
NEEDS_THE_PROGRAM |= {"the build's fingerprint", "the program's mark"}
"""What follows from the texts and from the program, which a script alone cannot know."""
SCRIPT = Path(__file__).resolve().parents[2] / "docs" / "verify_case.py"


@pytest.fixture(scope="module")
def script() -> ModuleType:
    spec = spec_from_file_location("verify_case", SCRIPT)
    assert spec is not None and spec.loader is not None
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", TABLE)
def test_the_script_that_needs_only_python_finds_it_too(case: Case, script: ModuleType, name: str):
    assert script.verify(case.folder) == []
    TABLE[name][0](case.folder)
    assert bool(script.verify(case.folder)) is (name not in NEEDS_THE_PROGRAM)


def test_the_script_is_short_and_needs_only_python(case: Case):
    text = SCRIPT.read_text(encoding="utf-8")
    assert len(text.splitlines()) <= 150
    used = {line.split()[1].split(".")[0] for line in text.splitlines() if line.startswith(("import ", "from "))}
    assert used <= sys.stdlib_module_names
    done = subprocess.run([sys.executable, "-I", str(SCRIPT), str(case.folder)], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.startswith("all as it was")


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (0.0, "0"),
        (-0.0, "0"),
        (5e-324, "5e-324"),
        (-1.7976931348623157e308, "-1.7976931348623157e+308"),
        (9007199254740992.0, "9007199254740992"),
        (295147905179352830000.0, "295147905179352830000"),
        (1e21, "1e+21"),
        (1e23, "1e+23"),
        (9.999999999999997e22, "9.999999999999997e+22"),
        (0.000001, "0.000001"),
        (1e-7, "1e-7"),
        (333333333.33333329, "333333333.3333333"),
        (4.50, "4.5"),
        (2e-3, "0.002"),
        (10.0, "10"),
        (123456.0, "123456"),
        ({"\U0001f600": 1, "\ufb33": 2, "a": [True, None, 3]}, '{"a":[true,null,3],"\U0001f600":1,"\ufb33":2}'),
        ('\u20ac$\u000f\nA\'B"\\"/', '"\u20ac$\\u000f\\nA\'B\\"\\\\\\"/"'),
    ],
)
def test_canonical_json_is_that_of_rfc_8785(script: ModuleType, value: object, text: str):
    assert script.canonical(value) == text


def test_what_the_program_chains_is_canonical_json_by_rfc_8785(case: Case, script: ModuleType):
    for name in ("receipts", "ledger", "history"):
        for line in (case.folder / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
            assert line == script.canonical(json.loads(line))
