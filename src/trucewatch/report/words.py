"""Display words: every enumeration's member, dates and counts as a reader sees them.

A table holds exactly the members of its enumeration (a test checks each), so that a new member fails there and
not on a page.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum

from trucewatch.records.actors import ActorKind
from trucewatch.records.agreements import (
    Capacity,
    CeasefireClass,
    Consent,
    InstrumentKind,
    Modality,
    Publication,
    TermKind,
)
from trucewatch.records.assessments import (
    Applicability,
    CommitmentState,
    Duty,
    FindingValue,
    Footing,
    Position,
    Standard,
    Standing,
    StatusValue,
)
from trucewatch.records.attributions import Mode
from trucewatch.records.claims import ClaimKind, Count, Force, Whom
from trucewatch.records.decisions import DecisionKind
from trucewatch.records.documents import BoilerplateKind, CreditRole, SourceKind
from trucewatch.records.explanations import Verdict
from trucewatch.records.incidents import ChangeKind, CopyKind, Dependence, Grade
from trucewatch.records.incidents import RelationKind as IncidentRelation
from trucewatch.records.places import PlaceKind, PlacePrecision, RelationKind
from trucewatch.records.provisions import Bound, ExtensionKind, MeasureKind, ProxyDuty
from trucewatch.records.times import TimeBasis, TimePrecision, TimeType

_TABLES: Mapping[type[StrEnum], Mapping[str, str]] = {
    ActorKind: {
        "state": "state",
        "armed_forces": "armed forces",
        "armed_group": "armed group",
        "alliance": "alliance",
        "international": "international body",
        "monitor": "monitor",
        "aid": "aid organisation",
        "media": "media",
        "opposition": "opposition",
        "person": "person",
        "civilians": "civilians",
        "anonymous": "unnamed person",
        "unknown": "kind unknown",
    },
    Publication: {
        "official": "published officially",
        "leaked": "leaked, not published officially",
        "reported": "known from reports only",
        "unpublished": "not published",
        "unknown": "publication status unknown",
    },
    Capacity: {
        "party": "party",
        "guarantor": "guarantor",
        "co_sponsor": "co-sponsor",
        "mediator": "mediator",
        "monitor": "monitor",
        "observer": "observer",
        "unknown": "capacity unknown",
    },
    InstrumentKind: {
        "main": "main text",
        "annex": "annex",
        "side_letter": "side letter",
        "map": "map",
        "statement": "statement",
        "resolution": "resolution",
        "extension": "extension",
        "unknown": "kind of text unknown",
    },
    Consent: {
        "signed": "signed",
        "accepted": "accepted",
        "announced": "announced it",
        "acceded": "joined later",
        "through_another": "through another",
        "refused": "refused",
        "unknown": "how it consented is not known",
    },
    CeasefireClass: {
        "cessation_of_hostilities": "cessation of hostilities",
        "preliminary": "preliminary ceasefire",
        "definitive": "definitive ceasefire",
        "unknown": "class unknown",
    },
    TermKind: {
        "cessation": "stopping attacks",
        "territory": "not taking territory",
        "withdrawal": "withdrawal",
        "separation": "separation of forces",
        "weapons": "weapons",
        "movement": "movement and reinforcement",
        "flights": "flights",
        "aid": "aid",
        "civilians": "civilians",
        "detainees": "detainees and hostages",
        "information": "information",
        "monitoring": "monitoring",
        "self_defence": "self-defence",
        "talks": "talks",
        "political": "political terms",
        "other": "other terms",
        "unknown": "kind of term unknown",
    },
    ProxyDuty: {
        "answers": "answers for their conduct as for its own",
        "prevents": "must keep them from it",
        "influences": "must use its influence on them",
        "none": "owes nothing for them under this term",
        "unknown": "duty for others not known",
    },
    MeasureKind: {
        "distance": "distance",
        "width": "width",
        "quota": "quota",
        "rate": "rate",
        "ratio": "ratio",
        "count": "number",
        "share": "share",
        "size": "size",
        "unknown": "kind of number unknown",
    },
    Bound: {
        "at_least": "at least",
        "at_most": "at most",
        "exactly": "exactly",
        "about": "about",
        "unknown": "whether least, most or exact is not known",
    },
    ExtensionKind: {
        "by_agreement": "extended by agreement",
        "automatic": "extended by itself",
        "while_talks": "extended while talks go on",
        "none": "not extended",
        "unknown": "extension not known",
    },
    Modality: {"must": "must", "must_not": "must not", "may": "may", "should": "should"},
    Standing: {
        "party": "party",
        "co_sponsor": "co-sponsor",
        "guarantor": "guarantor",
        "mediator": "mediator",
        "monitor": "monitor",
        "outsider": "outsider",
    },
    Position: {
        "proposed": "proposes a truce",
        "announced": "announces the truce",
        "accepted": "accepts the truce",
        "rejected": "rejects the truce",
        "in_force": "says it is in force",
        "holding": "says it is holding",
        "extended": "says it is extended",
        "conditional": "sets a condition",
        "suspended": "says it is suspended",
        "breached": "says it is breached",
        "no_reason_to_observe": "sees no reason to observe it",
        "ended": "declares it ended",
        "not_ended": "says it has not ended",
        "collapsed": "says it has collapsed",
    },
    StatusValue: {
        "not_begun": "not begun",
        "in_force": "in force",
        "conditional": "conditional",
        "contested": "contested",
        "suspended": "suspended",
        "expired": "expired",
        "declared_ended": "declared ended",
        "unknown": "unknown",
    },
    CommitmentState: {
        "open": "open",
        "claimed_done": "said to be done",
        "acknowledged": "acknowledged as done",
        "adequacy_contested": "delivered; adequacy contested",
        "partial": "said to be done in part",
        "contested": "contested",
        "denied": "said not to be done",
        "overdue": "overdue",
        "waived": "waived",
        "lapsed": "lapsed",
        "unknown": "unknown",
    },
    Standard: {
        "allegation": "no standard: an allegation",
        "reasonable_suspicion": "reasonable suspicion",
        "reasonable_grounds": "reasonable grounds to believe",
        "balance_of_probabilities": "balance of probabilities",
        "clear_and_convincing": "clear and convincing evidence",
        "beyond_reasonable_doubt": "beyond reasonable doubt",
    },
    Footing: {
        "own": "the party itself",
        "other_party": "another party",
        "monitor": "a monitor",
        "other": "no party",
        "unresolved": "speaker not known",
    },
    Duty: {
        "itself": "for its own act",
        "proxy": "for who acts for it",
        "prevention": "for what it must prevent",
    },
    Applicability: {
        "applies": "the term applies",
        "not_in_force": "the term was not in force then",
        "outside_zone": "outside the term’s zone",
        "not_a_party": "the term does not bind this actor",
        "not_covered": "conduct not covered by the term",
        "unclear": "unclear whether the term applies",
    },
    FindingValue: {
        "possible_breach": "possible breach",
        "exception_claimed": "exception claimed",
        "unable_to_rule": "unable to rule",
        "no_breach": "no breach",
        "consistent": "consistent with the term",
        "not_assessed": "not assessed",
    },
    Mode: {"direct": "direct quotation", "indirect": "indirect speech", "mixed": "partly quoted"},
    Force: {
        "asserts": "asserts",
        "denies": "denies",
        "concedes": "concedes",
        "alleges": "alleges",
        "announces": "announces",
        "threatens": "threatens",
        "predicts": "predicts",
        "demands": "demands",
        "retracts": "retracts",
        "conditional": "says, on a condition",
        "asks": "asks",
    },
    ClaimKind: {
        "occurrence": "occurrence",
        "prospect": "something that may, should or will happen",
        "truce": "word on the truce",
        "commitment": "commitment",
        "intent": "intent",
        "speech": "diplomatic or media act",
    },
    DecisionKind: {
        "merge": "merged",
        "split": "split",
        "correct": "corrected",
        "accept": "accepted",
        "reject": "rejected",
        "grade": "graded",
        "dissent": "dissented",
        "revoke": "revoked",
    },
    SourceKind: {
        "agency": "news agency",
        "outlet": "news outlet",
        "government": "government",
        "armed_forces": "armed forces",
        "party": "party",
        "monitor": "monitor",
        "international": "international body",
        "commentary": "commentary",
        "social": "social media account",
        "unknown": "kind unknown",
    },
    BoilerplateKind: {
        "plea": "appeal for support",
        "disclaimer": "disclaimer",
        "contact": "contact details",
        "share": "sharing links",
        "crosspost": "republication notice",
        "copyright": "copyright notice",
        "byline": "byline",
        "related": "related reading",
        "navigation": "navigation",
    },
    CreditRole: {
        "author": "written by",
        "agency": "supplied by",
        "original": "first published by",
        "republisher": "republished by",
    },
    ChangeKind: {
        "new": "new",
        "grew": "grew",
        "shrank": "shrank",
        "merged": "merged",
        "split": "split",
        "gone": "gone",
    },
    IncidentRelation: {
        "recurrence": "told as following others",
        "tally": "may be among those that a tally counts",
    },
    CopyKind: {
        "verbatim": "word for word",
        "cut": "shortened",
        "rewritten": "rewritten",
        "round_up": "part of a round-up",
        "press_release": "from one press release",
        "quotes": "the same quotation, not one text",
    },
    Dependence: {"independent": "independent", "unresolved": "independence unknown"},
    Grade: {
        "confirmed": "confirmed",
        "fair": "fair",
        "weak": "weak",
        "contested": "contested",
        "discounted": "discounted",
    },
    PlaceKind: {
        "country": "country",
        "province": "province",
        "district": "district",
        "city": "city, town or village",
        "area": "area",
        "facility": "facility",
        "water": "water",
        "unknown": "kind unknown",
    },
    PlacePrecision: {
        "exact": "at the named place",
        "near": "near the named place (within 25 km)",
        "district": "somewhere in the district",
        "province": "somewhere in the province",
        "area": "somewhere in the area",
        "country": "somewhere in the country",
        "unknown": "precision unknown",
    },
    RelationKind: {
        "near": "near it",
        "outside": "outside it",
        "direction": "in a direction from it",
        "distance": "at a distance from it",
        "between": "between two places",
        "towards": "on the way to it",
        "part": "a part of it",
        "within": "somewhere in it",
    },
    Verdict: {
        "claim": "gave a claim",
        "rejected": "an event was seen and turned away",
        "no_event": "has a word of an event, but by its grammar tells none",
        "speaker": "read only since it may name who holds its neighbour's claim",
        "shut": "has no word of any event; not parsed",
        "left_out": "left out as boilerplate",
    },
    Whom: {
        "civilians": "civilians",
        "fighters": "fighters, soldiers or police",
        "both": "civilians and fighters",
        "unknown": "who is counted is not told",
    },
    TimeBasis: {
        "stated": "stated with the event",
        "sentence": "from the same sentence",
        "inherited": "from an earlier sentence",
        "unknown": "basis unknown",
    },
    TimePrecision: {
        "minute": "to the minute",
        "hour": "to the hour",
        "day_part": "to the part of the day",
        "day": "to the day",
        "days": "to a few days",
        "week": "to the week",
        "month": "to the month",
        "season": "to the season",
        "year": "to the year",
        "decade": "to the decade",
        "unknown": "precision unknown",
    },
    TimeType: {"DATE": "date", "TIME": "time", "DURATION": "duration", "SET": "repeated time"},
}

DATE_UNKNOWN = "date unknown"
MONTHS = (
    *("January", "February", "March", "April", "May", "June"),
    *("July", "August", "September", "October", "November", "December"),
)
_DURATION = re.compile(r"^P(?:(\d+)Y)?(?:(\d+)M)?(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+)S)?)?$")
_ISO = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?)?)?$")


def word(member: StrEnum) -> str:
    """The display word of an enumeration's member."""
    return _TABLES[type(member)][member.value]


