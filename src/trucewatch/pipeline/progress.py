"""How a long job tells how far it is, without knowing who listens."""

from __future__ import annotations

from collections.abc import Callable

Step = Callable[[str, int, int], None]
"""Told of progress: the step's name, how many are done, of how many."""


def no_progress(step: str, done: int, total: int) -> None:
    """Progress that nobody watches."""
