"""Words cut into the pieces that the encoder knows: WordPiece, uncased, as BERT defines it (Devlin et al., 2019)."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Sequence

MAX_CHARACTERS = 100  # a longer word is unknown
CACHED = 50_000  # words whose pieces are kept


class WordPieces:
    """The vocabulary of an encoder.

    Args:
        vocabulary: its pieces, in the order of their numbers; what goes on with a word begins with "##".
    """

    def __init__(self, vocabulary: Sequence[str]) -> None:
        self._numbers = {piece: number for number, piece in enumerate(vocabulary)}
        self.opening, self.closing = self._numbers["[CLS]"], self._numbers["[SEP]"]
        self._unknown = self._numbers["[UNK]"]
        self._kept: dict[str, list[int]] = {}

    def of_word(self, word: str) -> list[int]:
        """The numbers of the pieces of `word`, at least one."""
        found = self._kept.get(word)
        if found is None:
            found = [number for part in _parts(word) for number in self._cut(part)] or [self._unknown]
            if len(self._kept) < CACHED:
                self._kept[word] = found
        return found

    def _cut(self, part: str) -> list[int]:
        """The longest known piece first, again and again; unknown where that ends nowhere."""
        if len(part) > MAX_CHARACTERS:
            return [self._unknown]
        out: list[int] = []
        start = 0
        while start < len(part):
            mark = "##" if start else ""
            for end in range(len(part), start, -1):
                number = self._numbers.get(mark + part[start:end])
                if number is not None:
                    out.append(number)
                    start = end
                    break
            else:
                return [self._unknown]
        return out


def _parts(word: str) -> Iterator[str]:
    """The word in lower case without accents, cut at marks."""
    run = ""
    for sign in unicodedata.normalize("NFD", word.lower()):
        kind = unicodedata.category(sign)
        if kind == "Mn" or kind[0] == "C":
            continue
        if sign.isspace() or _is_mark(sign, kind):
            if run:
                yield run
            run = ""
            if not sign.isspace():
                yield sign
        else:
            run += sign
    if run:
        yield run


def _is_mark(sign: str, kind: str) -> bool:
    """Whether the sign is a word of its own: punctuation, ASCII signs, a Chinese character."""
    ascii_sign = sign.isascii() and not sign.isalnum()
    return ascii_sign or kind[0] == "P" or "\u4e00" <= sign <= "\u9fff" or "\u3400" <= sign <= "\u4dbf"
