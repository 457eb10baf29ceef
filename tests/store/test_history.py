"""History: what became of incidents, build by build, through a crash too."""

from __future__ import annotations

from pathlib import Path

from trucewatch.records.incidents import ChangeKind, IncidentChange
from trucewatch.store.history import History

GREW = IncidentChange(incident="incident-a", kind=ChangeKind.GREW, gained=("claim-1",))
MERGED = IncidentChange(incident="incident-b", kind=ChangeKind.MERGED, others=("incident-a",))


def test_changes_are_appended_and_found_by_incident(tmp_path: Path) -> None:
    history = History(tmp_path / "history.jsonl")
    assert history.entries() == ()
    history.append("2016-10-01T00:00:00Z", "build-1", [GREW])
    history.append("2016-10-02T00:00:00Z", "build-2", [])
    history.append("2016-10-03T00:00:00Z", "build-3", [MERGED])
    assert [entry.build for entry in history.entries()] == ["build-1", "build-3"]
    assert [at for at, _ in history.of("incident-a")] == ["2016-10-01T00:00:00Z", "2016-10-03T00:00:00Z"]
    assert history.of("incident-c") == ()


def test_a_line_that_a_crash_cut_spoils_no_other(tmp_path: Path) -> None:
    path = tmp_path / "history.jsonl"
    History(path).append("2016-10-01T00:00:00Z", "build-1", [GREW])
    with path.open("ab") as file:
        file.write(b'{"at": "2016-10')
    History(path).append("2016-10-03T00:00:00Z", "build-3", [MERGED])
    assert [entry.build for entry in History(path).entries()] == ["build-1", "build-3"]
