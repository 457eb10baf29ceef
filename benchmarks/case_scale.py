"""A case of many documents: `python -m benchmarks.case_scale [500 5000 …] [--keep FOLDER]`.

Made reports of 60 to 100 words, each of an act or two at a place and day of its own; a tenth are copies of others. Of
each case is told what it takes to build all of it, to add and build one document more, to make one decision, and to ask
for status and list, the last two as commands of their own. `--keep` keeps the cases there, and measures those that lie
there already without building them.
"""

from __future__ import annotations

import argparse
import os
import random
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.template import make_case

SIDES = ("the army", "rebels", "government forces", "Houthi fighters", "the coalition", "local militia")
TOWNS = ("Hodeidah", "Taiz", "Aden", "Sanaa", "Mocha", "Ibb", "Marib", "Saada", "Hajjah", "Dhamar", "Zabid", "Hays")
ACTS = (
    "{who} shelled the {part} of {town}, killing {number} people",
    "{who} carried out an air strike near {town}",
    "{who} opened fire on a convoy outside {town}",
    "clashes broke out between {who} and their rivals in {town}",
    "{who} seized a checkpoint on the road to {town}",
)
PARTS = ("east", "north", "old quarter", "port", "market")
SOURCES = tuple(f"Agency {number}" for number in range(40))
MORE = (
    "The report could not be confirmed. Aid workers said that roads were closed and that prices had risen.",
    "A spokesman said the truce was still in force. Residents spoke of a quiet night and of shops that opened again.",
    "Both sides have accused each other before. The mediator is expected in the capital next week.",
)
WHEN = "2019-01-01T00:00:00Z"


def report(number: int, chance: random.Random) -> str:
    """One made document with its front matter."""
    day = f"{2015 + number % 4}-{chance.randint(1, 12):02}-{chance.randint(1, 28):02}"
    said = []
    for _ in range(chance.randint(1, 2)):
        act = chance.choice(ACTS).format(
            who=chance.choice(SIDES), town=chance.choice(TOWNS), part=chance.choice(PARTS), number=chance.randint(2, 60)
        )
        said.append(f"{chance.choice(('Officials', 'A local monitor', 'Residents'))} said {act} on Tuesday.")
    front = f"---\nsource: {chance.choice(SOURCES)}\npublished: {day}\n---\n"
    return f"{front}Report {number}\n\n{' '.join(said)} {chance.choice(MORE)}\n"


def fill(folder: Path, count: int) -> None:
    """A case of so many documents, not built."""
    make_case(folder, f"{count} documents")
    chance = random.Random(7)
    texts: list[str] = []
    for number in range(count):
        copied = texts and chance.random() < 0.1
        text = chance.choice(texts).replace("Agency", "Copy of agency") if copied else report(number, chance)
        texts.append(text)
        (folder / "documents" / f"{number:05}.txt").write_text(text, encoding="utf-8")


def timed(job: Callable[[], object]) -> tuple[float, float]:
    """Seconds on the clock and of the processor, children included."""
    begun, before = time.perf_counter(), os.times()
    job()
    after = os.times()
    return time.perf_counter() - begun, sum(after[:4]) - sum(before[:4])


def command(*words: str) -> None:
    """A command as a person calls it."""
    call = [sys.executable, "-m", "trucewatch", *words]
    subprocess.run(call, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def measure(folder: Path, count: int) -> None:
    """Print a line for each job on a case of so many documents."""

    def told(job: str, work: Callable[[], object]) -> None:
        clock, processor = timed(work)
        print(f"{count:6}  {job:<28} {clock:8.2f} s  {processor:8.2f} s of processor", flush=True)

    target = folder / f"case-{count}"
    if not target.exists():
        fill(target, count)
        told("build", lambda: Case(target, lambda: WHEN).build())
    told("build, nothing changed", lambda: Case(target, lambda: WHEN).build())
    number = len(list((target / "documents").iterdir()))
    text = report(number, random.Random(time.time_ns()))
    (target / "documents" / f"{number:05}.txt").write_text(text, encoding="utf-8")
    told("one document more, built", lambda: command("build", str(target)))
    case = Case(target, lambda: WHEN)
    claim = case.record().claims[0].id
    order = Order.of("correct", [claim, f"killed={number % 90 + 1}"], "A. Reader", "as the words say")
    told("one decision", lambda: decide(Case(target, lambda: WHEN), [order], WHEN))
    told("status", lambda: command("status", str(target)))
    told("list incidents", lambda: command("list", str(target), "incidents"))
    told("list claims", lambda: command("list", str(target), "claims"))
    record = case.record()
    size = f"{len(record.claims)} claims, {len(record.incidents)} incidents"
    print(f"{count:6}  {size}; {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:.0f} MB at most", flush=True)


def main() -> None:
    """Measure cases of the sizes that are asked for."""
    parser = argparse.ArgumentParser()
    parser.add_argument("counts", nargs="*", type=int, default=[500])
    parser.add_argument("--keep", type=Path)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        for count in given.counts:
            measure(given.keep or Path(folder), count)


if __name__ == "__main__":
    main()
