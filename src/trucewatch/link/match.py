"""Match: whether two claims are about one occurrence, in points: the one table of them, for many pairs at once.

Points for and against are added; what cannot both be true of one occurrence (days apart, places apart, another
family of events, one side's act on the other and the other's on the one) rules a pair out. Who did it may be the very
thing in dispute, so that different actors count against a pair but seldom rule it out. `reasons.py` tells a pair's
points in words.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from functools import lru_cache

import numpy as np

from trucewatch.knowledge.ontology import kinship
from trucewatch.link.columns import NEVER, NONE, Codes, Columns, Ints, Mask, Reals
from trucewatch.link.directions import filled, opposed_pairs, shared
from trucewatch.link.facts import EARTH_KM, NIGHT
from trucewatch.link.weapons import other_means_pairs

# Same type, same day, same place is 8; what is missing must be made up for by actors, targets or figures.
THRESHOLD = 6.0
# Kin (an air strike and an advance on the ground) are one only where everything else agrees.
EVENT_POINTS = {"same": 2.0, "finer": 1.5, "effect": -0.5, "kin": -3.0}
SINGULAR = frozenset({"territory_taken", "territory_retaken", "aircraft_downed", "suicide_bombing"})
"""What seldom happens twice at one place within days."""
SAME_DOCUMENT = 1.5
BY_THE_CLOCK, CLOCK_NIGHT = timedelta(hours=6), timedelta(hours=3)
"""What is told to the hour, or to a part of the day, is another's next day only where it was nearly midnight. Two days
told as days are two days: shelling "on Monday" is not that "on Tuesday"."""
WINDOW = timedelta(days=1)
INHERITED = timedelta(days=2)
NEWS = timedelta(days=4)

RULED_OUT = float("-inf")
DAY = 86_400


def score_pairs(columns: Columns, first: Ints, second: Ints) -> Reals:
    """The points of each pair of rows, −∞ for one that is ruled out.

    Args:
        columns: the claims.
        first, second: row numbers, one of each a pair; the order of the two makes no difference.
    """
    total: Reals = np.zeros(len(first))
    for _, part in PARTS:
        total += part(columns, first, second)
    return total


def ruled_out_by(columns: Columns, first: Ints, second: Ints) -> list[str | None]:
    """For each pair the first thing that rules it out: "event", "time", "place", "actor"; None where nothing does."""
    found: list[str | None] = [None] * len(first)
    for what, part in PARTS:
        for row in np.flatnonzero(part(columns, first, second) == RULED_OUT).tolist():
            found[row] = found[row] or what
    return found


def _event(columns: Columns, first: Ints, second: Ints) -> Reals:
    points: Reals = _event_points(columns.events)[columns.event[first], columns.event[second]]
    rows = columns.coded[first] & (columns.document[first] == columns.document[second])
    return np.where(rows | other_means_pairs(columns, first, second), RULED_OUT, points)


@lru_cache(maxsize=8)
def _event_points(events: tuple[str, ...]) -> Reals:
    table = np.full((len(events), len(events)), RULED_OUT)
    for row, one in enumerate(events):
        for column, other in enumerate(events):
            relation = kinship(one, other)
            if relation != "other":
                table[row, column] = EVENT_POINTS[relation] + (1.0 if one == other and one in SINGULAR else 0.0)
    return table


def _time(columns: Columns, first: Ints, second: Ints) -> Reals:
    dated = columns.dated[first] & columns.dated[second]
    if dated.all():
        return _told_times(columns, first, second)
    found = np.empty(len(first))
    found[dated] = _told_times(columns, first[dated], second[dated])
    found[~dated] = _publication(columns, first[~dated], second[~dated])
    return found


def _told_times(columns: Columns, first: Ints, second: Ints) -> Reals:
    begin, finish = columns.begin, columns.finish
    gap = np.maximum(begin[first], begin[second]) - np.minimum(finish[first], finish[second])
    unsure = columns.unsure[first] | columns.unsure[second]
    length = finish - begin
    shortest = np.minimum(length[first], length[second])
    gap = np.where((shortest >= WINDOW.total_seconds()) & (-gap * 4 < shortest), np.maximum(gap, 0), gap)
    long = np.maximum(length[first], length[second]) // DAY > 7
    clock = np.minimum(length[first], length[second]) <= BY_THE_CLOCK.total_seconds()
    together = np.where(long, 1.0, np.where(unsure, 2.0, 3.0))
    apart = np.where(unsure & (gap <= INHERITED.total_seconds()), 0.0, RULED_OUT)
    return np.where(gap < 0, together, np.where(clock & (gap <= CLOCK_NIGHT.total_seconds()), 1.0, apart))


def _publication(columns: Columns, first: Ints, second: Ints) -> Reals:
    published = columns.published
    known = (published[first] != NEVER) & (published[second] != NEVER)
    near = np.abs(np.where(known, published[first] - published[second], 0)) <= NEWS.total_seconds()
    points = np.where(known, np.where(near, 0.5, -1.5), 0.0)
    for told, other in ((first, second), (second, first)):
        both = columns.dated[told] & (published[other] != NEVER)
        latest = np.where(both, columns.published_end[other], 0) + int(NIGHT.total_seconds())
        points[both & (columns.begin[told] >= latest)] = RULED_OUT
    return points


def _place(columns: Columns, first: Ints, second: Ints) -> Reals:
    country, place = columns.country, columns.place
    both = columns.spot[first] & columns.spot[second]
    coarse = columns.coarse[first] | columns.coarse[second]
    points = np.where(both, _distance_points(columns, first, second, coarse), 0.0)
    same = both & (place[first] != NONE) & (place[first] == place[second])
    points = np.where(same, np.where(coarse, 1.0, 3.0), points)
    abroad = (country[first] != NONE) & (country[second] != NONE) & (country[first] != country[second])
    return np.where(both & abroad, RULED_OUT, points)


def _distance_points(columns: Columns, first: Ints, second: Ints, coarse: Mask) -> Reals:
    apart = distances_km(columns, first, second)
    reach = columns.radius[first] + columns.radius[second]
    named = np.where(columns.name[first] == columns.name[second], np.where(coarse, 0.5, 2.5), 0.0)
    near = np.where(coarse, 0.5, np.where(apart <= np.maximum(reach / 2, 5.0), 3.0, 1.0))
    within = np.where(coarse, apart <= reach, apart <= np.maximum(reach, 5.0))
    return np.where(np.isnan(apart), named, np.where(within, near, RULED_OUT))


def distances_km(columns: Columns, first: Ints, second: Ints) -> Reals:
    """The great-circle distance of each pair, NaN where one has no point."""
    lat, lon = np.radians(columns.lat), np.radians(columns.lon)
    up, over = lat[second] - lat[first], lon[second] - lon[first]
    half = np.sin(up / 2) ** 2 + np.cos(lat[first]) * np.cos(lat[second]) * np.sin(over / 2) ** 2
    found: Reals = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return found


def _actors(columns: Columns, first: Ints, second: Ints) -> Reals:
    same_type = columns.event[first] == columns.event[second]
    points = _who(columns, columns.actors, first, second, np.where(same_type, -1.0, -4.0))
    alliance, state = columns.alliance, columns.state
    as_one = (alliance[first] & state[second]) | (alliance[second] & state[first])
    points = np.where(as_one & (points < 0), 0.0, points)
    same_text = columns.document[first] == columns.document[second]
    one_voice = same_text & (columns.speaker[first] == columns.speaker[second])
    apart = (one_voice & (points < 0)) | opposed_pairs(columns, first, second)
    return np.where(apart, RULED_OUT, points)


def _targets(columns: Columns, first: Ints, second: Ints) -> Reals:
    return _who(columns, columns.targets, first, second, np.full(len(first), -0.5))


def _who(columns: Columns, names: Codes, first: Ints, second: Ints, apart: Reals) -> Reals:
    """One point for a name in common; `apart` where all are known and differ; nothing where words are unresolved."""
    unresolved_or_none = np.append(columns.unresolved, False)  # `NONE` looks up the last
    words = np.any(unresolved_or_none[names], axis=1)
    known = filled(names)
    both = known[first] & known[second]
    unresolved = words[first] | words[second]
    return np.where(both, np.where(shared(names, first, second), 1.0, np.where(unresolved, 0.0, apart)), 0.0)


def _harm(columns: Columns, first: Ints, second: Ints) -> Reals:
    return _figures(columns.killed, first, second) + _figures(columns.injured, first, second)


def _figures(counts: Reals, first: Ints, second: Ints) -> Reals:
    low, high = counts[:, 0], counts[:, 1]
    fits = np.maximum(low[first], low[second]) <= np.minimum(high[first], high[second])  # never for NaN
    equal = (low[first] == low[second]) & (high[first] == high[second]) & (low[first] > 2)
    return np.where(fits, np.where(equal, 1.0, 0.5), 0.0)


def _document(columns: Columns, first: Ints, second: Ints) -> Reals:
    sure = columns.dated & columns.stated
    placed = columns.spot[first] & columns.spot[second]
    same = columns.document[first] == columns.document[second]
    return np.where(same & (placed | ~(sure[first] & sure[second])), SAME_DOCUMENT, 0.0)


Comparison = Callable[[Columns, Ints, Ints], Reals]
PARTS: tuple[tuple[str, Comparison], ...] = (
    ("event", _event),
    ("time", _time),
    ("place", _place),
    ("actor", _actors),
    ("target", _targets),
    ("harm", _harm),
    ("document", _document),
)
"""What is compared, in this order."""
