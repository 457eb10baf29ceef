"""Incidents: what is one occurrence and what is not."""

from __future__ import annotations

from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.build import ACTORS, SOURCES, Story, link, strike
from trucewatch.link.incidents import left_out, link_claims
from trucewatch.records.claims import ClaimKind, Force
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.incidents import Incident
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeBasis


def test_two_reports_of_one_strike_are_one_incident() -> None:
    (incident,) = link(strike("a"), strike("b", source="daily", day="2016-09-17"))
    assert len(incident.documents) == 2
    assert (incident.event, incident.place) == ("air_strike", "Northford")
    assert any("place" in reason for reason in incident.reasons)


@pytest.mark.parametrize(
    "other",
    [
        {"day": "2016-12-06"},
        {"day": "2016-09-18"},
        {"day": "2016-09-16"},
        {"place": "Southbridge"},
        {"event": "aid_delivery"},
        {"event": "abduction"},
    ],
)
def test_another_day_place_or_kind_is_another_incident(other: dict[str, str]) -> None:
    assert len(link(strike("a"), strike("b", source="daily", **other))) == 2


@pytest.mark.parametrize(("clock", "incidents"), [("2016-09-17T23:10", 1), ("2016-09-17T20:30", 2), ("2016-09-17", 2)])
def test_a_time_by_the_clock_is_the_next_day_only_near_midnight(clock: str, incidents: int) -> None:
    assert len(link(strike("a", day=clock), strike("b", source="daily", day="2016-09-18"))) == incidents


def test_who_did_it_may_differ_within_one_incident() -> None:
    (incident,) = link(strike("a"), strike("b", source="daily", actor="south"))
    assert incident.actors == ("north", "south")
    assert [dispute.field for dispute in incident.disputes] == ["actor"]


def test_one_speaker_who_names_two_actors_tells_of_two_acts() -> None:
    story = strike("a")
    story.tell(actor="front", target="south-army", place="Northford", day="2016-09-17")
    assert len(link(story)) == 2


def test_what_a_text_adds_on_an_act_belongs_to_it() -> None:
    story = strike("a")
    story.tell("killing", target="south-army", killed=(62, 62))
    story.tell("attack")
    (incident,) = link(story)
    assert incident.event == "air_strike"
    (telling,) = incident.tellings
    assert "62" in [value.value for value in telling.values]
    story.tell("killing", place="Eastholm", killed=(3, 3))
    assert len(link(story)) == 2


@pytest.mark.parametrize("force", [Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS])
def test_what_may_or_should_happen_is_no_incident(force: Force) -> None:
    assert link(strike("a", force=force)) == ()


@pytest.mark.parametrize("kind", [ClaimKind.PROSPECT, ClaimKind.TRUCE, ClaimKind.SPEECH, ClaimKind.COMMITMENT])
def test_only_occurrences_are_incidents(kind: ClaimKind) -> None:
    assert link(strike("a", kind=kind)) == ()


def test_a_recurrence_is_not_a_third_incident() -> None:
    story = Story("a", source="wire", published="2016-09-21")
    told = {"actor": "north", "target": "south-army", "place": "Northford"}
    story.tell(day="2016-09-17", **told)
    story.tell(actor="north", target="south-army", recurs="the second time in a year")
    story.tell(day="2015-12-06", **told)
    incidents = link(story)
    assert [incident.begin for incident in incidents] == ["2015-12-06", "2016-09-17"]
    assert [len(incident.claims) for incident in incidents] == [1, 2]


def test_a_recurrence_that_the_text_does_not_cover_is_an_incident() -> None:
    story = Story("a", source="wire", published="2016-09-21")
    story.tell(actor="north", target="south-army", recurs="the second time in a year")
    story.tell(event="shelling", actor="front", place="Eastholm", day="2016-09-17")
    assert len(link(story)) == 2


