"""Reading and claims, beside spaCy's pipeline alone, on the same text in the same run: `python -m benchmarks.speed`.

Articles of about 600 words. Two kinds of text: the bundled case (conflict reports: most sentences pass the gate) and,
where the measuring data is here, general news (most sentences do not). The ways run in turn, several rounds, so
that a machine that slows down slows all of them; speeds are of the fastest round, in processor seconds, so that
what else the machine does counts little; the ratio is the median of the rounds'. The load is told beside them.

`--stages` shows where the time goes; `--workers N` how much N processes read, by the clock on the wall.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from spacy.language import Language
from threadpoolctl import threadpool_limits

from benchmarks.shared import ROOT, SHARED
from trucewatch.extract.attribution import find_attributions
from trucewatch.extract.claims import extract_claims
from trucewatch.extract.factuality import rate_predicates
from trucewatch.extract.parse import SHIPPED, load_parser
from trucewatch.extract.sentences import sentence_spans
from trucewatch.pipeline.annotate import annotate_lines, annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.reading import Mentions, read_claims, resolve_reading, sentences_to_read, text_spans
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.documents import Document

Given = TypeVar("Given")

WORDS = 600
ARTICLES = 24
ROUNDS = 5
ALL_LAYERS = ("sentences", "times", "places", "actors", "attributions", "predicates", "claims")


def articles(texts: Sequence[str]) -> list[str]:
    """`ARTICLES` articles of `WORDS` words: the texts' paragraphs in a row, cut where an article is full."""
    made: list[str] = []
    lines: list[str] = []
    count = 0
    paragraphs = [line for text in texts for line in text.split("\n") if line.strip()]
    while len(made) < ARTICLES:
        for line in paragraphs:
            lines.append(line)
            count += len(line.split())
            if count >= WORDS:
                made.append("\n\n".join(lines))
                lines, count = [], 0
        if not made:
            raise ValueError("too little text")
    return made[:ARTICLES]


def corpora() -> dict[str, list[str]]:
    """Articles by kind of text."""
    bundled = sorted((ROOT / "examples" / "syria-2016" / "documents").glob("*.txt"))
    found = {"conflict reports (bundled case)": articles([path.read_text(encoding="utf-8") for path in bundled])}
    news = SHARED / "gold" / "attribution" / "dev.jsonl"
    if news.exists():
        with news.open(encoding="utf-8") as lines:
            found["general news"] = articles([json.loads(line)["text"] for line in lines][:40])
    return found


def spacy_alone() -> Language:
    """The peer: the same pipeline as spaCy loads it, with its own layers, on the whole text, nothing else."""
    return load_parser(str(SHIPPED)).language


def ways(tools: Tools) -> dict[str, Callable[[str], object]]:
    """What is timed, by name; each takes a text."""
    return {
        "spaCy pipeline alone": spacy_alone(),
        "reading + claims, gated": lambda text: read_claims(read_document(text.encode(), "article.txt"), tools),
        "all layers of annotate": lambda text: annotate_record(InputRecord(id="a", text=text), ALL_LAYERS, tools),
    }


def gate_share(texts: Sequence[str], tools: Tools) -> float:
    """The share of sentences that is parsed for claims."""
    documents = [read_document(text.encode(), "article.txt") for text in texts]
    return sum(len(sentences_to_read(d, tools)) for d in documents) / sum(len(text_spans(d)) for d in documents)


def rates(texts: Sequence[str], timed: dict[str, Callable[[str], object]]) -> None:
    """Time every way in turn, and print articles a second and the ratio to the parser alone."""
    for run in timed.values():
        run(texts[0])
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(ROUNDS):
        for name, run in timed.items():
            begun = time.process_time()
            for text in texts:
                run(text)
            seconds[name].append(time.process_time() - begun)
    peer = seconds["spaCy pipeline alone"]
    for name, spent in seconds.items():
        ratio = statistics.median(p / s for p, s in zip(peer, spent, strict=True))
        print(
            f"  {name:26s} {len(texts) / min(spent):6.1f} articles a second  {ratio:5.2f} times the speed of the peer"
        )


class Watch:
    """Processor seconds by stage, of the fastest round."""

    def __init__(self) -> None:
        self.best: dict[str, float] = {}
        self._round: dict[str, float] = {}

    def time(self, stage: str, run: Callable[..., Given], *arguments: Any) -> Given:
        """What `run` gives for the arguments, its time put down for the stage."""
        begun = time.process_time()
        given = run(*arguments)
        self._round[stage] = self._round.get(stage, 0.0) + time.process_time() - begun
        return given

    def end_round(self) -> None:
        """Keep what was quicker than before."""
        for stage, spent in self._round.items():
            self.best[stage] = min(self.best.get(stage, spent), spent)
        self._round = {}


def stages(texts: Sequence[str], tools: Tools) -> None:
    """Print the milliseconds an article that each stage takes."""
    watch = Watch()
    for _ in range(ROUNDS):
        for text in texts:
            document = watch.time("read the bytes", read_document, text.encode(), "article.txt")
            gated_stages(document, tools, watch)
            spans = sentence_spans(document.text)
            whole = watch.time("parse every sentence", tools.parser.parse, document.text, spans)
            watch.time("attributions of every sentence", find_attributions, document.text, whole)
            watch.time("factuality of every predicate", rate_predicates, whole)
        watch.end_round()
    for stage, spent in watch.best.items():
        print(f"  {stage:32s} {1000 * spent / len(texts):6.1f} ms an article")


def gated_stages(document: Document, tools: Tools, watch: Watch) -> None:
    """The way from a document to its claims, which reads only what the gate lets pass."""
    read = watch.time("gate and parse", sentences_to_read, document, tools)
    said = watch.time("attributions", find_attributions, document.text, read)
    watch.time("claims, as words", extract_claims, document, read, said)
    mentions = Mentions(document.text, document.published, tools)
    for kind in ("times", "places", "actors"):
        watch.time(kind, getattr, mentions, kind)
    watch.time("claims, as words, then values", resolve_reading, document, read, said, mentions)


def workers(texts: Sequence[str], tools: Tools, most: int) -> None:
    """Print how many articles a second one process and `most` annotate, all layers, once they have loaded."""
    lines = [json.dumps({"id": str(number), "text": text}) for number, text in enumerate(list(texts) * 4)]
    for count in (1, most):
        rows = annotate_lines(lines, ALL_LAYERS, tools, count)
        for _ in range(len(texts)):  # loading and the first texts do not count
            next(rows)
        begun = time.perf_counter()
        done = sum(1 for _ in rows)
        print(f"  {count} at work: {done / (time.perf_counter() - begun):6.1f} articles a second, all layers")


def main() -> None:
    """Print what was asked for, for each kind of text."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--stages", action="store_true", help="milliseconds an article, by stage")
    parser.add_argument("--workers", type=int, help="one process beside as many")
    asked = parser.parse_args()
    tools = Tools()
    with threadpool_limits(1, "blas"):
        for kind, texts in corpora().items():
            print(f"{kind}: {len(texts)} articles of {WORDS} words, {gate_share(texts, tools):.0%} of sentences parsed")
            if asked.stages:
                stages(texts, tools)
            elif asked.workers:
                workers(texts, tools, asked.workers)
            else:
                rates(texts, ways(tools))
    print(f"load of the machine, in processes: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
