"""Settle: what stands, what it changes, and what is kept when the words are read anew."""

from __future__ import annotations

import json

import pytest

from link.build import Story, strike
from trucewatch.decide.adding import anchor_by_hand
from trucewatch.decide.fields import corrected, written
from trucewatch.decide.grounds import Grounds, anchor_of
from trucewatch.decide.names import Names
from trucewatch.decide.settle import ORPHANED, Settled, settle
from trucewatch.errors import CaseError
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.cases import REJECTED
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import (
    PERSON,
    Anchor,
    Decision,
    DecisionKind,
    DecisionState,
    FieldChange,
    LedgerEntry,
    standing,
)
from trucewatch.records.incidents import incident_id
from trucewatch.records.spans import Span
from trucewatch.store.ledger import chain_hash

NORTH = Actor(id="north", name="Northern Army", kind=ActorKind.ARMED_FORCES, aliases=("the northern army",))
NAMES = Names({"north": NORTH}, {})


def ruling(
    kind: DecisionKind,
    *subjects: str,
    value: str | None = None,
    fields: dict[str, str | None] | None = None,
    anchors: tuple[Anchor, ...] = (),
    within: str | None = None,
) -> Decision:
    changes = tuple(FieldChange(field=name, value=one) for name, one in (fields or {}).items())
    return Decision(
        kind=kind,
        subjects=subjects,
        by="A. Reader",
        at="2016-10-01",
        reason="as the words say",
        value=value,
        fields=changes,
        anchors=anchors,
        within=within,
    )


def ledger(*decisions: Decision) -> list[LedgerEntry]:
    entries: list[LedgerEntry] = []
    for number, decision in enumerate(decisions, 1):
        previous = entries[-1].hash if entries else "0" * 64
        entries.append(
            LedgerEntry(number=number, decision=decision, previous=previous, hash=chain_hash(previous, decision))
        )
    return entries


def settled(story: Story, *decisions: Decision, claims: list[Claim] | None = None) -> Settled:
    read = story.claims if claims is None else claims
    return settle(ledger(*decisions), [story.document], read, [], NAMES)


def read_otherwise(claim: Claim, event: str) -> Claim:
    """The same words as another reader has them: another event, and so another id."""
    return claim.model_copy(update={"id": f"claim-{event}", "event": event})


def test_a_correction_changes_the_claim_and_keeps_what_was_read() -> None:
    story = strike("a")
    (claim,) = story.claims
    found = settled(story, ruling(DecisionKind.CORRECT, claim.id, fields={"event": "shelling", "killed": "4"}))
    (now,) = found.claims
    assert (now.event, now.harm.killed.low if now.harm and now.harm.killed else None) == ("shelling", 4)
    assert found.as_read == (claim,)
    changes = {one.field: (one.before, one.after) for one in found.effects[0].changes}
    assert changes["event"] == (claim.event, "shelling")
    assert all(span.holds(story.document.text) for span in now.spans())


def test_a_correction_outlives_a_better_reading_of_the_same_words() -> None:
    story = strike("a")
    (claim,) = story.claims
    correct = ruling(DecisionKind.CORRECT, claim.id, fields={"force": "denies"}, anchors=(anchor_of(claim.id, claim),))
    found = settled(story, correct, claims=[read_otherwise(claim, "shelling")])
    assert [(one.id, one.force.value) for one in found.claims] == [("claim-shelling", "denies")]
    assert (found.effects[0].state, found.effects[0].subjects) == (DecisionState.STANDS, ("claim-shelling",))


def test_a_ruling_on_an_incident_follows_the_words_that_founded_it() -> None:
    story = strike("a")
    (claim,) = story.claims
    name = incident_id(claim.id)
    grade = ruling(DecisionKind.GRADE, name, value="weak", anchors=(anchor_of(name, claim),))
    found = settled(story, grade, claims=[read_otherwise(claim, "shelling")])
    assert found.standing()[0].subjects == (incident_id("claim-shelling"),)


def test_a_decision_whose_words_are_gone_is_kept_told_and_offered_what_is_alike() -> None:
    story = strike("a")
    (claim,) = story.claims
    moved = claim.trigger.model_copy(update={"start": claim.trigger.start + 1, "end": claim.trigger.end + 1})
    lost = anchor_of(claim.id, claim).model_copy(update={"trigger": moved, "claim": "claim-gone"})
    lost = lost.model_copy(update={"subject": "claim-gone", "span": claim.span})
    other = claim.model_copy(update={"trigger": Span.on(story.document.text, claim.span.start, claim.span.start + 3)})
    found = settled(
        story, ruling(DecisionKind.CORRECT, "claim-gone", fields={"event": "shelling"}, anchors=(lost,)), claims=[other]
    )
    (effect,) = found.effects
    assert (effect.state, effect.lost[0].alike) == (DecisionState.ORPHANED, (other.id,))
    assert found.claims == (other,)
    assert [(one.code, one.where) for one in found.rejections] == [(ORPHANED, "claim-gone")]