def status_word(value: StatusValue) -> str:
    """The display word of a derived status."""
    return word(value)


def tables() -> Mapping[type[StrEnum], Mapping[str, str]]:
    """Every table, by enumeration."""
    return _TABLES


def _parts(value: str) -> tuple[str, str, str, str] | None:
    """Year, month name, day and clock time of an ISO 8601 date, "" where it is not so fine; None if it is none."""
    match = _ISO.match(value)
    if match is None:
        return None
    year, month, day, clock, zone = match.groups()
    if month is not None and not 1 <= int(month) <= 12:
        return None
    name = MONTHS[int(month) - 1] if month else ""
    offset = {None: "", "Z": " UTC", "+00:00": " UTC"}.get(zone, f" UTC{zone}")
    return year, name, str(int(day)) if day else "", f"{clock}{offset}" if clock else ""


def date_words(value: str | None) -> str:
    """An ISO 8601 date of any fineness in words: "19 September 2016, 14:00 UTC"; what is no date stays as it is."""
    if not value:
        return DATE_UNKNOWN
    parts = _parts(value)
    if parts is None:
        return value
    year, month, day, clock = parts
    words = " ".join(part for part in (day, month, year) if part)
    return f"{words}, {clock}" if clock else words


def range_words(begin: str | None, finish: str | None) -> str:
    """An inclusive range of dates in words: "17–18 September 2016"."""
    if begin and not finish:
        return f"from {date_words(begin)}"
    if finish and not begin:
        return f"until {date_words(finish)}"
    if not begin or not finish or begin == finish:
        return date_words(begin)
    first, last = _parts(begin), _parts(finish)
    if first is None or last is None:
        return f"{begin} – {finish}"
    return date_words(begin) if first == last else _between(first, last, date_words(begin), date_words(finish))


