"""The files of knowledge read the same with and without the quick scanner, which an installation may lack."""

from __future__ import annotations

import pytest
from ruamel.yaml import YAML

from trucewatch.errors import KnowledgeError
from trucewatch.knowledge import ROOT, load_yaml


def test_both_scanners_read_the_same() -> None:
    pytest.importorskip("_ruamel_yaml")
    for path in sorted(ROOT.rglob("*.yaml")):
        text = path.read_text(encoding="utf-8")
        assert repr(YAML(typ="safe").load(text)) == repr(YAML(typ="safe", pure=True).load(text)), path.name


def test_a_file_that_is_not_there_is_a_fault_of_knowledge() -> None:
    with pytest.raises(KnowledgeError):
        load_yaml("no-such-file.yaml")
