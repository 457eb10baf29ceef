"""Support: grades from origins, sides and stances alone; promises 3 and 4."""

from __future__ import annotations

import pytest

from link.build import ACTORS, SOURCES, Story, link, strike
from trucewatch.link.incidents import link_claims
from trucewatch.records.actors import Actor
from trucewatch.records.claims import Doubt, Force
from trucewatch.records.incidents import Grade, Incident
from trucewatch.records.reliance import NOT_CHECKED

PADDING = " ".join(f"word{number}" for number in range(80))


def one(*stories: Story) -> Incident:
    (incident,) = link(*stories)
    return incident


def denial(name: str = "denial", by: str = "north-ministry", **told: object) -> Story:
    return strike(name, source="daily", by=[by], force=Force.DENIES, **told)


def test_one_origin_is_weak() -> None:
    support = one(strike("a")).support
    assert (support.grade, support.independent) == (Grade.WEAK, ("wire",))
    assert support.reasons == ("one origin: Harbour Wire",)


def test_two_independent_origins_are_fair() -> None:
    assert one(strike("a"), strike("b", source="daily")).support.grade is Grade.FAIR


def test_forces_and_ministry_of_one_government_are_one_side() -> None:
    support = one(strike("a", by=["south-army"]), strike("b", source="daily", by=["south-ministry"])).support
    assert support.independent == ("south-army",)
    assert support.voices == ("south-army", "south-ministry")
    assert support.grade is Grade.WEAK


def test_a_ministry_its_army_and_its_agency_are_one_origin_of_support() -> None:
    told = [
        strike("a", actor="south", by=["north-army"]),
        strike("b", source="daily", actor="south", by=["north-ministry"]),
        strike("c", source="north-agency", actor="south"),
        strike("d", source="herald", actor="south", by=["north"]),
    ]
    support = one(*told).support
    assert support.independent == ("north",)
    assert support.voices == ("north", "north-agency", "north-army", "north-ministry")
    assert support.grade is Grade.WEAK
    with_another = one(*told, strike("e", source="daily", actor="south"))
    assert with_another.support.independent == ("daily", "north")
    assert with_another.support.grade is Grade.FAIR


def test_the_actors_own_side_confirms() -> None:
    support = one(strike("a"), strike("b", source="daily", by=["north-ministry"], force=Force.CONCEDES)).support
    assert (support.grade, support.conceded) == (Grade.CONFIRMED, ("north-ministry",))


@pytest.mark.parametrize("force", [Force.ASSERTS, Force.CONCEDES, Force.DENIES])
def test_who_may_be_meant_owns_nothing(force: Force) -> None:
    """Words that may name any of several are nobody's own act: neither conceded nor disowned."""
    story = strike("a", by=["north-ministry"], force=force)
    claim = story.claims[0]
    assert claim.actor is not None
    unclear = claim.actor.model_copy(update={"actor": None, "candidates": ("front", "north-army")})
    told = strike("b", source="daily")
    documents = [story.document, told.document]
    claims = [claim.model_copy(update={"actor": unclear}), *told.claims]
    (incident,) = link_claims(documents, claims, SOURCES, ACTORS, {})
    assert incident.support.conceded == ()
    assert incident.support.grade is not Grade.CONFIRMED


def test_who_says_of_itself_that_it_delivered_concedes_nothing() -> None:
    story = strike("a", event="aid_delivery", by=["north-ministry"])
    assert one(story).support.conceded == ()


def test_the_accused_bear_out_nothing_by_words_that_name_no_doer() -> None:
    told = strike("a", source="daily", by=["north-ministry"], actor=None)
    support = one(strike("b", by=["south-ministry"]), told).support
    assert "north-ministry" not in support.independent
    assert support.grade is not Grade.FAIR


def test_accuser_against_accused_is_contested() -> None:
    support = one(strike("a", by=["south-ministry"]), denial()).support
    assert (support.grade, support.against) == (Grade.CONTESTED, ("north-ministry",))


