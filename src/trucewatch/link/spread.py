"""Spread: one function over many items on several processes, where the system can fork; the results in order."""

from __future__ import annotations

import multiprocessing
from collections.abc import Callable, Sequence
from itertools import chain
from typing import Any, TypeVar

Item = TypeVar("Item")
Result = TypeVar("Result")
CHUNKS_EACH = 4
_HELD: list[tuple[Callable[[Any], list[Any]], Sequence[Any]]] = []
"""What a child takes over from its parent as it stands in memory: nothing is copied to it."""


def spread(work: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item], workers: int) -> list[Result]:
    """What `work` makes of the items, run after run of them.

    Args:
        work: a function of a run of items; what it gives must be the same whatever the runs.
        items: in order.
        workers: processes; 1, or a system that cannot fork, does all of it here.
    """
    if workers <= 1 or len(items) < workers or "fork" not in multiprocessing.get_all_start_methods():
        return work(items)
    size = -(-len(items) // (workers * CHUNKS_EACH))
    _HELD.append((work, items))
    try:
        with multiprocessing.get_context("fork").Pool(workers) as pool:
            return list(chain.from_iterable(pool.imap(_run, [(at, at + size) for at in range(0, len(items), size)])))
    finally:
        _HELD.pop()


def _run(bounds: tuple[int, int]) -> list[Any]:
    work, items = _HELD[-1]
    return work(items[bounds[0] : bounds[1]])
