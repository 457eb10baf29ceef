"""Quality on data that nobody here wrote: `python -m benchmarks.quality [--quick] [--only NAME,…] [--keep FOLDER]`.

Runs `annotate` or `incidents` on each set of ../shared/gold and on our own texts, scores the output with
../shared/score, prints a line a set, and exits 1 where a figure falls below its floor (`benchmarks/floors.toml`, pinned
with the set's hash). `--quick` takes the first records of the large sets and checks the quick floors, for every commit.
"""

from __future__ import annotations

import argparse
import contextlib
import hashlib
import json
import math
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.own_texts import HELD_OUT, TEXTS, write_texts
from benchmarks.shared import ROOT, require_shared
from trucewatch.pipeline.annotate import annotate_lines
from trucewatch.pipeline.incidents import incident_lines
from trucewatch.pipeline.tools import Tools

FLOORS = ROOT / "benchmarks" / "floors.toml"
OWN = {"own-texts": TEXTS, "own-held-out": HELD_OUT}  # texts of our own, written out from their folders
AT_MOST = "_at_most"  # of an error, which has a ceiling for its floor


@dataclass(frozen=True)
class Task:
    """A gold file, the scorer that reads it, the layer asked for ("" is `incidents`)."""

    name: str
    gold: str
    scorer: str
    layer: str
    quick: int | None
    """How many records a quick run takes; None leaves the set out of it, 0 takes all."""


TASKS = (
    Task("reading", "reading/dev.jsonl", "reading.py", "claims", 0),
    Task("own-texts", "", "reading.py", "claims", 0),
    Task("own-held-out", "", "reading.py", "claims", 0),
    Task("attribution", "attribution/dev.jsonl", "attribution.py", "attributions", 12),
    Task("factuality-uw", "factuality/uw-dev.jsonl", "factuality.py", "predicates", 250),
    Task("factuality-meantime", "factuality/meantime-dev.jsonl", "factuality.py", "predicates", 0),
    Task("times-timebank", "times/timebank.jsonl", "times.py", "times", 0),
    Task("times-aquaint", "times/aquaint.jsonl", "times.py", "times", 0),
    Task("times-conflict", "times/conflict-dev.jsonl", "times.py", "times", 0),
    Task("places-lgl", "places/lgl.jsonl", "places.py", "places", 100),
    Task("places-geovirus", "places/geovirus.jsonl", "places.py", "places", 100),
    Task("places-geowebnews", "places/geowebnews.jsonl", "places.py", "places", 100),
    Task("places-conflict", "places/conflict-dev.jsonl", "places.py", "places", 0),
    Task("events-plv", "events/plv_dev.jsonl", "events.py", "pairs", 300),
    Task("events-cameo", "events/cameo_dev.jsonl", "events.py", "pairs", 0),
    Task("reports", "reports/dev.jsonl", "reports.py", "claims", 200),
    Task("linking", "linking/dev.jsonl", "linking.py", "", None),
    Task("linking-undated", "linking/dev_undated.jsonl", "linking.py", "", None),
    Task("copies", "copies/dev.jsonl", "copies.py", "", None),
)


def gold_of(task: Task, shared: Path, keep: Path) -> Path:
    """The file of a set, in `shared` or written out into `keep`."""
    return write_texts(OWN[task.name], keep / f"{task.name}.jsonl") if task.name in OWN else shared / "gold" / task.gold


def records(path: Path, count: int) -> list[dict[str, object]]:
    """The records of a gold file; the first `count`, or all for 0."""
    lines = [line for line in path.read_text(encoding="utf-8").split("\n") if line.strip()]
    return [json.loads(line) for line in (lines[:count] if count else lines)]


def outputs(task: Task, gold: list[dict[str, object]], tools: Tools) -> Iterator[dict[str, object]]:
    """What the program says of the records, their gold taken away."""
    hidden = {"gold", "gold_by_annotator", "gold_split"}
    lines = (json.dumps({k: v for k, v in record.items() if k not in hidden}) for record in gold)
    return annotate_lines(lines, [task.layer], tools) if task.layer else incident_lines(lines, tools)


def score(task: Task, shared: Path, count: int, tools: Tools, keep: Path) -> tuple[dict[str, float], str]:
    """The scorer's summary as numbers, and its last line."""
    gold = records(gold_of(task, shared, keep), count)
    truth, answers = keep / f"{task.name}.gold.jsonl", keep / f"{task.name}.out.jsonl"
    truth.write_text("".join(json.dumps(record) + "\n" for record in gold), encoding="utf-8")
    begun = time.monotonic()
    with answers.open("w", encoding="utf-8") as file:
        for row in outputs(task, gold, tools):
            file.write(json.dumps(row) + "\n")
    spent = time.monotonic() - begun
    command = [sys.executable, str(shared / "score" / task.scorer), str(truth), str(answers)]
    run = subprocess.run(command, capture_output=True, text=True, check=False)
    if run.returncode:
        raise RuntimeError(f"{task.name}: the scorer failed: {run.stderr.strip() or run.stdout.strip()}")
    summary = run.stdout.strip().splitlines()[-1]
    print(f"{task.name:20s} {len(gold):5d} records {spent:6.1f} s  {summary}", flush=True)
    return numbers(summary), summary


def numbers(summary: str) -> dict[str, float]:
    """Every `name=value` of a summary line whose value is a number."""
    found = {}
    for part in summary.split():
        name, equals, value = part.partition("=")
        if equals:
            with contextlib.suppress(ValueError):
                found[name] = float(value)
    return found


def below(task: Task, found: dict[str, float], gold: Path, quick: bool) -> list[str]:
    """The floors that a set falls under; a set whose hash is another has none."""
    floors = tomllib.loads(FLOORS.read_text(encoding="utf-8")).get("quick" if quick else "full", {}).get(task.name, {})
    digest = hashlib.sha256(gold.read_bytes()).hexdigest()
    if floors and floors.get("sha256") != digest:
        return [f"{task.name}: the set has another hash than the one its floors were measured on"]
    wanted = {name: floor for name, floor in floors.items() if name != "sha256"}
    ceilings = {name.removesuffix(AT_MOST): wanted.pop(name) for name in list(wanted) if name.endswith(AT_MOST)}
    low = [
        f"{task.name}: {name} is {found.get(name)}, its floor {floor}"
        for name, floor in wanted.items()
        if not found.get(name, -1.0) >= floor
    ]
    return low + [
        f"{task.name}: {name} is {found.get(name)}, at most {ceiling} is allowed"
        for name, ceiling in ceilings.items()
        if not found.get(name, math.inf) <= ceiling
    ]


def main() -> None:
    """Measure, print, and hold the floors."""
    options = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    options.add_argument("--quick", action="store_true")
    options.add_argument("--only", default="")
    options.add_argument("--keep", type=Path, default=None)
    chosen = options.parse_args()
    shared, only = require_shared(), {name for name in chosen.only.split(",") if name}
    tools, failed = Tools(), []
    with tempfile.TemporaryDirectory() as folder:
        keep = chosen.keep or Path(folder)
        keep.mkdir(parents=True, exist_ok=True)
        for task in TASKS:
            if (only and task.name not in only) or (chosen.quick and task.quick is None):
                continue
            count = task.quick or 0 if chosen.quick else 0
            found, _ = score(task, shared, count, tools, keep)
            failed += below(task, found, gold_of(task, shared, keep), chosen.quick)
    for line in failed:
        print(f"below its floor: {line}", file=sys.stderr)
    sys.exit(1 if failed else 0)


if __name__ == "__main__":
    main()
