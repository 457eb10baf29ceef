"""Statements: who says what of the truce, on what footing, when."""

from __future__ import annotations

import pytest
from jsonschema import validate

from assess.build import ACTORS, SOURCES, TRUCE, Word, statements
from trucewatch.assess.statements import find_statements
from trucewatch.knowledge import ROOT, load_yaml
from trucewatch.records.agreements import Capacity, Participation
from trucewatch.records.assessments import Position, Standing
from trucewatch.records.claims import ClaimKind, Force, Holder
from trucewatch.records.spans import Span


def only(story: Word) -> tuple[str, Standing, Position]:
    (found,) = statements(story)
    return found.speaker, found.standing, found.position


@pytest.mark.parametrize(
    ("by", "standing"),
    [
        ("north", Standing.PARTY),
        ("north-army", Standing.PARTY),
        ("sponsor", Standing.CO_SPONSOR),
        ("monitor", Standing.MONITOR),
        ("north-agency", Standing.OUTSIDER),
        ("front", Standing.OUTSIDER),
        ("Colonel Nobody", Standing.UNKNOWN),
        ("?a source", Standing.OUTSIDER),
        (None, Standing.OUTSIDER),
    ],
)
def test_standing_comes_from_the_agreement(by: str | None, standing: Standing) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_holding", by=by)
    assert only(story)[1] is standing


@pytest.mark.parametrize(
    ("event", "force", "negated", "position"),
    [
        ("truce_declared_ended", Force.ANNOUNCES, False, Position.ENDED),
        ("truce_declared_ended", Force.DENIES, False, Position.NOT_ENDED),
        ("truce_declared_ended", Force.ASSERTS, True, Position.NOT_ENDED),
        ("truce_end_denied", Force.ASSERTS, True, Position.NOT_ENDED),
        ("truce_breached", Force.DENIES, False, Position.HOLDING),
        ("truce_observed", Force.ASSERTS, True, Position.BREACHED),
        ("truce_not_observed", Force.ASSERTS, True, Position.NO_REASON_TO_OBSERVE),
        ("truce_collapsed", Force.ASSERTS, False, Position.COLLAPSED),
    ],
)
def test_position_from_event_force_and_negation(event: str, force: Force, negated: bool, position: Position) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word(event, by="north", force=force, negated=negated)
    assert only(story)[2] is position


@pytest.mark.parametrize("force", [Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.ASKS])
def test_what_may_come_says_nothing_of_now(force: Force) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_declared_ended", by="north", force=force)
    assert statements(story) == ()


@pytest.mark.parametrize("event", ["truce_declared_ended", "truce_suspended", "truce_collapsed"])
@pytest.mark.parametrize(("factuality", "counts"), [(0.9, False), (1.5, True)])
def test_an_end_that_is_left_open_is_no_statement_of_one(event: str, factuality: float, counts: bool) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    told = story.word(event, by="north", actor="north")
    surely = told.model_copy(update={"factuality": factuality})
    found = find_statements([surely], [story.document], TRUCE, SOURCES, ACTORS)
    assert (len(found) == 1) is counts


@pytest.mark.parametrize("opening", ["In other words,", "“In effect,", "This means that"])
def test_an_authors_reading_is_the_authors(opening: str) -> None:
    story = Word("a", source="blog", published="2016-09-19")
    story.say("The general spoke of breaches. ")
    story.word("truce_declared_ended", actor="sponsor", force=Force.ANNOUNCES, opening=opening)
    assert only(story) == ("blog", Standing.OUTSIDER, Position.ENDED)


def test_a_reading_one_sentence_earlier_is_another_matter() -> None:
    story = Word("a", source="blog", published="2016-09-19")
    story.say("In other words, it was late.")
    story.word("truce_declared_ended", actor="north-army", force=Force.ANNOUNCES)
    assert only(story)[0] == "north-army"


def test_an_authors_word_is_of_its_day_and_anothers_no_later() -> None:
    story = Word("a", source="blog", published="2016-09-19")
    story.word("truce_collapsed")
    story.word("truce_holding", by="sponsor")
    story.word("truce_holding", by="north", day="2016-09-14")
    dates = {one.speaker: (one.begin, one.finish) for one in statements(story)}
    assert dates == {
        "blog": ("2016-09-19", "2016-09-19"),
        "sponsor": (None, "2016-09-19"),
        "north": ("2016-09-14", "2016-09-14"),
    }


def test_one_word_in_many_documents_is_one_statement() -> None:
    stories = [Word(name, source=name, published="2016-09-19") for name in ("wire", "daily", "herald")]
    for story in stories:
        story.word("truce_declared_ended", by="north-army", day="2016-09-19")
    (found,) = statements(*stories)
    assert len(found.documents) == 3


