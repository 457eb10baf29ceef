"""Front matter and sidecars: what a person wrote beside a text about its date, source and address.

Front matter stands at the top of a file between two lines `---`; a sidecar is a file `NAME.meta.yaml`. Both are flat
YAML with the keys of `Metadata`. Every scalar is taken as the words stand: `language: no` is Norwegian, `title: 1984`
a title, and a date is read here, so that an impossible one is a fault with a line and not a crash. Anchors and
aliases, which can be cyclic or grow without bound, are not taken.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.events import (
    AliasEvent,
    CollectionEndEvent,
    CollectionStartEvent,
    Event,
    MappingStartEvent,
    ScalarEvent,
)

from trucewatch.errors import Fault, ReadError
from trucewatch.records.documents import Metadata

KEYS = tuple(name for name in Metadata.model_fields if name != "unknown")
MAX_CHARACTERS = 65_536
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSE = re.compile(r"^(?:---|\.\.\.)[ \t]*$", re.MULTILINE)
_KEY_LINE = re.compile(r"[A-Za-z_]+[ \t]*:")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_HALF = "an escape stands for half a character; write the character itself"
_YAML_NULLS = frozenset({"", "~", "null", "Null", "NULL"})


@dataclass(frozen=True)
class _Entry:
    """A key with its value, and the line it stands on; `value` is None for null, `flat` False for a list or mapping."""

    key: str
    value: str | None
    flat: bool
    line: int


def split_front_matter(text: str, where: str, without: Collection[str] = ()) -> tuple[Metadata | None, str]:
    """The front matter of `text`, None where it has none, and the text below it.

    Args:
        text: all of it.
        where: the file's name, for faults.
        without: keys that somebody knows better: what stands there is passed over, its faults too.

    Raises:
        ReadError: `read.front-matter`, with every fault at once, each with its line.
    """
    opening = _FENCE.match(text)
    if opening is None or _KEY_LINE.match(text, _first_content(text, opening.end())) is None:
        return None, text
    closing = _CLOSE.search(text, opening.end(), opening.end() + MAX_CHARACTERS)
    if closing is None:
        message = "front matter is opened by --- and not closed; end it with a line ---"
        raise ReadError(Fault("read.front-matter", message, where=f"{where}:1"))
    metadata = read_metadata(text[opening.end() : closing.start()], where, first_line=2, without=without)
    return metadata, text[closing.end() :].lstrip("\n")


def _first_content(text: str, start: int) -> int:
    """Where the first line stands that is neither blank nor a comment."""
    found = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*").match(text, start)
    return start if found is None else found.end()


def read_metadata(text: str, where: str, *, first_line: int = 1, without: Collection[str] = ()) -> Metadata:
    """The metadata that `text`, flat YAML, holds. Keys that nothing here knows are named in it, and passed over.

    Args:
        text: the YAML, without fences.
        where: the file's name, for faults.
        first_line: the number that `text`'s first line has in that file.
        without: keys that are passed over, their faults too.

    Raises:
        ReadError: `read.front-matter` with every fault at once, each with its line and field where it has them.
    """
    if len(text) > MAX_CHARACTERS:
        message = f"metadata of {len(text)} characters; {MAX_CHARACTERS} are the most"
        raise ReadError(Fault("read.front-matter", message, where=where))
    try:
        entries = list(_entries(YAML(typ="safe", pure=True).parse(text)))
    except MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark is not None else 0)
        message = f"is not YAML: {error.problem or 'cannot be read'}; quote values that hold ': ' or begin with a sign"
        raise ReadError(Fault("read.front-matter", message, where=f"{where}:{line}")) from error
    except (YAMLError, _Refused, ValueError) as error:
        line = first_line + (error.line if isinstance(error, _Refused) else 0)
        raise ReadError(Fault("read.front-matter", str(error), where=f"{where}:{line}")) from error
    return _checked([entry for entry in entries if entry.key not in without], where, first_line)


class _Refused(Exception):
    def __init__(self, message: str, line: int) -> None:
        super().__init__(message)
        self.line = line


def _entries(events: Iterator[Event]) -> Iterator[_Entry]:
    """The entries of a flat mapping, read from the parser's events: nothing is built, so nothing can grow."""
    depth, key, key_line = 0, None, 0
    for event in events:
        line = event.start_mark.line
        if isinstance(event, AliasEvent) or getattr(event, "anchor", None):
            raise _Refused("anchors (&) and aliases (*) are not taken; write the value out, or quote it", line)
        if depth == 0 and isinstance(event, (ScalarEvent, CollectionStartEvent)):
            if isinstance(event, ScalarEvent) and event.style is None and event.value in _YAML_NULLS:
                continue
            if not isinstance(event, MappingStartEvent):
                raise _Refused("must be lines of `key: value`", line)
            depth = 1
        elif isinstance(event, CollectionStartEvent):
            if depth > 1:  # at once: what is nested by the thousand takes a parser minutes
                raise _Refused("must be lines of `key: value`, not lists within lists", line)
            if depth == 1:
                if key is None:
                    raise _Refused("a key must be one word", line)
                yield _Entry(key, None, False, key_line)
                key = None
            depth += 1
        elif isinstance(event, CollectionEndEvent):
            depth -= 1
        elif isinstance(event, ScalarEvent) and depth == 1:
            if key is None:
                key, key_line = event.value, line
            else:
                null = event.style is None and event.value in _YAML_NULLS
                yield _Entry(key, None if null else event.value, True, key_line)
                key = None


