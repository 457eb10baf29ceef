"""GeoJSON and KML: shapes that say no more than is known, read by shapely and by an XML reader."""

from __future__ import annotations

from xml.etree import ElementTree as ET

import pytest
from shapely.geometry import Point, shape

from report.sample import RECORD
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.records.cases import CasePlace

from .outgoing import json_of, main_file, outgoing, public, written

KML = "{http://www.opengis.net/kml/2.2}"


def features(out: Outgoing | None = None) -> dict[str, dict]:  # type: ignore[type-arg]
    return {one["id"]: one for one in json_of(written("geojson", out))["features"]}


def test_a_named_place_is_a_point_and_one_near_it_a_circle_around() -> None:
    found = features()
    assert set(found) == {one.id for one in RECORD.incidents}
    market = shape(found["incident-market"]["geometry"])
    assert market.geom_type == "Point" and (market.x, market.y) == (39.86, 35.51)
    near = shape(found["incident-millford"]["geometry"])
    assert near.is_valid and near.exterior.is_ccw and near.contains(Point(40.43, 35.02))
    north = max(y for _, y in near.exterior.coords)
    assert (north - 35.02) * 111.2 == pytest.approx(25.0, abs=0.2)
    assert found["incident-millford"]["properties"]["geometry_means"] == "somewhere within 25 km of the point"


def test_a_district_is_no_point_and_the_loss_is_told() -> None:
    made = written("geojson")
    assert features()["incident-convoy"]["geometry"] is None
    assert features()["incident-convoy"]["properties"]["place"] == "Oxford Ford"
    assert {"Oxford", "Low Marrow"} <= {
        word for loss in made.losses for word in ("Oxford", "Low Marrow") if word in loss.record
    }


def test_dates_are_edtf_and_a_person_s_outline_goes_before_a_circle() -> None:
    assert features()["incident-millford"]["properties"]["date_edtf"] == "2031-05-17/2031-05-18"
    assert features()["incident-clashes"]["properties"]["date_edtf"] is None
    claims = tuple(
        one.model_copy(update={"place": one.place.model_copy(update={"id": "bridge"})})
        if one.place is not None and one.place.name == "Elm Bridge"
        else one
        for one in RECORD.claims
    )
    incidents = tuple(
        one.model_copy(update={"place_id": "bridge"}) if one.place == "Elm Bridge" else one for one in RECORD.incidents
    )
    corners = ((35.5, 39.8), (35.6, 39.8), (35.6, 39.9), (35.5, 39.9))
    place = CasePlace(id="bridge", name="Elm Bridge", lat=35.5, lon=39.8, area=corners)
    files = RECORD.files.model_copy(update={"places": (place,)})
    drawn = RECORD.model_copy(update={"files": files, "claims": claims, "incidents": incidents})
    outline = shape(features(outgoing(drawn))["incident-market"]["geometry"])
    assert outline.is_valid and outline.exterior.is_ccw and outline.bounds == (39.8, 35.5, 39.9, 35.6)


def test_no_public_shape_is_a_point() -> None:
    kinds = {one["geometry"]["type"] for one in features(public()).values() if one["geometry"]}
    assert kinds == {"Polygon"}


def test_kml_has_each_incident_once_with_its_span_and_its_grade() -> None:
    root = ET.fromstring(main_file(written("kml")))
    marks = {mark.get("id"): mark for mark in root.iter(f"{KML}Placemark")}
    placed = {name for name, one in features().items() if one["geometry"]}
    assert set(marks) == placed
    millford = marks["incident-millford"]
    assert millford.findtext(f"{KML}TimeSpan/{KML}begin") == "2031-05-17"
    assert millford.findtext(f"{KML}TimeSpan/{KML}end") == "2031-05-18"
    data = {one.get("name"): one.findtext(f"{KML}value") for one in millford.iter(f"{KML}Data")}
    assert data["grade"] == "confirmed" and data["event"] == "air strike"
    first = (millford.findtext(f".//{KML}coordinates") or "").split()
    assert first[0] == first[-1] and len(first) == 37
    styles = {f"#{style.get('id')}" for style in root.iter(f"{KML}Style")}
    assert {mark.findtext(f"{KML}styleUrl") for mark in marks.values()} <= styles
