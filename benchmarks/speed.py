"""Reading and claims, beside the parser alone, on the same text in the same run: `python -m benchmarks.speed`.

Articles of about 600 words, one process. Two kinds of text: the bundled case (conflict reports: nearly every
sentence passes the gate) and, where the measuring data is here, general news (most sentences do not). The ways run in
turn, several rounds, so that a machine that slows down slows all of them; the ratio is the median of the rounds'.
"""

from __future__ import annotations

import json
import statistics
import time
from collections.abc import Callable, Sequence

from benchmarks.shared import ROOT, SHARED
from trucewatch.extract.parse import Parser, load_parser
from trucewatch.pipeline.annotate import annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.reading import read_claims, sentences_to_read, text_spans
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document

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


def spacy_alone(parser: Parser, text: str) -> None:
    """The peer: the same spaCy pipeline on the whole text, nothing else."""
    parser.language(text)


def ways(tools: Tools) -> dict[str, Callable[[str], object]]:
    """What is timed, by name; each takes a text."""
    parser = load_parser()
    return {
        "spaCy pipeline alone": lambda text: spacy_alone(parser, text),
        "reading + claims, gated": lambda text: read_claims(read_document(text.encode(), "article.txt"), tools),
        "all layers of annotate": lambda text: annotate_record(InputRecord(id="a", text=text), ALL_LAYERS, tools),
    }


def gate_share(texts: Sequence[str], tools: Tools) -> float:
    """The share of sentences that is parsed for claims."""
    documents = [read_document(text.encode(), "article.txt") for text in texts]
    return sum(len(sentences_to_read(d, tools)) for d in documents) / sum(len(text_spans(d)) for d in documents)


def main() -> None:
    """Time every way in turn, and print articles a second and the ratio to the parser alone."""
    tools = Tools()
    timed = ways(tools)
    for kind, texts in corpora().items():
        for run in timed.values():
            run(texts[0])
        seconds: dict[str, list[float]] = {name: [] for name in timed}
        for _ in range(ROUNDS):
            for name, run in timed.items():
                begun = time.perf_counter()
                for text in texts:
                    run(text)
                seconds[name].append(time.perf_counter() - begun)
        print(f"{kind}: {len(texts)} articles of {WORDS} words, {gate_share(texts, tools):.0%} of sentences parsed")
        peer = seconds["spaCy pipeline alone"]
        for name, spent in seconds.items():
            rate = len(texts) / statistics.median(spent)
            ratio = statistics.median(p / s for p, s in zip(peer, spent, strict=True))
            print(f"  {name:26s} {rate:6.1f} articles a second  {ratio:5.2f} times the speed of the peer")


if __name__ == "__main__":
    main()
