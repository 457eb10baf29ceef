"""The documents of the small case, and its clock."""

from __future__ import annotations

from pathlib import Path

ONE = b"---\nsource: Example Agency\npublished: 2018-12-19\n---\n" + (
    b"The army said rebels shelled Hodeidah on Tuesday, killing two soldiers.\n"
)
TWO = b"---\nsource: Other Post\npublished: 2018-12-20\n---\n" + (
    b"The rebels denied that they had shelled Hodeidah on Tuesday.\n"
)


def now() -> str:
    return "2026-01-01T00:00:00Z"


def originals(folder: Path) -> list[Path]:
    """The files of a case's archive that are originals."""
    return sorted(path for path in (folder / "archive").rglob("*") if len(path.name) == 64)