def _between(first: Sequence[str], last: Sequence[str], begin: str, finish: str) -> str:
    """Two different dates as one range, saying what they share once."""
    year, month, day, clock = first
    if clock or last[3]:
        same_day = first[:3] == last[:3] and clock and last[3]
        return f"{begin} – {last[3]}" if same_day else f"{begin} – {finish}"
    if year != last[0] or not month or not last[1]:
        return f"{begin} – {finish}"
    if not day and not last[2]:
        return f"{month}–{last[1]} {year}"
    if not day or not last[2]:
        return f"{begin} – {finish}"
    return f"{day}–{finish}" if month == last[1] else f"{day} {month} – {finish}"


def duration_words(value: str) -> str:
    """An ISO 8601 duration in words: "P7D" is "7 days"; what is none stays as it is."""
    match = _DURATION.match(value)
    if match is None or not any(match.groups()):
        return value
    units = ("year", "month", "week", "day", "hour", "minute", "second")
    return ", ".join(plural(int(n), unit) for n, unit in zip(match.groups(), units, strict=True) if n)


def number_words(low: int, high: int | None, words: str | None = None) -> str:
    """A count as told: "62", "at least 62", "up to 9"; a range made of words keeps them: "24–99 (“dozens”)"."""
    if high is None:
        text = f"at least {low:,}" if low else "a number not given"
    elif low == high:
        text = f"{low:,}"
    else:
        text = f"{low:,}–{high:,}" if low else f"up to {high:,}"
    vague = low != high and words is not None and not any(character.isdigit() for character in words)
    return f"{text} (“{words}”)" if vague else text


def count_words(count: Count) -> str:
    """A `Count` in words, with its noun: "at least 62 soldiers"."""
    number = number_words(count.low, count.high, count.span.quote)
    return f"{number} {count.of}" if count.of and not number.endswith(")") else number


def plural(number: int, one: str, many: str | None = None) -> str:
    """A number with its noun: "1 document", "3 documents"."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"
