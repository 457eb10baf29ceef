"""Short names that a text introduces itself: "the People's Liberation Front (PLF)", "PLF (People's Liberation Front)".

Within that text the short name means the long one, whatever else it means in the book; where the book has not the long
one, it means nobody that we know, by the name that the text gives. A pair is taken by the method of Schwartz and Hearst
(2003), "A simple algorithm for identifying abbreviation definitions in biomedical text": the letters of the short form
stand in the long one in order, and its first letter opens a word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from trucewatch.resolve.actor_book import ActorBook, Alias, alias_key
from trucewatch.resolve.actor_words import DETERMINERS
from trucewatch.resolve.names import fold_name

_BRACKETS = re.compile(r"\(\s*[\"“']?([^()\n]{2,90}?)[\"”']?\s*\)")
_SHORT = re.compile(r"^[A-Z][A-Za-z]?[A-Z](?:[A-Z/&-]|[a-z](?=[A-Z]))*$|^[A-Z]{2,}(?:[-/][A-Z]{1,4})?$")
_BEFORE = re.compile(r"(?:[\w'’.-]+\s+){0,12}[\w'’.-]+\s*$")
_NAME = re.compile(r"^[^\W\d_][\w'’.-]*(?:\s+[\w'’.-]+){1,11}$")
LONGEST = 10  # letters of a short name
_SMALL = frozenset(("of", "the", "for", "and", "in", "to", "de", "la", "du", "al", "des", "von", "van"))


class Introduction(NamedTuple):
    """A short name and the long one that it stands for, as the text has them."""

    short: str
    long: str


def introductions(text: str) -> Iterator[Introduction]:
    """The short names that a text introduces in brackets, in text order."""
    for bracket in _BRACKETS.finditer(text):
        inside = bracket.group(1).strip().split(";")[0].split(",")[0].strip()
        before = _BEFORE.search(text, max(0, bracket.start() - 120), bracket.start())
        if before is None or not inside:
            continue
        words = before.group().split()
        if _is_short(inside):
            long = _long_form(inside, words)
            if long is not None:
                yield Introduction(inside, long)
        elif _is_short(words[-1]) and _NAME.match(inside) and _long_form(words[-1], inside.split()) == inside:
            yield Introduction(words[-1], inside)


def with_introduced(text: str, book: ActorBook) -> ActorBook:
    """The book with the short names of one text over it; the book itself where the text introduces none."""
    found = {one.short: one.long for one in introductions(text)}
    if not found:
        return book
    aliases = {}
    for short, long in found.items():
        known = book.find(alias_key(long), long) or book.find(alias_key(long), long.title())
        aliases[alias_key(short)] = tuple(Alias(short, alias.actor) for alias in known)
    return book.with_text(aliases, {fold_name(short): long for short, long in found.items()})


def _is_short(word: str) -> bool:
    return len(word) <= LONGEST and _SHORT.match(word) is not None


def _long_form(short: str, words: list[str]) -> str | None:
    """The shortest run of words at the end of `words` that begins in a capital and holds the letters of `short`."""
    letters = [letter.casefold() for letter in short if letter.isalpha()]
    for count in range(1, min(len(words), len(letters) + 5) + 1):
        run = words[-count:]
        if not run[0][:1].isupper() or run[0].casefold() in DETERMINERS or fold_name(run[0]) == fold_name(short):
            continue
        if len(run) > 1 and _holds(letters, " ".join(run)) and _is_name(run):
            return " ".join(run)
    return None


def _is_name(run: list[str]) -> bool:
    """Whether all words of a run but the small ones have capitals: a name, and not a sentence."""
    return all(word[:1].isupper() or word.casefold() in _SMALL for word in run)


def _holds(letters: list[str], long: str) -> bool:
    """Whether the letters stand in `long` in order, read from the end, the first of them at its head."""
    position = len(long)
    for letter in reversed(letters[1:]):
        position = long.casefold().rfind(letter, 1, position)
        if position < 0:
            return False
    return long[:1].casefold() == letters[0]
