"""Attach: give a claim that lacks a time or a place of its own to the one incident that it clearly speaks of.

Such a claim is held against a whole group of claims, not against each: the kind of event, whom it names, what is
hit, the figures, the text it stands in and the days before its document came out. What cannot be (another place,
another day, after it was told) rules a group out; two groups that fit about as well leave the claim alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from trucewatch.knowledge.ontology import EFFECTS, event_types, kinship
from trucewatch.link.absences import is_absence
from trucewatch.link.directions import opposed
from trucewatch.link.facts import NIGHT, Facts, denies, distance_km, may_act_as_one, overlap
from trucewatch.link.match import BY_THE_CLOCK, CLOCK_NIGHT
from trucewatch.link.occasions import APART, OBSTRUCTING, Index, Occasion, family
from trucewatch.link.weapons import by_other_means
from trucewatch.records.claims import Force
from trucewatch.records.times import TimeBasis

Group = Sequence[Facts]
ENOUGH = 5.25
ENOUGH_TO_DENY = 4.0
"""A denial seldom repeats when and where; that it speaks of such an act on the same people is enough."""
CLEAR_LEAD = 1.0
EVENT = {"same": 2.0, "finer": 1.5, "effect": 1.0}
SPECIAL = 0.5
"""“The attack” takes up an air strike told before; an air strike need not be the attack told before."""
CERTAIN = 2.5
WORDS = 0.5
"""The same words for somebody whom no book names: "people" are seldom the same people."""
GROUND_TAKEN = 1.0
SAME_PLACE, NEAR_BY = 2.5, 2.0
GROUND = frozenset({"ground_advance", "territory_taken", "territory_retaken"})
"""What is told of one stretch of ground within days is mostly one occurrence; fire on a town is not."""
PEOPLE = frozenset({"civilians", "women_children", "troops", "fighters"})
DISTINCT = frozenset({"convoy", "hospital", "school", "market", "mosque", "camp", "warehouse", "bridge"})
"""Things that are seldom hit twice in a few days; soldiers and homes are."""
FRESH, RECENT = timedelta(days=4), timedelta(days=10)
NEAR_ENOUGH = 0.6
_OWN_PART = re.compile(r"\b(?:part|role|involvement|hand|responsibility)\s+(?:in|for)\s+the\b", re.IGNORECASE)
""" "They deny any part in the explosion at Nelliady": an act that everybody has heard of."""
LATER_TOLL = 1.0
ROUND = 20
"""Above it, two counts that are equal are seldom so by chance."""
SAME_PASSAGE = 300
"""Characters: about two sentences."""
HALF_DAY = timedelta(hours=12)
SAME_HOURS = 1.25
"""Two that tell of such an act in the same hours, each in its own words, seldom tell of two."""


def attach(loose: Sequence[Facts], groups: Sequence[Group], texts: Mapping[str, str] | None = None) -> dict[str, int]:
    """Claim id → number of the one group that the claim fits clearly better than any other; others are left out.

    Args:
        loose: claims without a home.
        groups: the claims of one occurrence each.
        texts: document id → id of its cluster of copies: what versions of one text tell belongs together.
    """
    texts = texts or {}
    occasions = [Occasion(group) for group in groups]
    index = Index(occasions)
    found = {}
    for one in loose:
        best = _best(one, [(number, occasions[number]) for number in index.near(one)], texts)
        if best is not None:
            found[one.claim.id] = best
    return found


def _best(one: Facts, groups: Iterable[tuple[int, Occasion]], texts: Mapping[str, str]) -> int | None:
    scored = [(points, number) for number, group in groups if (points := tie(one, group, texts)) is not None]
    ranked = sorted(scored, key=lambda item: (-item[0], item[1]))
    if not ranked or ranked[0][0] < (ENOUGH_TO_DENY if denies(one) else ENOUGH):
        return None
    if len(ranked) > 1 and ranked[0][0] - ranked[1][0] < CLEAR_LEAD:
        return None
    return ranked[0][1]


def tie(one: Facts, group: Occasion, texts: Mapping[str, str]) -> float | None:
    """How much speaks for a claim's being about a group's occurrence; None where it cannot be.

    A kind of event and a place are shared by many occurrences: without a time of its own, a claim must have people,
    figures or a text in common with the group. That nothing of a kind was reported denies none of what was.
    """
    if is_absence(one):
        return None
    time = _time(one, group)
    place = _place(one, group) if time is not None else None
    event = _event(one, group) if place is not None else None
    people = _people(one, group) if event is not None else None
    if time is None or place is None or event is None or people is None:
        return None
    figures, text = _figures(one, group), _text(one, group, texts)
    ground = GROUND_TAKEN if one.claim.event in GROUND and place >= NEAR_BY and people >= 0 else 0.0
    own = one.when is not None and (not denies(one) or _tells_day_and_town(one, place, people))
    if max(people, figures, text, ground) <= 0 and not own:
        return None
    return event + time + place + people + figures + text + ground


def _tells_day_and_town(one: Facts, place: float, people: float) -> bool:
    """Whether a denial says in which town, and on which day or of what act: then it is of what is told of them."""
    told = one.told is TimeBasis.STATED or _OWN_PART.search(one.claim.span.quote) is not None
    return told and one.sited and place >= NEAR_BY and people >= 0


def _event(one: Facts, group: Occasion) -> float | None:
    """By the finest types told of the group: an advance on the ground is no air strike, though both are attacks."""
    events = group.events
    if any(by_other_means(one, other) for other in group.group):
        return None
    kinds = {kinship(one.claim.event, event) for event in group.finest}
    if kinds & set(EVENT):
        narrower = "same" not in kinds and all(is_finer(one.claim.event, event) for event in events)
        if one.claim.event in EFFECTS & events:
            kinds.add("finer")  # the same effect was told of it
        return max(EVENT[kind] for kind in kinds & set(EVENT)) - (SPECIAL if narrower else 0.0)
    shared = one.things & group.things
    hits = {family(name) for name in (one.claim.event, *events)} == {"violence"}
    return EVENT["effect"] if shared and hits and {one.claim.event, *events} & OBSTRUCTING else None


def is_finer(event: str, than: str) -> bool:
    """Whether a type is a kind of another."""
    known = event_types().get(event)
    return known is not None and than in known.ancestors


def _time(one: Facts, group: Occasion) -> float | None:
    if group.times is None:
        return _told_together(one, group)
    first, last = group.times
    if one.when is None:
        return _before_told(one, first, last)
    gap = max(one.when[0], first) - min(one.when[1], last)
    if gap < timedelta(0):
        if denies(one):
            return 3.0
        return 2.0 + (SAME_HOURS if _in_the_same_hours(one, group) else 0.0)
    by_the_clock = min(one.when[1] - one.when[0], last - first) <= BY_THE_CLOCK
    if gap <= (CLOCK_NIGHT if by_the_clock else NIGHT) and (by_the_clock or one.unsure or denies(one)):
        return 2.0 if denies(one) else 1.0
    if denies(one):
        before = not one.unsure and one.when[1] + NIGHT <= first  # nobody denies what has yet to happen
        return None if before else _before_told(one, first, last)
    if one.unsure and gap <= APART:
        return 0.0
    told = _before_told(one, first, last) if one.told is TimeBasis.INHERITED else None
    return None if told is None else told - 1.0


def _in_the_same_hours(one: Facts, group: Occasion) -> bool:
    """Whether a claim and one of a group each tell in their own words of the same hour or part of a day."""
    told = [other.when for other in (one, *group.group) if other.when is not None and not other.unsure]
    fine = [when for when in told if when[1] - when[0] <= HALF_DAY]
    if one.unsure or one.when not in fine:
        return False
    return any(when[0] < one.when[1] and one.when[0] < when[1] for when in fine[1:])


def _before_told(one: Facts, first: datetime, last: datetime) -> float | None:
    """Without a time of its own a claim is bounded by its document: nothing is told before it happens."""
    if one.published is None:
        return 0.5
    if first >= one.published[1] + NIGHT:
        return None
    age = one.published[0] - last
    return 1.5 if age <= FRESH else 1.0 if age <= RECENT else -2.0


def _told_together(one: Facts, group: Occasion) -> float:
    if one.published is None or not group.published:
        return 0.0
    apart = min(abs(one.published[0] - moment) for moment in group.published)
    return 1.0 if apart <= FRESH else -1.0


def _place(one: Facts, group: Occasion) -> float | None:
    here = one.spot
    if here is None or not group.spots:
        return 0.0
    if here.country and group.countries and here.country not in group.countries:
        return None
    if here.id is not None and any(spot.id == here.id for spot in group.spots):
        return 1.0 if here.coarse else SAME_PLACE
    if here.point is None or not group.fine:
        return 0.0
    point, reach = here.point, here.radius
    apart = min(distance_km(point, spot.point) / (reach + spot.radius or 1.0) for spot in group.fine if spot.point)
    if apart > 1.0:
        return None
    return 0.5 if here.coarse or apart > NEAR_ENOUGH else NEAR_BY


def _people(one: Facts, group: Occasion) -> float | None:
    if _goes_back(one, group):
        return None
    things = group.things
    doers = _shared(one.actors, group.actors, 1.5)
    if doers < 0 and any(may_act_as_one(one, other) for other in group.group):
        doers = 0.0
    if doers < 0 and not denies(one) and any(_one_voice(one, other) and other.actors for other in group.group):
        return None
    hit = _shared(one.targets, group.targets, 1.5)
    if one.claim.factuality < CERTAIN and one.claim.holder:
        hit = max(hit, 0.0)  # what somebody believed it was is no other target
    if one.things and things:
        shared = one.things & things
        apart = -1.5 if one.things <= PEOPLE and things <= PEOPLE else 0.0
        hit = max(hit, 0.0) + (2.5 if shared & DISTINCT else 1.5 if shared else apart)
    return doers + hit


def _goes_back(one: Facts, group: Occasion) -> bool:
    """Whether a claim tells of an act in the direction opposite to the one that the group tells of."""
    if one.doer not in group.targets and one.hit not in group.actors:
        return False
    return any(opposed(one, other) for other in group.group)


def _shared(here: frozenset[str], there: frozenset[str], points: float) -> float:
    if not here or not there:
        return 0.0
    if {name for name in here & there if not name.startswith("words:")}:
        return points
    if here & there:
        return WORDS
    known = [{name for name in names if not name.startswith("words:")} for names in (here, there)]
    return -points if all(known) else 0.0


def _one_voice(one: Facts, other: Facts) -> bool:
    """Whether one text, in its author's voice or in that of one speaker, names both."""
    voices = [facts.claim.holder[-1].name if facts.claim.holder else None for facts in (one, other)]
    return one.claim.document == other.claim.document and voices[0] in (None, voices[1])


