"""Where the measuring data stands, and what is said where it does not."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SHARED = ROOT.parent / "shared"


def require_shared() -> Path:
    """The folder of measuring data; the process ends with a reason, and exit 0, where it is absent."""
    if not (SHARED / "gold").is_dir():
        print("skipped: the measuring data (../shared) is not here; BENCHMARKS.md says where each set can be had")
        sys.exit(0)
    return SHARED
