"""Folders: what can be read, with its sidecar; what can't, with the reason."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from trucewatch.errors import ReadError
from trucewatch.read.folder import list_folder, read_bytes, read_file
from trucewatch.records.documents import Metadata


def write(folder: Path, name: str, content: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content, encoding="utf-8")
    return path


def test_files_are_listed_in_order_with_sidecars_and_the_rest_is_told(tmp_path: Path) -> None:
    for name in ("b.txt", "a.html", "deep/c.TXT", "b.txt.meta.yaml", "deep/c.meta.yaml"):
        write(tmp_path, name, "source: X")
    for name in ("scan.pdf", "lone.txt.meta.yaml", ".hidden.txt", ".git/x.txt", "README"):
        write(tmp_path, name, "x")
    listing = list_folder(tmp_path)
    assert [(found.name, found.sidecar and found.sidecar.name) for found in listing.files] == [
        ("a.html", None),
        ("b.txt", "b.txt.meta.yaml"),
        ("deep/c.TXT", "c.meta.yaml"),
    ]
    assert [(fault.code, fault.where) for fault in listing.faults] == [
        ("read.media-type", "README"),
        ("read.media-type", "scan.pdf"),
        ("read.lone-sidecar", "lone.txt.meta.yaml"),
    ]


def test_a_folder_that_is_none_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        list_folder(tmp_path / "nowhere")
    assert caught.value.code == "read.no-folder"


def test_a_sidecar_stands_between_caller_and_front_matter(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "---\nsource: Front\ntitle: Front\nauthor: Front\n---\nThe truce held.\n")
    write(tmp_path, "a.txt.meta.yaml", "source: Side\ntitle: Side\npublished: 2018-12-16\n")
    document = read_file(path, metadata=Metadata(title="Caller"))
    assert (document.title, document.source, document.author) == ("Caller", "Side", "Front")
    assert (document.published, document.text) == ("2018-12-16", "The truce held.\n")


def test_faults_of_a_sidecar_name_it(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", "The truce held.")
    write(tmp_path, "a.txt.meta.yaml", "title: x\npublished: 2016-13-45\nurl: here\n")
    with pytest.raises(ReadError) as caught:
        read_file(path)
    assert [(fault.where, fault.field) for fault in caught.value.faults] == [
        ("a.txt.meta.yaml:2", "published"),
        ("a.txt.meta.yaml:3", "url"),
    ]


def test_a_file_that_is_gone_or_too_large_is_told(tmp_path: Path) -> None:
    with pytest.raises(ReadError) as caught:
        read_file(tmp_path / "gone.txt")
    assert caught.value.code == "read.no-file"
    huge = tmp_path / "huge.txt"
    with huge.open("wb") as file:
        file.truncate(40 * 1024 * 1024)
    with pytest.raises(ReadError) as caught:
        read_file(huge)
    assert (caught.value.code, caught.value.faults[0].where) == ("read.too-large", "huge.txt")


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_links_out_of_the_folder_and_what_is_no_file_are_told_and_not_read(tmp_path: Path) -> None:
    folder, beside = tmp_path / "in", tmp_path / "out"
    write(folder, "deep/a.txt", "The truce held.")
    write(beside, "secret.txt", "Secret.")
    (folder / "inner.txt").symlink_to("deep/a.txt")
    (folder / "b.txt.meta.yaml").symlink_to(beside / "secret.txt")
    write(folder, "b.txt", "The truce held.")
    for name, target in (("file.txt", beside / "secret.txt"), ("zero.txt", Path("/dev/zero")), ("deep/up", beside)):
        (folder / name).symlink_to(target)
    (folder / "gone.txt").symlink_to("nowhere.txt")
    (folder / "loop.txt").symlink_to("loop.txt")
    os.mkfifo(folder / "pipe.txt")
    listing = list_folder(folder)
    assert [(found.name, found.sidecar) for found in listing.files] == [
        ("b.txt", None),
        ("deep/a.txt", None),
        ("inner.txt", None),
    ]
    assert [(fault.code, fault.where) for fault in listing.faults] == [
        ("read.link", "b.txt.meta.yaml"),
        ("read.link", "deep/up"),
        ("read.link", "file.txt"),
        ("read.link", "gone.txt"),
        ("read.link", "loop.txt"),
        ("read.no-file", "pipe.txt"),
        ("read.link", "zero.txt"),
    ]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no such files on this system")
def test_a_device_or_a_pipe_is_not_read_though_it_is_named(tmp_path: Path) -> None:
    (tmp_path / "zero.txt").symlink_to("/dev/zero")
    os.mkfifo(tmp_path / "pipe.txt")
    for path in (tmp_path / "zero.txt", tmp_path / "pipe.txt", Path("/dev/zero"), tmp_path):
        with pytest.raises(ReadError) as caught:
            read_bytes(path, path.name)
        assert caught.value.code == "read.no-file"


def test_a_file_that_grows_while_it_is_read_is_no_larger_than_the_rest(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.txt"
    path.write_bytes(b"x" * 100)
    monkeypatch.setattr("trucewatch.read.folder.MAX_BYTES", 50)
    real = os.fstat
    small = lambda descriptor: os.stat_result([*real(descriptor)[:6], 10, *real(descriptor)[7:]])  # noqa: E731
    monkeypatch.setattr("trucewatch.read.folder.os.fstat", small)
    with pytest.raises(ReadError) as caught:
        read_bytes(path, "a.txt")
    assert caught.value.code == "read.too-large"
