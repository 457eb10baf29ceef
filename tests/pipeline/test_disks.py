"""Disks that are full or cannot be written: told with a code, nothing half done, and what was built can be read."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from pipeline.small_case import ONE, now
from trucewatch.errors import CaseError
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.reporting import report_page


def files_of(folder: Path) -> dict[str, tuple[int, bytes]]:
    return {
        path.relative_to(folder).as_posix(): (path.stat().st_mtime_ns, path.read_bytes())
        for path in folder.rglob("*")
        if path.is_file()
    }


def test_a_built_case_on_a_read_only_disk_is_read_and_left_as_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch):
    built = Case(folder, now)
    built.build()
    record = built.record()
    built.store.close()
    before = files_of(folder)
    monkeypatch.setattr("trucewatch.pipeline.opened.writable", lambda _: False)
    case = Case(folder, now)
    assert case.record() == record
    assert case.statuses(None)
    assert "Hodeidah" in report_page(case, None, now())
    assert case.verify() == []
    assert files_of(folder) == before


def test_a_build_on_a_read_only_disk_is_told(folder: Path, monkeypatch: pytest.MonkeyPatch):
    Case(folder, now).build()
    (folder / "documents" / "three.txt").write_bytes(ONE.replace(b"two", b"three"))

    def refused(*_: object, **__: object) -> None:
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr("trucewatch.store.disk.tempfile.mkstemp", refused)
    with pytest.raises(CaseError) as caught:
        Case(folder, now).build()
    assert caught.value.code == "store.read-only"


@pytest.mark.parametrize("step", range(0, 24, 3))
def test_a_disk_that_fills_up_is_told_and_the_next_build_goes_on(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: int
):
    force, done = os.fsync, 0

    def full(descriptor: int) -> None:
        nonlocal done
        done += 1
        if done > step:
            raise OSError(errno.ENOSPC, "No space left on device")
        force(descriptor)

    monkeypatch.setattr(os, "fsync", full)
    try:
        Case(folder, now).build()
    except CaseError as error:
        assert error.code == "store.disk-full"
    else:
        assert done <= step + 1  # the last is a folder's, whose refusal loses nothing
    monkeypatch.setattr(os, "fsync", force)
    assert Case(folder, now).build().faults == ()
    assert Case(folder, now).record().claims
    assert Case(folder, now).verify() == []
    assert list(folder.rglob("*.torn-*")) == []
