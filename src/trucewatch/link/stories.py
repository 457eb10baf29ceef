"""Stories: documents that are mainly about one incident, by their words and dates.

For collections read without a case: every document gets a main incident, also where none of its claims could be
placed and dated. Two documents are likened by the words that few others have (TF-IDF, cosine), weighed by their
dates: those that texts name and those on which they came out.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import log, sqrt

import numpy as np

from trucewatch.link.columns import columns_of
from trucewatch.link.facts import Facts, distance_km, facts_of, spot_of
from trucewatch.link.groups import Groups
from trucewatch.link.incidents import is_occurrence, link_claims
from trucewatch.link.match import ruled_out_by
from trucewatch.link.serials import is_next_in_series
from trucewatch.link.shingles import reading_text
from trucewatch.link.spoken import without_the_speakers_day
from trucewatch.records.base import content_id
from trucewatch.records.calendar import bounds
from trucewatch.records.claims import Claim, ClaimKind
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident
from trucewatch.records.names import slug
from trucewatch.records.times import TimeBasis, TimePrecision

# Set on 132 articles on strikes, dated and undated, in the middle of a range of values that give much the same.
ALIKE = 0.12
WINDOW_DAYS = 2
LATER_DAYS, LATER = 7, 1.0  # what comes out within a week and names the day tells of it again
SAME_DATE, OTHER_DATE = 2.0, 0.3  # two that name no day in common must be nearly the same words
UNDATED_SAME, UNDATED_NEXT, UNDATED_NEAR, UNDATED_FAR, UNDATED_SILENT = 1.0, 0.85, 0.5, 0.2, 0.4
# Without a date in common a weekday and a place in common are nearly one; another weekday or a far place, nearly none.
SAME_SETTING, OTHER_SETTING = 1.0, 0.2
SETTING_KM, FAR_KM = 15.0, 60.0
MAIN_SPOTS = 2  # places of what a text tells first; further on stand others'
NEAR_DAYS = 3
HEAD = 2500  # characters in which a text names its own date; further down stand others'
APART = frozenset({"time", "place", "actor"})
FURNITURE = 3  # a line in so many documents is a menu's
TOO_COMMON = 0.6

_WORD = re.compile(r"[^\W_]+")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]*\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r",?(?:\s+(?P<year>\d{4}))?"
_WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_WEEKDAY = re.compile(rf"\b({'|'.join(_WEEKDAYS)})\b", re.IGNORECASE)
_DATES = (
    re.compile(rf"\b{_DAY}\b,?\s+(?:of\s+)?{_MONTH}{_YEAR}", re.IGNORECASE),
    re.compile(rf"\b{_MONTH}\s+{_DAY}\b{_YEAR}", re.IGNORECASE),
    re.compile(r"\b(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})\b"),
    re.compile(r"\b(?P<day>\d{1,2})/(?P<month>\d{1,2})/(?P<year>\d{4})\b"),
)


@dataclass(frozen=True)
class Day:
    """A day that a text names; without a year only where in the year it lies is known."""

    month: int
    day: int
    year: int | None

    def apart(self, other: Day) -> int:
        """Days between two, by where in the year they lie if a year is missing."""
        year = None if self.year is None or other.year is None else (self.year, other.year)
        first, second = year or (2001, 2001)
        return abs(_ordinal(first, self) - _ordinal(second, other))


@dataclass(frozen=True)
class Dates:
    """The dates of a document: when it came out, the days and weekdays it names, and where what it tells was.

    `head` are the days that its first words name: those of its claims may be of what else it tells.
    """

    published: int | None
    named: tuple[Day, ...]
    weekdays: frozenset[int] = frozenset()
    spots: tuple[tuple[float, float], ...] = ()
    head: tuple[Day, ...] = ()


def link_documents(documents: Sequence[Document], claims: Sequence[Claim] = ()) -> dict[str, list[str]]:
    """Incident ids by document id, the first being the one that the document is mainly about.

    Args:
        documents: any number, in any order.
        claims: theirs; may be empty. Their incidents follow after the main one.
    """
    ordered = sorted({one.id: one for one in documents}.values(), key=lambda one: one.id)
    incidents = link_claims(ordered, claims, {}, {}, {})
    groups = Groups(range(len(ordered)))
    told = _anchored(ordered, claims)
    for first, second in (*_alike(ordered, claims), *_of_one_incident(ordered, claims, incidents)):
        one, other = ordered[first], ordered[second]
        if not _are_apart(told.get(one.id, ()), told.get(other.id, ())) and not is_next_in_series(one, other, {}):
            groups.join(first, second)
    found: dict[str, list[str]] = {}
    for group in groups.all():
        name = content_id("story", min(ordered[number].sha256 for number in group))
        found.update((ordered[number].id, [name]) for number in group)
    for incident in incidents:
        for document in incident.documents:
            found[document].append(incident.id)
    return found


def _of_one_incident(
    documents: Sequence[Document], claims: Sequence[Claim], incidents: Sequence[Incident]
) -> Iterator[tuple[int, int]]:
    """Pairs of documents of which the first occurrence with a day and a place of its own is one incident."""
    homes = {claim: incident.id for incident in incidents for claim in incident.claims}
    first: dict[str, str] = {}
    for claim in sorted(claims, key=lambda one: one.trigger.start):
        if claim.id in homes and _told(claim) is not None and claim.place is not None:
            first.setdefault(claim.document, homes[claim.id])
    held: dict[str, list[int]] = defaultdict(list)
    for number, document in enumerate(documents):
        if document.id in first:
            held[first[document.id]].append(number)
    for numbers in held.values():
        yield from ((numbers[0], other) for other in numbers[1:])


def _anchored(documents: Sequence[Document], claims: Sequence[Claim]) -> dict[str, list[Facts]]:
    """By document, what it tells with a day and a place of its own."""
    by_id = {one.id: one for one in documents}
    found: dict[str, list[Facts]] = defaultdict(list)
    for claim in without_the_speakers_day(claims):
        facts = facts_of(claim, by_id.get(claim.document), {}) if is_occurrence(claim) else None
        if facts is not None and facts.anchored and not _is_background(facts):
            found[claim.document].append(facts)
    return found


def _is_background(facts: Facts) -> bool:
    """Whether it lies so long before its text came out that the text recalls it and is about something else."""
    published, when = facts.published, facts.when
    return published is not None and when is not None and published[0] - when[1] > timedelta(days=LATER_DAYS)


def _are_apart(here: Sequence[Facts], there: Sequence[Facts]) -> bool:
    """Whether each of the occurrences that one document places and dates lies apart from each of the other's."""
    if not here or not there:
        return False
    first, second = (side.ravel() for side in np.indices((len(here), len(there))))
    told = ruled_out_by(columns_of([*here, *there]), first, second + len(here))
    return all(by in APART for by in told)


