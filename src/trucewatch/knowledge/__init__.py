"""Knowledge: data, not code. Readable files with a schema, a source and a licence, read once and on demand."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from trucewatch.errors import Fault, KnowledgeError

ROOT = Path(str(files("trucewatch.knowledge")))


@cache
def load_yaml(name: str) -> Any:
    """The content of `knowledge/NAME`, read once; callers must not change it.

    Raises:
        KnowledgeError: the file is missing or is not YAML.
    """
    path = ROOT / name
    try:  # by ruamel.yaml.clib where it is installed, which is five times as quick and reads the same
        return YAML(typ="safe").load(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, YAMLError) as error:
        raise KnowledgeError(Fault("knowledge.unreadable", str(error), where=name)) from error