def _checked(entries: list[_Entry], where: str, first_line: int) -> Metadata:
    faults: list[Fault] = []
    values: dict[str, str | None] = {}
    unknown = tuple(dict.fromkeys(entry.key for entry in entries if entry.key not in KEYS))
    for entry in (one for one in entries if not is_text(one.key)):
        faults.append(Fault("read.front-matter", _HALF, where=f"{where}:{first_line + entry.line}"))
    for entry in (one for one in entries if one.key in KEYS):
        problem = None
        if entry.key in values:
            problem = "stands twice; keep one"
        elif not entry.flat:
            problem = "must be text, not a list or a mapping"
        else:
            value, problem = _value(entry.key, entry.value)
            values[entry.key] = value
        if problem is not None:
            faults.append(
                Fault("read.front-matter", problem, where=f"{where}:{first_line + entry.line}", field=entry.key)
            )
    if faults:
        raise ReadError(*faults)
    return Metadata.model_validate({**values, "unknown": unknown})


def _value(key: str, value: str | None) -> tuple[str | None, str | None]:
    """The value of a key in its one form, and what is wrong with it."""
    words = " ".join(value.split()) if value is not None and key != "note" else value
    if not words:
        return None, None
    if not is_text(words):
        return None, _HALF
    if key == "published":
        return read_date(words)
    if key == "url":
        return (words, None) if is_web_address(words) else (None, f"{words!r} is no address; give http:// or https://")
    if key == "language" and _LANGUAGE.fullmatch(words) is None:
        return None, f"{words!r} is no language code; give two letters, such as en or ar"
    return words, None


def is_text(words: str) -> bool:
    """Whether `words` are Unicode text, without half characters, so that they can be written anywhere."""
    try:
        words.encode("utf-8")
    except UnicodeEncodeError:
        return False
    return True


def is_web_address(words: str) -> bool:
    """Whether `words` are an http or https address with a host."""
    try:
        parts = urlsplit(words)
        return parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return False


def read_date(words: str) -> tuple[str | None, str | None]:
    """An ISO 8601 day, or day and time, in its one form; and what is wrong with it.

    A day alone stays a day: no time is made up. A month or a year is refused, since what is resolved against
    it would be no better than a guess.
    """
    advice = "give a day as YYYY-MM-DD, or leave it out where it is unknown"
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", words):
        try:
            return date.fromisoformat(words).isoformat(), None
        except ValueError as error:
            return None, f"{words} is no date ({error}); {advice}"
    if re.match(r"\d{4}-\d{2}-\d{2}[Tt ]\d{2}:\d{2}", words):
        try:
            return datetime.fromisoformat(words.replace("t", "T", 1)).isoformat(), None
        except ValueError as error:
            return None, f"{words} is no date and time ({error}); {advice}"
    return None, f"{words!r} is no date; {advice}"
