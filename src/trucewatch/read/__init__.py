"""Read: bytes → Document. `trucewatch.read(…)` is `document.read_document`: the package can be called."""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType
from typing import Any


class _Door(ModuleType):
    """A package that is also its own main function, since a package's name can't mean two things."""

    def __call__(self, *given: Any, **named: Any) -> Any:
        return import_module("trucewatch.read.document").read_document(*given, **named)


sys.modules[__name__].__class__ = _Door
