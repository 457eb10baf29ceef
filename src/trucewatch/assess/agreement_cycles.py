"""Circles among entries that name one another: clocks that wait for each other, texts that replace each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def cycles(edges: Mapping[str, Sequence[str]]) -> list[list[str]]:
    """Each circle once, as the ids along it with the first again at the end.

    Args:
        edges: what each id names. An id that names itself is a circle of one.

    Returns:
        The circles, in the order in which their first ids stand.
    """
    found: list[list[str]] = []
    done: set[str] = set()
    for start in edges:
        path: list[str] = []
        stack = [(start, 0)]
        while stack:
            name, number = stack.pop()
            if number == 0:
                if name in path:
                    found.append([*path[path.index(name) :], name])
                if name in done or name in path:
                    continue
                path.append(name)
            named = edges.get(name, ())
            if number < len(named):
                stack += [(name, number + 1), (named[number], 0)]
            else:
                path.pop()
                done.add(name)
    return found