def test_a_denial_is_a_telling_of_what_it_denies() -> None:
    denial = Story("b", source="daily", published="2016-09-19")
    denial.tell(actor="north", target="south-army", place="Northford", by=["north-ministry"], force=Force.DENIES)
    (incident,) = link(strike("a"), denial)
    assert {telling.origin.id: telling.force for telling in incident.tellings} == {
        "wire": Force.ASSERTS,
        "north-ministry": Force.DENIES,
    }
    assert incident.disputes[0].field == "occurrence"


@pytest.mark.parametrize("refusal", [{"force": Force.DENIES}, {"negated": True}])
def test_who_is_named_in_denials_alone_is_not_said_to_have_done_it(refusal: dict[str, object]) -> None:
    denial = Story("b", source="daily", published="2016-09-19")
    told = {"actor": "front", "target": "south-army", "place": "Northford", "day": "2016-09-17"}
    denial.tell(by=["front"], **told, **refusal)  # type: ignore[arg-type]
    (incident,) = link(strike("a", actor=None), denial)
    assert incident.actors == ()
    (incident,) = link(strike("a", actor="front"), denial)
    assert incident.actors == ("front",)


def test_a_purpose_is_a_telling_of_the_act_it_speaks_of() -> None:
    story = strike("a")
    story.tell("intent_stated", actor="north", by=["north-ministry"], kind=ClaimKind.INTENT, trigger="by mistake")
    (incident,) = link(story)
    by_origin = {telling.origin.id: telling for telling in incident.tellings}
    assert [value.value for value in by_origin["north-ministry"].values] == ["“by mistake”"]


def test_a_claim_without_time_and_place_stays_alone_unless_much_agrees() -> None:
    alone = Story("b", source="daily", published="2016-09-19")
    alone.tell(actor="north")
    assert len(link(strike("a"), alone)) == 2
    story = strike("a")
    story.tell(actor="north", target="south-army")
    assert len(link(story)) == 1


def test_a_claim_that_fits_two_incidents_alike_joins_neither() -> None:
    story = strike("a")
    story.tell(actor="north", target="south-army", place="Northford", day="2016-09-09")
    story.tell(actor="north", target="south-army", place="Northford")
    assert sorted(len(incident.claims) for incident in link(story)) == [1, 1, 1]


def test_a_bridge_between_two_groups_does_not_merge_them() -> None:
    west = [strike(f"west-{n}", source=s, actor=None) for n, s in enumerate(["wire", "daily", "herald"])]
    later = [strike(f"later-{n}", source=s, day="2016-09-19") for n, s in enumerate(["wire", "daily", "herald"])]
    bridge = strike("bridge", source="blog", day="2016-09-18")
    incidents = link(*west, *later, bridge)
    days = [set(incident.documents) for incident in incidents]
    assert not any({west[0].id, later[0].id} <= documents for documents in days)


def test_the_order_of_documents_and_claims_makes_no_difference() -> None:
    stories = [strike("a"), strike("b", source="daily", killed=(62, 62)), strike("c", place="Eastholm")]
    results = {link(*order) for order in permutations(stories)}
    assert len(results) == 1


def test_another_document_elsewhere_changes_no_id() -> None:
    before = link(strike("a"), strike("b", source="daily"))
    after = link(strike("a"), strike("b", source="daily"), strike("c", place="Southbridge", day="2016-10-01"))
    assert before[0] in after


def test_titles_are_neutral_and_name_only_what_is_agreed() -> None:
    story = Story("a", source="blog", published="2016-09-21")
    story.tell(
        actor="the vile aggressors", target="south-army", place="Northford", day="2016-09-17", until="2016-09-18"
    )
    (incident,) = link(story)
    assert incident.title == "Air strike in Northford, 17–18 Sept 2016"
    undated = Story("b", source="blog")
    undated.tell(actor="north", target="south-army")
    assert link(undated)[0].title == "Air strike"


