"""A snapshot: all of a case in one file, which another machine unpacks and checks, with the program or without."""

from __future__ import annotations

import hashlib
import zipfile
from collections.abc import Iterator
from pathlib import Path

from trucewatch.errors import Fault, InputError
from trucewatch.knowledge import ROOT
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.store.disk import UNFINISHED
from trucewatch.store.schema import copy_database

SHIPPED = ROOT / "verify_case.py"
CHECKOUT = ROOT.parents[2] / "docs" / "verify_case.py"
SUMS = "SHA256SUMS"
FOLDERS = ("archive", "documents", "gazetteer")
FILES = ("case.toml", "*.yaml", "receipts.jsonl*", "ledger.jsonl*", "history.jsonl*", "answers.jsonl*")
WHEN = (1980, 1, 1, 0, 0, 0)
"""The time of every member, so that the same case gives the same bytes."""


def write_snapshot(case: OpenedCase, target: Path) -> str:
    """Write the case to `target`, a zip with a list of hashes and the script that checks a case.

    Returns:
        The SHA-256 of the file, to be kept apart from it.

    Raises:
        InputError: `output.unwritable`.
    """
    part = target.with_name(f"{UNFINISHED}{target.name}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            _write(case, part)
            with part.open("rb") as file:
                digest = hashlib.file_digest(file, "sha256").hexdigest()
            part.replace(target)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        raise InputError(Fault("output.unwritable", str(error), str(target))) from error
    return digest


def _write(case: OpenedCase, part: Path) -> None:
    sums: list[str] = []
    with zipfile.ZipFile(part, "w", zipfile.ZIP_DEFLATED) as packed:
        for name, raw in _members(case):
            packed.writestr(_member(name), raw)
            sums.append(f"{hashlib.sha256(raw).hexdigest()}  {name}\n")
        packed.writestr(_member(SUMS), "".join(sums).encode("utf-8"))


def _member(name: str) -> zipfile.ZipInfo:
    member = zipfile.ZipInfo(name, WHEN)
    member.compress_type = zipfile.ZIP_DEFLATED
    return member


def _members(case: OpenedCase) -> Iterator[tuple[str, bytes]]:
    """The names and bytes of what goes in, in order; links are not followed."""
    folder = case.folder
    paths = [path for name in FOLDERS for path in (folder / name).rglob("*")]
    paths += [path for pattern in FILES for path in folder.glob(pattern)]
    for path in sorted(path for path in paths if path.is_file() and not path.is_symlink()):
        if not path.name.startswith("."):
            yield path.relative_to(folder).as_posix(), path.read_bytes()
    if case.database.exists():
        yield case.database.name, copy_database(case.database)
    yield SHIPPED.name, (SHIPPED if SHIPPED.is_file() else CHECKOUT).read_bytes()
