"""GeoJSON (RFC 7946): a feature an incident. Its geometry says how finely the place is known, its dates are EDTF."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

from trucewatch.exchange.dates import edtf
from trucewatch.exchange.geometry import shape_of
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.exchange.table_incidents import incidents_table
from trucewatch.exchange.tables import Value

NOWHERE = "no shape: its place is not known, or known only as a district, a province or a country"


def write(out: Outgoing) -> Written:
    """A FeatureCollection. An incident without a shape stays in it, with a null geometry."""
    table = incidents_table(out)
    names = [column.name for column in table.columns]
    features = []
    losses = []
    for incident, row in zip(out.incidents, table.rows, strict=True):
        shape = shape_of(out, incident)
        cells = {name: _plain(value) for name, value in zip(names, row, strict=True)}
        cells["date_edtf"] = edtf(incident.begin, incident.finish)
        cells["geometry_means"] = shape.means if shape is not None else None
        feature = {"type": "Feature", "id": incident.id, "geometry": None, "properties": cells}
        features.append(feature if shape is None else {**feature, "geometry": shape.geojson()})
        if shape is None:
            losses.append(Loss(out.label(incident), "it is on no map", NOWHERE))
    settings = out.record.files.settings
    collection = {
        "type": "FeatureCollection",
        "name": plain(settings.title),
        "made": out.made,
        "notice": plain(settings.notice) if settings.notice else None,
        "features": features,
    }
    body = json.dumps(collection, ensure_ascii=False, indent=1).encode("utf-8")
    return Written({"incidents.geojson": body + b"\n"}, len(features), tuple(losses))


def _plain(value: Value) -> Any:
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, str):
        return plain(value)
    return value.isoformat() if isinstance(value, date) else value