def test_nothing_is_filled_in() -> None:
    story = Story("a", source="blog", published="2016-09-21")
    story.tell(actor="north", target="south-army")
    (incident,) = link(story)
    assert (incident.begin, incident.finish, incident.place, incident.lat) == (None, None, None, None)


def decide(kind: DecisionKind, *subjects: str) -> Decision:
    return Decision(kind=kind, subjects=subjects, by="A. Reader", at="2016-10-01", reason="as the record shows")


def merged(incidents: tuple[Incident, ...]) -> list[int]:
    return sorted(len(incident.claims) for incident in incidents)


def test_a_person_merges_and_splits() -> None:
    stories = [strike("a"), strike("b", source="daily", place="Eastholm")]
    first, second = link(*stories)
    assert merged(link(*stories, decisions=[decide(DecisionKind.MERGE, first.id, second.id)])) == [2]
    together = [strike("a"), strike("b", source="daily")]
    (whole,) = link(*together)
    assert merged(link(*together, decisions=[decide(DecisionKind.SPLIT, whole.claims[0])])) == [1, 1]
    assert merged(link(*together, decisions=[decide(DecisionKind.SPLIT, "claim-gone")])) == [2]


def test_an_inferred_day_is_weaker_than_a_stated_one() -> None:
    near = strike("b", source="daily", day="2016-09-19", basis=TimeBasis.INHERITED, actor="north", killed=(62, 62))
    assert len(link(strike("a", killed=(62, 62)), near)) == 1
    assert len(link(strike("a", killed=(62, 62)), strike("b", source="daily", day="2016-09-19", killed=(62, 62)))) == 2


@settings(max_examples=30, deadline=None)
@given(
    st.lists(
        st.tuples(
            st.sampled_from(["air_strike", "shelling", "attack", "killing", "withdrawal"]),
            st.sampled_from([None, "north", "south-army", "front", "somebody"]),
            st.sampled_from([None, "Northford", "Eastholm", "Nowhere"]),
            st.sampled_from([None, "2016-09-17", "2016-09", "2016"]),
            st.sampled_from(["a", "b", "c"]),
            st.sampled_from([Force.ASSERTS, Force.DENIES, Force.ALLEGES]),
        ),
        max_size=8,
    )
)
def test_every_claim_is_in_one_incident_or_left_out_for_a_reason(
    rows: list[tuple[str, str | None, str | None, str | None, str, Force]],
) -> None:
    stories = {name: Story(name, source="wire") for name in "abc"}
    for event, actor, place, day, name, force in rows:
        stories[name].tell(event, actor=actor, place=place, day=day, force=force)
    incidents = link(*stories.values())
    claims = [claim for story in stories.values() for claim in story.claims]
    told = [claim for incident in incidents for claim in incident.claims]
    without = left_out(claims, incidents)
    assert sorted([*told, *(one.field or "" for one in without)]) == sorted(claim.id for claim in claims)
    assert {one.code for one in without} <= {"incident.too-thin", "incident.only-denied"}
    settled = [claim for claim in claims if claim.time and claim.place and claim.force is not Force.DENIES]
    assert {claim.id for claim in settled} <= set(told)


def test_a_denial_alone_is_no_incident() -> None:
    story = strike("a", force=Force.DENIES)
    assert link(story) == ()
    assert [one.code for one in left_out(story.claims, ())] == ["incident.only-denied"]


def test_words_with_no_time_place_or_name_are_no_incident() -> None:
    story = Story("a", source="wire", published="2016-09-18")
    story.tell("attack", target="somebody")
    assert link(story) == ()
    assert [one.code for one in left_out(story.claims, ())] == ["incident.too-thin"]


