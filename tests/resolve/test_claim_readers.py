"""Two readings of one document: agreement settles doubts of reading, and nothing that one alone tells is lost."""

from __future__ import annotations

from typing import Any

import pytest

from trucewatch.records.claims import Claim, ClaimKind, Count, Doubt, Force, Holder, Participant, Tally
from trucewatch.records.spans import Span
from trucewatch.resolve.claim_readers import read_by_both

TEXT = "The army said that rebels shelled Highfield on Monday, and 300 violations."
HEARD = ((0, len(TEXT)),)


def span(words: str) -> Span:
    start = TEXT.index(words)
    return Span(start=start, end=start + len(words), quote=words)


def party(words: str, actor: str | None = None) -> Participant:
    return Participant(span=span(words), name=words, actor=actor)


BASE: dict[str, Any] = {
    "document": "doc-a",
    "kind": ClaimKind.OCCURRENCE,
    "event": "shelling",
    "span": span("rebels shelled Highfield"),
    "trigger": span("shelled"),
    "actor": party("rebels", "group:rebels"),
    "target": party("Highfield"),
    "holder": (Holder(name="The army", span=span("The army"), actor="forces:AA"),),
    "force": Force.ASSERTS,
    "factuality": 2.0,
}


def built_in(**given: Any) -> Claim:
    return Claim.model_validate({**BASE, "id": "claim-a", "rule": "verb", **given})


def guest(**given: Any) -> Claim:
    doubts = (Doubt.GUEST_ALONE,)
    return Claim.model_validate({**BASE, "id": "claim-b", "rule": "guest:stub", "why_check": doubts, **given})


def test_where_both_agree_a_doubt_of_reading_is_settled_and_others_stay():
    doubts = (Doubt.WORD_DOUBTED, Doubt.PARTIES_UNSURE, Doubt.SUBORDINATE, Doubt.PLACE_CARRIED, Doubt.HEDGED)
    own, theirs = read_by_both([built_in(why_check=doubts)], [guest(force=Force.ALLEGES)], HEARD)
    assert [one.why_check for one in own] == [(Doubt.PLACE_CARRIED, Doubt.HEDGED)]
    assert theirs == ()
    own, _ = read_by_both([built_in(why_check=(Doubt.PARTIES_UNSURE,))], [guest(actor=None)], HEARD)
    assert own[0].why_check == (Doubt.PARTIES_UNSURE,)


@pytest.mark.parametrize(
    "given",
    [
        {"force": Force.DENIES},
        {"negated": True},
        {"actor": party("Highfield"), "target": party("rebels", "group:rebels")},
        {"holder": ()},
        {"holder": (Holder(name="rebels", span=span("rebels"), actor="group:rebels"),)},
        {"actor": party("The army", "forces:AA")},
    ],
)
def test_where_they_differ_both_readings_are_kept_to_be_checked(given: dict[str, Any]):
    own, theirs = read_by_both([built_in()], [guest(**given)], HEARD)
    assert [one.why_check for one in (*own, *theirs)] == [(Doubt.READERS_DIFFER,)] * 2
    both_ways, rest = read_by_both([built_in()], [guest(), guest(id="claim-c", **given)], HEARD)
    assert both_ways[0].why_check == (Doubt.READERS_DIFFER,)
    assert [one.id for one in rest] == ["claim-c"]


def test_what_one_alone_tells_is_kept_to_be_checked():
    own, theirs = read_by_both([built_in()], [guest(trigger=span("said"))], HEARD)
    assert own[0].why_check == (Doubt.GUEST_SILENT,)
    assert theirs[0].why_check == (Doubt.GUEST_ALONE,)
    own, theirs = read_by_both([built_in()], [guest(event="detention")], HEARD)
    assert (own[0].why_check, theirs[0].why_check) == ((Doubt.GUEST_SILENT,), (Doubt.GUEST_ALONE,))


def test_where_no_guest_was_heard_a_claim_is_as_it_was():
    own, _ = read_by_both([built_in()], [], ())
    assert own == (built_in(),)


def test_tallies_agree_by_their_counts():
    given = {name: BASE[name] for name in ("document", "span", "holder", "force")}
    given |= {"event": "truce_breached", "trigger": span("violations"), "rule": "guest"}
    words = span("300 violations")
    one, same, other = (
        Tally.model_validate({"id": name, "count": Count(low=low, high=low, span=words), **given})
        for name, low in (("tally-a", 300), ("tally-b", 300), ("tally-c", 30))
    )
    assert read_by_both([one], [same], HEARD) == ((one,), ())
    own, theirs = read_by_both([one], [other], HEARD)
    assert [tally.why_check for tally in (*own, *theirs)] == [(Doubt.READERS_DIFFER,)] * 2
