"""The interface of the formats: what one is, what it gives, and how much of anything is taken."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from importlib import import_module

from trucewatch.errors import Fault, ReadError
from trucewatch.read.content import UNSAID, Content
from trucewatch.records.documents import Credit, Metadata

MB = 1024 * 1024
MAX_FILE = 256 * MB
"""Bytes of a file that is no plain text and no page."""
MAX_UNFOLDED = 512 * MB
"""Bytes that one original may unfold to, files within files together."""
MAX_PARTS = 10_000
"""Publications of one original."""
MAX_DEPTH = 4
"""Files within files: an archive in a mail in an archive has three."""
MAX_PAGES = 5_000


@dataclass(frozen=True)
class Part:
    """One publication within an original.

    Attributes:
        raw: its bytes as they stand there, unpacked.
        name: what it is called there.
        metadata: what the original says of it; goes before what it says itself.
        beneath: what holds for it where neither says anything, as the sender of a mail for what is attached.
        media_type: as the original gives it.
        retrieved: ISO 8601 time of retrieval, where the original knows it.
        credits: whose words it passes on.
    """

    raw: bytes
    name: str
    metadata: Metadata = UNSAID
    beneath: Metadata = UNSAID
    media_type: str | None = None
    retrieved: str | None = None
    credits: tuple[Credit, ...] = ()


@dataclass
class Bounds:
    """What is left of an original's bounds while it is unfolded, and how deep it is."""

    where: str
    parts: int = MAX_PARTS
    unfolded: int = MAX_UNFOLDED
    depth: int = 0

    def take(self, size: int) -> None:
        """Count what has been unfolded.

        Raises:
            ReadError: `read.unfolds`: that was more than one original may have.
        """
        self.unfolded -= size
        if self.unfolded < 0:
            message = f"unfolds to more than {MAX_UNFOLDED // MB} MB; unpack it yourself and add what you need of it"
            raise ReadError(Fault("read.unfolds", message, self.where))


Read = Callable[[bytes, str], Content]
Rows = Callable[[bytes, str], Iterator[list[str]]]
Unpack = Callable[[bytes, str, Bounds], Iterator[Part | Fault]]


@dataclass(frozen=True)
class Format:
    """A format that a file's content shows; its module is loaded when a file of it comes."""

    name: str
    module: str
    several: bool = False
    """Whether one file holds several publications."""
    table: bool = False
    """Whether it is rows of a table; its module has `rows(raw, name)`."""

    def read(self, raw: bytes, name: str) -> Content:
        """The text of a file that is one publication."""
        reader: Read = import_module(f"trucewatch.read.formats.{self.module}").read
        return reader(raw, name)

    def rows(self, raw: bytes, name: str) -> Iterator[list[str]]:
        """The rows of a table, the head among them."""
        reader: Rows = import_module(f"trucewatch.read.formats.{self.module}").rows
        return reader(raw, name)

    def unpack(self, raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
        """The publications of a file that holds several, and a fault for each that cannot be had."""
        unpacker: Unpack = import_module(f"trucewatch.read.formats.{self.module}").unpack
        return unpacker(raw, name, bounds)


@dataclass
class Names:
    """Gives each part of an original a name of its own."""

    used: dict[str, int] = field(default_factory=dict)

    def own(self, name: str) -> str:
        """`name`, with a number where it was given before."""
        count = self.used[name] = self.used.get(name, 0) + 1
        return name if count == 1 else f"{name} ({count})"


def damaged(name: str, error: BaseException | str) -> ReadError:
    """The fault of a file that is not what its beginning says, or is cut."""
    told = " ".join(str(error).split())[:200] or type(error).__name__
    message = f"is damaged or cut ({told}); retrieve it again, or save its text as .txt"
    return ReadError(Fault("read.damaged", message, name))


def encrypted(name: str) -> ReadError:
    """The fault of a file that asks for a password."""
    return ReadError(Fault("read.encrypted", "asks for a password; save it without one and add that", name))
