"""Writing to a disk that may be full, closed, or cut off at any moment: whole or not at all, and told with a code."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from trucewatch.errors import CaseError, disk_fault

UNFINISHED = ".unfinished-"
"""How the name begins of a file that is being written; nothing reads it, and `repair` takes it away."""


@contextmanager
def disk_told(where: Path) -> Iterator[None]:
    """What the disk refuses within the block, as a CaseError that names `where`."""
    try:
        yield
    except OSError as error:
        raise CaseError(disk_fault(error, str(where))) from error


def write_whole(path: Path, raw: bytes) -> None:
    """Have `raw` at `path`, on the disk when this returns; a crash leaves what was there before.

    Raises:
        OSError: the disk refuses; nothing half-written is left.
    """
    descriptor, name = tempfile.mkstemp(prefix=UNFINISHED, dir=path.parent)
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


def append_whole(path: Path, raw: bytes) -> None:
    """Have `raw` at the end of `path`, on the disk when this returns.

    Raises:
        OSError: the disk refuses; what came of `raw` is taken off again, as far as the disk lets us.
    """
    with path.open("ab") as file:
        size = file.tell()
        try:
            file.write(raw)
            file.flush()
            os.fsync(file.fileno())
        except OSError:
            os.truncate(path, size)
            raise
    if size == 0:
        sync_folder(path.parent)


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


def set_aside(path: Path, raw: bytes) -> Path:
    """Keep `raw` beside `path`, under the first free `NAME.torn-N`."""
    number = 1
    while (beside := path.with_name(f"{path.name}.torn-{number}")).exists():
        number += 1
    write_whole(beside, raw)
    return beside


def writable(folder: Path) -> bool:
    """Whether something can be written in a folder."""
    return os.access(folder, os.W_OK | os.X_OK)
