"""Places: where a person says that it happened. A name alone is kept as words; `place_id` and `point` locate it."""

from __future__ import annotations

from trucewatch.decide.words import nearest_words
from trucewatch.errors import CaseError, Fault
from trucewatch.records.claims import Claim
from trucewatch.records.decisions import PERSON
from trucewatch.records.places import EventPlace, PlacePrecision

PLACE_FIELDS = ("place", "place_id", "point", "country", "precision")


def place_of(claim: Claim, field: str) -> str | None:
    """A claim's value of one of these fields, as `decide` writes it."""
    place = claim.place
    if place is None:
        return None
    match field:
        case "place":
            return place.name
        case "place_id":
            return place.id
        case "point":
            return None if place.lat is None or place.lon is None else f"{place.lat:g},{place.lon:g}"
        case "country":
            return place.country
        case _:
            return place.precision.value


def with_place(claim: Claim, field: str, value: str | None, text: str) -> Claim:
    """The claim with one of these fields as a person gives it; a new name begins a new place.

    Raises:
        CaseError: `decide.value`.
    """
    if field == "place":
        place = None if value is None else _named(claim, value, text)
        return claim.model_copy(update={"place": place, "country": None})  # of another place it is not known
    if claim.place is None:
        raise _wrong(field, value, "of use without a place: give place=NAME with it")
    match field:
        case "place_id":
            update: dict[str, object] = {"id": value}
        case "point":
            update = _point(value)
        case "country":
            update = {"country": value}
        case _:
            try:
                update = {"precision": PlacePrecision(value or "")}
            except ValueError as error:
                raise _wrong(field, value, f"one of {', '.join(one.value for one in PlacePrecision)}") from error
    country = {"country": value} if field == "country" else {}
    place = claim.place.model_copy(update={**update, "rule": PERSON})
    return claim.model_copy(update={"place": place, **country})


def _named(claim: Claim, name: str, text: str) -> EventPlace:
    found = nearest_words(text, name, claim.span)
    span = found or (claim.place.span if claim.place is not None else claim.trigger)
    return EventPlace(span=span, name=name, rule=PERSON)


def _point(value: str | None) -> dict[str, object]:
    if value is None:
        return {"lat": None, "lon": None, "radius_km": None}
    try:
        lat, lon = (float(part) for part in value.split(","))
    except ValueError as error:
        raise _wrong(
            "point", value, "latitude and longitude in degrees with a comma between, as 35.33,40.14"
        ) from error
    if not (-90 <= lat <= 90 and -180 <= lon <= 180):
        raise _wrong("point", value, "on the earth: latitude -90 to 90, longitude -180 to 180")
    return {"lat": lat, "lon": lon, "radius_km": None}


def _wrong(field: str, value: str | None, wanted: str) -> CaseError:
    return CaseError(Fault("decide.value", f"{value!r} is not {wanted}", field=field))
