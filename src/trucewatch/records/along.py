"""What stands where in a text: things with a span, found by their place without going through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from typing import Generic, TypeVar

from trucewatch.records.spans import Span

Thing = TypeVar("Thing")


class Along(Generic[Thing]):
    """Things along a text. They are given back in the order in which they came."""

    def __init__(self, things: Iterable[Thing], span_of: Callable[[Thing], Span]) -> None:
        placed = [(span_of(thing), number, thing) for number, thing in enumerate(things)]
        placed.sort(key=lambda one: one[0].start)
        self._placed = placed
        self._starts = [span.start for span, _, _ in placed]
        self._longest = max((span.end - span.start for span, _, _ in placed), default=0)

    def touching(self, start: int, end: int) -> list[Thing]:
        """The things of which a character stands in `[start, end)`."""
        if start >= end:
            return []
        first = bisect_left(self._starts, start - self._longest)
        last = bisect_left(self._starts, end, first)
        found = [one for one in self._placed[first:last] if one[0].end > start]
        return [thing for _, _, thing in sorted(found, key=lambda one: one[1])]
