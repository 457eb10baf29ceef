"""Archive: originals byte for byte under the SHA-256 of their content, in a folder tree."""

from __future__ import annotations

import hashlib
import os
import re
import tempfile
from collections.abc import Iterator
from pathlib import Path

from trucewatch.errors import Fault, IntegrityError

_HASH = re.compile(r"[0-9a-f]{64}")
_UNFINISHED = ".unfinished-"


class Archive:
    """`root/ab/abcdef…`: what is put in is never changed and never taken out.

    A file appears under its hash only when all of it is on the disk, so a crash leaves at worst an unfinished
    file under another name, which `verify` tells and nothing reads.
    """

    def __init__(self, root: Path) -> None:
        self.root = root

    def put(self, raw: bytes) -> str:
        """Keep `raw`; the same bytes again change nothing, and mend a file that was damaged.

        Returns:
            The SHA-256 of `raw`, in hex.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self._path(sha256)
        if path.exists() and path.read_bytes() == raw:
            return sha256
        path.parent.mkdir(parents=True, exist_ok=True)
        descriptor, name = tempfile.mkstemp(prefix=_UNFINISHED, dir=path.parent)
        try:
            with os.fdopen(descriptor, "wb") as file:
                file.write(raw)
                file.flush()
                os.fsync(file.fileno())
            Path(name).replace(path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise
        sync_folder(path.parent)
        sync_folder(self.root)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash.

        Raises:
            IntegrityError: `store.missing` or `store.altered`.
        """
        path = self._path(sha256)
        try:
            raw = path.read_bytes()
        except OSError as error:
            raise IntegrityError(_missing(sha256)) from error
        if hashlib.sha256(raw).hexdigest() != sha256:
            raise IntegrityError(_altered(path.relative_to(self.root).as_posix()))
        return raw

    def __contains__(self, sha256: str) -> bool:
        return _HASH.fullmatch(sha256) is not None and self._path(sha256).is_file()

    def hashes(self) -> Iterator[str]:
        """The hashes of all that is kept, in order."""
        for path in self._files():
            if _HASH.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield path.name

    def verify(self, expected: tuple[str, ...] = ()) -> list[Fault]:
        """What is not as it was: altered files, strays, and which of the `expected` hashes are missing."""
        faults: list[Fault] = []
        seen: set[str] = set()
        for path in self._files():
            where = path.relative_to(self.root).as_posix()
            if _HASH.fullmatch(path.name) is None or path.parent.name != path.name[:2]:
                unfinished = path.name.startswith(_UNFINISHED)
                what = "was left unfinished by a crash" if unfinished else "is no original of this archive"
                faults.append(Fault("store.stray", f"{what}; look at it and take it away", where=where))
                continue
            seen.add(path.name)
            if _hash_of(path) != path.name:
                faults.append(_altered(where))
        faults.extend(_missing(sha256) for sha256 in sorted(set(expected) - seen))
        return faults

    def _files(self) -> list[Path]:
        return sorted(path for path in self.root.rglob("*") if path.is_file()) if self.root.is_dir() else []

    def _path(self, sha256: str) -> Path:
        if _HASH.fullmatch(sha256) is None:
            raise IntegrityError(Fault("store.missing", "is no SHA-256", where=sha256))
        return self.root / sha256[:2] / sha256


def sync_folder(folder: Path) -> None:
    """Have the names in a folder on the disk, where the system can open folders."""
    try:
        descriptor = os.open(folder, os.O_RDONLY)
    except OSError:
        return
    try:
        os.fsync(descriptor)
    except OSError:
        return
    finally:
        os.close(descriptor)


def _hash_of(path: Path) -> str | None:
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _missing(sha256: str) -> Fault:
    return Fault("store.missing", "is not in the archive; put the original back from a copy", where=sha256)


def _altered(where: str) -> Fault:
    return Fault("store.altered", "is not what was archived; put the original back from a copy", where=where)