def test_two_independent_origins_outweigh_a_bare_denial() -> None:
    stories = [strike("a", by=["south-ministry"]), strike("m", source="monitor-site"), denial()]
    support = one(*stories).support
    assert (support.grade, support.monitors) == (Grade.FAIR, ("monitor",))


def test_another_account_of_who_did_it_is_more_than_a_denial() -> None:
    stories = [
        strike("a", by=["south-ministry"]),
        strike("b", source="daily", actor="front", by=["north-ministry"]),
    ]
    assert one(*stories).support.grade is Grade.CONTESTED


def test_an_outlet_has_no_standing_to_contradict() -> None:
    support = one(strike("a"), denial()).support
    assert support.grade is Grade.WEAK
    assert support.reasons[-1].startswith("denied by")


def test_a_report_that_its_only_origin_withdraws_is_discounted() -> None:
    first = strike("a")
    second = strike("b", force=Force.RETRACTS)
    second.published = "2016-09-20"
    assert one(first, second).support.grade is Grade.DISCOUNTED


def test_unresolved_origins_are_counted_apart() -> None:
    support = one(strike("a"), strike("b", source="daily", by=["?a source"])).support
    assert support.independent == ("wire",)
    assert len(support.unresolved) == 1
    assert support.grade is Grade.WEAK
    assert "not counted" in support.reasons[-1]


def test_two_outlets_that_no_book_lists_are_not_fair() -> None:
    support = one(strike("a", source="one.example"), strike("b", source="two.example")).support
    assert (support.grade, support.independent) == (Grade.WEAK, ())
    assert support.unresolved == ("named:one-example", "named:two-example")


@pytest.mark.parametrize("copies", [1, 5, 20])
def test_adding_copies_changes_no_support(copies: int) -> None:
    def printed(name: str, source: str) -> Story:
        story = strike(name, source=source)
        story.say(PADDING)
        return story

    original = printed("original", "wire")
    before = one(original, strike("other", source="daily")).support
    prints = [printed(f"print-{number}", f"outlet-{number}.example") for number in range(copies)]
    after = one(original, strike("other", source="daily"), *prints).support
    assert after.model_copy(update={"documents": before.documents}) == before
    assert after.documents == before.documents + copies


def test_ten_outlets_that_repeat_one_monitor_are_one_origin() -> None:
    stories = [strike(f"s{number}", source=f"outlet-{number}.example", by=["monitor"]) for number in range(10)]
    support = one(*stories).support
    assert support.independent == ("monitor",)
    assert (support.grade, support.documents) == (Grade.WEAK, 10)


SWAP = {"north": "south", "south": "north"}


def swapped(name: str | None) -> str | None:
    """The same body of the other party: north-army for south-army, and the other way round."""
    if name is None:
        return None
    head, _, tail = name.partition("-")
    return "-".join(part for part in (SWAP.get(head, head), tail) if part)


IN_EASTHOLM = {"target": "north-army", "place": "Eastholm"}
CASE: tuple[tuple[str, str | None, dict[str, str | None], tuple[str, ...], Force], ...] = (
    ("wire", "2016-09-18", {"actor": "north", "target": "south-army"}, (), Force.ASSERTS),
    ("daily", "2016-09-18", {"actor": "north", "target": "south-army"}, ("south-ministry",), Force.ALLEGES),
    ("herald", "2016-09-19", {"actor": "north", "target": "south-army"}, ("north-ministry",), Force.DENIES),
    (
        "wire",
        "2016-09-25",
        {"actor": "south", **IN_EASTHOLM},
        ("north-army",),
        Force.ASSERTS,
    ),
    ("daily", "2016-09-25", {"actor": "front", **IN_EASTHOLM}, ("south",), Force.ASSERTS),
    ("blog", "2016-09-25", {"actor": "south", "place": "Southbridge", "day": "2016-09-24"}, (), Force.ASSERTS),
    ("blog", "2016-09-25", {"actor": "north", "day": "2016-09-22"}, ("north-army",), Force.CONCEDES),
    ("monitor-site", "2016-09-25", {"actor": "south", "day": "2016-09-24", "place": "Southbridge"}, (), Force.ASSERTS),
)


