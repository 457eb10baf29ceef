from __future__ import annotations

from collections.abc import Sequence

import pytest

from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.assessments import Position, Standing, Statement
from trucewatch.report.index import CaseIndex
from trucewatch.report.map import view_map
from trucewatch.report.outline import countries_within, load_outline
from trucewatch.report.tellings import view_incidents
from trucewatch.report.timeline import view_timeline
from trucewatch.report.timescale import axis, day_of, rows_for, scale_of

from .sample import RECORD, STATEMENTS, STATUSES, C


def test_a_day_stands_in_its_middle_and_a_month_at_its_ends() -> None:
    assert day_of("2031-05-13") == day_of("2031-05-13T12:00")
    assert day_of("2031-05", last=True) == day_of("2031-05-31")
    assert day_of("2031") == day_of("2031-01-01") and day_of("2031", last=True) == day_of("2031-12-31")


@pytest.mark.parametrize("value", [None, "", "Tuesday", "2031-02-30", "0000", "2031-05-13-14"])
def test_what_is_no_date_has_no_place(value: str | None) -> None:
    assert day_of(value) is None or value == "2031-05-13-14"


@pytest.mark.parametrize("length", [1, 5, 30, 90, 400, 2000, 9000])
def test_an_axis_has_a_few_ticks_inside_the_scale(length: int) -> None:
    scale = scale_of([741000.0 + day for day in range(length + 1)], 100.0, 900.0)
    ticks = axis(scale)
    assert 1 <= len(ticks) <= 12
    assert all(100.0 <= x <= 900.0 for x, _ in ticks)
    assert len({text for _, text in ticks}) == len(ticks)


def test_long_stretches_without_a_date_are_left_out() -> None:
    scale = scale_of([741000.0, 741001.0, 741200.0, 741210.0], 100.0, 900.0)
    assert len(scale.breaks()) == 1
    assert scale.x(741001.0) < scale.breaks()[0] == scale.x(741100.0) < scale.x(741200.0)
    crowded = scale_of([741000.0, *(741200.0 + day for day in range(20))], 100.0, 900.0)
    assert crowded.breaks()[0] < 200.0
    assert {text[-4:] for _, text in axis(scale)} <= {"2029", "2030"}


def test_labels_that_would_cover_each_other_take_another_row() -> None:
    assert rows_for([(0, 50), (40, 90), (60, 100)]) == [0, 1, 0]


def timeline(statements: tuple[Statement, ...] = STATEMENTS, book: Sequence[Actor] = ()):  # type: ignore[no-untyped-def]
    record = RECORD.model_copy(update={"statements": statements})
    index = CaseIndex(record, book)
    view = view_timeline(index, STATUSES, view_incidents(index), "2031-05-21")
    assert view is not None
    return view


def test_lanes_stand_by_standing_and_marks_by_time() -> None:
    view = timeline()
    assert [lane.name for lane in view.lanes][:3] == ["Northland Army", "Southland Front", "League of Rivers"]
    north = view.lanes[0].marks
    assert [mark.shape for mark in north] == ["in_force", "ended"] and north[0].x < north[1].x
    assert north[1].href == f"#{C['ended'].document}-{C['ended'].span.start}-{C['ended'].span.end}"


def test_the_status_is_not_drawn_beyond_the_moment_that_the_report_speaks_of() -> None:
    last = timeline().bands[-1]
    assert last.value == "declared_ended" and last.x + last.width < timeline().right - 100


def test_what_has_no_date_stands_apart() -> None:
    view = timeline()
    lantern = next(lane for lane in view.lanes if lane.name == "The Lantern Review")
    assert view.undated_x is not None and lantern.marks[0].x > view.right
    assert [(label, len(views)) for label, views in view.outside] == [("Earlier", 1), ("Date unknown", 2)]


def test_many_outsiders_share_a_lane_and_repeated_words_a_mark() -> None:
    said = STATEMENTS[3].model_copy(update={"standing": Standing.OUTSIDER, "position": Position.HOLDING})
    crowd = tuple(said.model_copy(update={"speaker": f"s{n}", "speaker_name": f"Speaker {n}"}) for n in range(30))
    book = [Actor(id=item.speaker, name=item.speaker_name, kind=ActorKind.PERSON) for item in crowd]
    lanes = timeline(crowd, book).lanes
    assert len(lanes) == 7 and lanes[-1].name == "24 more outsiders"
    assert [mark.text for mark in lanes[-1].marks] == ["says it is holding ×24"]


def test_unnamed_speakers_share_the_last_lane() -> None:
    said = STATEMENTS[3].model_copy(update={"standing": Standing.OUTSIDER, "position": Position.HOLDING})
    crowd = tuple(said.model_copy(update={"speaker": f"named:s{n}", "speaker_name": f"man {n}"}) for n in range(3))
    lanes = timeline((*crowd, STATEMENTS[1])).lanes
    assert [lane.name for lane in lanes] == ["Northland Army", "Others, unnamed"]


def test_the_outline_of_the_world_is_whole() -> None:
    outline = load_outline()
    assert len(outline.countries) > 230
    assert "no position" in outline.note
    for country in outline.countries:
        for polygon in country.polygons:
            assert all(ring[0] == ring[-1] and len(ring) > 3 for ring in polygon)
            assert all(-180.001 <= lon <= 180.001 and -90.001 <= lat <= 90.001 for ring in polygon for lon, lat in ring)


def test_a_box_holds_the_countries_that_reach_into_it() -> None:
    names = {name for name, _ in countries_within((35.0, 33.0, 42.5, 37.5))}
    assert {"Syria", "Iraq", "Turkey", "Lebanon"} <= names and "France" not in names


def test_a_country_across_the_antimeridian_lies_on_its_side_of_the_world() -> None:
    russia = dict(countries_within((-60.0, 30.0, 60.0, 72.0)))["Russia"]
    assert min(part.bounds[0] for part in russia) > 18.0
    pacific = {name for name, _ in countries_within((170.0, 50.0, 200.0, 72.0))}
    assert {"Russia", "United States of America"} <= pacific


def test_a_place_far_from_the_rest_is_listed_and_not_drawn() -> None:
    moved = RECORD.incidents[3].model_copy(update={"lat": 55.75, "lon": -37.6})
    index = CaseIndex(RECORD.model_copy(update={"incidents": (*RECORD.incidents[:3], moved)}))
    view = view_map(index, view_incidents(index))
    assert view is not None
    assert [item.incident.id for item in view.far] == ["incident-convoy"]
    assert "Oxford Ford" not in {point.name for point in view.points}


def test_points_lie_where_they_are_known_and_say_how_finely() -> None:
    index = CaseIndex(RECORD)
    view = view_map(index, view_incidents(index))
    assert view is not None
    points = {point.name: point for point in view.points}
    assert set(points) == {"Elm Bridge", "دير الزور", "Millford", "Oxford Ford", "Hightown"}
    assert all(0 < point.x < view.width and 0 < point.y < view.height for point in view.points)
    assert points["Elm Bridge"].ring == 0 and points["Millford"].ring > 0
    assert points["Oxford Ford"].rough and points["Oxford Ford"].ring == 0
    assert points["Hightown"].x < points["Elm Bridge"].x and points["Elm Bridge"].y < points["Millford"].y
    assert [item.title for item in view.unplaced] == ["Clash in Low Marrow"]
