"""Inputs on which the program failed once, by kind, each with the right value; written from the language alone.

A row of `handed/KIND.yaml` is as one of `sentences/` (see `test_sentences.py`): a text with the `claims` that it must
give and, under `never`, those that must not come out; `page` names a page of `handed/pages/` in place of a text. A row
may ask more:
  in a claim: holder_named, place_named: the exact name; actor_id; located: whether the place has a point; precision;
              violent: whether the family is an act of violence
  times       the expressions' beginnings, each of them and no more; `begins`: one expression alone, beginning that day
  named       [words, country, name]: what a place name of the text means; unnamed: countries that no name means
  has, lacks  words of the text that is read, and words that are not in it
  kept        [kind, words]: passages that are kept and told apart, and give no claim
  script      the text's letters are of this script;  document_published: what the page says of its own date
A row marked `missed` names what keeps it; one that comes out right loses its mark.
"""

from __future__ import annotations

import unicodedata
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML
from tests.cases.sentence_rows import Row, faults_of, shown, spots

from trucewatch.pipeline.annotate import annotate_record, claim_row, tally_row
from trucewatch.pipeline.input_records import InputRecord
from trucewatch.pipeline.reading import Mentions, read_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.read.document import read_document
from trucewatch.records.documents import Document, Metadata

HERE = Path(__file__).resolve().parent / "handed"
FLOORS = {  # rows that come out right; they may only rise
    "att": 24,
    "fig": 20,
    "harm": 24,
    "html": 24,
    "misc": 1,
    "neg": 12,
    "place": 29,
    "role": 9,
    "time": 36,
    "toll": 18,
    "wd": 3,
}


def rows_of(kind: str) -> list[Row]:
    return list(YAML(typ="safe").load((HERE / f"{kind}.yaml").read_text(encoding="utf-8"))["rows"])


@pytest.fixture(scope="module")
def tools() -> Tools:
    return Tools()


def seen_in_text(row: Row, tools: Tools) -> Row:
    record = InputRecord(id=row["id"], text=row["text"], published=row.get("published"))
    return {"text": row["text"], **annotate_record(record, ("times", "places", "claims"), tools)}


def seen_on_page(row: Row, tools: Tools) -> Row:
    raw = (HERE / "pages" / row["page"]).read_bytes()
    document = read_document(raw, row["page"], metadata=Metadata(published=row.get("published")))
    found = read_claims(document, tools)
    claims = [claim_row(one, tools.book, found.claims) for one in found.claims]
    claims += [tally_row(one) for one in found.tallies]
    named = [one for one in Mentions.of(document, tools).places if one.place]
    places = [{"start": one.span.start, "end": one.span.end, "name": one.place.name} for one in named if one.place]
    return {"text": document.text, "claims": claims, "document": document, "times": [], "places": places}


def faults_in(row: Row, tools: Tools) -> tuple[list[str], list[str]]:
    """What is wrong with a row, and what came out."""
    seen = seen_on_page(row, tools) if "page" in row else seen_in_text(row, tools)
    claims = [one for one in seen["claims"] if one["family"]]
    for place in (one["place"] for one in claims if one["place"]):
        said = {seen["text"][one["start"] : one["end"]] for one in seen["places"] if one["name"] == place["name"]}
        place["words"] = " ".join(sorted(said))
    faults = faults_of({**row, "text": seen["text"]}, claims)
    faults += faults_of_mentions(row, seen)
    if "document" in seen:
        faults += faults_of_page(row, seen["document"])
    lines = [shown(one, seen["text"]) for one in claims]
    return faults, [*lines, *(f"{seen['text'][one['start'] : one['end']]!r} {one['begin']}" for one in seen["times"])]


def faults_of_mentions(row: Row, seen: Row) -> list[str]:
    """What is wrong with the text's time expressions and place names."""
    faults = []
    begins = [one["begin"] for one in seen["times"]]
    if "times" in row and begins != row["times"]:
        faults.append(f"times {begins}, not {row['times']}")
    if "begins" in row and [(begin or "")[:10] for begin in begins] != [row["begins"]]:
        faults.append(f"times {begins}, not {row['begins']} alone")
    for words, country, name in row.get("named", ()):
        met = [one for one in seen["places"] if seen["text"][one["start"] : one["end"]].startswith(words)]
        if not met or met[0]["country"] != country or name not in met[0]["name"]:
            faults.append(f"{words} is {met and (met[0]['name'], met[0]['country'])}, not {name}, {country}")
    countries = {one.get("country") for one in seen["places"]}
    return faults + [f"a place in {one}" for one in row.get("unnamed", ()) if one in countries]


def faults_of_page(row: Row, document: Document) -> list[str]:
    """What is wrong with what was read of a page."""
    text = " ".join(document.text.split())
    faults = [f"lacks {words!r}" for words in row.get("has", ()) if words not in text]
    faults += [f"has {words!r}" for words in row.get("lacks", ()) if words in text]
    for kind, words in row.get("kept", ()):
        if not any(part.kind == kind and words in part.span.quote for part in document.boilerplate):
            faults.append(f"{words!r} is not told apart as {kind}")
    if "script" in row:
        letters = {unicodedata.name(one, "").split()[0] for one in text[3:] if one.isalpha()}
        faults += [f"letters {letters}"] if letters != {row["script"].upper()} else []
    wanted: Any = row.get("document_published", document.published)
    return faults + ([f"published {document.published}, not {wanted}"] if document.published != wanted else [])


@pytest.mark.parametrize("kind", FLOORS)
def test_what_comes_out(kind: str, tools: Tools) -> None:
    right, stale = 0, []
    for row in rows_of(kind):
        faults, came = faults_in(row, tools)
        right += not faults
        stale += [row["id"]] if not faults and "missed" in row else []
        if faults:
            words = row.get("text") or row["page"]
            lines = [*faults, *(f"came out: {one}" for one in came)]
            print(f"{row['id']} {row.get('missed', '')}", words, *lines, sep="\n    ")
    assert not stale, f"they come out right, their marks go: {stale}"
    assert right >= FLOORS[kind], f"{right} right of {len(rows_of(kind))}"


@pytest.mark.parametrize("kind", FLOORS)
def test_the_rows_speak_of_their_texts(kind: str) -> None:
    rows = rows_of(kind)
    assert len({row["id"] for row in rows}) == len(rows)
    for row in rows:
        if "page" in row:
            assert (HERE / "pages" / row["page"]).is_file(), row
            continue
        for want in row.get("claims", []) + row.get("never", []):
            for words in [want["near"]] if isinstance(want.get("near"), str) else want.get("near", []):
                assert len(spots(words, row["text"])) == 1, (row["id"], words)
