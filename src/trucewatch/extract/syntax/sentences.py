"""Sentences of a text, by rule: where a stop ends one, and where a line break does.

The tree of a sentence is only as good as its borders, so these are drawn before parsing. A stop ends a sentence
unless an abbreviation, an initial, a number or a lower-case continuation says that it does not; a line break ends
one unless the text is hard-wrapped; bullets and headings stand alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trucewatch.knowledge import load_yaml

MAX_WORDS = 200  # beyond this it is a table or a list, and its tree would mean nothing
MAX_CHARACTERS = 4000  # 200 words of twenty characters; keeps a line without blanks from the parser

LINE = re.compile(r"[^\r\n\v\f\x85\u2028\u2029]+")
BULLET = re.compile(r"\s*(?:[•‣◦▪▫●○■□►▶✓*·–—-]\s|\(?(?:\d{1,2}|[a-zA-Z]|[ivx]{1,4})[.)]\s|#)")
STOP = re.compile(r"(?<![.!?…؟۔。！？])[.!?…؟۔。！？]++[\"'”’»)\]]*+(?=\s|$)|[。！？]++[”’」』）]*+")
INITIALS = re.compile(r"(?:[A-Z]\.)*[A-Z]")
OPENERS = "\"'“‘«([—–-•*"
BYLINE = "By "  # no sentence goes on with a capital there
WRAPPED_WIDTH = range(45, 101)  # columns at which plain text is commonly wrapped


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(load_yaml("sentences.yaml")[kind])


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """The sentences of `text`, in order.

    Args:
        text: any text; offsets are its code points.

    Returns:
        `[(start, end), ...]`, end exclusive, without white space at either end, never overlapping, which together
        cover every character that is not white space. None is longer than about `MAX_WORDS` words.
    """
    spans: list[tuple[int, int]] = []
    for start, end in _units(text):
        for first, last in _sentences_of(text, start, end):
            spans.extend(_cut(text, first, last))
    return spans


def _units(text: str) -> Iterator[tuple[int, int]]:
    """Stretches in which a line break, if any, is mere wrapping."""
    start, end = -1, -1
    for first, last in _lines(text):
        if start >= 0 and _wraps(text, start, end, first, last):
            end = last
            continue
        if start >= 0:
            yield start, end
        start, end = first, last
    if start >= 0:
        yield start, end


def _lines(text: str) -> Iterator[tuple[int, int]]:
    for match in LINE.finditer(text):
        if span := _trim(text, match.start(), match.end()):
            yield span


def _wraps(text: str, start: int, end: int, first: int, last: int) -> bool:
    """Whether the line at `[first, last)` goes on with the sentence that the line before it left open."""
    gap = text[end:first]
    if gap.count("\n") > 1 or gap.count("\r") > 1 or BULLET.match(text, first) or text.startswith(BYLINE, first):
        return False
    if text[first].islower():
        return text[end - 1] not in ".!?:…" or _is_wrapped(text, start, end)
    return last - first > 0 and text[end - 1] not in '.!?:…"”' and _is_wrapped(text, start, end)


def _is_wrapped(text: str, start: int, end: int) -> bool:
    line = text.rfind("\n", start, end) + 1 or start
    return end - line in WRAPPED_WIDTH and " " in text[line:end] and _ends_open(text, end)


def _ends_open(text: str, end: int) -> bool:
    """Whether the line ends as running prose does, in a small word or after a comma, and no heading would."""
    word = text[:end].rpartition(" ")[2] if end < 200 else text[end - 200 : end].rpartition(" ")[2]
    return word.endswith((",", ";", "-")) or word.islower() or word.isdigit()


def _sentences_of(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    begin = start
    for match in STOP.finditer(text, start, end):
        if match.end() >= end or not _ends(text, begin, match, end):
            continue
        if span := _trim(text, begin, match.end()):
            yield span
        begin = match.end()
    if span := _trim(text, begin, end):
        yield span


def _ends(text: str, begin: int, match: re.Match[str], end: int) -> bool:
    """Whether the stop at `match` ends the sentence that began at `begin`."""
    following = _next_word(text, match.end(), end)
    if not following:
        return True
    stop, word = match.group(), _last_word(text, begin, match.start())
    closed = len(stop) > 1
    if following[0].islower():  # careless writing, or what goes on after a quotation, an ellipsis, an abbreviation
        return not closed and stop in ".?" and len(word) > 2 and word.isalpha() and _ends_after(word, "X", closed=False)
    if stop[0] != "." or stop.startswith(".."):
        return True
    return _ends_after(word, following, closed=closed, opens=match.start() - len(word) <= begin)


def _ends_after(word: str, following: str, *, closed: bool, opens: bool = False) -> bool:
    """Whether a single stop after `word` ends a sentence before `following`; `opens`: the word opened it."""
    lower = word.casefold().strip("\"'“‘(")
    bare = following.casefold().strip("\"'“”‘’.,;:()")
    if opens and (word.isdigit() or (len(word) == 1 and word.isalpha())):
        return False  # "1. The parties", "A. Smith"
    if lower in _words("never_final") and word[:1].isupper() == (lower not in ("v", "vs", "cf", "e.g", "i.e", "al")):
        return False
    if lower in _words("before_number"):
        return not (following[0].isdigit() or (closed and bare.isdigit()))
    if lower in _words("maybe_final") and (word[:1].isupper() or "." in word or lower == "etc"):
        return bare in _words("starters")
    if INITIALS.fullmatch(word) and word != "I":
        return bare in _words("starters") and len(bare) > 1
    return True


def _last_word(text: str, begin: int, stop: int) -> str:
    low = max(begin, stop - 40)
    return text[low:stop].rpartition(" ")[2].rpartition("\n")[2]


def _next_word(text: str, at: int, end: int) -> str:
    """The next word without what opens it, "" where only marks follow up to the end."""
    words = text[at : min(end, at + 80)].split(None, 2)
    for word in words[:2]:
        if bare := word.lstrip(OPENERS):
            return bare
    return ""


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The span, or its parts where it is too long: at line breaks and semicolons first, else between words."""
    if end - start <= MAX_CHARACTERS and len(text[start:end].split()) <= MAX_WORDS:
        yield start, end
        return
    begin = start
    for match in re.finditer(r"[;\n\r]|$", text[start:end]):
        at = start + match.end()
        if span := _trim(text, begin, at):
            yield from _cut_hard(text, *span)
        begin = at


def _cut_hard(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words, begin, last = 0, start, start
    for match in re.finditer(r"\S{1,4000}", text[start:end]):
        words += 1
        if words > MAX_WORDS or start + match.end() - begin > MAX_CHARACTERS:
            if last > begin:
                yield begin, last
            begin, words = start + match.start(), 1
        last = start + match.end()
    if last > begin:
        yield begin, last


def _trim(text: str, start: int, end: int) -> tuple[int, int] | None:
    piece = text[start:end]
    low = start + len(piece) - len(piece.lstrip())
    high = end - (len(piece) - len(piece.rstrip()))
    return (low, high) if low < high else None
