"""Jobs: taking documents in and building, while the page waits and tells how far it has come. One at a time."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from threading import Event, Lock, Thread

from trucewatch.errors import CaseError, DefectError, Fault, TrucewatchError, disk_fault
from trucewatch.pipeline.case import BuildSummary
from trucewatch.pipeline.filling import Arrival
from trucewatch.records.documents import Metadata
from trucewatch.serve.desk import Desk

KEPT = 20
"""Jobs that are remembered."""


@dataclass(frozen=True)
class Upload:
    """A file as it was dropped, or a text as it was pasted."""

    name: str
    raw: bytes
    metadata: Metadata


@dataclass
class Job:
    """What came in, how far it is, and what came of it."""

    number: int
    uploads: Sequence[Upload]
    step: str = "waiting"
    done: int = 0
    total: int = 0
    arrivals: list[Arrival] = field(default_factory=list)
    summary: BuildSummary | None = None
    faults: tuple[Fault, ...] = ()
    ended: Event = field(default_factory=Event)

    @property
    def over(self) -> bool:
        """Whether it has ended, well or not."""
        return self.ended.is_set()


class Jobs:
    """The jobs of one workbench."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._numbers = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._lock = Lock()

    def get(self, number: int) -> Job | None:
        """A job by its number."""
        return self._jobs.get(number)

    def start(self, uploads: Sequence[Upload]) -> Job:
        """Take these in and build, in a thread of its own.

        Raises:
            CaseError: `serve.busy`: another is at it.
        """
        with self._lock:
            if any(not job.over for job in self._jobs.values()):
                message = "documents are being taken in already; wait until that is done, and add these then"
                raise CaseError(Fault("serve.busy", message))
            job = Job(next(self._numbers), uploads)
            self._jobs[job.number] = job
            for old in list(self._jobs)[:-KEPT]:
                del self._jobs[old]
        Thread(target=self._run, args=(job,), name=f"add-{job.number}", daemon=True).start()
        return job

    def _run(self, job: Job) -> None:
        def tell(step: str, done: int, total: int) -> None:
            job.step, job.done, job.total = step, done, total

        try:
            with self._desk.writing() as case:
                try:
                    for number, upload in enumerate(job.uploads, 1):
                        tell("taking in", number, len(job.uploads))
                        job.arrivals.append(case.add(upload.raw, upload.name, metadata=upload.metadata))
                finally:
                    case.receipts.seal()
                job.summary = case.build(tell)
            job.uploads = ()
        except TrucewatchError as error:
            job.faults = error.faults
        except OSError as error:
            job.faults = (disk_fault(error),)
        except Exception as error:  # a defect must be told on the page: nobody reads what a thread raises
            job.faults = DefectError.of(error, None).faults
        finally:
            job.ended.set()
