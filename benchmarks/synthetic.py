"""Synthetic claims for measuring linking at scale: made with a fixed seed, of nobody's data.

3,000 towns on a square of ten degrees, 500 actors, eight years. An incident has a town, a day (a tenth of them on 120
days of heavy fighting, so that many share a date), a type, an actor, a target and perhaps a toll. Claims differ as
reports do: the day before or after, a place some kilometres off or known to a district only, a coarser word for the
act, an alias that no book knows, "militants", nobody, another toll.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from trucewatch.link.columns import NONE, Columns

TOWNS, ACTORS, GENERIC = 3000, 500, 12
DAYS, HEAVY_DAYS, HEAVY_SHARE = 2922, 120, 0.1
CLAIMS_EACH = 5
EVENTS = (
    "air_strike",
    "shelling",
    "missile_strike",
    "small_arms_fire",
    "armed_clash",
    "explosion",
    "attack",
    "killing",
)
SHARES = (0.3, 0.25, 0.08, 0.1, 0.1, 0.1, 0.05, 0.02)
ATTACK, KILLING = EVENTS.index("attack"), EVENTS.index("killing")
DAY = 86_400
START = 17_000 * DAY
Ints = NDArray[np.int64]


@dataclass(frozen=True)
class Synthetic:
    """Claims as columns, and for each the number of the incident that it is about."""

    columns: Columns
    incident: Ints


def make(claims: int, seed: int = 1) -> Synthetic:
    """So many claims."""
    random = np.random.default_rng(seed)
    sizes = np.minimum(random.geometric(1 / CLAIMS_EACH, size=claims), 60)
    incidents = int(np.searchsorted(np.cumsum(sizes), claims)) + 1
    about = np.repeat(np.arange(incidents), sizes[:incidents])[:claims]
    about = about[random.permutation(claims)]
    town, day, event, actor, target, toll = (column[about] for column in _incidents(random, incidents))
    lat, lon, radius, place = _places(random, town)
    actors, targets = (_told_names(random, who, silent) for who, silent in ((actor, 0.25), (target, 0.45)))
    day = day + random.choice([-1, 0, 1], size=claims, p=[0.02, 0.90, 0.08])
    begin = START + day * DAY
    return Synthetic(
        Columns(
            events=EVENTS,
            event=_told_events(random, event).astype(np.int32),
            begin=begin,
            finish=begin + DAY,
            stated=np.ones(claims, dtype=bool),
            unsure=np.zeros(claims, dtype=bool),
            coded=np.zeros(claims, dtype=bool),
            published=begin + DAY,
            published_end=begin + 2 * DAY,
            lat=lat,
            lon=lon,
            radius=radius,
            place=place.astype(np.int32),
            name=place.astype(np.int32),
            country=np.zeros(claims, dtype=np.int32),
            spot=np.ones(claims, dtype=bool),
            coarse=np.zeros(claims, dtype=bool),
            actors=actors[:, None],
            targets=targets[:, None],
            doer=np.where(actors < ACTORS, actors, NONE).astype(np.int32),
            hit=np.where(targets < ACTORS, targets, NONE).astype(np.int32),
            things=np.empty((claims, 0), dtype=np.int32),
            unresolved=np.arange(2 * ACTORS + GENERIC) >= ACTORS,
            alliance=np.zeros(claims, dtype=bool),
            state=np.zeros(claims, dtype=bool),
            camp=np.full(claims, NONE, dtype=np.int32),
            by_hand=np.zeros(claims, dtype=bool),
            killed=_told_tolls(random, toll),
            injured=np.full((claims, 2), np.nan),
            document=np.arange(claims, dtype=np.int32),
            speaker=np.full(claims, NONE, dtype=np.int32),
        ),
        about,
    )


def _incidents(random: np.random.Generator, count: int) -> tuple[Ints, Ints, Ints, Ints, Ints, Ints]:
    """Town, day, type, actor, target and toll of each incident; big towns and active actors have more."""
    heavy = random.choice(DAYS, size=HEAVY_DAYS, replace=False)
    day = np.where(
        random.random(count) < HEAVY_SHARE, random.choice(heavy, size=count), random.integers(0, DAYS, size=count)
    )
    town = (random.random(count) ** 1.3 * TOWNS).astype(np.int64)
    event = random.choice(len(EVENTS), size=count, p=SHARES)
    home = town * ACTORS // TOWNS  # actors fight where they are at home, mostly
    actor = (home + np.abs(random.normal(0, 12, size=count)).astype(np.int64)) % ACTORS
    target = (home + random.integers(1, 40, size=count)) % ACTORS
    return town, day, event, actor, target, random.geometric(0.15, size=count) - 1


def _places(random: np.random.Generator, town: Ints) -> tuple[NDArray[np.float64], ...]:
    """Where claims place it: the town, a neighbourhood or village near it, or its district."""
    towns = np.random.default_rng(0).random((TOWNS, 2)) * 10 + (30.0, 36.0)
    kind = random.choice(3, size=len(town), p=[0.78, 0.17, 0.05])
    off = np.select([kind == 1, kind == 2], [2.5, 6.0], 0.0)[:, None] * random.normal(0, 1, size=(len(town), 2)) / 111.2
    lat, lon = towns[town, 0] + off[:, 0], towns[town, 1] + off[:, 1] / np.cos(np.radians(towns[town, 0]))
    own = random.integers(0, 4, size=len(town))
    return lat, lon, np.where(kind == 2, 25.0, 8.0), town * 5 + np.where(kind == 0, 4, own)


def _told_events(random: np.random.Generator, event: Ints) -> Ints:
    """The type, or the coarser one, or the effect."""
    told = random.choice(3, size=len(event), p=[0.8, 0.12, 0.08])
    return np.select([told == 1, told == 2], [ATTACK, KILLING], event)


def _told_names(random: np.random.Generator, who: Ints, silent: float) -> NDArray[np.int32]:
    """Somebody's id; an alias that the book lacks; a generic word; nobody; now and then somebody else."""
    told = random.choice(5, size=len(who), p=[0.63 - silent / 2, 0.1, 0.25 - silent / 2, silent, 0.02])
    generic = 2 * ACTORS + random.integers(0, GENERIC, size=len(who))
    other = random.integers(0, ACTORS, size=len(who))
    return np.select([told == 1, told == 2, told == 3, told == 4], [who + ACTORS, generic, NONE, other], who).astype(
        np.int32
    )


def _told_tolls(random: np.random.Generator, toll: Ints) -> NDArray[np.float64]:
    """The toll, another one, or at least so many; often none."""
    low = np.maximum(0, toll + random.choice([0, 1, -1, 3], size=len(toll), p=[0.7, 0.12, 0.12, 0.06])).astype(float)
    high = np.where(random.random(len(toll)) < 0.15, np.inf, low)
    silent = random.random(len(toll)) < 0.5
    return np.where(silent[:, None], np.nan, np.stack([low, high], axis=1))


def pair_f1(truth: Ints, labels: Ints) -> tuple[float, float, float]:
    """Pairwise precision, recall and F1."""
    both = _pairs(np.unique(truth * (int(labels.max()) + 1) + labels, return_counts=True)[1])
    precision = both / max(1, _pairs(np.unique(labels, return_counts=True)[1]))
    recall = both / max(1, _pairs(np.unique(truth, return_counts=True)[1]))
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)


def _pairs(sizes: Ints) -> int:
    return int((sizes * (sizes - 1) // 2).sum())
