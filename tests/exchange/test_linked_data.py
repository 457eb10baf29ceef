"""Web Annotation, PROV-JSON, ClaimReview, FollowTheMoney, iCalendar: by their own rules, value by value."""

from __future__ import annotations

import json
import re
from datetime import datetime

import jsonschema
import pytest

from report.sample import BARE, RECORD
from trucewatch.exchange.ical import LONGEST
from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry

from .outgoing import CLOCKS, SECRET, json_of, main_file, one_incident, outgoing, public, written

ANNOTATION = {
    "type": "object",
    "required": ["id", "type", "target", "body"],
    "properties": {
        "type": {"const": "Annotation"},
        "id": {"type": "string", "format": "uri"},
        "motivation": {"enum": ["classifying"]},
        "body": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["type", "value", "purpose"],
                "properties": {"type": {"const": "TextualBody"}, "value": {"type": "string", "minLength": 1}},
            },
        },
        "target": {
            "type": "object",
            "required": ["source", "selector"],
            "properties": {
                "source": {"type": "string", "pattern": "^(https?://|urn:sha256:[0-9a-f]{64}$)"},
                "selector": {"type": "array", "minItems": 2, "maxItems": 2},
            },
        },
    },
}
"""What the recommendation (W3C, 2017) asks of an annotation of this form."""


def test_each_claim_is_an_annotation_whose_selectors_find_its_words() -> None:
    made = json_of(written("annotation"))
    assert made["@context"] == "http://www.w3.org/ns/anno.jsonld" and made["total"] == len(RECORD.claims)
    texts = {one.url or f"urn:sha256:{one.sha256}": one.text for one in RECORD.documents}
    for item in made["first"]["items"]:
        jsonschema.validate(item, ANNOTATION)
        quote, position = item["target"]["selector"]
        text = texts[item["target"]["source"]]
        assert text[position["start"] : position["end"]] == quote["exact"]
        assert text.index(quote["prefix"] + quote["exact"] + quote["suffix"]) == position["start"] - len(
            quote["prefix"]
        )
    assert len(written("annotation").losses) == sum(one.url is None for one in RECORD.documents)


def test_a_public_annotation_has_no_words_around_its_quote() -> None:
    for item in json_of(written("annotation", public()))["first"]["items"]:
        assert set(item["target"]["selector"][0]) == {"type", "exact"}


def test_provenance_names_only_what_it_has() -> None:
    made = json_of(written("prov", outgoing(SECRET)))
    things = {name for section in ("entity", "activity", "agent") for name in made[section]}
    roles = {
        "wasDerivedFrom": ("generatedEntity", "usedEntity"),
        "wasGeneratedBy": ("entity", "activity"),
        "wasAttributedTo": ("entity", "agent"),
        "wasAssociatedWith": ("activity", "agent"),
        "used": ("activity", "entity"),
    }
    assert set(made) == {"prefix", "entity", "activity", "agent", *roles}
    for relation, ends in roles.items():
        for one in made[relation].values():
            assert set(one) == {f"prov:{end}" for end in ends}
            assert set(one.values()) <= things
    market = RECORD.incidents[0]
    derived = [
        one["prov:usedEntity"]
        for one in made["wasDerivedFrom"].values()
        if one["prov:generatedEntity"] == f"tw:{market.id}"
    ]
    assert {name.removeprefix("tw:") for name in derived} >= set(market.claims)
    assert made["activity"]["tw:ruling/1"]["prov:label"] == "ruling 1: grade"
    assert made["agent"]["tw:person/A.%20Person"]["prov:type"] == "prov:Person"


def _entries(*decisions: Decision) -> tuple[LedgerEntry, ...]:
    return tuple(
        LedgerEntry(number=number, decision=one, previous=str(number - 1), hash=str(number) * 64)
        for number, one in enumerate(decisions, 1)
    )


def _decision(kind: DecisionKind, *subjects: str, value: str | None = None) -> Decision:
    return Decision(
        kind=kind, subjects=subjects, by="J. Reader", at="2031-05-22", reason="Seen the craters", value=value
    )


