"""Labels of documents, claims, incidents, places and times: a word for each member of an enumeration."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from trucewatch.records.actors import ActorKind
from trucewatch.records.attributions import Mode
from trucewatch.records.claims import ClaimKind, ClaimStatus, Force, Whom
from trucewatch.records.decisions import DecisionKind
from trucewatch.records.documents import BoilerplateKind, CreditRole, SourceKind
from trucewatch.records.explanations import Verdict
from trucewatch.records.incidents import ChangeKind, CopyKind, Dependence, Grade, RelationKind
from trucewatch.records.places import PlaceKind, PlacePrecision, PlaceRelationKind
from trucewatch.records.times import TimeBasis, TimePrecision, TimeType

RECORD: Mapping[type[StrEnum], Mapping[str, str]] = {
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
    ClaimStatus: {
        "happened": "told as having happened",
        "denied": "told as not having happened",
        "prospect": "told as to come, or open",
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
    RelationKind: {
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
    PlaceRelationKind: {
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
