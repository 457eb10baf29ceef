"""Folding: words without case, diacritics and the letters that Arabic script writes in several ways.

One character gives one, none or several: `folded` also tells which character of the text each came from, so that
what is found can be shown as it is written.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_ALIKE = {"أإآٱ": "ا", "ىئی": "ي", "ؤ": "و", "ة": "ه", "ک": "ك", "ı": "i", "ł": "l", "ø": "o", "đ": "d", "’‘": "'"}
_LONGER = {"ß": "ss", "æ": "ae", "œ": "oe", "ʿ": None, "ʾ": None, "ـ": None}
_SAME = str.maketrans({letter: one for letters, one in _ALIKE.items() for letter in letters} | _LONGER)


@lru_cache(maxsize=1 << 14)
def _folded(character: str) -> str:
    plain = character.casefold().translate(_SAME)
    apart = unicodedata.normalize("NFKD", plain)
    return "".join(one for one in apart if not unicodedata.combining(one)).translate(_SAME)


def fold(text: str) -> str:
    """The text as it is compared."""
    if text.isascii():
        return text.casefold()
    return "".join(_folded(character) for character in text)


def folded(text: str) -> tuple[str, list[int]]:
    """The text as it is compared, and for each of its characters the place in `text` that it came from."""
    parts: list[str] = []
    places: list[int] = []
    for place, character in enumerate(text):
        made = _folded(character)
        parts.append(made)
        places += [place] * len(made)
    return "".join(parts), places