def test_about_itself_and_about_another() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_observed", by="north-ministry", actor="north-army")
    story.word("truce_breached", by="north-ministry", actor="south-army")
    assert [(one.position, one.about, one.about_self) for one in statements(story)] in (
        [(Position.HOLDING, "north-army", True), (Position.BREACHED, "south-army", False)],
        [(Position.BREACHED, "south-army", False), (Position.HOLDING, "north-army", True)],
    )


def test_other_claims_are_no_statements() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.tell("air_strike", actor="north", kind=ClaimKind.OCCURRENCE)
    story.word("truce_holding", by="north")
    assert len(statements(story, agreement=TRUCE)) == 1


def test_the_lists_fit_their_schema() -> None:
    schema = load_yaml("schemas/standing.schema.json")
    validate(load_yaml("standing.yaml"), schema)
    assert (ROOT / "standing.yaml").read_text(encoding="utf-8").startswith("#")


@pytest.mark.parametrize("opening", ["since the ceasefire", "the groups that had"])
def test_what_is_taken_for_granted_is_no_statement(opening: str) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_in_force", opening=opening, trigger="begun")
    assert statements(story) == ()


def test_holding_another_responsible_for_the_end_is_an_accusation() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    opening = "It holds the other side responsible for"
    story.word("truce_declared_ended", by="south", actor="north", opening=opening, trigger="ending")
    assert only(story) == ("south", Standing.PARTY, Position.BREACHED)


def test_a_judgement_is_no_end() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_declared_ended", by="south", trigger="is clinically dead")
    assert only(story)[2] is Position.COLLAPSED


def test_an_end_that_is_reported_is_the_speakers_own() -> None:
    """Told by a third one, later and without its day, it is the same word."""
    wire = Word("a", source="wire", published="2016-09-19")
    wire.word("truce_declared_ended", actor="north-army", day="2016-09-19", force=Force.ANNOUNCES)
    later = Word("b", source="daily", published="2016-09-20")
    later.word("truce_declared_ended", by="monitor", actor="north-army", force=Force.ANNOUNCES)
    (found,) = statements(wire, later)
    assert (found.speaker, found.position, found.begin) == ("north-army", Position.ENDED, "2016-09-19")
    assert len(found.documents) == 2


def test_a_joint_word_is_one_for_each() -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_announced", actor="north", trigger="and Southland announced", day="2016-09-12")
    assert {(one.speaker, one.about_self) for one in statements(story)} == {("north", True), ("south", True)}


@pytest.mark.parametrize("name", ["few hours", "rebel officer", "They", "document", "residents there"])
def test_words_that_name_nobody_come_last_without_standing(name: str) -> None:
    story = Word("a", source="wire", published="2016-09-14")
    story.word("truce_holding", by=name)
    story.word("truce_holding", by="sponsor", day="2016-09-14")
    assert [one.standing for one in statements(story)] == [Standing.CO_SPONSOR, Standing.OUTSIDER]
    assert statements(story)[1].speaker.startswith("unnamed:")


def test_an_apposition_is_no_part_of_a_name() -> None:
    story = Word("a", source="wire", published="2016-09-14")
    for name in ("Ada Field, a spokeswoman for the governor", "?Ada Field, who speaks for the governor"):
        story.word("truce_holding", by=name)
    (found,) = statements(story)
    assert (found.speaker, found.speaker_name, found.standing) == ("named:ada-field", "Ada Field", Standing.UNKNOWN)
    nobody = Word("b", source="wire", published="2016-09-14")
    nobody.word("truce_holding", by="?Officials, who gave no name")
    assert [one.standing for one in statements(nobody)] == [Standing.OUTSIDER]


def test_a_word_is_no_later_than_its_document() -> None:
    story = Word("a", source="wire", published="2016-09-12")
    story.word("truce_breached", by="sponsor", day="2016-09-18")
    (found,) = statements(story)
    assert (found.begin, found.finish) == (None, "2016-09-12")


def test_an_end_told_by_a_negation_is_an_end() -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by="north", actor="north", negated=True, trigger="bound", opening="no longer")
    assert [one.position for one in statements(story)] == [Position.ENDED]
    story = Word("c", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by="north", actor="north", negated=True, trigger="bound")
    assert [one.position for one in statements(story)] == [Position.REJECTED]
    story = Word("b", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by="north", actor="north", negated=True, trigger="ended")
    assert [one.position for one in statements(story)] == [Position.NOT_ENDED]


def test_a_suspension_that_is_lifted_is_none() -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.say("The army of Northland lifted its")
    story.word("truce_suspended", trigger="suspension")
    assert Position.SUSPENDED not in {one.position for one in statements(story)}


def test_where_a_breach_took_place_is_no_part_of_the_truce() -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.tell(
        "truce_breached",
        by=["south"],
        actor="north",
        trigger="broke the truce in",
        place="Eastholm",
        kind=ClaimKind.TRUCE,
    )
    assert [(one.position, one.zone) for one in statements(story)] == [(Position.BREACHED, None)]


