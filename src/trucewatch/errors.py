"""The error tree. Each error has a stable code, which docs/reference/errors.md explains.

TrucewatchError
├── InputError            bytes or a record that cannot be read         exit 1
│   ├── ReadError         a document's bytes
│   └── RecordError       a JSON, YAML or TOML record, one field of it
├── AnchorError           words that are not where a span says they are exit 1
├── CaseError             a case folder that is not as it must be       exit 1
│   └── IntegrityError    an archive or ledger that is not as it was
├── KnowledgeError        a lexicon, gazetteer or model that is at fault exit 1
└── DefectError           a fault of the program on one document        exit 1
"""

from __future__ import annotations

import errno
from dataclasses import dataclass

DEFECT = "defect.document"
"""The code of a fault of the program itself."""


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong with an input, in words a person can act on.

    Attributes:
        code: stable, dotted: `read.too-large`.
        message: what is wrong and what to do.
        where: file, line or record id; None where there is none.
        field: the field at fault, dotted; None where the whole is.
    """

    code: str
    message: str
    where: str | None = None
    field: str | None = None

    def __post_init__(self) -> None:
        """Half characters become their escapes: a fault can always be printed and kept, whatever it quotes."""
        for name in ("message", "where", "field"):
            value = getattr(self, name)
            if value is not None and not value.isascii():
                object.__setattr__(self, name, value.encode("utf-8", "backslashreplace").decode("utf-8"))

    def __str__(self) -> str:
        place = ": ".join(part for part in (self.where, self.field) if part)
        return f"{place}: {self.message} [{self.code}]" if place else f"{self.message} [{self.code}]"

    def as_json(self) -> dict[str, str | None]:
        """The one JSON shape of an error, in every interface."""
        return {"code": self.code, "message": self.message, "where": self.where, "field": self.field}


class TrucewatchError(Exception):
    """The root: carries one or more faults, all of an input's at once."""

    def __init__(self, *faults: Fault) -> None:
        if not faults:
            raise ValueError("an error needs at least one fault")
        self.faults = faults
        super().__init__("\n".join(str(fault) for fault in faults))

    @property
    def code(self) -> str:
        """The first fault's code."""
        return self.faults[0].code


class InputError(TrucewatchError):
    """An input that cannot be read."""


class ReadError(InputError):
    """A document whose bytes cannot be read."""


class RecordError(InputError):
    """A record with fields that are missing or wrong."""


class AnchorError(TrucewatchError):
    """A span whose quote is not at that place in the text."""


class CaseError(TrucewatchError):
    """A case folder that is missing something or contradicts itself."""


class IntegrityError(CaseError):
    """Originals, ledger or record that are not as they were."""


class KnowledgeError(TrucewatchError):
    """Shipped or case-supplied knowledge that is at fault."""


class DefectError(TrucewatchError):
    """A fault of the program itself on one document: told like any other, so that the rest goes on."""

    @classmethod
    def of(cls, error: Exception, where: str | None) -> DefectError:
        """The defect that `error` shows, on the document `where`."""
        told = " ".join(f"{type(error).__name__}: {error}".split())[:300]
        message = f"the program failed on this text ({told}); please report it with the text"
        return cls(Fault(DEFECT, message, where))


_FULL = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_CLOSED = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})


def disk_fault(error: OSError, where: str | None = None) -> Fault:
    """What a disk refused, as a fault: `store.disk-full`, `store.read-only` or `store.disk`."""
    place = where or (None if error.filename is None else str(error.filename))
    said = error.strerror or str(error)
    if error.errno in _FULL:
        return Fault("store.disk-full", f"cannot be written: {said}; make room and run the same command again", place)
    if error.errno in _CLOSED:
        message = f"cannot be written: {said}; a case on a read-only disk can be read and not changed"
        return Fault("store.read-only", message, place)
    return Fault("store.disk", f"the disk refuses: {said}", place)
