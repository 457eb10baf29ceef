"""Subject: which truce a word is on: the case's, or another one: earlier, between others, or no truce at all.

A claim's own time goes first. What it does not tell, the words beside the word for the truce may: "the previous
ceasefire", "its truce with …", "the ceasefire talks". Who is in doubt here is left out: no status follows from it.
"""

from __future__ import annotations

import re
from datetime import datetime
from functools import cache

from trucewatch.assess.clocks import period_of
from trucewatch.assess.local import Moments, local_bounds, local_extent, zone_of
from trucewatch.assess.reliance import GUESSED
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.assess.wording import phrases, sentence_start
from trucewatch.records.actors import ActorKind
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Position
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document
from trucewatch.records.times import TimeBasis

LEADING = frozenset({Position.PROPOSED, Position.ANNOUNCED, Position.ACCEPTED, Position.REJECTED, Position.CONDITIONAL})
"""What may be said of a truce before it begins."""
_ONE = r"(?:the\s+)?[A-Z][\w’'-]*(?:\s+(?:of\s+)?(?:the\s+)?[A-Z][\w’'-]*)*"
_NAMES = rf"{_ONE}(?:(?:,\s+|,?\s+and\s+){_ONE})*"
_OPENING = re.compile(rf"[\W_]*In\s+({_ONE})")
_SMALL = r"(?:to|the|an?|than|in|of|as|on|at|this|that|its|their|his|her|and|or)"
_YEAR = r"(?:19|20)\d\d"
LEAVING = frozenset({"truce_declared_ended", "truce_suspended"})
_LEAVES = re.compile(r"(?:withdr[ae]w|pull|le(?:ave|ft|aving)|walk)\w*", re.IGNORECASE)
_LEFT = re.compile(r"\s+(?:[\w’'-]+\s+){0,2}?(?:from|out\s+of)\s+(.*)", re.DOTALL)
_CLAUSE = re.compile(r"[,;:.]|\s(?:that|which|who|whom|and|but|after|because|when|while|if|unless)\s")
ARMED = frozenset({ActorKind.ARMED_GROUP, ActorKind.OPPOSITION, ActorKind.UNKNOWN, ActorKind.ALLIANCE})


def is_on_another(claim: Claim, document: Document, position: Position, speakers: Speakers) -> bool:
    """Whether a claim speaks of another truce than the agreement's, or of something else that a truce names.

    Args:
        claim, document: the claim and the text that it stands in.
        position: what it says of a truce.
        speakers: for the agreement, its participants and the names that are known.
    """
    agreement = speakers.agreement
    if _is_of_something_else(claim) or _is_left_elsewhere(claim) or _is_of_another_kind(claim, document):
        return True
    if _is_earlier_by_word(claim, agreement):
        return True
    if agreement is None:
        return False
    elsewhere = _is_elsewhere(claim, document, speakers)
    return elsewhere or _is_before(claim, document, position, agreement) or _is_between_others(claim, speakers)


def _is_elsewhere(claim: Claim, document: Document, speakers: Speakers) -> bool:
    """Whether the truce, or a sentence that names nobody who acts or speaks, is set in a state that takes no part."""
    tied = _country_of(_set_in().search(claim.span.quote), speakers)
    if tied is not None:
        return not speakers.takes_part(tied)
    opening = _OPENING.match(document.text, sentence_start(claim, document.text))
    country = None if _is_named(claim) else _country_of(opening, speakers)
    return country is not None and not speakers.takes_part(country)


def _is_named(claim: Claim) -> bool:
    """Whether the words name who speaks, or who acts where nobody speaks: "the army" may be any army's."""
    speaker = claim.holder[-1] if claim.holder else None
    if speaker is not None:
        return speaker.span is not None and any(word[:1].isupper() for word in speaker.span.quote.split())
    return claim.actor is not None and claim.actor.rule not in GUESSED


def _country_of(found: re.Match[str] | None, speakers: Speakers) -> Speaker | None:
    """The state that a match names; None where it names none."""
    known = speakers.named(found[1]) if found is not None else None
    return known if known is not None and known.kind is ActorKind.STATE else None


def start_of(agreement: Agreement) -> datetime | None:
    """The first moment at which anything may be said of the truce as one that is there; None where it is not known."""
    told = local_bounds(agreement.declared, zone_of(agreement))
    begin = period_of(agreement, agreement.whole).begin
    return min([moment for moment in (told[0] if told else None, begin) if moment is not None], default=None)


def _is_before(claim: Claim, document: Document, position: Position, agreement: Agreement) -> bool:
    """Whether it was said, or told of a time, before the truce was there: then it is no word on this one."""
    start = start_of(agreement)
    if start is None or position in LEADING:
        return False
    when = _told(claim, agreement)
    if when is not None:
        return when[1] <= start
    published = local_bounds(document.published, zone_of(agreement))
    return published is not None and published[1] <= start


def _told(claim: Claim, agreement: Agreement) -> Moments | None:
    time = claim.time
    if time is None or time.basis is TimeBasis.INHERITED:
        return None
    return local_extent(time.begin, time.finish, zone_of(agreement))


