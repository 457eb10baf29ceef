"""Whether a PDF unfolds to more than it may, told before pdfium opens it, which would unfold a page's words at once.

Only streams packed once, as programs pack them, are looked at; what is packed in several ways is not.
"""

from __future__ import annotations

import re
import zlib

from trucewatch.errors import Fault, ReadError
from trucewatch.read.formats.format import MB

MAX_STREAM = 256 * MB
_STREAM = re.compile(rb"/FlateDecode[^<>]{0,400}(?:<<[^<>]{0,400}>>[^<>]{0,400})?>>\s{0,8}stream\r?\n")
_STEP = MB


def check_streams(raw: bytes, name: str) -> None:
    """Refuse a bomb.

    Raises:
        ReadError: `read.unfolds`.
    """
    for found in _STREAM.finditer(raw):
        if _is_over(raw, found.end()):
            message = (
                f"has a stream that unfolds to more than {MAX_STREAM // MB} MB; print it to a new PDF and add that"
            )
            raise ReadError(Fault("read.unfolds", message, name))


def _is_over(raw: bytes, start: int) -> bool:
    unpacker = zlib.decompressobj()
    size, rest = 0, memoryview(raw)[start:]
    piece: bytes | memoryview = rest[:_STEP]
    at = _STEP
    try:
        while piece and not unpacker.eof:
            size += len(unpacker.decompress(piece, _STEP))
            if size > MAX_STREAM:
                return True
            piece = unpacker.unconsumed_tail
            if not piece:
                piece, at = rest[at : at + _STEP], at + _STEP
    except zlib.error:
        return False  # no such stream, or a damaged one
    return False
