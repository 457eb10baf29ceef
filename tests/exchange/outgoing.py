"""The sample case of the reports, on its way out: whole, filtered, public."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from report.sample import ACTORS, RECORD
from report.test_public import whole
from trucewatch.exchange.formats import format_of
from trucewatch.exchange.outgoing import CaseFile, Chosen, Outgoing, Written
from trucewatch.records.cases import CaseRecord
from trucewatch.records.times import CaseClock
from trucewatch.report.public import PublicPolicy, only_quoted, public_record
from trucewatch.resolve.actor_book import ActorBook

MADE = "2031-05-22T09:30:00Z"
BOOK = ActorBook(ACTORS)
SECRET = whole()
"""The sample with a baker, a speaker, a telephone number and coordinates that must not go out."""


def outgoing(record: CaseRecord = RECORD, **fields: Any) -> Outgoing:
    return Outgoing(record=record, book=BOOK, made=MADE, version="1", **fields)


def public() -> Outgoing:
    return outgoing(only_quoted(public_record(SECRET, ACTORS, PublicPolicy())), public=True)


def one_incident(key: str) -> Outgoing:
    incident = next(one for one in RECORD.incidents if one.id == f"incident-{key}")
    return outgoing(chosen=Chosen(frozenset({incident.id}), frozenset(incident.claims), frozenset()))


def written(name: str, out: Outgoing | None = None) -> Written:
    return format_of(name).writer()(out or outgoing())


def main_file(made: Written) -> bytes:
    return next(iter(made.files.values()))


def rows_of(raw: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))


def json_of(made: Written) -> Any:
    return json.loads(main_file(made))


def case_files() -> tuple[CaseFile, ...]:
    return (CaseFile("case.toml", b'id = "marrow"\ntitle = "Marrow"\n'),)


CLOCKS = (
    CaseClock(id="truce", name="The truce", begin="2031-05-10T18:00+03:00", finish="2031-06-10", whole=True),
    CaseClock(id="talks", name="Talks; by then, all", begin=None, finish="2031-07"),
)