def _is_earlier_by_word(claim: Claim, agreement: Agreement | None) -> bool:
    """ "The previous ceasefire", "the 2015 accord", "the truce of 1994": by an adjective or a year of another time."""
    quote = claim.span.quote
    if _earlier().search(quote) is not None:
        return True
    years = {int(year) for found in _dated().finditer(quote) for year in found.groups() if year}
    own = _years(agreement)
    return bool(years) and own is not None and all(not own[0] <= year <= own[1] for year in years)


def _years(agreement: Agreement | None) -> tuple[int, int] | None:
    start = start_of(agreement) if agreement else None
    if agreement is None or start is None:
        return None
    finish = period_of(agreement, agreement.whole).finish
    return start.year, max(start.year, finish.year if finish else 9999)


def _is_of_something_else(claim: Claim) -> bool:
    """Whether the truce only tells of what kind something is: "ceasefire talks", "a pause in demining"."""
    at = claim.trigger.start - claim.span.start
    found = _truce().search(claim.span.quote, max(at, 0)) or _truce().search(claim.span.quote)
    if found is None:
        return False
    after = claim.span.quote[found.end() :]
    if re.match(rf"(?:\s+[\w’'-]+)?\s+{phrases('about_a_truce').pattern}", after, re.IGNORECASE):
        return True
    other = re.match(r"\s+in\s+(?:the\s+)?(\w+)", after)
    halt = re.fullmatch(phrases("halts").pattern, found[0], re.IGNORECASE)
    return halt is not None and other is not None and not _fighting().fullmatch(other[1])


def _is_left_elsewhere(claim: Claim) -> bool:
    """Whether what somebody left is no truce: "withdrew from nine of the temples", "pulled out of the talks"."""
    behind = _LEFT.match(claim.span.quote[max(claim.trigger.end - claim.span.start, 0) :])
    if claim.event not in LEAVING or behind is None or _LEAVES.fullmatch(claim.trigger.quote.split()[0]) is None:
        return False
    what = _CLAUSE.split(behind[1], maxsplit=1)[0]
    named = re.search(r"\b(?!of\b|the\b)[a-z][\w’'-]{2,}", what) is None
    return not named and _truce().search(what) is None


def _is_of_another_kind(claim: Claim, document: Document) -> bool:
    """Whether the sentence speaks of a truce that is none in war, or beside this one of another: "that truce, too"."""
    start = sentence_start(claim, document.text)
    return _other_truce().search(document.text, start, max(claim.span.end, claim.trigger.end)) is not None


def _is_between_others(claim: Claim, speakers: Speakers) -> bool:
    """Whether those with whom, or between whom, the truce is named to be are no participants of the agreement."""
    found = _counterpart().search(claim.span.quote)
    if found is None:
        return False
    known = [who for name in re.split(r",\s+|,?\s+and\s+", found["names"] or "") if (who := speakers.named(name))]
    if known:
        return not any(speakers.takes_part(who) for who in known)
    return found["kind"] is not None and not any(kind in ARMED for kind in _opposite(claim, speakers))


def _opposite(claim: Claim, speakers: Speakers) -> list[ActorKind]:
    """The kinds of the parties beside the one that acts in the claim."""
    acting = claim.actor.actor if claim.actor is not None else claim.holder[-1].actor if claim.holder else None
    own = speakers.side(acting) if acting is not None else None
    return [speakers.kind(party) for party in speakers.parties if speakers.side(party) != own]


@cache
def _other_truce() -> re.Pattern[str]:
    nouns, kinds = phrases("truce_nouns").pattern, phrases("other_truces").pattern
    return re.compile(rf"\b{kinds}[\s-]+{nouns}|\bthat\s+{nouns}(?:,\s*|\s+)(?:\w+,?\s+)?(?:too|also)\b", re.IGNORECASE)


@cache
def _set_in() -> re.Pattern[str]:
    return re.compile(rf"\b(?i:{phrases('truce_nouns').pattern})\s+in\s+({_ONE})")


@cache
def _truce() -> re.Pattern[str]:
    return re.compile(rf"\b{phrases('truce_nouns').pattern}", re.IGNORECASE)


@cache
def _fighting() -> re.Pattern[str]:
    return re.compile(phrases("fighting").pattern, re.IGNORECASE)


@cache
def _earlier() -> re.Pattern[str]:
    nouns = phrases("truce_nouns").pattern
    between = rf"(?:(?!{_SMALL}\b)[\w’'-]+\s+){{0,2}}"
    return re.compile(rf"\b(?:{phrases('earlier').pattern}\s+{between}|last\s+){nouns}", re.IGNORECASE)


@cache
def _dated() -> re.Pattern[str]:
    nouns = phrases("truce_nouns").pattern
    behind = rf"{nouns}\s+(?:agreed\s+|signed\s+|reached\s+)?(?:of|in|from)\s+(?:\w+\s+){{0,2}}({_YEAR})\b"
    return re.compile(rf"\b({_YEAR})\s+(?:[\w’'-]+\s+){{0,2}}{nouns}|\b{behind}", re.IGNORECASE)


@cache
def _counterpart() -> re.Pattern[str]:
    """ "Truce with the BRN", "ceasefire between A and B", "truce with the rebels"."""
    nouns, groups = phrases("truce_nouns").pattern, phrases("armed_groups").pattern
    words = rf"(?P<kind>(?:[a-z’'-]+\s+){{0,3}}(?i:{groups}))"
    return re.compile(rf"\b(?i:{nouns})\s+(?:with|between)\s+(?:{words}|(?P<names>{_NAMES}))")
