"""The archive: originals stay byte for byte, and whatever is not as it was is told."""

from __future__ import annotations

import hashlib
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from trucewatch.errors import CaseError, IntegrityError
from trucewatch.store.archive import Archive

RAW = b"\x00\xff bytes of any kind \r\n"


def test_bytes_come_out_as_they_went_in(tmp_path: Path) -> None:
    archive = Archive(tmp_path / "archive")
    sha256 = archive.put(RAW)
    assert sha256 == hashlib.sha256(RAW).hexdigest()
    assert archive.get(sha256) == RAW
    assert sha256 in archive
    assert (tmp_path / "archive" / sha256[:2] / sha256).read_bytes() == RAW


def test_putting_twice_keeps_one(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    assert archive.put(RAW) == archive.put(RAW)
    assert list(archive.hashes()) == [hashlib.sha256(RAW).hexdigest()]
    assert archive.verify() == []


def test_missing_altered_and_stray_are_told(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    kept, gone = archive.put(b"kept"), archive.put(b"gone")
    (tmp_path / kept[:2] / kept).write_bytes(b"changed")
    (tmp_path / gone[:2] / gone).unlink()
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    told = {(fault.code, fault.where) for fault in archive.verify((kept, gone))}
    assert told == {
        ("store.altered", f"{kept[:2]}/{kept}"),
        ("store.missing", gone),
        ("store.stray", "notes.txt"),
    }
    for sha256, code in ((kept, "store.altered"), (gone, "store.missing"), ("../../etc/passwd", "store.missing")):
        with pytest.raises(IntegrityError) as caught:
            archive.get(sha256)
        assert caught.value.code == code


def test_putting_again_mends_a_damaged_file(tmp_path: Path) -> None:
    archive = Archive(tmp_path)
    sha256 = archive.put(RAW)
    (tmp_path / sha256[:2] / sha256).write_bytes(RAW[:5])
    assert archive.put(RAW) == sha256
    assert archive.get(sha256) == RAW


def test_a_full_disk_leaves_nothing_half_done(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = Archive(tmp_path / "archive")

    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(CaseError) as caught:
        archive.put(RAW)
    assert caught.value.code == "store.disk-full"
    assert [path for path in (tmp_path / "archive").rglob("*") if path.is_file()] == []


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="no SIGKILL on this system")
def test_a_crash_while_writing_is_told_and_hides_nothing(tmp_path: Path) -> None:
    program = (
        "import os, signal, sys; from pathlib import Path; from trucewatch.store.archive import Archive;"
        "archive = Archive(Path(sys.argv[1])); archive.put(b'first');"
        "os.fsync = lambda _: os.kill(os.getpid(), signal.SIGKILL); archive.put(b'second')"
    )
    assert subprocess.run([sys.executable, "-c", program, str(tmp_path)], check=False).returncode == -signal.SIGKILL
    archive = Archive(tmp_path)
    assert list(archive.hashes()) == [hashlib.sha256(b"first").hexdigest()]
    assert [fault.code for fault in archive.verify()] == ["store.unfinished"]
    assert archive.get(archive.put(b"second")) == b"second"
    assert [fault.code for fault in archive.mend()] == ["store.unfinished"]
    assert archive.verify() == []
