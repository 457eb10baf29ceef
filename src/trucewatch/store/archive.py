"""Archive: originals byte for byte under the SHA-256 of their content, in a folder tree."""

from __future__ import annotations

import hashlib
import os
import re
from collections.abc import Iterator
from pathlib import Path

from trucewatch.errors import Fault, IntegrityError
from trucewatch.store.disk import UNFINISHED, disk_told, sync_folder, write_whole
from trucewatch.store.heads import NAME as HEADS
from trucewatch.store.lock import locked

_HASH = re.compile(r"[0-9a-f]{64}")
STRAYS = {
    True: ("store.unfinished", "was left unfinished by a crash; the next build takes it away"),
    False: ("store.stray", "is no original of this archive; look at it and take it away"),
}


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

        Raises:
            CaseError: the disk refuses; nothing half-written is left.
        """
        sha256 = hashlib.sha256(raw).hexdigest()
        path = self._path(sha256)
        if path.exists() and path.read_bytes() == raw:
            return sha256
        with disk_told(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            with locked(self.root):  # `mend` takes away no file that somebody is writing
                write_whole(path, raw)
        sync_folder(self.root)
        return sha256

    def get(self, sha256: str) -> bytes:
        """The bytes of that hash.

        Raises:
            IntegrityError: `store.missing` or `store.altered`.
        """
        path = self._path(sha256)
        try:
            raw = path.read_bytes() if path.is_file() and not path.is_symlink() else None
        except OSError as error:
            raise IntegrityError(_missing(sha256)) from error
        if raw is None:
            raise IntegrityError(_missing(sha256))
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
                unfinished = path.name.startswith(UNFINISHED)
                code, what = STRAYS[unfinished]
                faults.append(Fault(code, what, where=where))
                continue
            seen.add(path.name)
            if _hash_of(path) != path.name:
                faults.append(_altered(where))
        faults.extend(_missing(sha256) for sha256 in sorted(set(expected) - seen))
        return faults

    def mend(self) -> list[Fault]:
        """Take away the files that a crash left unfinished: what they were to hold was never told to be kept."""
        if not any(path.name.startswith(UNFINISHED) for path in self._files()):
            return []
        with disk_told(self.root), locked(self.root):
            gone = [path for path in self._files() if path.name.startswith(UNFINISHED)]
            for path in gone:
                path.unlink(missing_ok=True)
        message = "was left unfinished by a crash, and is taken away"
        return [Fault("store.unfinished", message, path.relative_to(self.root).as_posix()) for path in gone]

    def _files(self) -> list[Path]:
        if not self.root.is_dir():
            return []
        found: list[Path] = []
        folders = [self.root]
        while folders:
            with os.scandir(folders.pop()) as entries:  # which tells what each is without a look at it
                for entry in entries:
                    if entry.is_dir(follow_symlinks=False):
                        folders.append(Path(entry.path))
                    elif entry.is_symlink() or entry.is_file():
                        found.append(Path(entry.path))
        return sorted(path for path in found if path != self.root / HEADS)

    def _path(self, sha256: str) -> Path:
        if _HASH.fullmatch(sha256) is None:
            raise IntegrityError(Fault("store.missing", "is no SHA-256", where=sha256))
        return self.root / sha256[:2] / sha256


def _hash_of(path: Path) -> str | None:
    if path.is_symlink() or not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:
        return None


def _missing(sha256: str) -> Fault:
    return Fault("store.missing", "is not in the archive; put the original back from a copy", where=sha256)


def _altered(where: str) -> Fault:
    return Fault("store.altered", "is not what was archived; put the original back from a copy", where=where)
