"""What can be listed, with the columns that each list has and the filters that it can be asked by."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

MOST_FOUND = 50
"""How many things a search tells unless more are asked for."""


class What(StrEnum):
    """What can be listed."""

    INCIDENTS = "incidents"
    CLAIMS = "claims"
    DOCUMENTS = "documents"
    TALLIES = "tallies"
    SPEAKERS = "speakers"
    PLACES = "places"
    DECISIONS = "decisions"
    REJECTED = "rejected"
    UNRESOLVED = "unresolved"
    EVENTS = "events"


COLUMNS: Mapping[What, tuple[str, ...]] = {
    What.INCIDENTS: (
        *("no", "id", "date", "title", "grade", "by_rule", "actors", "targets", "place", "disputed"),
        *("documents", "origins", "claims", "rulings"),
    ),
    What.CLAIMS: (
        *("id", "document", "event", "force", "holder", "actor", "target", "place", "time", "killed", "incident"),
        *("trust", "why_check", "kind", "words"),
    ),
    What.DOCUMENTS: ("no", "id", "published", "source", "name", "title", "language", "claims", "left_out"),
    What.TALLIES: ("id", "document", "count", "event", "holder", "actor", "window", "trust", "why_check", "words"),
    What.SPEAKERS: ("speaker", "standing", "statements", "last", "says", "documents"),
    What.PLACES: ("place", "id", "point", "country", "precision", "claims", "incidents"),
    What.DECISIONS: ("no", "at", "by", "what", "on", "state", "reason"),
    What.REJECTED: ("code", "document", "words", "message", "id"),
    What.UNRESOLVED: ("words", "what", "times", "may_be", "documents", "example"),
    What.EVENTS: ("id", "label", "family", "parent"),
}
FILTERS: Mapping[What, tuple[str, ...]] = {
    What.INCIDENTS: ("party", "kind", "grade", "trust", "term", "date", "area", "source", "text"),
    What.CLAIMS: ("party", "kind", "grade", "trust", "date", "area", "source", "text"),
    What.DOCUMENTS: ("kind", "date", "source", "text"),
    What.TALLIES: ("party", "kind", "trust", "date", "area", "source", "text"),
    What.SPEAKERS: ("party", "kind", "date", "text"),
    What.PLACES: ("area", "text"),
    What.DECISIONS: ("kind", "trust", "date", "text"),
    What.REJECTED: ("kind", "source", "text"),
    What.UNRESOLVED: ("kind", "source", "text"),
    What.EVENTS: ("kind", "text"),
}
