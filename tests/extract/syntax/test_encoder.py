"""The shipped reader: its files belong together, and batches change nothing."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from trucewatch.errors import KnowledgeError
from trucewatch.extract.syntax.encoder import Encoder
from trucewatch.extract.syntax.parser import SHIPPED, Parser, load_parser

SENTENCES = (
    "Rebels did not shell Taiz on Monday, the army said.",
    "Two soldiers killed, three wounded in mortar attack on Hays",
    "The army has never denied it.",
)


def test_the_weights_are_those_of_the_labels() -> None:
    Encoder(SHIPPED).check()


def test_other_weights_are_told(tmp_path: Path) -> None:
    shutil.copytree(SHIPPED, tmp_path / "reader")
    (tmp_path / "reader" / "reader.onnx").write_bytes(b"no network")
    with pytest.raises(KnowledgeError, match=r"knowledge\.reader"):
        Encoder(tmp_path / "reader").check()


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(KnowledgeError, match=r"knowledge\.reader"):
        load_parser(str(tmp_path))


def test_a_sentence_reads_the_same_whatever_stands_beside_it(parser: Parser) -> None:
    words = [text.split() for text in SENTENCES]
    for together, alone in zip(
        parser.encoder.read(words), (parser.encoder.read([one])[0] for one in words), strict=True
    ):
        assert (together.heads, together.labels, together.arguments) == (alone.heads, alone.labels, alone.arguments)
        assert (together.arcs == alone.arcs).all()


def test_frames_and_negation(parser: Parser) -> None:
    (sentence,) = parser.parse(SENTENCES[0], [(0, len(SENTENCES[0]))])
    shell = next(word.frame for word in sentence.tree if word.lower == "shell")
    assert shell is not None and shell.sure > 0
    told = {one.label: SENTENCES[0][one.first.idx : one.last.idx + len(one.last)] for one in shell.args}
    assert told == {"ARG0": "Rebels", "ARGM-NEG": "not", "ARG1": "Taiz", "ARGM-TMP": "on Monday"}
    said = next(word.frame for word in sentence.tree if word.lower == "said")
    assert said is not None and said.get("ARG0") is not None and said.get("ARG0").head.lower == "army"  # type: ignore[union-attr]


def test_a_headline_without_be_is_passive(parser: Parser) -> None:
    (sentence,) = parser.parse(SENTENCES[1], [(0, len(SENTENCES[1]))])
    killed = sentence.tree[2]
    assert killed.frame is not None and killed.frame.get("ARG1") is not None
    assert killed.frame.get("ARG0") is None


def test_labels_name_what_the_network_gives() -> None:
    labels = json.loads((SHIPPED / "labels.json").read_text())
    assert {"nsubj", "root"} <= set(labels["deps"]) and labels["roles"][:2] == ["ARG0", "ARG1"]