def test_a_review_is_only_what_a_person_ruled_and_that_stands() -> None:
    assert json_of(written("claimreview"))["@graph"] == []
    market = RECORD.incidents[0]
    entries = _entries(
        _decision(DecisionKind.GRADE, market.id, value="fair"),
        _decision(DecisionKind.RULE, market.id, "no-attacks", value="breach"),
        _decision(DecisionKind.ACCEPT, market.claims[0]),
        _decision(DecisionKind.GRADE, RECORD.incidents[1].id, value="weak"),
        _decision(DecisionKind.REVOKE, "4" * 64),
        _decision(DecisionKind.GRADE, "incident-gone", value="weak"),
    )
    made = written("claimreview", outgoing(RECORD.model_copy(update={"decisions": entries, "effects": ()})))
    grade, breach = json_of(made)["@graph"]
    assert grade["@type"] == "ClaimReview" and grade["reviewRating"]["alternateName"] == "fair"
    assert grade["author"]["name"] == "J. Reader" and grade["reviewRating"]["ratingExplanation"] == "Seen the craters"
    assert breach["reviewRating"]["alternateName"].startswith("breach")
    authors = {one["name"] for one in grade["itemReviewed"]["author"]}
    assert authors == {"Northland Army", "Southland Front", "Valley Monitoring Mission"}
    assert sorted(loss.record for loss in made.losses) == ["ruling 3", "ruling 6"]


def test_entities_are_of_the_schema_and_each_is_there_before_it_is_named() -> None:
    made = written("ftm")
    known: dict[str, str] = {}
    for line in main_file(made).decode("utf-8").splitlines():
        entity = json.loads(line)
        properties = entity["properties"]
        assert set(entity) == {"id", "schema", "properties"} and entity["id"] not in known
        assert all(isinstance(v, list) and all(isinstance(x, str) and x for x in v) for v in properties.values())
        for name in ("involved", "proof"):
            for other in properties.get(name, ()):
                assert known[other] == "Document" if name == "proof" else known[other] in ("PublicBody", "Organization")
        known[entity["id"]] = entity["schema"]
    bombed = next(
        json.loads(line)
        for line in main_file(made).decode().splitlines()
        if '"recordId": ["incident-millford"]' in line
    )
    assert bombed["properties"]["startDate"] == ["2031-05-17"] and bombed["properties"]["location"] == ["Millford"]
    assert set(bombed["properties"]["involved"]) == {"trucewatch-north-army", "trucewatch-southland"}
    assert any("does not tell them apart" in loss.why for loss in made.losses)


@pytest.mark.parametrize("chosen", [False, True])
def test_a_calendar_keeps_to_its_lines_and_tells_what_has_no_date(chosen: bool) -> None:
    commitment = RECORD.commitments[0].model_copy(
        update={"due": "2031-05-19T19:00+03:00", "title": "Maps; all, “signed” " + "ü" * 60}
    )
    record = RECORD.model_copy(
        update={"commitments": (commitment, RECORD.commitments[0].model_copy(update={"term": "x", "due": None}))}
    )
    out = outgoing(record, clocks=CLOCKS, chosen=one_incident("market").chosen if chosen else None)
    made = written("ical", out)
    raw = main_file(made)
    assert all(len(line) <= LONGEST for line in raw.split(b"\r\n")) and raw.endswith(b"END:VCALENDAR\r\n")
    lines = raw.decode("utf-8").replace("\r\n ", "").split("\r\n")
    starts = [line for line in lines if line.startswith("DTSTART")]
    if chosen:
        assert starts == []  # none of its claims speaks of the commitment, and clocks are of the whole
        return
    assert starts == [
        "DTSTART:20310519T160000Z",
        "DTSTART:20310510T150000Z",
        "DTSTART;VALUE=DATE:20310610",
        "DTSTART;VALUE=DATE:20310701",
    ]
    assert "DTEND;VALUE=DATE:20310801" in lines  # the whole of July
    assert lines.count("BEGIN:VEVENT") == lines.count("END:VEVENT") == made.rows == 4
    summary = next(line for line in lines if line.startswith("SUMMARY:Due"))
    assert summary.startswith("SUMMARY:Due: Maps\\; all\\, “signed” ü")
    assert [loss.why for loss in made.losses] == ["its date is not known"]
    stamps = {line for line in lines if line.startswith("DTSTAMP:")}
    assert stamps == {f"DTSTAMP:{datetime(2031, 5, 22, 9, 30):%Y%m%dT%H%M%SZ}"}


def test_lone_surrogates_and_controls_break_no_file() -> None:
    assert "\ud800" in BARE.text
    for name in ("csv", "geojson", "kml", "annotation", "prov", "ftm", "jsonl"):
        raw = main_file(written(name))
        raw.decode("utf-8")
        assert not re.search(rb"[\x00-\x08\x0b\x0c\x0e-\x1f]", raw)
