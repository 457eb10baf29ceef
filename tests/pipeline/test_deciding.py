"""Deciding on a small case: what is recorded, what follows, what is refused, and what a dry run leaves alone."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path

import pytest

from pipeline.small_case import ONE, now
from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import Outcome, decide, read_orders
from trucewatch.pipeline.decisions_told import decision_rows, history_lines
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.searching import search
from trucewatch.pipeline.showing import show_lines
from trucewatch.read.document import read_document
from trucewatch.records.decisions import DecisionState
from trucewatch.records.documents import Document

SHELLED, DENIED = "rebels shelled Hodeidah", "that they had shelled"


@pytest.fixture
def case(folder: Path) -> Case:
    built = Case(folder, now)
    built.build()
    return built


def ruled(case: Case, kind: str, *words: str, dry: bool = False, copies: bool = True) -> Outcome:
    order = Order.of(kind, words, "A. Reader", "as the words say", copies)
    return decide(case, [order], now(), dry=dry)


def refused(case: Case, kind: str, *words: str) -> list[tuple[str, str | None]]:
    with pytest.raises(CaseError) as caught:
        ruled(case, kind, *words)
    assert case.ledger.entries() == ()
    return [(fault.code, fault.field) for fault in caught.value.faults]


def test_a_correction_moves_the_incident_and_keeps_what_was_read(case: Case) -> None:
    outcome = ruled(case, "correct", SHELLED, "killed=5", "time=2018-12-17")
    assert any("killed 2 → 5" in line for line in outcome.lines)
    record = case.record()
    incident = record.incidents[0]
    told = {value.value for telling in incident.tellings for value in telling.values if value.field == "time"}
    assert "2018-12-17" in told
    lines = show_lines(record, SHELLED)[1]
    assert "  killed: the program had read 2, a person says 5" in lines
    assert case.verify() == []


def test_a_dry_run_tells_the_same_and_records_nothing(case: Case) -> None:
    before = case.record()
    dry = ruled(case, "correct", SHELLED, "killed=5", dry=True)
    assert (case.ledger.entries(), case.record()) == ((), before)
    assert ruled(case, "correct", SHELLED, "killed=5").lines == dry.lines


def test_a_grade_is_used_and_the_rules_stay_beside(case: Case) -> None:
    by_rule = case.record().incidents[0].support.grade
    ruled(case, "grade", "1", "confirmed")
    support = case.record().incidents[0].support
    assert (support.grade.value, support.by_rule) == ("confirmed", by_rule)
    assert support.reasons[0].startswith("graded by a person (ruling 1): as the words say")
    ruled(case, "undo", "1")
    assert case.record().incidents[0].support.grade is by_rule


def test_a_rejected_claim_is_out_of_support_and_in_sight(case: Case) -> None:
    before = case.record()
    denial = next(claim for claim in before.claims if DENIED in claim.span.quote)
    ruled(case, "reject", DENIED)
    record = case.record()
    assert denial in record.claims
    assert denial.id not in {name for incident in record.incidents for name in incident.claims}
    assert record.rejected == {denial.id}
    assert "  rejected by a person: nothing rests on it" in show_lines(record, denial.id)[1]


def test_a_claim_is_added_moved_and_undone(case: Case) -> None:
    ruled(case, "add", "one.txt", "killing two soldiers", "event=killing", "killed=2", "trigger=killing")
    added = next(claim for claim in case.record().claims if claim.rule == "person")
    ruled(case, "move", added.id, "incident 1")
    record = case.record()
    assert any({added.id} < set(incident.claims) for incident in record.incidents)
    ruled(case, "undo", "2", "1")
    assert added.id not in {claim.id for claim in case.record().claims}


def test_with_everything_undone_the_record_is_what_the_program_read(case: Case) -> None:
    before = case.record()
    ruled(case, "correct", SHELLED, "killed=5", "actor=houthis", "event=attack")
    ruled(case, "add", "one.txt", "killing two soldiers", "event=killing", "killed=2")
    ruled(case, "split", DENIED)
    ruled(case, "grade", SHELLED, "fair")
    ruled(case, "reject", SHELLED)
    ruled(case, "correct", "two.txt", "published=2018-12-27", "source=")
    assert case.record().incidents != before.incidents
    ruled(case, "undo", *(str(number) for number in range(1, 7)))
    after = case.record()
    assert len(after.decisions) == 7
    assert after.model_copy(update={"decisions": (), "effects": ()}) == before
    assert case.verify() == []


def test_a_record_as_of_a_day_obeys_and_orphans_nothing(case: Case) -> None:
    ruled(case, "correct", SHELLED, "killed=5")
    ruled(case, "reject", DENIED)
    early = case.record("2018-12-19")
    assert [document.name for document in early.documents] == ["one.txt"]
    told = [claim.harm for claim in early.claims if SHELLED in claim.span.quote]
    assert [harm.killed.low for harm in told if harm and harm.killed] == [5]
    assert not [one for one in early.rejections if one.code.startswith("ruling.")]
    assert len(case.record("2018-12-20").rejected) == 1


def test_words_are_named_and_places_located(case: Case) -> None:
    ruled(case, "name", "rebels", "actor=houthis")
    assert {claim.actor.actor for claim in case.record().claims if claim.actor} == {"houthis"}
    ruled(case, "correct", SHELLED, "place=Taiz", "point=13.58,44.02")
    place = next(claim.place for claim in case.record().claims if SHELLED in claim.span.quote)
    assert place is not None
    assert (place.name, place.lat, place.lon) == ("Taiz", 13.58, 44.02)


@pytest.mark.parametrize(
    ("kind", "words", "codes"),
    [
        ("corect", (SHELLED,), [("decide.kind", None)]),
        ("merge", ("1",), [("decide.subjects", None)]),
        ("grade", ("1", "certain"), [("decide.value", None)]),
        ("correct", (SHELLED, "event=weather", "killed=x"), [("decide.value", "event"), ("decide.value", "killed")]),
        ("correct", (SHELLED, "colour=red"), [("decide.field", "colour")]),
        ("correct", ("one.txt", "published=0000-00-00"), [("decide.value", "published")]),
        ("correct", ("one.txt", "event=shelling"), [("decide.field", "event")]),
        ("merge", ("1", "event=shelling"), [("decide.field", "event")]),
        ("add", ("one.txt", "words that nobody wrote", "event=attack"), [("decide.words", None)]),
        ("name", ("rebels", "actor=nobody at all"), [("decide.value", "actor")]),
        ("accept", ("claim-000000000000",), [("show.unknown", None)]),
        ("undo", ("7",), [("show.unknown", None)]),
    ],
)
def test_what_is_wrong_is_told_and_nothing_is_recorded(
    case: Case, kind: str, words: tuple[str, ...], codes: list[tuple[str, str | None]]
) -> None:
    assert refused(case, kind, *words) == codes


def test_a_decision_needs_a_name_and_a_reason(case: Case) -> None:
    with pytest.raises(CaseError) as caught:
        decide(case, [Order.of("note", ["1"], " ", "")], now())
    assert [fault.code for fault in caught.value.faults] == ["decide.by", "decide.reason"]


def test_of_a_file_with_a_wrong_entry_nothing_is_recorded(case: Case, tmp_path: Path) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(
        "decisions:\n"
        "  - {kind: note, on: incident 1, reason: seen}\n"
        "  - {kind: grade, on: [1, certain], reason: sure}\n",
        encoding="utf-8",
    )
    orders = read_orders(path, "A. Reader", "")
    with pytest.raises(CaseError, match=r"decision 2: .*no grade"):
        decide(case, orders, now())
    assert case.ledger.entries() == ()
    assert [entry.decision.kind.value for entry in decide(case, orders[:1], now()).entries] == ["note"]


@pytest.mark.parametrize("text", ["decisions: none\n", "decisions:\n  - {kind: note, om: x}\n", "decisions:\n  - 3\n"])
def test_a_file_that_is_not_as_it_must_be_is_told(tmp_path: Path, text: str) -> None:
    path = tmp_path / "decisions.yaml"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(CaseError) as caught:
        read_orders(path, "", "")
    assert {fault.code for fault in caught.value.faults} == {"decide.file"}


def test_a_document_is_left_out_kept_and_taken_back(case: Case) -> None:
    removed = next(one for one in case.record().documents if one.name == "two.txt")
    outcome = ruled(case, "remove", "two.txt")
    assert any("two.txt: left out" in line for line in outcome.lines)
    record = case.record()
    assert [document.name for document in record.documents] == ["one.txt"]
    told = [one for one in record.rejections if one.code == "document.removed"]
    assert [(one.where, one.field) for one in told] == [("two.txt", removed.id)]
    assert removed.sha256 in set(case.archive.hashes())
    assert Case(case.folder, now).build().faults == ()
    ruled(case, "undo", "1")
    assert len(case.record().documents) == 2


def test_leaving_out_every_document_is_no_loss_and_no_original_is_unclaimed(case: Case) -> None:
    receipts = case.receipts.all()[0]
    for name in ("one.txt", "two.txt"):
        ruled(case, "remove", name)
        assert case.verify() == []
    again = Case(case.folder, now)
    summary = again.build()
    assert (summary.documents, summary.faults) == (0, ())
    assert again.receipts.all()[0] == receipts
    assert {receipt.sha256 for receipt in receipts} == set(again.archive.hashes())
    assert again.kept.unclaimed() == []


def test_a_document_that_is_lost_is_told_beside_one_that_is_left_out(case: Case) -> None:
    ruled(case, "remove", "two.txt")
    kept = next(one for one in case.record().documents if one.name == "one.txt")
    (case.folder / "documents" / "one.txt").unlink()
    next(path for path in (case.folder / "archive").rglob(kept.sha256)).unlink()
    with pytest.raises(CaseError) as caught:
        Case(case.folder, now).build()
    assert {fault.code for fault in caught.value.faults} == {"case.shrinks", "store.missing"}
    assert "1 documents in the last build, 0 now; gone: one.txt" in str(caught.value)


@pytest.mark.parametrize("kind", ["effects", "as_read"])
def test_what_persons_changed_is_kept_under_hashes_too(case: Case, kind: str) -> None:
    ruled(case, "correct", SHELLED, "killed=5")
    case.store.close()
    for change in (
        f"UPDATE records SET json = replace(json, '2', '3') WHERE kind = '{kind}'",
        f"DELETE FROM records WHERE kind = '{kind}'",
    ):
        with closing(sqlite3.connect(case.database)) as raw, raw:
            assert raw.execute(change).rowcount > 0
        told = [fault for fault in Case(case.folder, now).verify() if fault.code == "store.altered"]
        assert any((fault.where or "").startswith(kind) for fault in told), told


def test_metadata_is_corrected_without_touching_the_original(case: Case) -> None:
    before = next(one for one in case.record().documents if one.name == "one.txt")
    ruled(case, "correct", "one.txt", "published=2018-12-26", "title=The shelling")
    after = next(one for one in case.record().documents if one.name == "one.txt")
    assert (after.id, after.sha256, after.published, after.title) == (
        before.id,
        before.sha256,
        "2018-12-26",
        "The shelling",
    )
    tuesday = next(claim.time for claim in case.record().claims if claim.document == after.id and claim.time)
    assert tuesday.begin == "2018-12-25"
    ruled(case, "correct", "one.txt", "published=")
    assert next(one.published for one in case.record().documents if one.name == "one.txt") is None


def test_a_person_says_what_is_a_copy(folder: Path) -> None:
    (folder / "documents" / "three.txt").write_bytes(
        ONE.replace(b"Example Agency", b"Third Post").replace(b"two", b"ten")
    )
    case = Case(folder, now)
    case.build()
    assert case.record().copies == ()
    ruled(case, "copies", "one.txt", "three.txt")
    (edge,) = case.record().copies
    names = {document.id: document.name for document in case.record().documents}
    assert ({names[edge.first], names[edge.second]}, edge.kind.value) == ({"one.txt", "three.txt"}, "ruled")
    ruled(case, "apart", "one.txt", "three.txt")
    assert case.record().copies == ()


def test_the_same_bytes_under_two_names_are_told(folder: Path) -> None:
    (folder / "documents" / "three.txt").write_bytes(ONE)
    summary = Case(folder, now).build()
    assert (summary.documents, summary.faults) == (2, ())
    assert [(one.code, one.where) for one in summary.warnings] == [("document.same-bytes", "three.txt")]


def test_a_file_that_could_not_be_read_is_mended_or_dropped(folder: Path) -> None:
    bad = ONE.replace(b"2018-12-19", b"0000-00-00").replace(b"two", b"three")
    (folder / "documents" / "bad.txt").write_bytes(bad)
    (folder / "documents" / "empty.txt").write_bytes(b"")
    case = Case(folder, now)
    assert {fault.code for fault in case.build().faults} == {"read.front-matter", "read.empty"}
    ruled(case, "correct", "bad.txt", "published=2018-12-19")
    ruled(case, "remove", "empty.txt")
    summary = Case(folder, now).build()
    assert (summary.documents, summary.faults) == (3, ())
    assert next(one.published for one in case.record().documents if one.name == "bad.txt") == "2018-12-19"


def test_unknown_keys_are_a_warning_that_names_them(folder: Path) -> None:
    (folder / "documents" / "three.txt").write_bytes(
        ONE.replace(b"source:", b"editor: X\nsource:").replace(b"two", b"six")
    )
    summary = Case(folder, now).build()
    assert summary.faults == ()
    assert [(one.code, one.where, one.field) for one in summary.warnings] == [
        ("read.unknown-key", "three.txt", "editor")
    ]


def test_what_was_decided_on_a_document_that_is_left_out_is_orphaned_and_comes_back(case: Case) -> None:
    ruled(case, "correct", SHELLED, "killed=5")
    ruled(case, "remove", "one.txt")
    effect = case.record().effects[0]
    assert (effect.state, effect.lost[0].quote is not None) == (DecisionState.ORPHANED, True)
    assert any(one.code == "ruling.subject-gone" for one in case.record().rejections)
    ruled(case, "undo", "2")
    assert case.record().effects[0].state is DecisionState.STANDS


def test_a_correction_holds_for_copies_unless_it_is_for_one(folder: Path) -> None:
    filler = b" ".join(b"word%d" % number for number in range(60))
    for name in ("a", "b"):
        text = ONE.replace(b"Example Agency", b"Paper " + name.encode()) + filler + b"\n"
        (folder / "documents" / f"copy-{name}.txt").write_bytes(text)
    (folder / "documents" / "one.txt").unlink()
    case = Case(folder, now)
    case.build()
    dry = ruled(case, "correct", SHELLED, "killed=5", dry=True)
    alone = ruled(case, "correct", SHELLED, "killed=5", dry=True, copies=False)
    assert [len(outcome.entries[0].decision.subjects) for outcome in (dry, alone)] == [2, 1]


WITNESS = b"---\nsource: Example Agency\npublished: 2018-12-19\n---\n" + (
    b"Amina Saleh, a nurse, said rebels had shelled Taiz on Tuesday, killing two.\n"
)


@pytest.fixture
def witnessed(folder: Path) -> Case:
    (folder / "documents" / "witness.txt").write_bytes(WITNESS)
    built = Case(folder, now)
    built.build()
    return built


def everything_shown(case: Case) -> str:
    """All that any face could show: the record, its decisions, and what a search looks through."""
    record = case.record()
    shown = [record.model_dump_json(), case.store.documents()[-1].text]
    shown += [line for one in record.documents for line in show_lines(record, one.id)[1]]
    shown += [line for row in decision_rows(record) for line in history_lines(row)]
    return "\n".join((*shown, (case.folder / "ledger.jsonl").read_text(encoding="utf-8")))


def test_what_is_redacted_is_shown_nowhere_and_kept_in_the_archive(witnessed: Case) -> None:
    case = witnessed
    claim = next(one for one in case.record().claims if "Taiz" in one.span.quote)
    ruled(case, "correct", claim.id, "holder=Amina Saleh")
    outcome = ruled(case, "redact", "witness.txt", "Amina  Saleh")
    assert any(line.endswith("text shown → passage withheld") for line in outcome.lines)
    ledger = (case.folder / "ledger.jsonl").read_text(encoding="utf-8")
    assert "Amina" in ledger.splitlines()[0] and "Amina" not in ledger.splitlines()[1]
    shown = everything_shown(case).replace(ledger, "")
    assert "Saleh" not in shown
    assert "█████ █████, a nurse" in shown
    document = next(one for one in case.record().documents if one.name == "witness.txt")
    assert b"Amina Saleh" in case.archive.get(document.sha256)
    assert case.verify() == []
    assert [hit.kind for hit in search(case, "Saleh")] == []
    ruled(case, "undo", "2")
    assert "Amina Saleh" in next(one.text for one in case.record().documents if one.name == "witness.txt")


def test_what_is_redacted_is_gone_from_the_history_whose_chain_holds(folder: Path) -> None:
    Case(folder, now).build()
    (folder / "documents" / "later.txt").write_text(
        "---\nsource: Other Post\npublished: 2018-12-20\n---\nRebels shelled Zabid on Wednesday, residents said.\n"
    )
    case = Case(folder, now)
    case.build()
    path = folder / "history.jsonl"
    before = path.read_bytes().splitlines()
    assert b"Shelling in Zabid" in before[1]
    ruled(case, "redact", "later.txt", "Zabid")
    lines = path.read_bytes().splitlines()
    assert b"Zabid" not in path.read_bytes() and "Shelling in █████".encode() in lines[1]
    assert [json.loads(line)["hash"] for line in lines[:2]] == [json.loads(line)["hash"] for line in before]
    assert [one.line for one in case.history.entries()[-1].withheld][:1] == [2]
    assert case.verify() == [] and Case(folder, now).build().faults == ()
    spec = spec_from_file_location("verify_case", Path(__file__).parents[2] / "docs" / "verify_case.py")
    assert spec is not None and spec.loader is not None
    script = module_from_spec(spec)
    spec.loader.exec_module(script)
    assert script.verify(folder) == []
    # Broken off after the line that vouches: the next build goes on with it, and says it once.
    path.write_bytes(b"\n".join([*before, *lines[2:]]) + b"\n")
    assert Case(folder, now).verify() == []
    Case(folder, now).build()
    assert path.read_bytes().splitlines() == lines
    # What no line vouches for is found as before.
    path.write_bytes(path.read_bytes().replace("Shelling in █".encode(), "Shooting in █".encode(), 1))
    assert [(fault.code, fault.where) for fault in Case(folder, now).verify()][:1] == [
        ("history.altered", "history.jsonl:2")
    ]
    assert script.verify(folder) != []


def test_a_redaction_whose_words_are_not_found_any_more_leaves_the_document_out(
    witnessed: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    ruled(witnessed, "redact", "witness.txt", "Amina Saleh")

    def read_otherwise(*given: object, **named: object) -> Document:
        document = read_document(*given, **named)  # type: ignore[arg-type]
        return document.model_copy(update={"text": document.text.replace("Amina Saleh", "Amina Sa-leh")})

    monkeypatch.setattr("trucewatch.pipeline.originals.read_document", read_otherwise)
    monkeypatch.setattr("trucewatch.pipeline.filling.reader_fingerprint", lambda: "another program")
    documents, rejections = Case(witnessed.folder, now).documents()
    assert "witness.txt" not in {one.name for one in documents}
    assert [(one.code, one.where) for one in rejections] == [("document.redaction-lost", "witness.txt")]


def test_a_better_version_takes_the_place_and_the_rulings_of_a_document(witnessed: Case) -> None:
    case = witnessed
    claim = next(one for one in case.record().claims if "Taiz" in one.span.quote)
    ruled(case, "correct", claim.id, "killed=3")
    ruled(case, "redact", "witness.txt", "Amina Saleh")
    better = b"\n".join((WITNESS, b"Corrected on Thursday. No further details were given.\n"))
    (case.folder / "documents" / "better.txt").write_bytes(better)
    case.build()
    dry = ruled(case, "replace", "witness.txt", "better.txt", dry=True)
    outcome = ruled(case, "replace", "witness.txt", "better.txt")
    assert outcome.lines == dry.lines
    assert any(line.endswith("witness.txt: left out") for line in outcome.lines)
    record = case.record()
    assert sorted(one.name for one in record.documents) == ["better.txt", "one.txt", "two.txt"]
    told = [one for one in record.rejections if one.code == "document.replaced"]
    assert [one.where for one in told] == ["witness.txt"]
    corrected = next(one for one in record.claims if "Taiz" in one.span.quote)
    assert corrected.document != claim.document
    assert corrected.harm is not None and corrected.harm.killed is not None and corrected.harm.killed.low == 3
    assert "Saleh" not in record.model_dump_json()
    assert [effect.state for effect in record.effects] == [DecisionState.STANDS] * 3
    assert case.verify() == []
    ruled(case, "remove", "better.txt")
    assert "witness.txt" in {one.name for one in case.record().documents}


def test_what_cannot_be_redacted_or_replaced_is_told(case: Case) -> None:
    assert refused(case, "redact", "one.txt", "Omar") == [("decide.words", None)]
    assert refused(case, "redact", "one.txt") == [("decide.subjects", None)]
    assert refused(case, "replace", "one.txt") == [("decide.subjects", None)]
    assert refused(case, "replace", "one.txt", "one.txt") == [("decide.subjects", None)]
