"""Whole texts of our own with every claim annotated, in the form of the set `reading`.

`texts` holds twenty-four on conflicts and truces of many lands and thirty about something else, whose errors were read;
`texts_held_out` twenty-three and five more, whose errors nobody has read. Written from public facts in our own
sentences, annotated by the same guide before any output was seen. Incidents of villages, unnamed voices and counts
are composed; the texts are measures and no reports.

A file holds one text: id, kind, published, title, source, text, points (name: [lat, lon]), wide (names of the land
around, true of every claim that has a place) and claims, one row each, with the keys of the guide. What a row leaves
out is at its default: status happened, holder author, core false, and the rest null. `event`, `status`, `holder`,
`relay`, `actor`, `target`, `place`, `also` take a string or a list; `day` a date or [begin, end]; `killed`, `injured`
a number or [low, high]. `trigger` and `also` become spans: `word#2` is the second occurrence as a whole word, and a
word without a number must occur once.
"""

from __future__ import annotations

import datetime
import json
import re
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from benchmarks.shared import ROOT
from trucewatch.knowledge import load_yaml

TEXTS = ROOT / "benchmarks" / "texts"
HELD_OUT = ROOT / "benchmarks" / "texts_held_out"
WHO = frozenset(("holder", "relay", "actor", "target", "place"))
KEYS = WHO | {"trigger", "also", "event", "status", "hedged", "lat", "lon", "day", "killed", "injured", "core", "note"}
EVENTS = {row["act"] for row in load_yaml("events.yaml")["types"] if "act" in row} | {"tally"}
STATUSES = {"happened", "denied", "prospect"}
Row = dict[str, Any]


class Fault(ValueError):
    """A row that does not fit its text or the guide."""


def as_list(value: Any) -> list[Any]:
    """A value, a list of values or nothing, as a list."""
    return value if isinstance(value, list) else [] if value is None else [value]


def span(text: str, string: str) -> list[int]:
    """The place of `string`, or of `word#n` its n-th occurrence, as [start, end] in characters."""
    word, number = match.groups() if (match := re.fullmatch(r"(.+)#(\d+)", string)) else (string, None)
    starts = [m.start() for m in re.finditer(rf"(?<!\w){re.escape(word)}(?!\w)", text)]
    if not starts or (number is None and len(starts) > 1) or (number and int(number) > len(starts)):
        raise Fault(f"{string!r} occurs {len(starts)} times")
    start = starts[int(number) - 1 if number else 0]
    return [start, start + len(word)]


def names(text: str, value: Any, *, author: bool = False) -> list[str] | None:
    """The accepted strings of a field, each of them verbatim in the text; None where there are none."""
    for string in (accepted := as_list(value)):
        if not re.search(rf"(?<!\w){re.escape(string)}(?!\w)", text) and not (author and string == "author"):
            raise Fault(f"{string!r} is not in the text")
    return accepted or None


def day(value: Any) -> list[str] | None:
    """A date or [begin, end] as two ISO dates."""
    dates = as_list(value)
    if not dates:
        return None
    if not all(isinstance(d, datetime.date) for d in dates) or dates[0] > dates[-1] or len(dates) > 2:
        raise Fault(f"day {value!r}")
    return [dates[0].isoformat(), dates[-1].isoformat()]


def count(value: Any) -> list[int | None] | None:
    """A number or [low, high] as a range; high is None for "at least"."""
    if value is None:
        return None
    low, high = value if isinstance(value, list) else (value, value)
    if high is not None and low > high:
        raise Fault(f"count {value!r}")
    return [low, high]


def known(value: Any, allowed: set[str]) -> list[str]:
    """The values of a field that has a closed list."""
    values = as_list(value)
    if not values or set(values) - allowed:
        raise Fault(f"{value!r} is not in the guide")
    return values


def claim(text: str, points: dict[str, list[float]], row: Row, wide: list[str]) -> Row:
    """A row of the file as a claim of the set."""
    if strange := set(row) - KEYS:
        raise Fault(f"unknown keys {sorted(strange)}")
    place = names(text, row.get("place"))
    lat, lon = points.get(place[0], (None, None)) if place else (None, None)
    place = place and [*place, *(name for name in wide if name not in place)]
    made = {
        "trigger": span(text, row["trigger"]),
        "also": [span(text, string) for string in as_list(row.get("also"))],
        "event": known(row["event"], EVENTS),
        "status": known(row.get("status", "happened"), STATUSES),
        "hedged": row.get("hedged", False),
        "holder": names(text, row.get("holder", "author"), author=True),
        "relay": names(text, row.get("relay")) or [],
        "actor": names(text, row.get("actor")),
        "target": names(text, row.get("target")),
        "place": place,
        "day": day(row.get("day")),
        "killed": count(row.get("killed")),
        "injured": count(row.get("injured")),
        "lat": row.get("lat", lat),
        "lon": row.get("lon", lon),
        "core": row.get("core", False),
    }
    return {**made, "note": row["note"]} if row.get("note") else made


def record(source: Row) -> tuple[Row, list[str]]:
    """The record of a file, and what is wrong with its rows."""
    text, claims, faults = source["text"].strip(), [], []
    for row in source["claims"]:
        try:
            claims.append(claim(text, source.get("points") or {}, row, source.get("wide") or []))
        except (Fault, KeyError, TypeError) as error:
            faults.append(f"{source['id']}: {row.get('trigger')}: {error}")
    head = {key: str(source[key]) for key in ("id", "published", "title", "source", "kind")}
    return {**head, "text": text, "gold": {"claims": claims}}, faults


def write_texts(folder: Path, target: Path) -> Path:
    """Write all texts of a folder as one JSON line each.

    Raises:
        Fault: a row does not fit its text; every such row is named.
    """
    built = [
        record(YAML(typ="safe").load(path.read_text(encoding="utf-8"))) for path in sorted(folder.glob("own*.yaml"))
    ]
    if faults := [fault for _, found in built for fault in found]:
        raise Fault("\n".join(faults))
    target.write_text("".join(json.dumps(made, ensure_ascii=False) + "\n" for made, _ in built), encoding="utf-8")
    return target
