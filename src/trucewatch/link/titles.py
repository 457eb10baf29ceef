"""Titles of incidents: made of values alone, in neutral words."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import label_of
from trucewatch.records.calendar import extent
from trucewatch.records.places import EventPlace, PlacePrecision

_OFFSET = re.compile(r"(?<=:\d\d)[+-]\d\d:\d\d$")
MONTHS = ("Jan", "Feb", "March", "April", "May", "June", "July", "Aug", "Sept", "Oct", "Nov", "Dec")


def title_of(event: str, begin: str | None, finish: str | None, where: EventPlace | None) -> str:
    """A title such as "Air strike near Deir ez-Zor, 17–18 Sept 2016"; what is not agreed is left out."""
    label = label_of(event)
    title = label[0].upper() + label[1:]
    if where is not None:
        title += f" {_relation(where)} {where.name}"
    date = date_words(begin, finish)
    return f"{title}, {date}" if date else title


def date_words(begin: str | None, finish: str | None) -> str | None:
    """A range of days as people write it: "17–18 Sept 2016", "Sept 2016", "2016"."""
    whole = extent(_by_the_clock_there(begin), _by_the_clock_there(finish))
    if whole is None:
        return None
    fineness = max(len(begin or ""), len(finish or ""))
    first, last = whole[0], whole[1] - timedelta(microseconds=1)
    if fineness <= 4:
        return _range(str(first.year), str(last.year))
    if fineness <= 7:
        return _range(_month(first), _month(last))
    if first.date() == last.date():
        return f"{first.day} {_month(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day}–{last.day} {_month(first)}"
    if first.year == last.year:
        return f"{first.day} {MONTHS[first.month - 1]} – {last.day} {_month(last)}"
    return f"{first.day} {_month(first)} – {last.day} {_month(last)}"


def _by_the_clock_there(moment: str | None) -> str | None:
    """A moment as the clocks showed it where it was told: people date an act by the day there, not by Greenwich's."""
    return None if moment is None else _OFFSET.sub("", moment)


def _month(moment: datetime) -> str:
    return f"{MONTHS[moment.month - 1]} {moment.year}"


def _range(first: str, last: str) -> str:
    return first if first == last else f"{first} – {last}"


def _relation(where: EventPlace) -> str:
    """The relation in the text's words, since "outside" is not "in"; a road or a base has things happen "at" it."""
    if where.relation:
        return _as_adverbial(where.relation.strip().lower())
    if where.precision is PlacePrecision.NEAR:
        return "near"
    return "at" if _words().at & set(_WORD.findall(where.name.casefold())) else "in"


def _as_adverbial(relation: str) -> str:
    """ "the northern countryside of" as "in the northern countryside of"; "north of" and "outside" as they are."""
    words = _WORD.findall(relation)
    found = next((word for word in words if word in _words().surroundings), None)
    if found is None or words[0] in {"in", "on", "at", "near"}:
        return relation
    article = "" if words[0] == "the" else "the "
    return f"{_words().surroundings[found]} {article}{relation}"


_WORD = re.compile(r"[^\W\d_]+")


@dataclass(frozen=True)
class _Words:
    at: frozenset[str]
    surroundings: Mapping[str, str]


@cache
def _words() -> _Words:
    data = load_yaml("titles.yaml")
    return _Words(frozenset(data["at"]), dict(data["surroundings"]))