def test_both_sides_are_the_two_parties() -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_observed", by="both sides")
    assert sorted(one.speaker for one in statements(story)) == ["north", "south"]
    story = Word("b", source="wire", published="2016-09-20")
    story.word("truce_observed", by="both sources")
    assert not {"north", "south"} & {one.speaker for one in statements(story)}


def test_who_ties_its_own_leaving_to_something_sets_a_condition() -> None:
    def positions(actor: str | None) -> list[Position]:
        story = Word("a", source="wire", published="2016-09-20")
        story.word("truce_declared_ended", by="north", actor=actor, force=Force.CONDITIONAL)
        return [one.position for one in statements(story)]

    assert positions("north") == [Position.CONDITIONAL]
    assert positions("south") == positions(None) == []


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("will no longer observe the truce if the guns are not pulled back", Position.CONDITIONAL),
        ("would no longer observe it, it added, unless the road was opened", Position.CONDITIONAL),
        ("will no longer observe the truce", Position.ENDED),
        ("will no longer observe the truce even if the guns are pulled back", Position.ENDED),
        ("will no longer observe the truce, and will answer if it is attacked", Position.ENDED),
        ("no longer observes the truce if at all", Position.ENDED),
    ],
)
def test_to_observe_it_no_longer_unless_something_is_done_is_a_condition(words: str, position: Position) -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_not_observed", by="north-army", actor="north", trigger=words)
    assert [(one.position, one.about_self) for one in statements(story)] == [(position, True)]


def test_a_condition_may_come_first_and_is_set_by_nobody_else() -> None:
    def positions(by: str, opening: str | None = None, words: str = "will no longer observe it") -> list[Position]:
        story = Word("a", source="wire", published="2016-09-20")
        story.word("truce_not_observed", by=by, actor="north", opening=opening, trigger=words)
        return [one.position for one in statements(story)]

    assert positions("north", opening="Unless the road is opened,") == [Position.CONDITIONAL]
    assert positions("north", opening="Should the attacks continue,") == [Position.CONDITIONAL]
    assert positions("President Ada Field", words="will no longer observe it unless") == [Position.CONDITIONAL]
    assert positions("south", words="will no longer observe it unless") == []


@pytest.mark.parametrize(
    ("outer", "cue", "position"),
    [
        ("south", "considers", None),
        ("nobody-known", "considers", None),
        ("north", "considers", Position.ENDED),
        ("south", "announced", None),
        ("monitor", "announced", Position.ENDED),
    ],
)
def test_what_an_adversary_tells_of_a_party_ends_nothing(outer: str, cue: str, position: Position | None) -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by="north", actor="north")
    claim = story.claims[0]
    words = Span(start=0, end=len(cue), quote=cue)
    chain = (Holder(name=outer, actor=outer, span=None, cue=None), claim.holder[0].model_copy(update={"cue": words}))
    told = claim.model_copy(update={"holder": chain})
    found = find_statements([told], [story.document], TRUCE, SOURCES, ACTORS)
    assert [one.position for one in found if one.speaker == "north"] == ([position] if position else [])


@pytest.mark.parametrize(
    ("by", "force", "trigger", "expected"),
    [
        (None, Force.ASSERTS, "ended", [("wire", Position.BREACHED)]),
        (None, Force.ASSERTS, "tore up", [("wire", Position.BREACHED)]),
        (None, Force.ANNOUNCES, "announced the end of", [("north", Position.ENDED)]),
        (None, Force.ASSERTS, "renounced", [("north", Position.ENDED)]),
        ("monitor", Force.ASSERTS, "ended", [("monitor", Position.BREACHED)]),
        ("monitor", Force.ASSERTS, "renounced", [("north", Position.ENDED)]),
        ("south", Force.ASSERTS, "ended", [("south", Position.BREACHED)]),
        ("south", Force.ASSERTS, "renounced", [("south", Position.BREACHED)]),
        ("north-ministry", Force.ASSERTS, "ended", [("north-ministry", Position.ENDED)]),
    ],
)
def test_only_its_own_word_ends_a_partys_truce(
    by: str | None, force: Force, trigger: str, expected: list[tuple[str, Position]]
) -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by=by, actor="north", force=force, trigger=trigger)
    assert [(one.speaker, one.position) for one in statements(story)] == expected


@pytest.mark.parametrize(
    ("opening", "position"),
    [("is still", Position.IN_FORCE), ("remains", Position.IN_FORCE), ("is", Position.IN_FORCE)],
)
def test_who_is_bound_by_it_says_that_it_is_in_force(opening: str, position: Position) -> None:
    story = Word("a", source="wire", published="2016-09-20")
    story.word("truce_declared_ended", by="north", opening=opening, trigger="bound")
    assert [one.position for one in statements(story)] == [position]


