"""The ledger: decisions are appended, chained and never lost; tampering and a crash are told apart."""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry
from trucewatch.store.heads import NAME, Heads
from trucewatch.store.ledger import BEGINNING, Ledger, chain_hash


def ruling(reason: str, kind: DecisionKind = DecisionKind.MERGE, subjects: tuple[str, ...] = ("inc-1",)) -> Decision:
    return Decision(kind=kind, subjects=subjects, by="R. Analyst", at="2018-12-20T09:00:00+00:00", reason=reason)


def filled(path: Path, count: int = 3) -> tuple[Ledger, list[LedgerEntry]]:
    ledger = Ledger(path / "ledger.jsonl")
    return ledger, [ledger.append(ruling(f"reason {number}")) for number in range(1, count + 1)]


def test_entries_are_chained_in_order(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    assert ledger.entries() == tuple(made)
    assert [entry.number for entry in made] == [1, 2, 3]
    assert made[0].previous == BEGINNING
    assert made[2].previous == made[1].hash == chain_hash(made[0].hash, made[1].decision)
    assert ledger.verify(ledger.head()) == []


def test_appending_changes_nothing_that_stood_there(tmp_path: Path) -> None:
    ledger, _ = filled(tmp_path)
    before = ledger.path.read_bytes()
    ledger.append(ruling("one more"))
    assert ledger.path.read_bytes().startswith(before)


def test_an_empty_ledger_is_sound(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl")
    assert (ledger.entries(), ledger.head(), ledger.verify(), ledger.effective()) == ((), BEGINNING, [], ())


@pytest.mark.parametrize(
    ("tamper", "line"),
    [
        (lambda lines: [lines[0], lines[1].replace("reason 2", "reason X"), lines[2]], 2),
        (lambda lines: [lines[0], lines[2]], 2),
        (lambda lines: [lines[1], lines[0], lines[2]], 1),
        (lambda lines: [lines[0], "{}", lines[2]], 2),
        (lambda lines: [lines[0], lines[1][:40], lines[2]], 2),
        (lambda lines: [lines[0], "", lines[1], lines[2]], 2),
    ],
)
def test_tampering_is_told_with_its_line(tmp_path: Path, tamper: object, line: int) -> None:
    ledger, _ = filled(tmp_path)
    lines = ledger.path.read_text(encoding="utf-8").splitlines()
    changed = "\n".join(tamper(lines)) + "\n"  # type: ignore[operator]
    ledger.path.write_text(changed, encoding="utf-8")
    first = ledger.verify()[0]
    assert (first.code, first.where) == ("ledger.altered", f"ledger.jsonl:{line}")
    with pytest.raises(IntegrityError):
        ledger.append(ruling("after"))
    assert ledger.path.read_text(encoding="utf-8") == changed


def test_a_last_line_cut_by_a_crash_is_no_tampering_and_is_kept(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    whole = ledger.path.read_bytes()
    cut = whole[:-30]
    ledger.path.write_bytes(cut)
    assert [(fault.code, fault.where) for fault in ledger.verify()] == [("ledger.torn", "ledger.jsonl:3")]
    assert ledger.entries() == tuple(made[:2])
    again = ledger.append(ruling("made again"))
    assert (again.number, again.previous) == (3, made[1].hash)
    assert ledger.verify() == []
    fragment = (tmp_path / "ledger.jsonl.torn-1").read_bytes()
    assert whole.split(b"\n")[2].startswith(fragment)
    assert b"reason 3" in fragment


def test_an_entry_that_lacks_only_its_line_feed_counts(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    ledger.path.write_bytes(ledger.path.read_bytes()[:-1])
    assert ledger.entries() == tuple(made)
    ledger.append(ruling("next"))
    assert len(ledger.entries()) == 4
    assert ledger.verify() == []


def test_a_whole_last_line_that_was_changed_is_tampering_even_without_its_line_feed(tmp_path: Path) -> None:
    ledger, _ = filled(tmp_path)
    ledger.path.write_bytes(ledger.path.read_bytes()[:-1].replace(b"reason 3", b"reason X"))
    assert [fault.code for fault in ledger.verify()] == ["ledger.altered"]


def test_entries_taken_off_the_end_are_seen_by_a_head_kept_elsewhere(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    head = ledger.head()
    lines = ledger.path.read_bytes().splitlines(keepends=True)
    ledger.path.write_bytes(b"".join(lines[:2]))
    assert ledger.verify() == []
    assert [fault.code for fault in ledger.verify(head)] == ["ledger.shortened"]
    assert ledger.verify(made[1].hash) == []


def test_a_decision_taken_off_again_is_missed_by_the_heads(tmp_path: Path) -> None:
    ledger = Ledger(tmp_path / "ledger.jsonl", Heads(tmp_path / "archive" / NAME))
    ledger.append(ruling("reason 1"))
    ledger.append(ruling("reason 2"))
    assert ledger.verify() == []
    ledger.path.write_bytes(ledger.path.read_bytes().splitlines(keepends=True)[0])
    assert [fault.code for fault in ledger.verify()] == ["ledger.shortened"]
    with pytest.raises(IntegrityError):
        ledger.append(ruling("reason 3"))
    ledger.path.unlink()
    assert [fault.code for fault in ledger.verify()] == ["ledger.shortened"]


def test_revocations_and_their_revocations(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    revoked = ledger.append(ruling("wrong place", DecisionKind.REVOKE, (made[1].hash,)))
    assert ledger.effective() == (made[0], made[2])
    ledger.append(ruling("it was right", DecisionKind.REVOKE, (revoked.hash,)))
    assert ledger.effective() == tuple(made)
    assert len(ledger.entries()) == 5


def test_a_revocation_must_name_an_entry(tmp_path: Path) -> None:
    ledger, made = filled(tmp_path)
    with pytest.raises(CaseError) as caught:
        ledger.append(ruling("of nothing", DecisionKind.REVOKE, ("f" * 64,)))
    assert caught.value.code == "ledger.unknown-decision"
    assert ledger.entries() == tuple(made)


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_what_append_gave_back_survives_a_crash(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from trucewatch.store.ledger import Ledger;"
        "from trucewatch.records.decisions import Decision, DecisionKind;"
        "ledger = Ledger(Path(sys.argv[1]));"
        "[ledger.append(Decision(kind=DecisionKind.ACCEPT, subjects=('c',), by='A', at='2018-12-20', reason=str(n)))"
        " for n in range(5)];"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    path = tmp_path / "ledger.jsonl"
    assert subprocess.run([sys.executable, "-c", program, str(path)], check=False).returncode == -signal.SIGKILL
    ledger = Ledger(path)
    assert [entry.decision.reason for entry in ledger.entries()] == ["0", "1", "2", "3", "4"]
    assert ledger.append(ruling("after")).number == 6


def test_writers_at_the_same_time_keep_one_chain(tmp_path: Path) -> None:
    program = (
        "import sys; from pathlib import Path; from trucewatch.store.ledger import Ledger;"
        "from trucewatch.records.decisions import Decision, DecisionKind;"
        "ledger = Ledger(Path(sys.argv[1]));"
        "[ledger.append(Decision(kind=DecisionKind.ACCEPT, subjects=('c',), by=sys.argv[2], at='2018', reason='r'))"
        " for _ in range(10)]"
    )
    path = tmp_path / "ledger.jsonl"
    running = [subprocess.Popen([sys.executable, "-c", program, str(path), name]) for name in "AB"]
    assert [process.wait() for process in running] == [0, 0]
    assert Ledger(path).verify() == []
    assert len(Ledger(path).entries()) == 20