def test_a_merge_that_names_what_is_gone_is_told() -> None:
    story = strike("a")
    merge = ruling(DecisionKind.MERGE, incident_id(story.claims[0].id), "incident-000000000000")
    found = settled(story, merge)
    assert [(one.code, one.where) for one in found.rejections] == [(ORPHANED, "incident-000000000000")]
    assert found.effects[0].state is DecisionState.ORPHANED


def test_a_correction_of_copies_holds_for_those_that_are_left() -> None:
    story = strike("a")
    (claim,) = story.claims
    gone = claim.model_copy(update={"id": "claim-copy", "document": "doc-gone"})
    anchors = (anchor_of(claim.id, claim), anchor_of(gone.id, gone))
    shelling: dict[str, str | None] = {"event": "shelling"}
    for kind, fields in ((DecisionKind.CORRECT, shelling), (DecisionKind.REJECT, None)):
        found = settled(story, ruling(kind, claim.id, gone.id, fields=fields, anchors=anchors))
        (effect,) = found.effects
        assert (effect.state, effect.subjects) == (DecisionState.STANDS, (claim.id,))
        assert [one.subject for one in effect.lost] == ["claim-copy"]
        assert not [one for one in found.rejections if one.code == ORPHANED]
        assert found.claims[0].event == "shelling" or found.rejected == {claim.id}


def test_a_rejected_claim_supports_nothing_and_stays_in_sight() -> None:
    story = strike("a")
    (claim,) = story.claims
    found = settled(story, ruling(DecisionKind.REJECT, claim.id))
    assert found.claims == (claim,)
    assert found.supported() == ((), ())
    assert [(one.code, one.field) for one in found.rejections] == [(REJECTED, claim.id)]
    assert settled(story, ruling(DecisionKind.REJECT, claim.id), ruling(DecisionKind.ACCEPT, claim.id)).supported()[0]


def test_an_undone_decision_changes_nothing_and_one_undone_again_does() -> None:
    story = strike("a")
    (claim,) = story.claims
    reject = ruling(DecisionKind.REJECT, claim.id)
    first = ledger(reject)[0].hash
    undo = ruling(DecisionKind.REVOKE, first)
    found = settled(story, reject, undo)
    assert (found.effects[0].state, found.effects[0].ended_by) == (DecisionState.UNDONE, 2)
    assert found.rejected == frozenset()
    again = ruling(DecisionKind.REVOKE, ledger(reject, undo)[1].hash)
    assert settled(story, reject, undo, again).rejected == {claim.id}


def test_a_claim_by_hand_holds_its_words_and_gives_way_to_a_reader_that_finds_them() -> None:
    story = strike("a")
    (claim,) = story.claims
    anchor = anchor_by_hand(story.document, claim.span, claim.trigger, claim.event)
    add = ruling(DecisionKind.ADD, anchor.subject, fields={"actor": "north", "killed": "9"}, anchors=(anchor,))
    (made,) = settled(story, add, claims=[]).claims
    assert (made.id, made.rule, made.actor.actor if made.actor else None) == (anchor.claim, PERSON, "north")
    assert all(span.holds(story.document.text) for span in made.spans())
    (one,) = settled(story, add).claims
    assert one.id == claim.id
    assert one.harm is not None and one.harm.killed is not None and one.harm.killed.low == 9


def test_a_claim_by_hand_without_a_word_for_its_event_is_found_by_its_words() -> None:
    story = strike("a")
    (claim,) = story.claims
    anchor = anchor_by_hand(story.document, claim.span, claim.span, claim.event)
    add = ruling(DecisionKind.ADD, anchor.subject, fields={"killed": "9"}, anchors=(anchor,))
    assert [one.id for one in settled(story, add).claims] == [claim.id]


def test_a_claim_by_hand_that_can_be_no_more_is_told_why_and_left_out() -> None:
    story = strike("a")
    (claim,) = story.claims
    anchor = anchor_by_hand(story.document, claim.span, claim.trigger, claim.event)
    add = ruling(DecisionKind.ADD, anchor.subject, fields={"actor": "gone-from-the-book"}, anchors=(anchor,))
    found = settled(story, add, claims=[])
    assert found.claims == ()
    assert "gone-from-the-book" in found.effects[0].lost[0].why


def test_a_move_to_an_incident_that_is_gone_is_orphaned_and_moves_nothing() -> None:
    story = strike("a")
    (claim,) = story.claims
    gone = anchor_of("incident-gone", claim).model_copy(update={"claim": "claim-gone", "document": "doc-gone"})
    move = ruling(DecisionKind.MOVE, claim.id, value="incident-gone", anchors=(anchor_of(claim.id, claim), gone))
    found = settled(story, move)
    assert found.effects[0].state is DecisionState.ORPHANED
    assert found.standing() == ()


