"""WACZ: the WARC files that it packs."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.errors import Fault
from trucewatch.read.formats import warc
from trucewatch.read.formats.format import Bounds, Part
from trucewatch.read.formats.packed import open_zip, read_member


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The captures of all its WARC files."""
    with open_zip(raw, name) as archive:
        for info in sorted(archive.infolist(), key=lambda one: one.filename):
            if info.filename.startswith("archive/") and info.filename.endswith((".warc", ".warc.gz")):
                bounds.take(info.file_size)
                inner = read_member(archive, info, f"{name}/{info.filename}")
                yield from warc.unpack(inner, f"{name}/{info.filename}", bounds)
