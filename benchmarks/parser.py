"""Trees and frames from raw text, beside the former spaCy pipeline in the same run: `python -m benchmarks.parser`.

UD English EWT dev, each sentence a text of its own as `trucewatch annotate --layers syntax` reads it, scored by
../shared/score/syntax.py with PropBank's frames; then the frames of our own sentences for testing
(`training/sentences/*.test.txt`) by the same scorer. A word counts where its characters are the gold's; an argument, by
the head word of its gold phrase or by its exact span. Our own sentences have no score for trees: theirs were read by an
earlier reader before a person corrected them, so that it would find itself in them.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from spacy.language import Language

from benchmarks.quality import numbers
from benchmarks.shared import ROOT, require_shared
from benchmarks.spacy_parser import load_peer
from trucewatch.extract.syntax.sentences import sentence_spans
from trucewatch.pipeline.annotate import annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.tools import Tools

sys.path.insert(0, str(ROOT / "training" / "reader"))
from own import OwnSentence, all_sentences, read_trees, tokenised

OWN = ROOT / "training" / "sentences"
TREES = {"word_f1": "words", "upos": "UPOS", "uas": "UAS", "las": "LAS"}
FRAMES = {"predicates": "predicates", "args_head": "roles, head", "args": "roles, span"}
Json = dict[str, Any]


class Scorer:
    """The scorer of the measuring data, and a folder for what it compares."""

    def __init__(self, shared: Path, folder: Path) -> None:
        self._script = shared / "score" / "syntax.py"
        self._folder = folder

    def run(self, *arguments: Path | str) -> str:
        """What the scorer prints; RuntimeError where it fails."""
        command = [sys.executable, str(self._script), *map(str, arguments)]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(f"the scorer failed: {done.stderr.strip()}")
        return done.stdout

    def texts(self, gold: Path) -> dict[str, str]:
        """The raw sentences of a CoNLL-U file by id."""
        return {one["id"]: one["text"] for one in map(json.loads, self.run("--input", gold).splitlines())}

    def score(self, gold: Path, rows: Iterable[Json], frames: Path) -> dict[str, float]:
        """The figures of output records."""
        given = self.write("output.jsonl", rows)
        return numbers(self.run(gold, given, "--frames", frames))

    def write(self, name: str, rows: Iterable[Json]) -> Path:
        """A file of JSON lines."""
        path = self._folder / name
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
        return path


def by_reader(text: str, tools: Tools) -> Json:
    """The layer `syntax` of a text."""
    found: Json = annotate_record(InputRecord(id="a", text=text), ("syntax",), tools)["syntax"]
    return found


def by_peer(text: str, language: Language) -> Json:
    """The same from the spaCy pipeline, which knows no frames; sentences are cut by the same rules."""
    tokens: list[Json] = []
    for low, high in sentence_spans(text):
        words = [token for token in language(text[low:high]) if not token.is_space]
        places = {token.i: len(tokens) + number for number, token in enumerate(words)}
        for token in words:
            is_root = token.head.i == token.i
            tokens.append(
                {
                    "start": low + token.idx,
                    "end": low + token.idx + len(token.text),
                    "upos": token.pos_,
                    "head": -1 if is_root else places.get(token.head.i, -1),
                    "deprel": "root" if is_root else token.dep_,
                }
            )
    return {"tokens": tokens, "frames": []}


def ewt(scorer: Scorer, shared: Path, tools: Tools) -> None:
    """The table of UD English EWT dev."""
    gold, frames = shared / "gold" / "syntax" / "dev.conllu", shared / "gold" / "frames" / "dev.jsonl"
    texts = scorer.texts(gold)
    peer = load_peer()
    ways: dict[str, Callable[[str], Json]] = {
        "the reader": lambda text: by_reader(text, tools),
        "the former spaCy pipeline": lambda text: by_peer(text, peer),
    }
    print(heading(f"UD English EWT dev, {len(texts):,} sentences", TREES | FRAMES))
    for name, way in ways.items():
        found = scorer.score(gold, ({"id": key, "syntax": way(text)} for key, text in texts.items()), frames)
        has_frames = name == "the reader"
        print(row(name, found, TREES | (FRAMES if has_frames else {})), flush=True)


def own_frames(scorer: Scorer, tools: Tools) -> None:
    """The table of our own sentences for testing."""
    trees = read_trees(OWN / "trees.conllu")
    sentences = list(all_sentences(OWN, test=True))
    said = [by_reader(sentence.text, tools) for sentence in sentences]
    layers = [gold_layer(*pair, trees) for pair in zip(sentences, said, strict=True)]
    gold = scorer.write("own.jsonl", [])
    gold.write_text("".join(conllu for conllu, _ in layers), encoding="utf-8")
    frames = scorer.write("own.frames.jsonl", [one for _, one in layers])
    rows = ({"id": one.where, "syntax": syntax} for one, syntax in zip(sentences, said, strict=True))
    found = scorer.score(gold, rows, frames)
    count = sum(len(one.frames) for one in sentences)
    print(heading(f"our own, {len(sentences)} sentences for testing, {count} frames", FRAMES))
    print(row("the reader", found, FRAMES))


def gold_layer(sentence: OwnSentence, said: Json, trees: dict[str, list[list[str]]]) -> tuple[str, Json]:
    """One of our sentences in the form that the scorer reads: its tree, and its frames in words.

    Heads of phrases are told by the corrected tree; by the reader's own, where that tree has other words.
    """
    places = [(token["start"], token["end"]) for token in said["tokens"]]
    heads = [token["head"] + 1 for token in said["tokens"]]
    corrected = trees.get(sentence.text, [])
    if [cells[1] for cells in corrected] == [sentence.text[low:high] for low, high in places]:
        heads = [int(cells[6]) for cells in corrected]
    text = " " * places[0][0] + sentence.text[places[0][0] :]  # a dateline is none of the words
    lines = [f"# sent_id = {sentence.where}", f"# text = {text}"]
    for number, ((low, high), head) in enumerate(zip(places, heads, strict=True), start=1):
        lines.append("\t".join((str(number), text[low:high], "_", "X", "_", "_", str(head), "dep", "_", "_")))
    found = tokenised(sentence, places)
    senses = {frame.start: frame.roleset for frame in sentence.frames}
    rows = [
        {"token": token, "roleset": senses.get(places[token][0], f"?.{sense}"), "args": args}
        for token, (sense, args) in found.items()
    ]
    return "\n".join(lines) + "\n\n", {"id": sentence.where, "frames": rows}


def heading(title: str, names: dict[str, str]) -> str:
    """The first line of a table."""
    return f"{title:60s}" + "".join(f"{name:>13s}" for name in names.values())


def row(title: str, found: dict[str, float], names: dict[str, str]) -> str:
    """A line of a table, figures in percent."""
    return f"  {title:58s}" + "".join(f"{100 * found[name]:13.1f}" for name in names)


def main() -> None:
    """Print both tables."""
    shared = require_shared()
    with tempfile.TemporaryDirectory() as folder:
        scorer, tools = Scorer(shared, Path(folder)), Tools()
        ewt(scorer, shared, tools)
        own_frames(scorer, tools)


if __name__ == "__main__":
    main()