def _alike(documents: Sequence[Document], claims: Sequence[Claim]) -> Iterable[tuple[int, int]]:
    """Pairs of documents that are about one incident."""
    named: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        named[claim.document].append(claim)
    dates = [dates_of(document, named.get(document.id, ())) for document in documents]
    for (first, second), cosine in _cosines(_vectors(documents)).items():
        if cosine * SAME_DATE >= ALIKE and cosine * weight(dates[first], dates[second]) >= ALIKE:
            yield first, second


def dates_of(document: Document, claims: Sequence[Claim] = ()) -> Dates:
    """When a document came out, and the days that its head and its claims name."""
    published = bounds(document.published)
    head = f"{document.title or ''}\n{reading_text(document)}"[:HEAD]
    days = [_day(found) for pattern in _DATES for found in pattern.finditer(head)]
    first = [day for day in days if day is not None]
    known = [*first, *(day for one in claims if one.trigger.start < HEAD and (day := _told(one)) is not None)]
    year = published[0].year if published else next((day.year for day in known if day.year), None)
    ordered, leading = _in_order(known, year), _in_order(first, year)
    weekdays = {_WEEKDAYS.index(found.lower()) for found in _WEEKDAY.findall(head)}
    told = sorted((one for one in claims if one.kind is ClaimKind.OCCURRENCE), key=lambda one: one.trigger.start)
    spots = [spot_of(claim.place) for claim in told if claim.place is not None]
    points = list({spot.point: None for spot in spots if spot.point is not None and not spot.coarse})[:MAIN_SPOTS]
    came_out = published[0].toordinal() if published else None
    return Dates(came_out, ordered, frozenset(weekdays), tuple(points), leading)


def _in_order(days: Iterable[Day], year: int | None) -> tuple[Day, ...]:
    """Each day once, of a year where it names none."""
    dated = {Day(day.month, day.day, day.year or year) for day in days}
    return tuple(sorted(dated, key=lambda day: (day.year or 0, day.month, day.day)))


