"""Killed at any moment: the case opens, what was done is kept, and the next build ends as one that nobody killed.

`--kills N` kills as often as wanted (10 where it is not given); each at a random moment of a build, by a signal that
nothing catches.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import time
import warnings
from collections.abc import Callable
from itertools import count
from pathlib import Path

import pytest

from pipeline.small_case import ONE, TWO, now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.template import make_case
from trucewatch.pipeline.tools import Tools
from trucewatch.records.cases import CaseRecord
from trucewatch.store.disk import UNFINISHED

PLACES = (b"Hodeidah", b"Taiz")
CRASH = {"receipts.torn", "history.torn", "store.unfinished"}
"""What a crash may leave, told once and set right by the build that follows."""


def ticking() -> Callable[[], str]:
    """A clock that goes on by a minute each time it is asked."""
    minutes = count()
    return lambda: f"2026-01-01T{(minute := next(minutes)) // 60:02d}:{minute % 60:02d}:00Z"


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("kills") / "hodeidah"
    make_case(folder, "Hodeidah")
    for number, place in enumerate(PLACES):
        for letter, text in (("a", ONE), ("b", TWO)):
            raw = text.replace(b"Hodeidah", place)
            (folder / "documents" / f"{letter}{number}.txt").write_bytes(raw)
    (folder / "documents" / "a0-again.txt").write_bytes(ONE + b"It was a quiet day.\n")
    return folder


@pytest.fixture(scope="module")
def tools(source: Path) -> Tools:
    return Case(source, now).tools


def copy_of(source: Path, target: Path, tools: Tools, clock: Callable[[], str] = now) -> Case:
    shutil.copytree(source, target)
    return opened(target, tools, clock)


def opened(folder: Path, tools: Tools, clock: Callable[[], str] = now) -> Case:
    case = Case(folder, clock)
    assert tools.files is not None
    case.files, case.tools = tools.files, tools
    return case


def without_times(record: CaseRecord) -> CaseRecord:
    """The record but for when its documents were taken in, which a clock gives."""
    documents = tuple(one.model_copy(update={"retrieved": None}) for one in record.documents)
    return record.model_copy(update={"documents": documents})


class Stopped(Exception):
    """The end of a build in the middle of it."""


def test_a_build_broken_off_in_the_intake_ends_as_one_that_was_not(source: Path, tools: Tools, tmp_path: Path):
    whole = copy_of(source, tmp_path / "whole", tools)
    whole.build()
    wanted = without_times(whole.record())
    for stop in range(1, 6):
        folder = tmp_path / f"stop-{stop}"
        taken = count(1)

        def at(step: str, *_: int, stop: int = stop, taken: count[int] = taken) -> None:
            if step == "taking in" and next(taken) == stop:
                raise Stopped

        clock = ticking()
        with pytest.raises(Stopped):
            copy_of(source, folder, tools, clock).build(at)
        again = opened(folder, tools, clock)
        assert again.build().faults == ()
        assert without_times(again.record()) == wanted


def killed(case: Case, seconds: float) -> bool:
    """Build in a child that a timer of the system ends; whether it did so before the build was done."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # no other thread of ours holds anything here
        child = os.fork()
    if child == 0:
        signal.signal(signal.SIGALRM, signal.SIG_DFL)
        signal.setitimer(signal.ITIMER_REAL, seconds)
        try:
            case.build()
        finally:
            os._exit(0)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.kills
def test_a_case_killed_at_random_ends_as_one_that_was_not(
    source: Path, tools: Tools, tmp_path: Path, kills: int, record_property: Callable[[str, object], None]
):
    whole = copy_of(source, tmp_path / "whole", tools)
    whole.build()
    wanted = without_times(whole.record())
    begun = time.monotonic()
    copy_of(source, tmp_path / "timed", tools).build()
    lasts = time.monotonic() - begun
    seed = random.SystemRandom().randrange(1 << 32)
    record_property("seed", seed)
    chance, hit = random.Random(seed), 0
    for number in range(kills):
        folder = tmp_path / f"kill-{number}"
        clock = ticking()
        hit += killed(copy_of(source, folder, tools, clock), max(0.001, chance.random() * lasts))
        found = {fault.code for fault in opened(folder, tools).kept.verify({})}
        assert found <= CRASH | {"store.unclaimed"}, (number, seed, found)
        again = opened(folder, tools, clock)
        assert {fault.code for fault in again.build().faults} <= CRASH, (number, seed)
        assert without_times(again.record()) == wanted, (number, seed)
        assert opened(folder, tools).verify() == []
        shutil.rmtree(folder)
    assert hit > kills // 3


@pytest.mark.skipif(not hasattr(os, "fork"), reason="no fork on this system")
@pytest.mark.kills
def test_a_case_killed_at_each_step_on_the_disk_ends_as_one_that_was_not(source: Path, tools: Tools, tmp_path: Path):
    whole = copy_of(source, tmp_path / "whole", tools)
    steps = at_steps(whole, None)
    wanted = without_times(whole.record())
    assert steps > 20
    for step in range(1, steps + 1, 4):
        folder = tmp_path / f"step-{step}"
        case = copy_of(source, folder, tools)
        child = os.fork()
        if child == 0:
            at_steps(case, step)
            os._exit(0)
        assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL
        again = opened(folder, tools)
        assert {fault.code for fault in again.build().faults} <= CRASH, step
        assert without_times(again.record()) == wanted, step
        assert opened(folder, tools).verify() == [], step
        assert not list(folder.rglob(f"{UNFINISHED}*")), step
        shutil.rmtree(folder)


def at_steps(case: Case, last: int | None) -> int:
    """Build, counting what is forced to the disk; the process dies before it forces the `last`."""
    force, done = os.fsync, 0

    def counted(descriptor: int) -> None:
        nonlocal done
        done += 1
        if done == last:
            os.kill(os.getpid(), signal.SIGKILL)
        force(descriptor)

    os.fsync = counted
    try:
        case.build()
    finally:
        os.fsync = force
    return done
