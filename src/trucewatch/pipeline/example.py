"""The bundled case: a copy of it to work on."""

from __future__ import annotations

import shutil
from pathlib import Path

from trucewatch.errors import CaseError, Fault
from trucewatch.knowledge import ROOT

SHIPPED = ROOT / "example"
CHECKOUT = ROOT.parents[2] / "examples" / "syria-2016"


def copy_example(target: Path) -> None:
    """Copy the bundled case to `target`; what is there already is left as it is, changed or not.

    Raises:
        CaseError: the package came without its example.
    """
    origin = SHIPPED if SHIPPED.is_dir() else CHECKOUT
    if not (origin / "case.toml").is_file():
        raise CaseError(Fault("case.no-example", "the bundled case is not here; install the package anew", str(origin)))
    for path in sorted(path for path in origin.rglob("*") if path.is_file()):
        copy = target / path.relative_to(origin)
        if not copy.exists():
            copy.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(path, copy)
