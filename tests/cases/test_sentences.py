"""Sentences by kind, with what must and must not come out of each: written from the language alone, before any output.

A row of `sentences/KIND.yaml` is a short text (`published` where a date matters; `own`: our neighbour of a sentence
that was found wrong), the `claims` that it must give and, under `never`, claims that must not come out: those that have
all the keys told.
  near      the trigger's words, or a list of words any of which will do; `words#2` is their second occurrence
  family, status, holder, actor, target, place, country, relay: one acceptable value or a list; null: must be empty
            (`holder: author` is nobody but the text; `relay` is a speaker outside the innermost one)
  killed, injured   [low, high], null for an open end or for nothing told; a list of such pairs: each will do
  day       a date or [first, last]: the claim's days lie within
What a row leaves out is not judged, nor are claims out of scope. A row marked `missed` names the class of error that
keeps it; one that comes out right loses its mark.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from ruamel.yaml import YAML
from tests.cases.sentence_rows import Row, faults_of, listed, shown, spots

from trucewatch.knowledge import load_yaml
from trucewatch.pipeline.annotate import annotate_record
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.tools import Tools

HERE = Path(__file__).resolve().parent / "sentences"
FLOORS = {  # rows that come out right; they may only rise
    "negation": 30,
    "who": 18,
    "speakers": 15,
    "truce": 21,
    "same_act": 9,
    "when_where": 12,
    "no_claim": 20,
}
WHO = ("actor", "target", "holder", "relay", "place")
FIELDS = {"near", "family", "status", "country", "day", "killed", "injured", *WHO}


def rows_of(kind: str) -> list[Row]:
    return list(YAML(typ="safe").load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"))["rows"])


def claims_of(record: InputRecord, tools: Tools) -> list[Row]:
    """The claims in scope; a place gets the words of the text beside the gazetteer's name."""
    seen = annotate_record(record, ("places", "claims"), tools)
    claims = [one for one in seen["claims"] if one["family"]]
    for place in (one["place"] for one in claims if one["place"]):
        said = {record.text[one["start"] : one["end"]] for one in seen["places"] if one["name"] == place["name"]}
        place["words"] = " ".join(sorted(said))
    return claims


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


@pytest.mark.parametrize("kind", FLOORS)
def test_what_comes_out(kind: str, tools: Tools) -> None:
    right, stale = 0, []
    for number, row in enumerate(rows_of(kind), start=1):
        published = str(row["published"]) if "published" in row else None
        record = InputRecord(id=f"{kind}-{number}", text=row["text"], published=published)
        claims = claims_of(record, tools)
        faults = faults_of(row, claims)
        right += not faults
        stale += [row["text"]] if not faults and "missed" in row else []
        if faults:
            lines = [*faults, *(f"came out: {shown(one, row['text'])}" for one in claims)]
            print(f"{record.id} {row.get('missed', '')}\n  {row['text']}", *lines, sep="\n    ")
    assert not stale, f"they come out right, their marks go: {stale}"
    assert right >= FLOORS[kind], f"{right} right of {len(rows_of(kind))}"


@pytest.mark.parametrize("kind", FLOORS)
def test_the_rows_speak_of_their_texts(kind: str) -> None:
    families = {entry["act"] for entry in load_yaml("events.yaml")["types"] if "act" in entry} | {"tally"}
    for row in rows_of(kind):
        assert row.get("claims") or row.get("never"), row
        for want in (claims := row.get("claims", [])) + row.get("never", []):
            assert set(want) <= FIELDS and set(listed(want.get("family", []))) <= families, (row["text"], want)
            assert set(listed(want.get("status", []))) <= {"happened", "denied", "prospect"}, (row["text"], want)
            for words in listed(want.get("near", [])):
                assert len(spots(words, row["text"])) == 1, (row["text"], words)
        for want in claims:
            assert {"near", "family", "status", "holder"} <= set(want), (row["text"], want)
            named = [words for key in WHO for words in listed(want.get(key)) if words and words != "author"]
            assert not [words for words in named if not spots(words, row["text"])], (row["text"], want)
