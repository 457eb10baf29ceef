"""Spoken of: the day of a condemnation is not the day of what is condemned."""

from __future__ import annotations

from link.build import ACTORS, SOURCES, Story, strike
from trucewatch.link.incidents import link_claims
from trucewatch.link.spoken import without_the_speakers_day
from trucewatch.records.claims import Claim, ClaimKind


def condemned(*, same_words: bool = True) -> tuple[Story, list[Claim]]:
    """ "Sponsoria condemned on 20 September the air strike on Northford": the strike took its day from these words."""
    story = Story("c", source="daily", published="2016-09-21")
    act = story.tell(actor="north", target="south-army", place="Northford", day="2016-09-20", killed=(62, 62))
    speech = story.tell("condemnation", actor="sponsor", target="the strike", day="2016-09-20", kind=ClaimKind.SPEECH)
    assert act.time is not None and speech.time is not None and speech.target is not None
    update = {"time": act.time if same_words else speech.time}
    return story, [
        act,
        speech.model_copy(update={**update, "target": speech.target.model_copy(update={"span": act.span})}),
    ]


def test_what_is_condemned_has_not_the_day_of_those_who_speak() -> None:
    _, claims = condemned()
    assert [one.time is None for one in without_the_speakers_day(claims)] == [True, False]
    _, apart = condemned(same_words=False)
    assert without_the_speakers_day(apart) == apart


def test_a_condemnation_goes_to_its_event() -> None:
    first, (story, claims) = strike("a", killed=(62, 62)), condemned()
    (incident,) = link_claims([first.document, story.document], [*first.claims, *claims], SOURCES, ACTORS, {})
    assert (incident.begin, len(incident.documents)) == ("2016-09-17", 2)
