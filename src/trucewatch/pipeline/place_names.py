"""Place names that a person gives: what the case's places and the gazetteer know of them. None is guessed at."""

from __future__ import annotations

from collections.abc import Mapping

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.tools import Tools
from trucewatch.records.places import PlaceCandidate
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.place_relations import PRECISION

LOCATES = frozenset({"place_id", "point"})
MOST_NAMED = 5


def with_point(values: Mapping[str, str | None], tools: Tools) -> dict[str, str | None]:
    """Values of a claim, a place that is named alone with the id, point and country of the one place of that name.

    A name that nobody has is kept as words, and not located.

    Raises:
        CaseError: `decide.place`: several places have it, or none that is known has the id.
    """
    name = values.get("place")
    if name is None or values.get("point") is not None:
        return dict(values)
    known = tools.gazetteer.with_own(tools.own_places).lookup(fold_name(name))
    found = {entry.candidate.id: entry.candidate for entry in known}
    wanted = values.get("place_id")
    if wanted is not None:
        if wanted not in found:
            raise CaseError(Fault("decide.place", f"no place {name!r} has the id {wanted!r}", field="place_id"))
        return {**values, **_of(found[wanted], values)}
    home = [one for one in found.values() if not tools.countries or one.country in tools.countries]
    if len(home) > 1:
        some = "; ".join(f"{one.id} ({one.country} {one.lat:g},{one.lon:g})" for one in home[:MOST_NAMED])
        message = f"{len(home)} places are called {name!r}: {some}; give place_id= or point=LAT,LON with it"
        raise CaseError(Fault("decide.place", message, field="place"))
    return {**values, **_of(home[0], values)} if home else dict(values)


def _of(place: PlaceCandidate, values: Mapping[str, str | None]) -> dict[str, str | None]:
    told = {
        "place_id": place.id,
        "point": f"{place.lat:g},{place.lon:g}",
        "country": place.country,
        "precision": PRECISION[place.kind].value,
    }
    return {name: value for name, value in told.items() if values.get(name) is None}
