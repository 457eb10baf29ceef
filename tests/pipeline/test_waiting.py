"""What waits for a person: incidents that are nearly one, and claims that something hangs on."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.small_case import now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.near import Near
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.waiting import claims_to_check, open_pairs
from trucewatch.records.claims import Trust

UNDATED = (
    b"---\nsource: Third Post\npublished: 2019-02-20\n---\nRebels shelled Hodeidah, residents said.\n",
    b"---\nsource: Post\npublished: 2019-06-20\n---\nThe council complained that the army had shelled Hodeidah.\n",
)


@pytest.fixture
def case(folder: Path) -> Case:
    for number, raw in enumerate(UNDATED):
        (folder / "documents" / f"undated-{number}.txt").write_bytes(raw)
    built = Case(folder, now)
    built.build()
    return built


def near(case: Case) -> Near:
    return Near(case.record(), case.books.book.entries)


def test_two_incidents_that_lack_little_are_told_with_what_speaks_for_it(case: Case) -> None:
    found = near(case)
    assert len(case.record().incidents) == 3
    (pair,) = found.pairs
    assert {pair.first, pair.second} == {one.id for one in case.record().incidents if one.begin is None}
    assert pair.needed - 3 <= pair.score < pair.needed
    reasons = found.reasons(pair)
    assert any(words.startswith("event: shelling") for words in reasons)
    assert any(words.startswith("place:") for words in reasons)
    assert found.of(pair.first) == found.of(pair.second) == [pair]
    assert found.of("incident-0") == []


def test_a_pair_of_which_a_person_said_something_waits_no_more_and_comes_back_when_that_is_undone(case: Case) -> None:
    (pair,) = near(case).pairs
    decide(case, [Order("note", (pair.first, pair.second), {}, "A. Reader", "two days")], now())
    assert open_pairs(case.record(), near(case).pairs) == []
    decide(case, [Order("undo", ("1",), {}, "A. Reader", "one after all")], now())
    assert open_pairs(case.record(), near(case).pairs) == near(case).pairs != []


def test_claims_that_a_grade_hangs_on_wait_until_a_person_has_looked(case: Case) -> None:
    waiting = claims_to_check(Lookup(case.record()))
    assert waiting
    assert all(one.claim.trust is Trust.CHECK and one.hangs for one in waiting)
    assert [one.weight for one in waiting] == sorted((one.weight for one in waiting), reverse=True)
    assert any("the grade of incident" in words for one in waiting for words in one.hangs)
    first = waiting[0].claim.id
    decide(case, [Order("accept", (first,), {}, "A. Reader", "as it stands")], now())
    assert first not in [one.claim.id for one in claims_to_check(Lookup(case.record()))]
