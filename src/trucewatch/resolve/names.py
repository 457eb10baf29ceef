"""Folding of names: what makes two spellings of one name the same key.

`fold_name` undoes what is only typography (case, diacritics, apostrophes, hyphens, dots). `loose_name` goes
further, for names that came through a transliteration: it drops the Arabic article, and merges the letters
that Latin spellings of one Arabic or Slavic name vary in. Two different names may share a loose key, so it is
only asked where the exact key has no answer.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

_APOSTROPHES = re.compile("['’‘ʻʼʽʾʿ`´ʹʺ“”\"]")
_BREAKS = re.compile(r"[\s\-‐‑–—_./,]+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "ı": "i", "æ": "ae", "œ": "oe", "ð": "d", "þ": "th"})
_ARTICLES_TEXT = "al el ad ed ar er as es at et az ez an en ash esh ath eth adh edh ul"
ARTICLES = frozenset(_ARTICLES_TEXT.split())
_GLUED_ARTICLE = re.compile(r"^[ae]([bcdfghjklmnpqrstvwxyz])\1")
_DOUBLED = re.compile(r"(.)\1+")
_MERGED_TEXT = (
    "kh>h ch>h gh>g dh>d th>t ck>k q>k c>k aw>u au>u ou>u oo>u ow>u o>u w>u ai>i ay>i ei>i ey>i ee>i ie>i iy>i yi>i "
    "e>i y>i j>g"
)
_MERGED = tuple(
    tuple(pair.split(">")) for pair in _MERGED_TEXT.split()
)  # in this order: plain replaces are the quickest
_ENDING = re.compile(r"(?<=[a-z]{3})(?:ah|iah|ih|h|i|a)$")


_TRANSLITERATED_TEXT = (
    "SY IQ YE LY LB JO PS IL EG SD SS SA DZ TN MA MR SO AF IR PK AE OM BH KW QA TD "
    "ML NE DJ ER ET UA RU BY MD GE AM AZ KZ KG TJ TM UZ TR MM BD NG CM BF CF CD UG KE"
)
TRANSLITERATED = frozenset(_TRANSLITERATED_TEXT.split())  # countries whose names reach English in several spellings


@lru_cache(maxsize=1 << 17)
def fold_name(name: str) -> str:
    """`name` in lower case without diacritics or apostrophes; hyphens, dots and blanks as one blank."""
    text = _APOSTROPHES.sub("", name)
    if not text.isascii():
        text = unicodedata.normalize("NFKD", text)
        text = "".join(letter for letter in text if not unicodedata.combining(letter))
    return _BREAKS.sub(" ", text.casefold().translate(_SPECIAL)).strip()


@lru_cache(maxsize=1 << 16)
def loose_name(name: str) -> str:
    """The transliteration key of a name; "" where too little of it would be left to tell names apart."""
    words = fold_name(name).split()
    if len(words) > 1:
        words = [word for word in words if word not in ARTICLES] or words
    loosened = [_loosen(word) for word in words]
    key = " ".join(word for word in loosened if word)
    return key if len(key) >= 4 else ""


def _loosen(word: str) -> str:
    if len(word) > 4 and _GLUED_ARTICLE.match(word):
        word = word[2:]
    word = _DOUBLED.sub(r"\1", word)
    for spelling, letter in _MERGED:
        word = word.replace(spelling, letter)
    return _ENDING.sub("", _DOUBLED.sub(r"\1", word))
