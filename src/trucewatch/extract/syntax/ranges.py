"""Sets of characters as sorted ranges `[start, end)`, and the ranges that a set of tokens takes up."""

from __future__ import annotations

from collections.abc import Iterable

from trucewatch.extract.syntax.tree import Tree

Range = tuple[int, int]
Ranges = tuple[Range, ...]

EDGE = ".,;:!?-–—"  # marks that belong to no part where they stand at its edge


def union(ranges: Iterable[Range]) -> Ranges:
    """The ranges merged where they touch or overlap, in order."""
    merged: list[Range] = []
    for start, end in sorted(ranges):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif start < end:
            merged.append((start, end))
    return tuple(merged)


def minus(ranges: Iterable[Range], holes: Iterable[Range]) -> Ranges:
    """What is left of `ranges` outside `holes`."""
    left = list(union(ranges))
    for low, high in union(holes):
        left = [piece for start, end in left for piece in ((start, min(end, low)), (max(start, high), end))]
        left = [(start, end) for start, end in left if start < end]
    return tuple(left)


def overlap(first: Iterable[Range], second: Iterable[Range]) -> int:
    """How many characters the two share."""
    second = tuple(second)
    return sum(max(0, min(e, high) - max(s, low)) for s, e in first for low, high in second)


def covers(outer: Iterable[Range], inner: Iterable[Range]) -> bool:
    """Whether every range of `inner` lies in one of `outer`."""
    outer = tuple(outer)
    return all(any(low <= s and e <= high for low, high in outer) for s, e in inner)


def size(ranges: Iterable[Range]) -> int:
    """Characters in all."""
    return sum(end - start for start, end in ranges)


def join_over(text: str, ranges: Iterable[Range], marks: str = " \t\r\n,") -> Ranges:
    """The ranges, joined where nothing but `marks` stands between them."""
    joined: list[Range] = []
    for start, end in union(ranges):
        if joined and not text[joined[-1][1] : start].strip(marks):
            joined[-1] = (joined[-1][0], end)
        else:
            joined.append((start, end))
    return tuple(joined)


def trimmed(text: str, ranges: Iterable[Range], marks: str = EDGE) -> Ranges:
    """The ranges without white space and `marks` at their edges; a stop inside quotation marks stays."""
    out: list[Range] = []
    for start, end in ranges:
        low, high = start, end
        while low < high and (text[low].isspace() or text[low] in marks):
            low += 1
        while low < high and (text[high - 1].isspace() or text[high - 1] in marks):
            high -= 1
        if low < high and any(character.isalnum() for character in text[low:high]):
            out.append((low, high))
    return tuple(out)


def of_tokens(tree: Tree, offset: int, indices: Iterable[int]) -> Ranges:
    """The ranges of the tokens at `indices`, neighbours joined; `offset` is the sentence's place in the text."""
    out: list[Range] = []
    last = -2
    for index in sorted(indices):
        token = tree[index]
        start, end = offset + token.idx, offset + token.idx + len(token.text)
        if index == last + 1:
            out[-1] = (out[-1][0], end)
        else:
            out.append((start, end))
        last = index
    return tuple(out)