def _figures(one: Facts, group: Occasion) -> float:
    """By how many were killed; where that is not told on both sides, by how many were hurt."""
    here, told = (one.killed, group.killed) if one.killed and group.killed else (one.injured, group.injured)
    if here is None or not told:
        return 0.0
    if here in told and here[0] > 2:
        return 2.0 if here[0] > ROUND else 1.0
    if one.killed is not None and denies(one) is False and _is_later_toll(one, group):
        return LATER_TOLL
    near = any(overlap(here, other) or _close(here[0], other[0]) for other in told)
    return 0.0 if near or one.claim.force is Force.RETRACTS else -1.0


def _is_later_toll(one: Facts, group: Occasion) -> bool:
    """Whether a claim without a day of its own tells, after the others, of a few dead more: wounded have died since."""
    if one.when is not None or one.killed is None or one.published is None or not (group.published and group.killed):
        return False
    highest = max(count[0] for count in group.killed)
    later = one.published[0] > max(group.published)
    return later and highest <= one.killed[0] <= highest + max(2, highest // 2)


def _close(here: int, there: int) -> bool:
    """Whether two counts are of one order: counts of one event differ by a third or so, seldom by a half."""
    return 2 * min(here, there) >= max(here, there)


def _text(one: Facts, group: Occasion, texts: Mapping[str, str]) -> float:
    """Told in the same text, more so in the same or the next sentence; a claim with a setting of its own is new."""
    if one.told is TimeBasis.STATED:
        return 0.0
    document, text = one.claim.document, texts.get(one.claim.document, one.claim.document)
    trigger = one.claim.trigger.start
    here = [other for other in group.by_document.get(document, ()) if _takes_up(one.claim.event, other.claim.event)]
    distances = [abs(trigger - other.claim.trigger.start) for other in here]
    if not distances:
        copies = (other for name, told in group.by_document.items() if texts.get(name) == text for other in told)
        return 1.5 if any(_takes_up(one.claim.event, other.claim.event) for other in copies) else 0.0
    if one.spot is not None and not one.spot.coarse:
        return 1.0
    return 2.5 if min(distances) <= SAME_PASSAGE else 2.0


def _takes_up(event: str, told: str) -> bool:
    """Whether a type can name again what was told: the same, a coarser one, or an effect of it."""
    return kinship(event, told) in EVENT and (event in EFFECTS or not is_finer(event, told))


def groups_after(groups: Sequence[Group], loose: Sequence[Facts], homes: Mapping[str, int]) -> list[list[Facts]]:
    """The groups with the claims that were given to them."""
    grown = [list(group) for group in groups]
    for one in loose:
        if one.claim.id in homes:
            grown[homes[one.claim.id]].append(one)
    return grown
