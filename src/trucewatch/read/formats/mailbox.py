"""MBOX: the mails of a mailbox, one after the other."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from trucewatch.errors import Fault
from trucewatch.read.formats import mail
from trucewatch.read.formats.format import Bounds, Part

_FROM = re.compile(rb"(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From [^\r\n]*\d{4}[^\r\n]*\r?\n")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The parts of each mail, under `mail 1/…`."""
    heads = list(_FROM.finditer(raw))
    for number, head in enumerate(heads):
        end = heads[number + 1].start() if number + 1 < len(heads) else len(raw)
        message = _QUOTED.sub(rb"\1", raw[head.end() : end].strip(b"\r\n") + b"\n")
        called = f"mail {number + 1}"
        try:
            for found in mail.unpack(message, f"{name}/{called}", bounds):
                yield replace(found, name=f"{called}/{found.name}") if isinstance(found, Part) else found
        except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as error:
            told = f"is a mail that cannot be read ({error}); save it as .eml and look at it"
            yield Fault("read.damaged", told, f"{name}/{called}")
