"""Fingerprints: what readings and builds follow from, so that nothing is done twice, and nothing old passes for new."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Sequence
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from trucewatch import __version__
from trucewatch.knowledge import ROOT
from trucewatch.pipeline.clocks import clocks_of
from trucewatch.records.base import content_id
from trucewatch.records.cases import CaseFiles
from trucewatch.records.guests import GuestAnswer

READING = ("read", "extract", "resolve", "lexicon", "records", "decide", "knowledge")
"""The rooms that a text goes through; `decide` holds what is redacted of it."""
_FILES = ("reading", "guest_reading", "mentions", "table_claims", "pieces", "tools", "books", "clocks", "originals")
READING_FILES = tuple(f"pipeline/{name}.py" for name in _FILES)


@cache
def knowledge_fingerprint() -> str:
    """A hash of the lexicons, actor book and parser as they are installed, and of the program itself."""
    return hash_files(__version__, ROOT, [*ROOT.rglob("*"), *ROOT.parent.rglob("*.py")])


@cache
def reader_fingerprint() -> str:
    """The same of the rooms alone that a text goes through: what links, assesses and shows may change beside them."""
    package = ROOT.parent
    rooms = (path for room in READING for path in (package / room).rglob("*.py"))
    files = (package / name for name in READING_FILES)
    return hash_files(__version__, package, [*ROOT.rglob("*"), *rooms, *files])


@cache
def parser_fingerprint(name: str) -> str:
    """A hash of a parser's files that the case names in place of the shipped one; its name where they aren't found."""
    folder = Path(name)
    if not folder.is_dir():
        try:
            found = find_spec(name)
        except (ImportError, ValueError):
            found = None
        if found is None or found.origin is None:
            return name
        folder = Path(found.origin).parent
    return hash_files(name, folder, folder.rglob("*"))


def hash_files(first: str, root: Path, paths: Iterable[Path]) -> str:
    """One SHA-256, in hex, of `first`, and of the names below `root` or beside it and the bytes of all the files."""
    digest = hashlib.sha256(first.encode("utf-8", "surrogateescape"))
    files = {path for path in paths if "__pycache__" not in path.parts and path.is_file()}
    for path in sorted(files):
        digest.update(os.path.relpath(path, root).encode("utf-8", "surrogateescape"))
        with path.open("rb") as file:
            digest.update(hashlib.file_digest(file, "sha256").digest())
    return digest.hexdigest()


def case_fingerprint(files: CaseFiles) -> str:
    """What every reading of a case follows from besides its document: what a person wrote, and the program."""
    settings = files.settings
    return content_id(
        "case",
        {
            "actors": [actor.model_dump(mode="json") for actor in files.actors],
            "places": [place.model_dump(mode="json") for place in files.places],
            "gazetteer": files.gazetteer,
            "clocks": [clock.model_dump(mode="json") for clock in clocks_of(files.agreement)],
            "settings": [settings.countries, settings.time_zone, settings.parser, settings.reader.value],
            "reader": reader_fingerprint(),
            "parser": parser_fingerprint(settings.parser) if settings.parser else None,
        },
    )


def reading_fingerprint(document: str, case: str, answers: Sequence[GuestAnswer] = ()) -> str:
    """What a reading follows from: a document's mark (`Originals.mark`), the case's, and what guests answered of it."""
    return content_id("read", [document, case, *(one.model_dump(mode="json") for one in answers)])
