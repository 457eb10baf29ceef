"""ZIP files and the XML in them, opened within bounds: of a file no more is unpacked than the ZIP says it has."""

from __future__ import annotations

import io
import zipfile
import zlib

from lxml import etree

from trucewatch.errors import Fault, ReadError
from trucewatch.read.formats.format import MAX_FILE, MB, damaged, encrypted

MAX_XML = 64 * MB
"""Bytes of one XML file: its tree takes several times as many."""
BROKEN = (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, ValueError, EOFError)


def open_zip(raw: bytes, name: str) -> zipfile.ZipFile:
    """The ZIP.

    Raises:
        ReadError: `read.damaged`.
    """
    try:
        return zipfile.ZipFile(io.BytesIO(raw))
    except BROKEN as error:
        raise damaged(name, error) from error


def read_member(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, most: int = MAX_FILE) -> bytes:
    """The bytes of one file in a ZIP.

    Raises:
        ReadError: `read.too-large`, `read.encrypted` or `read.damaged`.
    """
    if info.flag_bits & 1:
        raise encrypted(where)
    if info.file_size > most:
        message = f"unfolds to {info.file_size // MB} MB; {most // MB} MB are the most; unpack it and cut it up"
        raise ReadError(Fault("read.too-large", message, where))
    try:
        with archive.open(info) as file:
            return file.read(most)
    except (*BROKEN, zlib.error) as error:
        raise damaged(where, error) from error


def read_xml(archive: zipfile.ZipFile, member: str, where: str) -> etree._Element | None:
    """The XML of one file in a ZIP, None where it has no such file. Entities are not unfolded.

    Raises:
        ReadError: `read.too-large`, `read.encrypted` or `read.damaged`.
    """
    try:
        info = archive.getinfo(member)
    except KeyError:
        return None
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
    try:
        return etree.fromstring(read_member(archive, info, where, MAX_XML), parser)
    except etree.XMLSyntaxError as error:
        raise damaged(where, error) from error