def test_a_name_follows_the_claim_that_it_is_for_and_is_lost_with_its_actor() -> None:
    story = strike("a")
    (claim,) = story.claims
    assert claim.target is not None
    words = claim.target.span.quote
    fields: dict[str, str | None] = {"actor": "north"}
    name = ruling(DecisionKind.NAME, words, fields=fields, within=claim.id, anchors=(anchor_of(claim.id, claim),))
    (now,) = settled(story, name, claims=[read_otherwise(claim, "shelling")]).claims
    assert now.target is not None
    assert now.target.actor == "north"
    lost = settled(story, ruling(DecisionKind.NAME, words, fields={"actor": "nobody"}))
    assert (lost.effects[0].state, lost.claims) == (DecisionState.ORPHANED, (claim,))


def test_words_are_named_for_a_claim_a_document_or_the_case() -> None:
    story = strike("a")
    (claim,) = story.claims
    assert claim.target is not None
    words = claim.target.span.quote
    for within, named in ((None, True), (claim.document, True), (claim.id, True), ("doc-other", False)):
        found = settled(story, ruling(DecisionKind.NAME, words, fields={"actor": "north"}, within=within))
        target = found.claims[0].target
        assert target is not None
        assert (target.actor == "north") is named


@pytest.mark.parametrize(
    ("field", "value", "shown"),
    [
        ("event", "shelling", "shelling"),
        ("time", "2016-09-17", "2016-09-17"),
        ("time", "2016-09-17..2016-09-19", "2016-09-17..2016-09-19"),
        ("time", None, None),
        ("killed", "62-80", "62-80"),
        ("killed", "62+", "62+"),
        ("injured", "0", "0"),
        ("actor", "the northern army", "north"),
        ("holder", "Northern Army", "north"),
        ("holder", None, None),
        ("force", "concedes", "concedes"),
        ("negated", "yes", "yes"),
        ("place", "Eastholm", "Eastholm"),
    ],
)
def test_a_value_comes_back_as_it_was_written(field: str, value: str | None, shown: str | None) -> None:
    story = strike("a")
    (claim,) = story.claims
    now = corrected(claim, [FieldChange(field=field, value=value)], story.document.text, NAMES)
    assert written(now, field) == shown


def test_another_place_brings_its_own_point_and_country_or_none() -> None:
    story = strike("a")
    (claim,) = story.claims
    for fields, expected in (
        ({"place": "Elsewhere"}, ("Elsewhere", None, None, None)),
        ({"place": "Elsewhere", "point": "1.5,-2", "country": "YY"}, ("Elsewhere", 1.5, -2.0, "YY")),
    ):
        now = corrected(claim, [FieldChange(field=k, value=v) for k, v in fields.items()], story.document.text, NAMES)
        assert now.place is not None
        assert (now.place.name, now.place.lat, now.place.lon, now.country) == expected
    for wrong in ("1.5", "91,0", "north,east"):
        with pytest.raises(CaseError):
            corrected(claim, [FieldChange(field="point", value=wrong)], story.document.text, NAMES)


def test_all_faults_of_a_correction_come_at_once() -> None:
    story = strike("a")
    fields = {"event": "weather", "time": "0000-00-00", "killed": "many", "actor": "nobody here", "colour": "red"}
    changes = [FieldChange(field=name, value=value) for name, value in fields.items()]
    with pytest.raises(CaseError) as caught:
        corrected(story.claims[0], changes, story.document.text, NAMES)
    assert {(one.code, one.field) for one in caught.value.faults} == {
        ("decide.value", "event"),
        ("decide.value", "time"),
        ("decide.value", "killed"),
        ("decide.value", "actor"),
        ("decide.field", "colour"),
    }


def test_two_claims_on_the_same_words_are_no_ground() -> None:
    story = strike("a")
    (claim,) = story.claims
    anchor = anchor_of("claim-x", claim).model_copy(update={"claim": "claim-x", "event": "other"})
    both = [read_otherwise(claim, "shelling"), read_otherwise(claim, "air_strike")]
    assert Grounds(both).claim(anchor) is None
    assert Grounds(both[:1]).claim(anchor) == both[0]


def test_an_entry_of_an_older_ledger_keeps_its_hash() -> None:
    decision = ruling(DecisionKind.MERGE, "incident-1", "incident-2")
    assert set(json.loads(decision.canonical_json())) == {"kind", "subjects", "by", "at", "reason", "value"}
    assert Decision.model_validate_json(decision.canonical_json()) == decision
    assert standing(ledger(decision))[0].decision == decision
