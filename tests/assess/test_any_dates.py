"""Whatever dates an agreement, a statement and a question bear, the rules answer and do not fail."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from assess.build import TRUCE, Word, statements
from link.build import ACTORS, SOURCES, link, strike
from trucewatch.assess.commitments import track
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.status import status_at
from trucewatch.records.agreements import Clock
from trucewatch.records.assessments import FindingValue, StatusValue

ZONES = st.sampled_from([None, "Asia/Damascus", "America/New_York", "Pacific/Kiritimati", "Nowhere/Here"])
DAYS = st.dates().map(lambda day: day.isoformat())
TIMES = st.datetimes().map(lambda time: time.strftime("%Y-%m-%dT%H:%M").zfill(16))
DATES = st.one_of(DAYS, TIMES, DAYS.map(lambda day: day[:4]), DAYS.map(lambda day: day[:7]))
MAYBE = st.one_of(st.none(), DATES)
LENGTHS = st.sampled_from([None, "PT1M", "P7D", "P3000000D", "P1Y"])


@settings(max_examples=60, deadline=None)
@given(
    begin=DATES,
    finish=st.one_of(st.none(), DATES),
    length=LENGTHS,
    zone=ZONES,
    day=DAYS,
    at=st.one_of(st.none(), DATES),
)
def test_no_date_stops_the_rules(
    begin: str, finish: str | None, length: str | None, zone: str | None, day: str, at: str | None
) -> None:
    whole = Clock(id="whole", name="The truce", begin=begin, finish=finish, time_zone=zone, consecutive=True)
    week = Clock(id="week", name="A while", after="whole", duration=length, time_zone=zone, consecutive=True)
    agreement = TRUCE.model_copy(update={"clocks": (whole, week)})
    story = strike("a", day=day)
    word = Word("w", source="wire", published=day)
    word.word("truce_declared_ended", by="south", day=day)
    incidents, documents = link(story), [story.document, word.document]
    claims = [*story.claims, *word.claims]
    said = statements(story, word, agreement=agreement)
    findings = assess_incidents(agreement, incidents, claims, ACTORS, at, statements=said)
    assert {one.value for one in findings} <= set(FindingValue)
    status = status_at(agreement, said, at, ACTORS, incidents=incidents, findings=findings)
    assert status.value in StatusValue
    assert len(track(agreement, claims, documents, SOURCES, ACTORS, at)) == 1
