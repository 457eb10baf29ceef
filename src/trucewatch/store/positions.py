"""Positions: numbers that keep rows in order, with room between them, so that a row more moves no other."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

ROOM = 1000
"""Between two rows that are put in at once."""
LAST = 2**31 - 1
"""The largest number that every database keeps in such a column."""


def positions_for(held: Sequence[int | None]) -> list[int]:
    """Increasing positions for rows in their order, as many as can be staying where they are.

    Args:
        held: where each row stands now, a positive number that no other has; None for one that stands nowhere.
    """
    stay = _longest_rising(held)
    places: list[int] = []
    low, waiting = 0, 0
    for row, position in enumerate(held):
        if row not in stay or position is None:
            waiting += 1
            continue
        if position - low <= waiting:
            return _anew(len(held))
        places += _between(low, position, waiting)
        places.append(position)
        low, waiting = position, 0
    if low + ROOM * waiting > LAST:
        return _anew(len(held))
    return places + [low + ROOM * number for number in range(1, waiting + 1)]


def _anew(count: int) -> list[int]:
    """Positions for so many rows, whatever they had."""
    room = min(ROOM, LAST // max(1, count))
    return [room * number for number in range(1, count + 1)]


def _between(low: int, high: int, count: int) -> list[int]:
    """So many numbers between two, evenly."""
    return [low + (high - low) * number // (count + 1) for number in range(1, count + 1)]


def _longest_rising(held: Sequence[int | None]) -> set[int]:
    """The most rows that can stay where they are with all of these in order, by their numbers."""
    ends: list[int] = []
    rows: list[int] = []
    before: dict[int, int | None] = {}
    for row, position in enumerate(held):
        if position is None:
            continue
        length = bisect_left(ends, position)
        ends[length : length + 1] = [position]
        rows[length : length + 1] = [row]
        before[row] = rows[length - 1] if length else None
    found: set[int] = set()
    last = rows[-1] if rows else None
    while last is not None:
        found.add(last)
        last = before[last]
    return found
