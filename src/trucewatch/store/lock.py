"""One writer at a time for a file that is only ever appended to."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows: one writer at a time is then the caller's care
    fcntl = None  # type: ignore[assignment]


@contextmanager
def locked(path: Path) -> Iterator[None]:
    """Wait until nobody else writes to `path`, and keep others out until the end of the block."""
    with path.with_name(f".{path.name}.lock").open("wb") as lock:
        if fcntl is not None:
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield
