"""Time by the length of one document: `python -m benchmarks.long_documents [500 1000 …]`.

A made list of dated entries, one claim in most of them: what a panel's annex or a monitor's table looks like. A stage
whose time for a sentence stays the same from row to row is linear; one whose time doubles with the length is not.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import TypeVar

from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.pipeline.build import DocumentReading, assemble
from trucewatch.pipeline.reading import Mentions, sentences_to_read
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.cases import CaseFiles, CaseSettings
from trucewatch.resolve.claims import resolve_claims

LENGTHS = (500, 1000, 2000)  # longer ones are asked for by name: linking takes time with the square
STAGES = ("read", "parse", "attribute", "claims", "resolve", "link")
SIDES = ("The army", "Rebels", "The coalition", "Houthi forces")
TOWNS = ("Hodeidah", "Taiz", "Aden", "Sanaa", "Mocha", "Ibb", "Marib", "Saada", "Hajjah", "Dhamar")
MONTHS = ("January", "March", "May", "July", "October", "December")
Made = TypeVar("Made")


def entries(count: int) -> bytes:
    """So many dated entries, each a paragraph of one sentence."""
    rows = (
        f"On {n % 28 + 1} {MONTHS[n // 28 % 6]} {1990 + n // 168}, {SIDES[n % 4]} shelled {TOWNS[n // 3 % 10]}.\n\n"
        for n in range(count)
    )
    return "".join(rows).encode()


def measure(count: int, tools: Tools) -> dict[str, float]:
    """Seconds of each stage on a document of so many sentences."""
    taken: dict[str, float] = {}

    def timed(stage: str, job: Callable[[], Made]) -> Made:
        begun = time.process_time()
        made = job()
        taken[stage] = time.process_time() - begun
        return made

    document = timed("read", lambda: read_document(entries(count), "annex.txt"))
    sentences = timed("parse", lambda: sentences_to_read(document, tools))
    said = timed("attribute", lambda: find_attributions(document.text, sentences))
    found = timed("claims", lambda: extract_claims(document, sentences, said))
    named = Mentions(document.text, None, tools)
    words = (named.times, named.places, named.actors)
    claims, tallies = timed(
        "resolve", lambda: resolve_claims(document, found.claims, found.tallies, *words, tools.book)
    )
    reading = {document.id: DocumentReading(claims=claims, tallies=tallies)}
    files = CaseFiles(settings=CaseSettings(id="annex", title="Annex"))
    timed("link", lambda: assemble(files, [document], reading, tools))
    return taken


def main() -> None:
    """Print milliseconds a sentence, a row for each length."""
    lengths = tuple(map(int, sys.argv[1:])) or LENGTHS
    tools = Tools(CaseFiles(settings=CaseSettings(id="annex", title="Annex")))
    measure(20, tools)  # what is loaded once is not counted
    print("sentences  " + "  ".join(f"{stage:>9}" for stage in STAGES) + "   ms a sentence")
    for count in lengths:
        taken = measure(count, tools)
        print(f"{count:9}  " + "  ".join(f"{taken[stage] * 1000 / count:9.2f}" for stage in STAGES))


if __name__ == "__main__":
    main()
