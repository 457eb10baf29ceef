"""What belongs to the saying, to a dateline or to an aside gives an event neither time nor place."""

from __future__ import annotations

import pytest

from trucewatch.records.claims import Claim, ClaimKind, Holder
from trucewatch.records.times import TimeBasis, TimePrecision

from .test_claims import Text


def said(text: Text, clause: str, trigger: str, who: str, cue: str, **rest: object) -> None:
    """A claim that somebody makes by a verb of saying."""
    text.claim(clause, trigger, **rest)  # type: ignore[arg-type]
    holder = Holder(name=who, span=text.span(who), cue=text.span(cue))
    text.claims[-1] = text.claims[-1].model_copy(update={"holder": (holder,)})


def only(text: Text, countries: tuple[str, ...] = ()) -> Claim:
    (claim,), _ = text.resolve(countries=countries)
    return claim


def day(claim: Claim) -> str | None:
    assert claim.time is not None
    return claim.time.begin


def place(claim: Claim) -> str | None:
    return None if claim.place is None else claim.place.name


def test_the_town_of_a_speaker_is_no_place_of_what_is_told() -> None:
    text = Text("In Ankara, the minister said that shells had hit Idlib.")
    said(text, "that shells had hit Idlib", "hit", "the minister", "said", modifiers=("Idlib",))
    assert place(only(text)) == "Idlib"
    text = Text("In Ankara, the minister said that the army was keeping the truce.")
    said(text, "that the army was keeping the truce", "keeping", "the minister", "said", kind=ClaimKind.TRUCE)
    assert only(text, ("SY",)).place is None


def test_said_in_a_town_is_no_place_either() -> None:
    text = Text("Forty lorries were burnt, the envoy said in Nairobi.")
    said(text, text.text, "burnt", "the envoy", "said")
    assert only(text).place is None


def test_a_town_before_its_own_people_is_where_it_happened() -> None:
    text = Text("In Homs, residents said that a market was hit.")
    said(text, "that a market was hit", "hit", "residents", "said")
    assert place(only(text, ("SY",))) == "Homs"


def test_a_clock_of_another_town_is_no_place() -> None:
    text = Text("At 16:20 Moscow time aircraft struck a depot near Palmyra.")
    text.claim(text.text, "struck", modifiers=("At 16:20 Moscow time", "near Palmyra"))
    assert place(only(text, ("SY",))) != "Moscow"


def test_a_dateline_gives_neither_place_nor_time() -> None:
    text = Text("NAIROBI, March 3 (Example) - Gunmen raided a village.")
    text.time("March 3", "2020-03-03")
    text.claim(text.text, "raided")
    claim = only(text)
    assert (place(claim), day(claim)) == (None, None)


def test_the_day_of_a_briefing_is_not_that_of_the_event() -> None:
    text = Text("The spokesman said on Tuesday that rockets hit the port of Hodeidah.")
    text.time("Tuesday", "2018-06-12")
    said(text, "that rockets hit the port of Hodeidah", "hit", "The spokesman", "said")
    assert day(only(text)) is None


def test_a_day_at_the_head_goes_with_the_event_unless_it_looks_back() -> None:
    text = Text("On Tuesday residents said that rockets hit the port.")
    text.time("Tuesday", "2018-06-12")
    said(text, "that rockets hit the port", "hit", "residents", "said")
    assert day(only(text)) == "2018-06-12"
    text = Text("On Tuesday residents said that rockets had hit the port.")
    text.time("Tuesday", "2018-06-12")
    said(text, "that rockets had hit the port", "hit", "residents", "said")
    assert day(only(text)) is None


def test_a_clause_inside_has_no_day_of_the_clause_around_it() -> None:
    text = Text("On 9 May they left the town that rebels had captured.")
    text.time("9 May", "2020-05-09")
    text.claim("that rebels had captured", "captured", modifiers=())
    assert day(only(text)) is None


def test_a_month_told_as_background_governs_nothing() -> None:
    text = Text("The truce of February was the first. Jets bombed a bridge.")
    text.time("February", "2016-02")
    text.times[0] = text.times[0].model_copy(update={"precision": TimePrecision.MONTH})
    text.claim("Jets bombed a bridge.", "bombed")
    assert day(only(text)) is None


@pytest.mark.parametrize("clause", ["Now shells fall on the town.", "Troops are shelling the town."])
def test_what_goes_on_takes_over_no_day(clause: str) -> None:
    text = Text(f"On 9 May they left. {clause}")
    text.time("9 May", "2020-05-09")
    text.claim(clause, "fall" if "fall" in clause else "shelling")
    assert day(only(text)) is None


def test_a_headline_or_byline_governs_nothing() -> None:
    text = Text("By a writer, 9 May 2020\nThey bombed the bridge.")
    text.time("9 May 2020", "2020-05-09")
    text.claim("They bombed the bridge.", "bombed")
    assert day(only(text)) is None


def test_a_day_that_opens_the_paragraph_governs_it() -> None:
    text = Text("Monitors counted the first deaths on 9 May, the fourth day. A child was killed by a shell.")
    text.time("9 May", "2020-05-09")
    text.claim("A child was killed by a shell.", "killed")
    claim = only(text)
    assert claim.time is not None
    assert (claim.time.begin, claim.time.basis) == ("2020-05-09", TimeBasis.INHERITED)


def test_the_deal_of_a_month_since_which_is_no_day() -> None:
    text = Text("Calm has held since the deal of 9 May but shells hit a farm.")
    text.time("9 May", "2020-05-09")
    text.claim("shells hit a farm", "hit")
    assert day(only(text)) is None


def test_the_first_located_place_of_an_address_is_taken() -> None:
    text = Text("Shells hit a farm in Majzar district (Marib).")
    text.claim(text.text, "hit", modifiers=("in Majzar district (Marib)",))
    assert place(only(text)) == "Majzar"


def test_where_the_village_is_unlisted_what_holds_it_stands_in() -> None:
    text = Text("Gunmen attacked Qqarvo (Zzemb LGA, Kaduna) at dawn.")
    text.claim(text.text, "attacked", target="Qqarvo")
    assert place(only(text)) == "Kaduna"


def test_the_target_comes_before_its_whereabouts() -> None:
    text = Text("Troops shelled Saraqib in the southern countryside of Idlib.")
    text.claim(text.text, "shelled", target="Saraqib", modifiers=("in the southern countryside of Idlib",))
    claim = only(text, ("SY",))
    assert claim.place is not None
    assert claim.place.span.quote == "Saraqib"


def test_to_declare_a_truce_over_is_an_act_of_the_day_it_is_declared() -> None:
    text = Text("The army declared on Monday that the truce brokered by Oslo was over.")
    text.time("Monday", "2020-05-11")
    said(text, "that the truce brokered by Oslo was over", "over", "The army", "declared", kind=ClaimKind.TRUCE)
    said(text, "the truce brokered by Oslo", "brokered", "The army", "declared", kind=ClaimKind.TRUCE)
    (over, brokered), _ = text.resolve()
    assert (day(over), day(brokered)) == ("2020-05-11", None)


def test_the_day_of_the_event_comes_before_one_inside_its_reason() -> None:
    text = Text("On 9 May drivers blocked a road over the death of a colleague on 8 May.")
    text.time("9 May", "2020-05-09")
    text.time("8 May", "2020-05-08")
    text.claim(text.text, "blocked", modifiers=("over the death of a colleague on 8 May", "On 9 May"))
    assert day(only(text)) == "2020-05-09"