def weight(one: Dates, other: Dates) -> float:
    """How far the dates of two documents speak for one incident: 1 says nothing, 0 rules it out."""
    apart = _days_apart(one.named, other.named)
    same = apart == 0
    if one.published is not None and other.published is not None:
        between = abs(one.published - other.published)
        if between > WINDOW_DAYS:
            return LATER if same and between <= LATER_DAYS else 0.0
        return SAME_DATE if same else 1.0 if _days_apart(one.head, other.head) is None else OTHER_DATE
    if apart is not None and apart <= 1:
        return UNDATED_SAME if same else UNDATED_NEXT
    lag = _lag(one, other)
    if lag is not None:
        return UNDATED_NEAR if lag <= 1 else 0.0
    if apart is None:
        return _setting(one, other)
    return UNDATED_NEAR if apart <= NEAR_DAYS else UNDATED_FAR


def _days_apart(here: Iterable[Day], there: Sequence[Day]) -> int | None:
    """Days between the nearest two that two documents name; None where one names none."""
    return min((one.apart(other) for one in here for other in there), default=None)


def _setting(one: Dates, other: Dates) -> float:
    """Where no dates can be compared: the weekdays that both name, and the places of what they tell."""
    weekdays = one.weekdays & other.weekdays if one.weekdays and other.weekdays else None
    apart = min((distance_km(here, there) for here in one.spots for there in other.spots), default=None)
    if (weekdays is not None and not weekdays) or (apart is not None and apart > FAR_KM):
        return OTHER_SETTING
    return SAME_SETTING if weekdays and apart is not None and apart <= SETTING_KM else UNDATED_SILENT


def _lag(one: Dates, other: Dates) -> int | None:
    """Days by which the publication of one misses the days that the other, itself undated, names."""
    if (one.published is None) == (other.published is None):
        return None
    dated, undated = (one, other) if other.published is None else (other, one)
    days = [_ordinal(day.year, day) for day in undated.named if day.year is not None]
    published = dated.published or 0
    lags = [published - day for day in days]
    return min((max(0, lag - WINDOW_DAYS) if lag >= 0 else -lag for lag in lags), default=None)


def _day(found: re.Match[str]) -> Day | None:
    name, year = found["month"].lower(), found["year"]
    month = int(name) if name.isdigit() else _MONTHS.index(name[:3]) + 1
    try:
        date(int(year) if year else 2000, month, int(found["day"]))
    except ValueError:
        return None
    return Day(month, int(found["day"]), int(year) if year else None)


def _told(claim: Claim) -> Day | None:
    time = claim.time
    if time is None or time.basis is not TimeBasis.STATED or time.precision is not TimePrecision.DAY:
        return None
    moment = bounds(time.begin)
    return Day(moment[0].month, moment[0].day, moment[0].year) if moment else None


def _ordinal(year: int | None, day: Day) -> int:
    """The day's number; 29 February of a year that has none is its 28th."""
    try:
        return date(year or 2001, day.month, day.day).toordinal()
    except ValueError:
        return date(year or 2001, day.month, 28).toordinal()


def _vectors(documents: Sequence[Document]) -> list[dict[str, float]]:
    """Unit vectors of each document's words: 1 + log of how often, by the log of how few documents have them."""
    texts = [f"{document.title or ''}\n{reading_text(document)}".splitlines() for document in documents]
    lines = Counter(line for text in texts for line in {line.strip() for line in text} if line)
    counts = [_words(line for line in text if lines[line.strip()] < FURNITURE) for text in texts]
    spread = Counter(word for count in counts for word in count)
    whole = len(documents) + 1
    vectors = []
    for count in counts:
        vector = {word: (1 + log(often)) * log(whole / spread[word]) for word, often in count.items()}
        length = sqrt(sum(value * value for value in vector.values())) or 1.0
        vectors.append({word: value / length for word, value in vector.items()})
    return vectors


def _words(lines: Iterable[str]) -> Counter[str]:
    """How often each word stands in the lines, whatever its case and accents."""
    found: Counter[str] = Counter()
    for word, often in Counter(word for line in lines for word in _WORD.findall(line)).items():
        found[slug(word)] += often
    del found[""]
    return found


def _cosines(vectors: Sequence[Mapping[str, float]]) -> dict[tuple[int, int], float]:
    """The likeness of each pair that shares a word which is not everybody's."""
    holders: dict[str, list[tuple[int, float]]] = defaultdict(list)
    for number, vector in enumerate(vectors):
        for word, value in sorted(vector.items()):
            holders[word].append((number, value))
    most = max(3.0, TOO_COMMON * len(vectors))
    found: dict[tuple[int, int], float] = defaultdict(float)
    for held in holders.values():
        if 1 < len(held) <= most:
            for here, (first, value) in enumerate(held):
                for second, other in held[here + 1 :]:
                    found[first, second] += value * other
    return found
