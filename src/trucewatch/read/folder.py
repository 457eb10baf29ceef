"""Files of a folder with their sidecars. Nothing here touches the network."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path

from trucewatch.errors import Fault, ReadError
from trucewatch.read.document import MAX_BYTES, read_document
from trucewatch.read.formats.format import MAX_FILE
from trucewatch.read.formats.recognise import HEAD, is_taken, recognise
from trucewatch.read.front import read_metadata
from trucewatch.read.text import decode
from trucewatch.records.documents import Document, Metadata

SIDECAR = ".meta.yaml"


@dataclass(frozen=True)
class Found:
    """A file to read, its name relative to the folder, and its sidecar, None where it has none."""

    path: Path
    name: str
    sidecar: Path | None


@dataclass(frozen=True)
class Listing:
    """What a folder holds: files to read, in order of name, and a fault for each file that will not be read."""

    files: tuple[Found, ...]
    faults: tuple[Fault, ...]


def list_folder(folder: Path) -> Listing:
    """The files of `folder` and below that can be read; hidden ones are passed over.

    Raises:
        ReadError: `read.no-folder`: it is not there or is no folder.
    """
    if not folder.is_dir():
        raise ReadError(Fault("read.no-folder", "is no folder", where=str(folder)))
    files: list[Found] = []
    paths, faults = _paths(folder)
    used: set[Path] = set()
    for path, name in paths.items():
        if name.endswith(SIDECAR):
            continue
        if _is_taken(path):
            sidecar = next((one for one in _sidecars(path) if one in paths), None)
            used.update([sidecar] if sidecar is not None else [])
            files.append(Found(path, name, sidecar))
        else:
            message = (
                f"{path.suffix or 'a file without an ending'} is in no format that is read; save it as .txt or .html"
            )
            faults.append(Fault("read.media-type", message, where=name))
    for path, name in paths.items():
        if name.endswith(SIDECAR) and path not in used:
            faults.append(
                Fault("read.lone-sidecar", "belongs to no file beside it; name it NAME.meta.yaml", where=name)
            )
    return Listing(tuple(files), tuple(faults))


def _is_taken(path: Path) -> bool:
    """Whether a file is to be read, as its beginning and its name tell."""
    try:
        with path.open("rb") as file:
            return is_taken(file.read(HEAD), path.name)
    except OSError:
        return False


def most_bytes(head: bytes, name: str) -> int:
    """How many bytes a file may have that begins with `head`."""
    return MAX_BYTES if recognise(head[:HEAD], name) is None else MAX_FILE


def _paths(folder: Path) -> tuple[dict[Path, str], list[Fault]]:
    """The files of `folder` and below with their names, in order, and a fault for each thing that is no file of it."""
    root = folder.resolve()
    found: dict[Path, str] = {}
    faults: list[Fault] = []
    for path in sorted(path for path in folder.rglob("*") if not _hidden(path, folder) and not _of_page(path, folder)):
        name = path.relative_to(folder).as_posix()
        wrong = name_fault(name) if path.is_symlink() or not path.is_dir() else None
        wrong = wrong or _not_of(root, path, name)
        if wrong is not None:
            faults.append(wrong)
        elif path.is_file():
            found[path] = name
    return found, faults


def _not_of(root: Path, path: Path, name: str) -> Fault | None:
    """What keeps a path from being read as one of a folder: a link that leads out of it, or no file; None: nothing."""
    if path.is_symlink():
        try:
            inside = path.resolve(strict=True).is_relative_to(root)
        except (OSError, RuntimeError):  # it leads nowhere, or to itself
            return Fault("read.link", "is a link that leads nowhere; take it away", where=name)
        if not inside:
            return Fault("read.link", "is a link out of the folder; add the file that it leads to", where=name)
    if path.is_file() or path.is_dir():
        return None
    return Fault("read.no-file", "is a device, pipe or socket; only files are read", where=name)


def name_fault(name: str) -> Fault | None:
    """What is wrong with a file's name that no record can keep; None where nothing is."""
    try:
        name.encode("utf-8")
    except UnicodeEncodeError:
        shown = name.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace")
        return Fault("read.file-name", "the name is not UTF-8; rename the file", where=shown)
    return None


def sidecar_of(path: Path) -> Path | None:
    """The sidecar of a file: `report.txt.meta.yaml`, or `report.meta.yaml`."""
    return next((candidate for candidate in _sidecars(path) if candidate.is_file()), None)


def _sidecars(path: Path) -> tuple[Path, Path]:
    return path.with_name(path.name + SIDECAR), path.with_name(path.stem + SIDECAR)


def read_sidecar(found: Found) -> Metadata | None:
    """What stands in a file's sidecar, None where it has none.

    Raises:
        ReadError: the sidecar cannot be read, or has faults.
    """
    if found.sidecar is None:
        return None
    name = found.sidecar.name
    return read_metadata(decode(read_bytes(found.sidecar, name), name), name)


def read_file(path: Path, name: str | None = None, *, metadata: Metadata | None = None) -> Document:
    """The document of a file, with its sidecar's metadata below the caller's.

    Args:
        path: the file.
        name: what to call it in faults and in the record; the file's name where None.
        metadata: what the caller knows; goes before the sidecar, which goes before front matter.

    Raises:
        ReadError: `read.no-file`, or what `read_document` and `read_metadata` raise.
    """
    name = path.name if name is None else name
    raw = read_bytes(path, name)
    sidecar = sidecar_of(path)
    if sidecar is not None:
        beside = read_metadata(decode(read_bytes(sidecar, sidecar.name), sidecar.name), sidecar.name)
        given = metadata.model_dump(exclude_none=True, exclude={"unknown"}) if metadata is not None else {}
        metadata = beside.model_copy(update=given)
    return read_document(raw, name, metadata=metadata)


def read_bytes(path: Path, name: str) -> bytes:
    """A file's bytes; one that is too large is refused before it is read, and what is no file is not opened for long.

    Raises:
        ReadError: `read.no-file` or `read.too-large`.
    """
    try:
        # Without waiting: a pipe that nobody writes to would keep us for ever.
        descriptor = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        with os.fdopen(descriptor, "rb") as file:
            status = os.fstat(descriptor)
            if not stat.S_ISREG(status.st_mode):
                raise ReadError(Fault("read.no-file", "is a device, pipe or folder; only files are read", where=name))
            head = file.read(HEAD)
            most = most_bytes(head, name)
            raw = head + file.read(max(0, most + 1 - len(head))) if status.st_size <= most else b""
    except OSError as error:
        reason = error.strerror or str(error)
        raise ReadError(Fault("read.no-file", f"cannot be read: {reason}", where=name)) from error
    size = max(status.st_size, len(raw))
    if size > most:
        message = f"has {size / 1024 / 1024:.0f} MB; {most // 1024 // 1024} MB are the most"
        raise ReadError(Fault("read.too-large", f"{message}; cut it into its articles", where=name))
    return raw


def _of_page(path: Path, folder: Path) -> bool:
    """Whether a file lies in the folder that a browser saves beside a page, `NAME_files` beside `NAME.html`."""
    above = [one for one in path.relative_to(folder).parents if one.name.endswith(("_files", ".files"))]
    names = [(folder / one.parent, one.name.removesuffix("_files").removesuffix(".files")) for one in above]
    return any((place / f"{name}{ending}").is_file() for place, name in names for ending in (".html", ".htm"))


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)
