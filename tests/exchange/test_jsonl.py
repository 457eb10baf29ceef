"""JSON lines: every line by the schema, the record comes back as it was, and a file that was cut is refused."""

from __future__ import annotations

import json

import jsonschema
import pytest

from report.sample import RECORD
from trucewatch.errors import RecordError
from trucewatch.exchange.jsonl_lines import MODELS, line_schema
from trucewatch.exchange.jsonl_read import read_lines
from trucewatch.exchange.outgoing import Outgoing

from .outgoing import SECRET, case_files, main_file, one_incident, outgoing, public, written


def lines_of(out: Outgoing | None = None) -> list[str]:
    return main_file(written("jsonl", out)).decode("utf-8").splitlines()


def test_the_record_comes_back_as_it_was() -> None:
    for record in (RECORD, SECRET):
        incoming = read_lines(lines_of(outgoing(record)))
        assert incoming.record == record and incoming.files == ()
        assert incoming.head.holds == "record" and not incoming.head.public
    incoming = read_lines(lines_of(outgoing(folder=case_files())))
    assert incoming.files == case_files() and incoming.head.holds == "case"


def test_every_line_is_by_the_schema_that_stands_beside() -> None:
    schema = json.loads(written("jsonl").files["schema.json"])
    assert schema == json.loads(json.dumps(line_schema()))
    jsonschema.Draft202012Validator.check_schema(schema)
    validator = jsonschema.Draft202012Validator(schema)
    kinds = set()
    for line in lines_of(outgoing(SECRET, folder=case_files())):
        value = json.loads(line)
        kinds.add(value["kind"])
        branch = next(one for one in schema["oneOf"] if one["properties"]["kind"]["const"] == value["kind"])
        errors = list(validator.evolve(schema={**branch, "$defs": schema["$defs"]}).iter_errors(value))
        assert errors == [], (value["kind"], errors[0].message)
    assert kinds >= {"head", "files", "document", "claim", "tally", "incident", "finding", "decision", "file"}
    assert {one["properties"]["kind"]["const"] for one in schema["oneOf"]} == set(MODELS)
    assert list(validator.iter_errors({"kind": "claim", "value": {"id": "x"}}))


def test_a_part_and_a_public_version_say_so_and_can_be_read() -> None:
    part = read_lines(lines_of(one_incident("market")))
    assert part.head.holds == "part" and [one.id for one in part.record.incidents] == ["incident-market"]
    assert {one.id for one in part.record.claims} == set(part.record.incidents[0].claims)
    made = written("jsonl", public())
    assert [loss.record for loss in made.losses] == ["the case"]
    shown = read_lines(main_file(made).decode("utf-8").splitlines())
    assert shown.head.public
    text = main_file(made).decode("utf-8")
    for secret in ("Harun", "Orla", "7946", "35.51234", "A. Person", "Daily report 31\\n"):
        assert secret not in text


def test_a_public_text_holds_only_what_is_quoted_at_its_place() -> None:
    record = public().record
    for document in record.documents:
        spans = [s for one in (*record.claims, *record.tallies) if one.document == document.id for s in one.spans()]
        shown = {place for span in spans for place in range(span.start, span.end)}
        for place, character in enumerate(document.text):
            assert place in shown or character.isspace() or character == "█"


@pytest.mark.parametrize(
    ("change", "code"),
    [
        (lambda lines: lines[:-1], "import.cut"),
        (lambda lines: [lines[0], lines[0], *lines[1:]], "import.line"),
        (lambda lines: ["no json", *lines], "import.json"),
        (lambda lines: ['{"kind": "spell"}', *lines], "import.line"),
        (lambda lines: [line.replace('"force":"denies"', '"force":"shouts"') for line in lines], "import.field"),
        (lambda lines: [line.replace('"version":1', '"version":99') for line in lines], "import.version"),
        (
            lambda lines: [
                line.replace("shelled the market", "SHELLED the market") if '"kind":"document"' in line else line
                for line in lines
            ],
            "anchor.mismatch",
        ),
    ],
)
def test_what_is_no_whole_record_of_ours_is_refused_with_its_line(change, code: str) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(RecordError) as refused:
        read_lines(change(lines_of()))
    assert code in {fault.code for fault in refused.value.faults}
    assert all(fault.where for fault in refused.value.faults)