def test_its_army_is_that_of_whom_the_sentence_tells() -> None:
    story = Word("a", source="wire", published="2016-09-20")
    claim = story.word("truce_observed", by="?its army", actor="north")
    speaker = claim.holder[0].model_copy(update={"name": "its army"})
    actor = claim.actor
    assert actor is not None and speaker.span is not None
    moved = claim.model_copy(
        update={
            "holder": (speaker.model_copy(update={"span": actor.span}),),
            "actor": actor.model_copy(update={"span": speaker.span}),
        }
    )
    (found,) = find_statements([moved], [story.document], TRUCE, SOURCES, ACTORS)
    assert (found.speaker, found.standing, found.about_self) == ("north", Standing.PARTY, True)


@pytest.mark.parametrize("named", ["north", "north-army", "north-ministry"])
@pytest.mark.parametrize("by", ["north", "north-army", "north-ministry"])
def test_one_side_is_a_party_whichever_of_it_the_agreement_names(named: str, by: str) -> None:
    parts = (Participation(actor=named, capacity=Capacity.PARTY), *TRUCE.participants[1:])
    agreement = TRUCE.model_copy(update={"participants": parts})
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_declared_ended", by=by, actor="north-army", force=Force.ANNOUNCES)
    (found,) = statements(story, agreement=agreement)
    assert (found.standing, found.position, found.about_self) == (Standing.PARTY, Position.ENDED, True)


@pytest.mark.parametrize(
    ("by", "standing"),
    [
        ("?Northland's border guards", Standing.UNKNOWN),
        ("?a governor in Northland", Standing.UNKNOWN),
        ("?a trader", Standing.OUTSIDER),
    ],
)
def test_whoever_belongs_to_a_party_is_no_outsider(by: str, standing: Standing) -> None:
    story = Word("a", source="wire", published="2016-09-19")
    story.word("truce_holding", by=by)
    assert only(story)[1] is standing


@pytest.mark.parametrize(
    ("by", "opening", "own"),
    [
        ("both sides", "that they are", True),
        ("both sides", "that the rebels", False),
        ("north", "that it", True),
        (None, "Our forces", True),
        (None, "They", False),
    ],
)
def test_who_says_that_they_keep_it_speaks_of_themselves(by: str | None, opening: str, own: bool) -> None:
    story = Word("a", source="Northland's Ministry of Defence", published="2016-09-20")
    claim = story.word("truce_observed", by=by, trigger=f"{opening} observing")
    words = claim.trigger
    narrow = {"span": words, "trigger": Span(start=words.end - 9, end=words.end, quote="observing")}
    story.drafts[0]["claim"] = claim.model_copy(update=narrow)
    assert {one.about_self for one in statements(story)} == {own}


def test_a_body_that_publishes_may_name_itself_by_a_part_of_its_name() -> None:
    def speaker(words: str) -> str:
        story = Word("a", source="Northland's Ministry of Defence", published="2016-09-20")
        story.word("truce_observed", by=words)
        return statements(story)[0].speaker

    assert speaker("the Ministry") == "north-ministry"
    assert speaker("the Guard") != "north-ministry"


@pytest.mark.parametrize(
    ("words", "position"),
    [
        ("is in effect over", Position.COLLAPSED),
        ("is in effect dead", Position.COLLAPSED),
        ("is in effect", Position.IN_FORCE),
        ("is in effect everywhere", Position.IN_FORCE),
    ],
)
def test_in_effect_over_is_no_effect(words: str, position: Position) -> None:
    story = Word("a", source="wire", published="2016-09-20")
    claim = story.word("truce_in_force", by="north", trigger=words)
    start = claim.trigger.start + len("is in ")
    narrow = {"trigger": Span(start=start, end=start + len("effect"), quote="effect")}
    story.drafts[0]["claim"] = claim.model_copy(update=narrow)
    assert [one.position for one in statements(story)] == [position]


@pytest.mark.parametrize(
    ("words", "counts"),
    [
        ("should declare", False),
        ("must now declare", False),
        ("has to declare", False),
        ("might as well declare", False),
        ("did declare", True),
        ("said that it must act and declared", True),
    ],
)
def test_what_somebody_should_declare_is_not_declared(words: str, counts: bool) -> None:
    story = Word("a", source="blog", published="2016-09-20")
    claim = story.word("truce_declared_ended", actor="north", force=Force.ANNOUNCES, trigger=words)
    last = words.split()[-1]
    narrow = {"trigger": Span(start=claim.trigger.end - len(last), end=claim.trigger.end, quote=last)}
    story.drafts[0]["claim"] = claim.model_copy(update=narrow)
    assert [one.position for one in statements(story)] == ([Position.ENDED] if counts else [])
