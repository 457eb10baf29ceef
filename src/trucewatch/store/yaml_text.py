"""The text of a YAML file made readable: what is no UTF-8 or no YAML character is told and left out, line by line.

A file that cannot be read as a whole is cut at its top-level keys, so that one slip does not hide the faults of the
rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from trucewatch.errors import Fault

MAX_BYTES = 8_000_000
MOST_LINES = 50  # with control characters in more lines than this a file is no text
# What YAML 1.2 lets stand in a text (specification, 5.1): the rest are controls and lone surrogates.
_UNPRINTABLE = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_BRACKET = re.compile(r"[\[{\]}]")
MAX_DEPTH = 100
_TOP_LEVEL = re.compile(r"^[^\s#\-\]}.%][^\n]*", re.MULTILINE)


@dataclass(frozen=True)
class Piece:
    """A part of a file that is YAML by itself; `text` begins with as many line breaks as lines stand before it."""

    key: str
    text: str


def read_text(path: Path, faults: list[Fault]) -> str | None:
    """The file's text without what YAML cannot hold, line breaks as `\\n`; None where there is nothing to read.

    Every line with such a character, and the first byte that is no UTF-8, is a fault.
    """
    if path.exists() and not path.is_file():
        faults.append(Fault("case.yaml", "is a folder, device or pipe; only files are read", path.name))
        return None
    try:
        if path.stat().st_size > MAX_BYTES:
            faults.append(
                Fault("case.too-large", f"larger than {MAX_BYTES} bytes; take out what is not needed", path.name)
            )
            return None
        raw = path.read_bytes()
    except OSError as error:
        faults.append(Fault("case.yaml", f"cannot be read: {error.strerror or error}", path.name))
        return None
    text = _decoded(raw, path.name, faults).replace("\r\n", "\n").replace("\r", "\n")
    lines = [(number, line) for number, line in enumerate(text.split("\n"), 1) if _UNPRINTABLE.search(line)]
    if len(lines) > MOST_LINES:
        message = f"{len(lines)} lines hold control characters: this is no text; name the file that you meant"
        faults.append(Fault("case.encoding", message, path.name))
        return None
    for number, line in lines:
        wrong = sorted({f"U+{ord(character):04X}" for character in _UNPRINTABLE.findall(line)})
        message = f"control characters stand here ({', '.join(wrong)}); take them out"
        faults.append(Fault("case.control-character", message, f"{path.name}:{number}"))
    return _UNPRINTABLE.sub("", text)


def _decoded(raw: bytes, name: str, faults: list[Fault]) -> str:
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8 (byte 0x{raw[error.start]:02X}); save the file as UTF-8"
        faults.append(Fault("case.encoding", message, f"{name}:{line}"))
        return raw.decode("utf-8-sig", "replace")


def too_deep(text: str) -> bool:
    """Whether brackets open in brackets farther than any case needs: a reader of YAML takes long over them."""
    steps = (1 if bracket in "[{" else -1 for bracket in _BRACKET.findall(text))
    return max(accumulate(steps), default=0) > MAX_DEPTH


def pieces(text: str) -> Iterator[Piece]:
    """The text cut at its top-level keys, each piece at its own lines."""
    starts = [found.start() for found in _TOP_LEVEL.finditer(text)]
    for start, end in zip(starts, [*starts[1:], len(text)], strict=False):
        key = text[start:end].split(":", 1)[0].strip().strip("\"'")
        yield Piece(key, "\n" * text.count("\n", 0, start) + text[start:end])
