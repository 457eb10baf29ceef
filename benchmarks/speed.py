"""Reading and claims, beside the former spaCy pipeline alone: `python -m benchmarks.speed`.

All on the same text in the same run. Articles of about 600 words, of two kinds: the bundled case (conflict reports:
most sentences pass the gate) and, where the measuring data is here, general news (most sentences do not). The ways run
in turn, several rounds, so that a machine that slows down slows all of them; speeds are of the fastest round, in
processor seconds, so that what else the machine does counts little; the ratio is the median of the rounds'. One process
and many are compared by the clock on the wall, which other work disturbs. The load of the machine is told beside them.

`--stages` shows where the time goes; `--workers N` sets how many processes are put beside one; `--rounds N` runs less.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import time
from collections.abc import Callable, Sequence
from typing import Any, TypeVar

# One thread a process, before NumPy is loaded: the peer's threads would only wait for one another.
os.environ.update(OPENBLAS_NUM_THREADS="1", OMP_NUM_THREADS="1")

from benchmarks.shared import ROOT, SHARED
from benchmarks.spacy_parser import load_peer
from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.factuality.rating import rate_predicates
from trucewatch.extract.syntax.sentences import sentence_spans
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
WORKERS = 2
ALL_LAYERS = ("sentences", "times", "places", "actors", "attributions", "predicates", "syntax", "claims")
PEER = "spaCy pipeline alone"


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


def ways(tools: Tools) -> dict[str, Callable[[str], object]]:
    """What is timed, by name; each takes a text."""
    return {
        PEER: load_peer(),
        "reader alone, all sentences": lambda text: tools.parser.parse(text, sentence_spans(text)),
        "reading + claims, gated": lambda text: read_claims(read_document(text.encode(), "article.txt"), tools),
        "all layers of annotate": lambda text: annotate_record(InputRecord(id="a", text=text), ALL_LAYERS, tools),
    }


def gate_share(texts: Sequence[str], tools: Tools) -> float:
    """The share of sentences that is read for claims."""
    documents = [read_document(text.encode(), "article.txt") for text in texts]
    return sum(len(sentences_to_read(d, tools)) for d in documents) / sum(len(text_spans(d)) for d in documents)


def rates(texts: Sequence[str], timed: dict[str, Callable[[str], object]], rounds: int) -> None:
    """Time every way in turn, and print articles a processor second and the ratio to the peer."""
    for run in timed.values():
        run(texts[0])
    seconds: dict[str, list[float]] = {name: [] for name in timed}
    for _ in range(rounds):
        for name, run in timed.items():
            begun = time.process_time()
            for text in texts:
                run(text)
            seconds[name].append(time.process_time() - begun)
    peer = seconds[PEER]
    for name, spent in seconds.items():
        ratio = statistics.median(p / s for p, s in zip(peer, spent, strict=True))
        rate = len(texts) / min(spent)
        print(f"  {name:28s} {rate:6.1f} articles a processor second  {ratio:5.2f} times the speed of the peer")


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


def stages(texts: Sequence[str], tools: Tools, rounds: int) -> None:
    """Print the milliseconds an article that each stage takes."""
    watch = Watch()
    for _ in range(rounds):
        for text in texts:
            document = watch.time("read the bytes", read_document, text.encode(), "article.txt")
            gated_stages(document, tools, watch)
            spans = sentence_spans(document.text)
            whole = watch.time("read every sentence", tools.parser.parse, document.text, spans)
            watch.time("attributions of every sentence", find_attributions, document.text, whole)
            watch.time("factuality of every predicate", rate_predicates, whole)
        watch.end_round()
    for stage, spent in watch.best.items():
        print(f"  {stage:32s} {1000 * spent / len(texts):6.1f} ms an article")


def gated_stages(document: Document, tools: Tools, watch: Watch) -> None:
    """The way from a document to its claims, which reads only what the gate lets pass."""
    read = watch.time("gate and reader", sentences_to_read, document, tools)
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
        name = f"all layers, {count} at work"
        print(f"  {name:28s} {done / (time.perf_counter() - begun):6.1f} articles a second by the clock")


def main() -> None:
    """Print what was asked for, for each kind of text."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--stages", action="store_true", help="milliseconds an article, by stage, and nothing else")
    parser.add_argument("--workers", type=int, default=WORKERS, help=f"processes beside one ({WORKERS}); 0: none")
    parser.add_argument("--rounds", type=int, default=ROUNDS, help=f"how often each way runs ({ROUNDS})")
    asked = parser.parse_args()
    tools = Tools()
    for kind, texts in corpora().items():
        print(f"{kind}: {len(texts)} articles of {WORDS} words, {gate_share(texts, tools):.0%} of sentences read")
        if asked.stages:
            stages(texts, tools, asked.rounds)
            continue
        rates(texts, ways(tools), asked.rounds)
        if asked.workers:
            workers(texts, tools, asked.workers)
    print(f"load of the machine, in processes: {os.getloadavg()[0]:.1f} on {os.cpu_count()} processors")


if __name__ == "__main__":
    main()
