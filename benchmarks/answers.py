"""How long commands take that read no text: `python -m benchmarks.answers`. The bundled case is built first."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

RUNS = 5
CALLS = ("--version", "--help", "help build", "list --help", "status CASE", "list CASE claims", "show CASE 1")
CALLS += ("history CASE", "search CASE aid", "diff CASE")


def main() -> None:
    """Print the shortest of several runs of each call: seconds of processor time, and on the clock."""
    with tempfile.TemporaryDirectory() as folder:
        run(("demo", "--into", folder))
        case = str(Path(folder) / "syria-2016")
        for call in CALLS:
            words = tuple(case if word == "CASE" else word for word in call.split())
            took, passed = (min(column) for column in zip(*(run(words) for _ in range(RUNS)), strict=True))
            print(f"{took:5.2f} s of processor, {passed:5.2f} s on the clock: trucewatch {call}")


def run(words: tuple[str, ...]) -> tuple[float, float]:
    """Processor time and time on the clock that a call takes, as a process of its own."""
    begun, before = time.perf_counter(), os.times()
    command = [sys.executable, "-c", "from trucewatch.cli import main; main()", *words]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    passed, after = time.perf_counter() - begun, os.times()
    return sum(after[2:4]) - sum(before[2:4]), passed


if __name__ == "__main__":
    main()