def test_a_denial_in_another_text_joins_the_act_by_what_was_hit() -> None:
    told = strike("a", target="an aid convoy")
    other = strike("o", source="daily", target="a hospital", place="Eastholm")
    denial = Story("b", source="herald", published="2016-09-19")
    denial.tell(actor="north", target="the lorries", by=["north-ministry"], negated=True)
    incidents = link(told, other, denial)
    assert sorted(len(incident.claims) for incident in incidents) == [1, 2]
    (joined,) = [incident for incident in incidents if len(incident.claims) == 2]
    assert joined.disputes[0].field == "occurrence"


def test_the_same_sentence_in_two_copies_is_one_telling() -> None:
    """Even where one of the two takes a date from other words around it."""
    words = "All of this stands word for word in both of the versions that the two sites put out on that long day."
    copies = [Story(name, source=name, published="2016-09-19", text=words) for name in ("daily", "blog")]
    for story in copies:
        story.tell(actor="north", target="south-army", place="Northford")
    dated = Story("daily", source="daily", published="2016-09-19", text=words)
    dated.tell(actor="north", target="south-army", place="Northford", day="2016-09-02", basis=TimeBasis.INHERITED)
    clusters = {"daily": "text", "blog": "text"}
    for story in (copies[0], dated):
        pair = (story, copies[1])
        found = link_claims(
            [one.document for one in pair],
            [one.claims[0].model_copy(update={"span": one.claims[0].trigger}) for one in pair],
            SOURCES,
            ACTORS,
            {one.id: clusters[one.name] for one in pair},
        )
        assert [(one.begin, len(one.claims), len(one.tellings)) for one in found] == [(None, 2, 1)]
        assert [(one.support.independent, len(one.support.unresolved)) for one in found] == [((), 1)]


def test_an_attack_told_elsewhere_in_the_text_is_not_taken_up_by_another_kind() -> None:
    story = strike("a")
    story.tell("ground_advance", actor="front", target="south-army")
    assert len(link(story)) == 2


def test_nothing_happens_after_it_is_told() -> None:
    """A date that other words around it gave, and that lies after the document, is not its date."""
    story = Story("a", source="wire", published="2016-09-12")
    claim = story.tell(actor="north", place="Northford", day="2016-09-18", trigger="shelled")
    time = claim.time.model_copy(update={"expression": claim.trigger}) if claim.time else None
    (incident,) = link_claims(
        [story.document], [claim.model_copy(update={"time": time})], SOURCES, ACTORS, {story.id: "text"}
    )
    assert incident.begin is None
    assert incident.title == "Air strike in Northford"


def test_what_is_killed_in_words_alone_is_no_incident() -> None:
    story = Story("a", source="blog", published="2016-09-18")
    story.tell("killing", actor="north", target="the truce", day="2016-09-17")
    assert link(story) == ()


def test_a_thing_that_is_hit_is_no_act_of_its_own() -> None:
    story = Story("a", source="wire", published="2016-09-18")
    claim = story.tell(actor="north", target="the aid convoy", place="Northford", day="2016-09-17")
    assert claim.target is not None
    delivery = claim.model_copy(update={"id": "claim-b", "event": "aid_delivery", "trigger": claim.target.span})
    incidents = link_claims([story.document], [claim, delivery], SOURCES, ACTORS, {story.id: "text"})
    assert [incident.claims for incident in incidents] == [(claim.id,)]


def test_what_one_clause_tells_of_one_actor_is_one_act() -> None:
    """ "The front stormed the hill and took it": an advance and its outcome."""
    story = Story("a", source="wire", published="2016-09-18")
    story.tell("ground_advance", actor="front", target="the hill", trigger="stormed")
    story.tell("territory_taken", actor="front", target="it", trigger="took")
    whole = Span.on(story.text, 0, len(story.text))
    joined = [claim.model_copy(update={"span": whole}) for claim in story.claims]
    clusters = {story.id: "text"}
    (incident,) = link_claims([story.document], joined, SOURCES, ACTORS, clusters)
    assert incident.event == "territory_taken"
    assert len(link_claims([story.document], story.claims, SOURCES, ACTORS, clusters)) == 2