def whole_case(swap: bool) -> list[Story]:
    stories = []
    for number, (source, published, told, by, force) in enumerate(CASE):
        story = Story(f"case-{number}", source=source, published=published)
        change = swapped if swap else lambda name: name
        who = {key: change(value) if key in ("actor", "target") else value for key, value in told.items()}
        values: dict[str, object] = {"place": "Northford", "day": "2016-09-17", **who}
        story.tell(by=[change(name) or "" for name in by], force=force, **values)  # type: ignore[arg-type]
        stories.append(story)
    return stories


def grades(stories: list[Story]) -> list[tuple[str | None, str | None, tuple[str, ...], Grade, tuple[str, ...]]]:
    found = [(i.begin, i.place, i.actors, i.support.grade, i.support.independent) for i in link(*stories)]
    return sorted(found, key=str)


def test_the_same_yardstick_for_every_party() -> None:
    """Exchange the parties' names in a whole case: the same grades come out, exchanged."""

    def exchange(names: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(sorted(swapped(name) or "" for name in names))

    straight = [(b, p, exchange(a), g, exchange(o)) for b, p, a, g, o in grades(whole_case(swap=False))]
    crossed = [(b, p, tuple(sorted(a)), g, tuple(sorted(o))) for b, p, a, g, o in grades(whole_case(swap=True))]
    assert sorted(straight, key=str) == crossed
    assert {g for _, _, _, g, _ in crossed} >= {Grade.FAIR, Grade.CONTESTED, Grade.CONFIRMED}


def test_the_book_of_the_parties_is_alike() -> None:
    """The swap says something only if the two parties differ in nothing but their names."""

    def shape(actor: Actor) -> tuple[str, str | None]:
        return actor.kind.value, swapped(actor.side)

    norths = {name: actor for name, actor in ACTORS.items() if name.startswith("north") and name != "north-agency"}
    assert all(shape(actor)[0] == ACTORS[swapped(name) or ""].kind.value for name, actor in norths.items())
    assert all(swapped(actor.side) == ACTORS[swapped(name) or ""].side for name, actor in norths.items())


def doubtful(story: Story, *doubts: Doubt) -> Story:
    """The story with claims that have to be checked."""
    story.doubt(*doubts)
    return story


@pytest.mark.parametrize("doubt", [Doubt.SUBORDINATE, Doubt.HEDGED, Doubt.PARTIES_UNSURE, Doubt.PLACE_CARRIED])
def test_no_grade_rests_on_what_is_not_checked(doubt: Doubt) -> None:
    told = [strike("a"), doubtful(strike("b", source="daily"), doubt)]
    support = one(*told).support
    assert (support.grade, support.unchecked, support.sure) == (Grade.WEAK, ("daily",), True)
    assert any(reason.startswith(NOT_CHECKED) for reason in support.reasons)
    accepted = one(strike("a"), strike("b", source="daily")).support
    assert (accepted.grade, accepted.unchecked) == (Grade.FAIR, ())


def test_a_concession_that_is_not_checked_confirms_nothing() -> None:
    own = doubtful(strike("b", source="daily", by=["north-ministry"], force=Force.CONCEDES), Doubt.SUBORDINATE)
    assert one(strike("a"), own).support.grade is Grade.WEAK
    alone = one(own).support
    assert (alone.grade, alone.sure) == (Grade.WEAK, False)
    assert one(strike("a"), strike("c", source="herald"), own).support.grade is Grade.FAIR


def test_a_denial_counts_whether_or_not_it_was_checked() -> None:
    denied = doubtful(denial(), Doubt.POINTS_BACK)
    assert one(strike("a", by=["south-ministry"]), denied).support.grade is Grade.CONTESTED
