"""History: what became of incidents, build by build, through a crash too."""

from __future__ import annotations

from pathlib import Path

from trucewatch.records.incidents import ChangeKind, IncidentChange
from trucewatch.store.heads import NAME, Heads
from trucewatch.store.history import History, HistoryEntry

GREW = IncidentChange(incident="incident-a", kind=ChangeKind.GREW, gained=("claim-1",))
MERGED = IncidentChange(incident="incident-b", kind=ChangeKind.MERGED, others=("incident-a",))


def history_in(folder: Path) -> History:
    return History(folder / "history.jsonl", Heads(folder / "archive" / NAME))


def entry(day: int, *changes: IncidentChange) -> HistoryEntry:
    return HistoryEntry(at=f"2016-10-0{day}T00:00:00Z", build=f"build-{day}", changes=changes)


def test_changes_are_appended_once_and_found_by_incident(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    assert history.entries() == ()
    history.append(entry(1, GREW))
    history.append(entry(3, MERGED))
    history.append(entry(3, MERGED))
    assert [one.build for one in history.entries()] == ["build-1", "build-3"]
    assert [at for at, _ in history.of("incident-a")] == ["2016-10-01T00:00:00Z", "2016-10-03T00:00:00Z"]
    assert history.of("incident-c") == ()


def test_a_line_that_a_crash_cut_spoils_no_other(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    history.append(entry(1, GREW))
    with history.path.open("ab") as file:
        file.write(b'{"at": "2016-10')
    assert [fault.code for fault in history.all()[1]] == ["history.torn"]
    history.append(entry(3, MERGED))
    assert [one.build for one in history.entries()] == ["build-1", "build-3"]
    assert history.all()[1] == ()


def test_what_was_changed_or_taken_away_is_told(tmp_path: Path) -> None:
    history = history_in(tmp_path)
    history.append(entry(1, GREW))
    history.append(entry(3, MERGED))
    whole = history.path.read_bytes()
    history.path.write_bytes(whole.replace(b"incident-b", b"incident-x"))
    assert [(fault.code, fault.where) for fault in history.all()[1]] == [("history.altered", "history.jsonl:2")]
    history.path.write_bytes(whole.splitlines(keepends=True)[0])
    assert [fault.code for fault in history.all()[1]] == ["history.shortened"]
    history.path.unlink()
    assert [fault.code for fault in history.all()[1]] == ["history.shortened"]
