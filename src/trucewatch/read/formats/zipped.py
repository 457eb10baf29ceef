"""ZIP: each file in it a publication, with the sidecar beside it."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator

from trucewatch.errors import Fault, ReadError
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.formats.packed import open_zip, read_member
from trucewatch.read.formats.recognise import is_taken
from trucewatch.read.front import MAX_CHARACTERS, is_text, read_metadata
from trucewatch.read.text import decode
from trucewatch.records.documents import Metadata

SIDECAR = ".meta.yaml"


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The files in order of their names; what cannot be read is told, hidden files are passed over."""
    with open_zip(raw, name) as archive:
        members = {info.filename: info for info in archive.infolist() if not info.is_dir()}
        for member in sorted(members):
            if member.endswith(SIDECAR) or any(map(_is_hidden, member.split("/"))):
                continue
            called = member if is_text(member) else member.encode("utf-8", "replace").decode()
            try:
                yield _part(archive, members[member], called, f"{name}/{called}", bounds, members)
            except ReadError as error:
                if error.code == "read.unfolds":
                    raise
                yield from error.faults


def _is_hidden(part: str) -> bool:
    return part == "__MACOSX" or (part.startswith(".") and part != "..")


def _part(
    archive: zipfile.ZipFile,
    info: zipfile.ZipInfo,
    called: str,
    where: str,
    bounds: Bounds,
    members: dict[str, zipfile.ZipInfo],
) -> Part | Fault:
    bounds.take(info.file_size)
    content = read_member(archive, info, where)
    if not is_taken(content, called):
        return Fault("read.media-type", "is in no format that is read; save it as .txt or .html", where)
    sidecar = members.get(info.filename + SIDECAR)
    said = Metadata()
    if sidecar is not None:
        beside = read_member(archive, sidecar, where + SIDECAR, 4 * MAX_CHARACTERS)
        said = read_metadata(decode(beside, where + SIDECAR), where + SIDECAR)
    return Part(content, called, said)
