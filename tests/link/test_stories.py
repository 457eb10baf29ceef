"""Stories: every document gets a main incident, by words and dates where claims give none."""

from __future__ import annotations

import json
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.build import strike
from trucewatch.link.stories import Dates, Day, dates_of, link_documents, weight
from trucewatch.records.documents import Document

BRIDGE = "Shells fell on the Kesra bridge in Northford and two lorry drivers were hurt, residents said."
AGAIN = "Two drivers were hurt when shells hit the bridge at Kesra, said people in Northford."
MARKET = "A car exploded at the vegetable market of Eastholm; the police closed the road."


def document(name: str, text: str, published: str | None = None, title: str | None = None) -> Document:
    digest = sha256(name.encode()).hexdigest()
    return Document(
        id=name, sha256=digest, name=name, media_type="text/plain", text=text, published=published, title=title
    )


def groups(*documents: Document) -> set[frozenset[str]]:
    by_incident: dict[str, set[str]] = {}
    for name, incidents in link_documents(documents).items():
        by_incident.setdefault(incidents[0], set()).add(name)
    return {frozenset(names) for names in by_incident.values()}


def test_one_event_on_one_day_is_one_story() -> None:
    found = groups(
        document("a", BRIDGE, "2017-03-04"),
        document("b", AGAIN, "2017-03-05"),
        document("c", MARKET, "2017-03-05"),
        document("d", BRIDGE, "2017-05-20"),
    )
    assert found == {frozenset("ab"), frozenset("c"), frozenset("d")}


def test_undated_documents_are_told_apart_by_the_days_they_name() -> None:
    found = groups(
        document("a", f"On 4 March 2017: {BRIDGE}"),
        document("b", f"March 4. {AGAIN}"),
        document("c", f"On 9 October 2018: {AGAIN} The bridge had been mended in summer and paid for by the town."),
        document("d", MARKET),
    )
    assert frozenset("ab") in found
    assert frozenset("c") in found


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("on 4 March 2017", [(2017, 3, 4)]),
        ("March 4th, 2017 and Sept. 5", [(2017, 3, 4), (2017, 9, 5)]),
        ("2017-03-04", [(2017, 3, 4)]),
        ("04/03/2017", [(2017, 3, 4)]),
        ("on 5 March", [(None, 3, 5)]),
        ("the 31 February 2017", []),
        ("in March", []),
    ],
)
def test_days_named_in_a_text(text: str, days: list[tuple[int | None, int, int]]) -> None:
    assert [(day.year, day.month, day.day) for day in dates_of(document("a", text)).named] == days


def test_claims_incidents_follow_the_main_one() -> None:
    story = strike("a")
    (incidents,) = link_documents([story.document], story.claims).values()
    assert incidents[0].startswith("story-")
    assert len(incidents) == 2


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.text(max_size=120), st.none() | st.dates().map(str)), max_size=5))
def test_every_document_has_an_incident(rows: list[tuple[str, str | None]]) -> None:
    documents = [document(f"d{number}", text, published) for number, (text, published) in enumerate(rows)]
    found = link_documents(documents)
    assert found == link_documents(documents[::-1])
    assert all(incidents for incidents in found.values())
    assert found.keys() == {one.id for one in documents}


@pytest.mark.shared
@pytest.mark.parametrize(("name", "pairs", "bcubed"), [("dev", 0.78, 0.88), ("dev_undated", 0.65, 0.85)])
def test_articles_on_strikes_are_linked(
    shared_dir: Path, tmp_path: Path, name: str, pairs: float, bcubed: float
) -> None:
    """Floors of `linking`, without claims; TF-IDF within three days gives .702 and .850, undated .149 and .775."""
    gold = shared_dir / "gold" / "linking" / f"{name}.jsonl"
    records = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    documents = [document(r["id"], r["text"], r["published"], r["title"]) for r in records]
    output = tmp_path / "output.jsonl"
    lines = [json.dumps({"id": key, "incidents": value}) for key, value in link_documents(documents).items()]
    output.write_text("\n".join(lines), encoding="utf-8")
    scorer = [sys.executable, str(shared_dir / "score" / "linking.py"), str(gold), str(output)]
    summary = subprocess.run(scorer, check=True, capture_output=True, text=True).stdout.splitlines()[-1]
    scores = dict(part.split("=") for part in summary.split())
    assert float(scores["pair_f1"]) >= pairs
    assert float(scores["b3_f1"]) >= bcubed


def test_without_dates_a_weekday_and_a_place_in_common_are_nearly_one() -> None:
    here, far = (35.33, 40.14), (33.51, 36.29)
    told = Dates(None, (), frozenset({4}), (here,))
    assert weight(told, Dates(None, (), frozenset({4}), (here,))) > weight(told, Dates(None, (), frozenset(), (here,)))
    assert weight(told, Dates(None, (), frozenset({1}), (here,))) < weight(told, Dates(None, (), frozenset(), (here,)))
    assert weight(told, Dates(None, (), frozenset({4}), (far,))) < weight(told, Dates(None, (), frozenset({4}), ()))


def test_a_later_account_that_names_the_day_is_of_it() -> None:
    first = Dates(100, (Day(9, 17, 2016),))
    assert weight(first, Dates(105, (Day(9, 17, 2016),))) > 0
    assert weight(first, Dates(105, ())) == 0
    assert weight(first, Dates(130, (Day(9, 17, 2016),))) == 0
