"""Work spread over processes: each loads its own tools once, and only small records travel between them."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import TypeVar

from trucewatch.pipeline.tools import Tools
from trucewatch.records.cases import CaseFiles

Task = TypeVar("Task")
Result = TypeVar("Result")

CHUNK = 2  # tasks sent at once: sending takes a hundredth of a task, and no worker waits long at the end
AHEAD = 4  # chunks under way for each worker, so that a long input is never held whole

_loaded: list[Tools] = []
"""A worker process's own tools; always empty in the process that hands out the work."""


def map_tools(
    job: Callable[[Task, Tools], Result], tasks: Iterable[Task], tools: Tools, workers: int = 1
) -> Iterator[Result]:
    """`job` of every task, in the tasks' order.

    Args:
        job: a module's function, so that another process can find it.
        tasks: what to work on; read as results are taken, never all at once.
        tools: what the jobs work with here; another process loads the same for the same case.
        workers: processes; one works here, without any other.
    """
    if workers <= 1:
        yield from (job(task, tools) for task in tasks)
        return
    remaining = iter(tasks)
    context = get_context("spawn")  # a forked process would share half-loaded libraries and their threads
    with ProcessPoolExecutor(workers, context, _load, (tools.files, tools.added)) as pool:
        under_way: deque[Future[list[Result]]] = deque()
        while True:
            while len(under_way) < workers * AHEAD and (chunk := list(islice(remaining, CHUNK))):
                under_way.append(pool.submit(_work, job, chunk))
            if not under_way:
                return
            yield from under_way.popleft().result()


def _load(files: CaseFiles | None, added: Path | None) -> None:
    _loaded.append(Tools(files, added))


def _work(job: Callable[[Task, Tools], Result], tasks: list[Task]) -> list[Result]:
    return [job(task, _loaded[-1]) for task in tasks]
