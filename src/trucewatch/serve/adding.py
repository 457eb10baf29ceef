"""Adding: files that are dropped, a text that is pasted; how far it has come, and what was refused and why."""

from __future__ import annotations

from collections.abc import Sequence

from starlette.datastructures import FormData, UploadFile
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.errors import CaseError, Fault
from trucewatch.records.documents import Metadata
from trucewatch.records.times import check_iso
from trucewatch.serve.bench import Bench
from trucewatch.serve.jobs import Job, Upload
from trucewatch.serve.queue import refused

MOST_FILES = 500
MOST_BYTES = 512 * 1024 * 1024
"""Of all files of one form together; what is more is left to the command line."""
LONGEST_NAME = 200
GIVEN = ("published", "source", "title", "url", "language")


def add_page(bench: Bench, request: Request) -> Response:
    """The form."""
    snapshot = bench.desk.snapshot()
    sources = sorted((one.name for one in snapshot.record.files.sources), key=str.casefold)
    return bench.page(request, "add.html.j2", "add", {"sources": sources, "files": refused(snapshot)})


def add(bench: Bench, request: Request, form: FormData) -> Response:
    """Take in what was sent, and lead to the page that tells how far it is."""
    bench.tokens.check(request, str(form.get("token", "")))
    metadata = _metadata(form)
    uploads = [*_files(form.getlist("files"), metadata), *_pasted(form, metadata)]
    if not uploads:
        raise CaseError(Fault("serve.nothing", "nothing was sent; drop files, or paste a text"))
    job = bench.jobs.start(uploads)
    return RedirectResponse(f"/add/{job.number}", 303)


def progress(bench: Bench, request: Request) -> Response:
    """How far a job has come, and what came of it."""
    number = request.path_params["number"]
    job = bench.jobs.get(number)
    if job is None:
        message = "no such job; what was taken in is in the list of documents"
        raise CaseError(Fault("serve.unknown", message, str(number)))
    template = "job_part.html.j2" if request.headers.get("hx-request") == "true" else "job.html.j2"
    return bench.page(request, template, "add", {"job": job, "refused": _refused(job)})


def _refused(job: Job) -> list[Fault]:
    """Every fault of a job, each once."""
    told = [fault for arrival in job.arrivals for fault in arrival.faults]
    told += [*(job.summary.faults if job.summary else ()), *job.faults]
    return list(dict.fromkeys(told))


def _metadata(form: FormData) -> Metadata:
    """What was told of all of it; CaseError with every fault of it."""
    given = {name: str(form.get(name, "")).strip() or None for name in GIVEN}
    try:
        check_iso(given["published"] or "2000")
        return Metadata.model_validate(given)
    except ValueError as error:
        message = f"{error}; write 2016-09-17 or 2016-09-17T14:00"
        raise CaseError(Fault("serve.published", message, field="published")) from error


def _files(given: Sequence[object], metadata: Metadata) -> list[Upload]:
    """The files, each under the last part of its name."""
    found = []
    for one in given:
        if isinstance(one, UploadFile) and one.filename:
            name = one.filename.replace("\\", "/").rpartition("/")[2][-LONGEST_NAME:] or "file"
            found.append(Upload(name, one.file.read(), metadata))
    return found


def _pasted(form: FormData, metadata: Metadata) -> list[Upload]:
    text = str(form.get("text", ""))
    if not text.strip():
        return []
    name = str(form.get("name", "")).strip().replace("/", "-")[:LONGEST_NAME] or metadata.title or "pasted text"
    raw = text.replace("\r\n", "\n").encode("utf-8", "replace")
    return [Upload(name if name.endswith(".txt") else f"{name}.txt", raw, metadata)]
