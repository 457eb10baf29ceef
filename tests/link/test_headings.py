"""Headings: a title over a report that attributes everything is no second witness (promise 3)."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from link.build import Story, link, strike
from trucewatch.link.headings import headings_of
from trucewatch.records.claims import Force
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Grade, Incident

ARMY = ("south-army",)


def relay(name: str, source: str, by: tuple[str, ...], **told: object) -> Story:
    """A report whose heading tells the strike in its own voice, and whose body tells it on the word of `by`."""
    story = strike(name, source=source, **told)
    story.head()
    body: dict[str, object] = {"actor": "north", "target": "south-army", "place": "Northford", "day": "2016-09-17"}
    story.tell(by=by, **(body | {key: value for key, value in told.items() if key != "killed"}))  # type: ignore[arg-type]
    return story


def one(*stories: Story) -> Incident:
    (incident,) = link(*stories)
    return incident


def test_headings_over_one_partys_word_are_no_origins() -> None:
    stories = [relay("a", "wire", ARMY), relay("b", "daily", ("wire", *ARMY)), relay("c", "herald", ("daily", *ARMY))]
    incident = one(*stories)
    assert (incident.support.grade, incident.support.independent) == (Grade.WEAK, ("south-army",))
    assert len(incident.claims) == 6
    assert incident.support.documents == 3


def test_the_heading_goes_to_the_telling_of_whom_it_sums_up() -> None:
    incident = one(relay("a", "wire", ARMY, killed=(9, 9)))
    (telling,) = incident.tellings
    assert telling.claims == incident.claims
    assert {value.field: value.value for value in telling.values}["killed"] == "9"


def test_a_heading_never_sharpens_what_its_text_attributes() -> None:
    story = strike("a", killed=(9, 9))
    story.head()
    story.tell(actor="north", target="south-army", place="Northford", day="2016-09-17", killed=(7, None), by=ARMY)
    (telling,) = one(story).tellings
    assert {value.field: value.value for value in telling.values}["killed"] == "at least 7"


def test_a_body_that_tells_it_in_its_own_voice_leaves_the_outlet_an_origin() -> None:
    story = relay("a", "wire", ARMY)
    story.tell(actor="north", target="south-army", place="Northford", day="2016-09-17")
    assert one(story).support.independent == ("south-army", "wire")


def test_a_heading_with_nothing_of_it_below_is_the_outlets_word() -> None:
    story = strike("a")
    story.head()
    story.say("The weather was fine.")
    assert one(story).support.independent == ("wire",)


def test_a_heading_makes_nobody_own_an_act_that_he_did_not_own() -> None:
    story = strike("a", target=None)
    story.head()
    story.tell(place="Northford", day="2016-09-17", by=("north-ministry",))
    incident = one(story)
    assert incident.support.conceded == ()
    assert [telling.origin.id for telling in incident.tellings] == ["north-ministry"]
    assert incident.actors == ("north",)


def test_a_heading_takes_no_side_where_the_text_only_denies() -> None:
    story = strike("a")
    story.head()
    story.tell(actor="north", target="south-army", place="Northford", by=("north-ministry",), force=Force.DENIES)
    (telling,) = one(story).tellings
    assert (telling.origin.id, telling.force) == ("north-ministry", Force.DENIES)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.sampled_from(["wire", "daily", "herald", "blog"]), min_size=1, max_size=4), st.booleans())
def test_relays_of_one_word_are_one_origin_with_headings_or_without(sources: list[str], headed: bool) -> None:
    """However many outlets pass a party's word on, under whatever headings, support stays the party's."""
    stories = []
    for number, source in enumerate(sources):
        name = f"relay-{number}"
        stories.append(relay(name, source, ARMY) if headed else strike(name, source=source, by=ARMY))
    incident = one(*stories)
    assert (incident.support.grade, incident.support.independent) == (Grade.WEAK, ("south-army",))


@pytest.mark.parametrize(
    ("text", "title", "found"),
    [
        ("Nine killed at market\n\nThe army said so.", None, ["Nine killed at market"]),
        ("\n Nine killed at\n market\nThe army said so.", "Nine killed at market", ["Nine killed at\n market"]),
        ("By A. Writer\nNine killed\nThe army said so.", "Nine killed", ["Nine killed"]),
        ("Nine people were killed.\n\nThe army said so.", None, []),
        ("Nine people were “killed.”\n\nThe army said so.", None, []),
        ("Nine people were killed at the\nmarket, the army said.", None, []),
        ("Nine killed", None, []),
        ("", None, []),
        ("\n\n", "", []),
        ("\x00\ud800\n\n\u05e9", "\ud800(", ["\x00\ud800"]),
        ("x" * 5000 + "\n\ny", "x" * 5000, []),
    ],
)
def test_where_headings_stand(text: str, title: str | None, found: list[str]) -> None:
    document = Document(id="doc-1", sha256="0" * 64, name="d", media_type="text/plain", text=text, title=title)
    assert sorted({text[start:end] for start, end in headings_of(document)}) == found
