"""Build `src/trucewatch/knowledge/world/countries.json` from the `world-atlas` package.

    npm pack world-atlas@2 && tar xzf world-atlas-2.*.tgz
    python training/world/build.py package/countries-50m.json

The package (ISC) redraws Natural Earth's 1:50m countries (public domain) as TopoJSON. What is kept: the arcs,
quantised as they came, and each country's name, ISO 3166-1 numeric code and rings.
"""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import Any

OUTPUT = Path(__file__).resolve().parents[2] / "src/trucewatch/knowledge/world/countries.json"
SOURCE = "Natural Earth, 1:50m cultural vectors, Admin 0 countries, by way of the npm package world-atlas 2"
LICENCE = "Natural Earth: public domain; world-atlas: ISC, Copyright 2013-2019 Michael Bostock"
NOTE = "Outlines for orientation. They take no position on the status of any territory or border."


def polygons(geometry: dict[str, Any]) -> list[list[list[int]]]:
    """A geometry's polygons as rings of arc numbers; a negative number is an arc backwards (~n)."""
    kind = geometry.get("type")
    if kind == "Polygon":
        return [geometry["arcs"]]
    if kind == "MultiPolygon":
        return list(geometry["arcs"])
    return []


def convert(topology: dict[str, Any]) -> dict[str, Any]:
    """The compact outline of a `countries-*.json` topology."""
    countries = [
        {"name": item["properties"]["name"], "id": item.get("id"), "polygons": polygons(item)}
        for item in topology["objects"]["countries"]["geometries"]
    ]
    return {
        "source": SOURCE,
        "licence": LICENCE,
        "note": NOTE,
        "scale": topology["transform"]["scale"],
        "translate": topology["transform"]["translate"],
        "countries": sorted((item for item in countries if item["polygons"]), key=lambda item: item["name"]),
        "arcs": topology["arcs"],
    }


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("topology", type=Path)
    options.add_argument("--output", type=Path, default=OUTPUT)
    chosen = options.parse_args()
    outline = convert(json.loads(chosen.topology.read_text(encoding="utf-8")))
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    text = json.dumps(outline, ensure_ascii=False, separators=(",", ":"))
    chosen.output.write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
