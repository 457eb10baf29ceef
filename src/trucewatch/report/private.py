"""Private: where a text names private persons, how to reach somebody, or a place to the metre.

A name is taken for a private person's by what stands beside it: an age, a word of kin or of everyday life, "named",
or that it speaks and no book knows it. Names that a book knows are public. What has no such sign is missed: the
texts themselves are therefore left out of public reports, and only quoted passages are shown.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.names import slug

_WORD = r"[^\W\d_](?:[^\W\d_]|[’'-](?=[^\W\d_]))*"
_SHORTEST_PART = 3
"""Letters from which on a part of a withheld name is withheld where it stands alone."""
_CONTACTS = (
    r"\b\d{1,2}\s?[C-HJ-NP-X]\s?[A-HJ-NP-Z]{2}\s?\d{2,5}\s?\d{2,5}\b",  # a military grid reference
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+",  # an address of e-mail
    r"(?<![\w@/.])@\w{3,}",  # a handle
    r"(?<![\w/-])\+?\(?\d{2,4}\)?(?:[ .-]?\(?\d{2,4}\)?){2,5}(?![\w-])",  # a telephone number, below held to 9 digits
    r"-?\d{1,3}\.\d{3,}\s*°?\s*[NSEW]?\s*[,;/ ]\s*-?\d{1,3}\.\d{3,}\s*°?\s*[NSEW]?",  # degrees finer than 0.01
    r"\d{1,3}\s*°\s*\d{1,2}\s*[′']\s*(?:\d{1,2}(?:\.\d+)?\s*[″\"]?\s*)?[NSEW]",  # degrees, minutes, seconds
)
_PHONE, _LEAST_DIGITS = 3, 9
_POSSESSIVE = re.compile(r"[’']s$")
_DATE = re.compile(r"\d{1,4}[-./ ]\d{1,2}[-./ ]\d{1,4}$")


@dataclass(frozen=True)
class Signs:
    """The words of `knowledge/private.yaml`, folded."""

    beside: frozenset[str]
    kin: frozenset[str]
    particles: frozenset[str]
    titles: frozenset[str]
    starters: frozenset[str]
    before: re.Pattern[str]
    """What a name directly follows: a person's noun, a title, "named"."""


@cache
def load_signs() -> Signs:
    """The words that tell a private person's name, read once."""
    data = load_yaml("private.yaml")
    people = frozenset(data["people"]) | frozenset(data["kin"])
    plain = "|".join(re.escape(word) for word in sorted(people | set(data["naming"]), key=len, reverse=True))
    titles = "|".join(re.escape(word) for word in sorted(data["titles"], key=len, reverse=True))
    return Signs(
        beside=people,
        kin=frozenset(data["kin"]),
        particles=frozenset(data["particles"]),
        titles=frozenset(data["titles"]),
        starters=frozenset(data["starters"]),
        before=re.compile(rf"(?:\b(?:{plain})s?,?|\b(?i:\d{{1,2}}-year-old)(?:\s\w+)?|\b(?:{titles})\.?)\s+$"),
    )


def private_names(text: str, speakers: Collection[str], known: Collection[str]) -> set[str]:
    """The names in a text that are taken for private persons'.

    Args:
        text: a document's text.
        speakers: names that the record's holders and participants have and no book knows.
        known: slugs of names that a book knows: actors, sources, places.

    Returns:
        Names as the text has them.
    """
    found: set[str] = set()
    # "Orla Venn, a spokesman for the council" is withheld where "Orla Venn" stands alone, too.
    spoken = {slug(name.partition(",")[0]) for name in speakers}
    for start, end in _names(text):
        name = text[start:end]
        if any(slug(tail) in known for tail in _tails(name)):
            continue
        if slug(name) in spoken or _told_by_neighbours(text, start, end):
            found.add(name)
    return found


def parts_of(names: Iterable[str], known: Collection[str]) -> set[str]:
    """Names with their parts that may stand alone: "Ada Marl" gives "Marl" as well, if no book knows a Marl."""
    signs = load_signs()
    found: set[str] = set()
    for name in names:
        found.add(name)
        for part in re.findall(_WORD, name):
            small = part.casefold() in signs.particles or len(part) < _SHORTEST_PART
            if not small and _is_capital(part) and slug(part) not in known:
                found.add(part)
    return found


def contacts(text: str) -> Iterator[tuple[int, int]]:
    """Where a text gives an address, a telephone number, a handle, or coordinates: `[start, end)` in code points."""
    taken: list[tuple[int, int]] = []
    for number, pattern in enumerate(_CONTACTS):
        for match in re.finditer(pattern, text):
            digits = sum(character.isdigit() for character in match[0])
            if number == _PHONE and (digits < _LEAST_DIGITS or _DATE.fullmatch(match[0])):
                continue
            if all(match.end() <= start or end <= match.start() for start, end in taken):
                taken.append(match.span())
                yield match.span()


def is_caseless(text: str) -> bool:
    """Whether most letters of a text have no capitals, so that no name can be told in it by its look."""
    letters = [character for character in text if character.isalpha()]
    plain = sum(unicodedata.category(character) == "Lo" for character in letters)
    return plain * 2 > len(letters)


def _names(text: str) -> Iterator[tuple[int, int]]:
    """Runs of capitalised words with the small words between them, without a word that only begins a sentence."""
    signs = load_signs()
    run: list[re.Match[str]] = []
    for match in re.finditer(_WORD, text):
        word = match[0]
        joined = bool(run) and text[run[-1].end() : match.start()] in (" ", "-", "\u00a0")
        capital = _is_capital(word)
        if joined and (capital or (word.casefold() in signs.particles and len(run) < 6)):
            run.append(match)
            continue
        yield from _run_of(run, signs)
        run = [match] if capital and word not in signs.starters else []
    yield from _run_of(run, signs)


def _run_of(run: list[re.Match[str]], signs: Signs) -> Iterator[tuple[int, int]]:
    """A run without a title before it, and without the small words and the possessive at its end."""
    while run and not _is_capital(run[-1][0]):
        run = run[:-1]
    while len(run) > 1 and run[0][0] in signs.titles:
        run = run[1:]
    if run:
        yield run[0].start(), run[-1].end() - len("".join(_POSSESSIVE.findall(run[-1][0])))


def _is_capital(word: str) -> bool:
    """Whether a word begins with a capital, or does so after a small word of names ("al-Ramli")."""
    small, _, rest = word.partition("-")
    return word[:1].isupper() or (small in load_signs().particles and rest[:1].isupper())


def _tails(name: str) -> Iterator[str]:
    """A name and what is left of it without its first words, such as an office before it."""
    words = name.split()
    return (" ".join(words[first:]) for first in range(len(words)))


def _told_by_neighbours(text: str, start: int, end: int) -> bool:
    """Whether what stands directly before or after a name says that a private person bears it."""
    signs = load_signs()
    if signs.before.search(text[max(0, start - 40) : start]):
        return True
    after = text[end : end + 60]
    if re.match(r"(?:, (?:aged )?| aged )\d{1,3}(?=[,.;)]| and\b|$)| \(\d{1,3}\)", after):
        return True
    possessive = re.match(r"[’']s (\w+)", after)
    if possessive is not None and possessive[1] in signs.kin:
        return True
    beside = re.match(r", (?:an?|the|his|her|their|whose|who) ((?:[\w-]+ ){0,2})(\w+)", after)
    if beside is None:
        return False
    return beside[2] in signs.beside or any(word in signs.beside for word in beside[1].split())
