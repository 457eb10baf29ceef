"""Dates that stand beside a claim and are not its own: those that only say which one, and looks back to another act.

"In breach of the truce of 12 February", "Monday's agreement", "the 2015 deal": the date tells which truce, agreement,
deal. "Marched against the arrest of their mayor the previous day": the day is that of the arrest.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Claim, ClaimKind, ClaimStatus, Tally
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeExpression, TimePrecision
from trucewatch.resolve.surroundings import Surroundings

COARSE = frozenset({TimePrecision.YEAR, TimePrecision.DECADE, TimePrecision.SEASON, TimePrecision.UNKNOWN})
_OF = re.compile(r"(?P<noun>[^\W\d_]+)\s+of\s+(?:the\s+)?$", re.IGNORECASE)
_OPENED = re.compile(
    r"\b(?:starting|beginning|effective|ending|expiring|dated|due)\s+(?:(?:to\s+\w+\s+)?(?:at|on|from|in|by)\s+)?(?:the\s+)?$",
    re.IGNORECASE,
)
_LEADS = re.compile(r"(?:\b(?:the|a|an|its|their|his|her|that|this|another)|['’]s)\s+$", re.IGNORECASE)
_NAMED = re.compile(r"(?:['’]s)?\s+(?P<words>[^\W\d_]+(?:[\s-][^\W\d_]+){0,3})")
_LOOK_BACK = re.compile(r"\b(?:previous|preceding|before|earlier)\b", re.IGNORECASE)
_KEPT = re.compile(
    r"\b(?:on|at|in|during|over|since|until|before|after|by|for|this|last|next)\s+(?:the\s+)?$", re.IGNORECASE
)
_APART = re.compile(
    r"^\W*(?:[\w-]+\s+){0,3}(?:minutes?|hours?|days?|weeks?|months?|years?)\s+(?:after|before)\b", re.IGNORECASE
)
_COUNTED = re.compile(r"\b(?:minutes?|hours?|days?|weeks?|months?|years?)\s+$", re.IGNORECASE)
_AFTER = re.compile(r"(?:after|before)\b", re.IGNORECASE)
_TRIED = re.compile(r"\b(?:attempt\w*|tried|trying|tries|sought|permitted|allowed|failed|managed)\b", re.IGNORECASE)
_WHO_FIGHT = re.compile(
    r"\b(?:rebels|groups|factions|forces|fighters|militants|troops|soldiers|militias?|insurgents)\s+$"
)
NEAR = 40  # characters before a date in which the words stand that say how it is used


def names_a_thing(time: TimeExpression, claim: Claim | Tally, text: str) -> bool:
    """Whether a date only says which truce, deal or attack is meant, and that is not what the claim tells."""
    before = text[max(0, time.span.start - NEAR) : time.span.start]
    if _OPENED.search(before):  # "a curfew starting on 3 May": its own start, not the day on which it was imposed
        return time.span.start > claim.trigger.end
    of = _OF.search(before)
    if of is not None:
        noun = time.span.start - len(before) + of.start("noun")
        return claim.trigger.end < noun and of["noun"].casefold() not in _hours()
    named = _NAMED.match(text, time.span.end)
    owned = text.startswith(("'s ", "’s "), time.span.end)
    if named is None or not (owned or time.span.quote.casefold().startswith("the ") or _LEADS.search(before)):
        return False
    words = re.split(r"[\s-]", named["words"].casefold())
    if words[0] in _links() or named.start("words") <= claim.trigger.start < named.end("words"):
        return False
    return claim.trigger.end < time.span.start or bool(_instruments().intersection(words))


def leads_name(time: TimeExpression, text: str) -> bool:
    """Whether an article or an owner stands right before a date: "the 2019 …", "their 12 March …"."""
    return _LEADS.search(text[max(0, time.span.start - NEAR) : time.span.start]) is not None


def is_feast_named(time: TimeExpression, text: str) -> bool:
    """Whether a feast is only what something is about: "to mark Workers' Day", "an Eid truce"."""
    before = text[max(0, time.span.start - NEAR) : time.span.start]
    return time.rule == "feast" and _KEPT.search(before) is None


def looks_back_elsewhere(time: TimeExpression, claim: Claim | Tally, triggers: Sequence[Span]) -> bool:
    """Whether "the previous day" stands behind another act of the sentence, which it then dates."""
    if not _LOOK_BACK.search(time.span.quote) or time.span.start < claim.trigger.end:
        return False
    return any(claim.trigger.end <= other.start and other.end <= time.span.start for other in triggers)


def is_told_before(time: TimeExpression, claim: Claim | Tally, around: Surroundings) -> bool:
    """Whether a day before the act's own words is that of what was said or done about it.

    "Threatened on Tuesday to capture", "on Friday urged them to attack": the day is past, and the act yet to come.
    "Launched in September against rebels fighting the army": those who fight are not said to do so then.
    """
    if time.span.end > claim.trigger.start or not isinstance(claim, Claim):
        return False
    if claim.status is ClaimStatus.PROSPECT:
        if claim.kind is ClaimKind.SPEECH or _TRIED.search(around.text, time.span.end, claim.trigger.start):
            return False  # a demand was made then, an attempt too
        return time.begin is not None and around.published is not None and time.begin[:10] <= around.published[:10]
    fights = claim.trigger.quote.casefold() == "fighting"
    return fights and _WHO_FIGHT.search(around.text, time.span.end, claim.trigger.start) is not None


def is_so_long_after(claim: Claim | Tally, text: str) -> bool:
    """Whether the claim's clause is only counted from: "…, two hours after the truce took effect"."""
    before = text[max(0, claim.span.start - NEAR) : claim.span.start]
    return bool(_APART.match(claim.span.quote)) or bool(_COUNTED.search(before) and _AFTER.match(claim.span.quote))


def is_bracketed(span: Span, clause: Span, text: str) -> bool:
    """Whether words stand in brackets of their clause."""
    before = text[clause.start : span.start]
    return before.count("(") > before.count(")")


def _instruments() -> frozenset[str]:
    data = load_yaml("times.yaml")
    return frozenset(data["truce_words"]) | frozenset(data["instruments"])


def _hours() -> frozenset[str]:
    data = load_yaml("times.yaml")
    return (
        frozenset(data["day_parts"]) | frozenset(data["units"]) | frozenset(data["plurals"]) | {"hours", "end", "start"}
    )


def _links() -> frozenset[str]:
    return frozenset(load_yaml("times.yaml")["after_dates"])
