"""Claims with words become claims with values: a time, a place, and who acts, is acted on and speaks.

Nothing is filled in: what no word of the text governs stays unknown, and each value carries the words and the rule
that gave it. The publication date is never an event's time.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.records.actors import ActorKind, ActorMention
from trucewatch.records.claims import Claim, ClaimKind, Participant, Tally
from trucewatch.records.documents import Document
from trucewatch.records.places import PlaceMention
from trucewatch.records.times import TimeExpression
from trucewatch.resolve.actor_book import ActorBook
from trucewatch.resolve.actor_introduced import with_introduced
from trucewatch.resolve.claim_accused import with_accused
from trucewatch.resolve.claim_actors import resolve_holder, resolve_participant
from trucewatch.resolve.claim_entries import with_heads
from trucewatch.resolve.claim_names import claim_country, own_forces
from trucewatch.resolve.claim_places import claim_place
from trucewatch.resolve.claim_speakers import RULE as SPEAKER
from trucewatch.resolve.claim_speakers import is_open, speaker_as_actor
from trucewatch.resolve.claim_times import claim_time, governing_time
from trucewatch.resolve.claim_trust import with_doubts, with_tally_doubts
from trucewatch.resolve.claim_windows import since_count, told_window
from trucewatch.resolve.descriptions import Resolved
from trucewatch.resolve.names import fold_name
from trucewatch.resolve.surroundings import Surroundings
from trucewatch.resolve.whole_names import with_whole_name

GROUPS = frozenset({ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCES, ActorKind.MONITOR, ActorKind.AID, ActorKind.MEDIA})
MUTUAL = frozenset({"armed_clash"})  # events in which two sides do one thing to each other


def resolve_claims(
    document: Document,
    claims: Sequence[Claim],
    tallies: Sequence[Tally],
    times: Sequence[TimeExpression],
    places: Sequence[PlaceMention],
    mentions: Sequence[ActorMention],
    book: ActorBook,
    *,
    countries: Sequence[str] = (),
) -> tuple[tuple[Claim, ...], tuple[Tally, ...]]:
    """The claims and tallies of one document with time, place, actors and holders resolved, in the order given.

    Args:
        document: the document that all spans stand in.
        claims: as `extract` leaves them.
        tallies: as `extract` leaves them.
        times: all time expressions of the text, in order.
        places: all place mentions of the text, in order.
        mentions: all actor mentions of the text, in order.
        book: see `load_actor_book`.
        countries: ISO 3166-1 alpha-2 codes of the case; where empty, the text's own country is told from its places.
    """
    triggers = (*(claim.trigger for claim in claims), *(tally.trigger for tally in tallies))
    book = with_introduced(document.text, book)
    places = without_groups(places, mentions)
    around = Surroundings(document.text, times, places, mentions, book, tuple(countries), triggers, document.published)
    people: dict[str, Resolved] = {}
    order = sorted(range(len(claims)), key=lambda index: claims[index].span.start)
    resolved: dict[int, Claim] = {}
    earlier: list[Claim] = []
    for index in order:
        resolved[index] = _claim(claims[index], around, people, earlier)
        earlier.append(resolved[index])
    return (
        with_accused(with_heads(document, [resolved[index] for index in range(len(claims))], around), around),
        with_heads(document, [_tally(tally, around, people, earlier) for tally in tallies], around),
    )


def without_groups(places: Sequence[PlaceMention], mentions: Sequence[ActorMention]) -> list[PlaceMention]:
    """The mentions of places that are not the name of a group in this text: "Hamas" is a village somewhere, too."""
    groups = {one.span.start for one in mentions if one.actor is not None and one.kind in GROUPS}
    return [place for place in places if place.span.start not in groups]


def _claim(claim: Claim, around: Surroundings, people: dict[str, Resolved], earlier: Sequence[Claim]) -> Claim:
    text = around.text
    holders = tuple(resolve_holder(with_whole_name(link, text), around, people) for link in claim.holder)
    roles = {role: getattr(claim, role) for role in ("actor", "target")}
    whole = {role: with_whole_name(named, text) for role, named in roles.items() if named is not None}
    claim = claim.model_copy(update={"holder": holders, **whole})
    place = claim_place(claim, around, earlier)
    actor, target = _sides(speaker_as_actor(claim, around), around)
    country = claim_country(place, around)
    resolved = claim.model_copy(
        update={
            "actor": own_forces(actor, country, around),
            "target": own_forces(target, country, around),
            "place": place,
            "country": country,
            "time": claim_time(claim, around, earlier),
        }
    )
    return with_doubts(resolved, around)


def _sides(claim: Claim, around: Surroundings) -> tuple[Participant | None, Participant | None]:
    """Actor and target; where an act is mutual and names two who did it, the second is the other side."""
    if claim.actor is None:
        return None, _target(claim, around)
    if claim.actor.rule == SPEAKER:
        return claim.actor, _target(claim, around, claim.actor.actor)
    mutual = claim.event in MUTUAL
    actor = resolve_participant(claim.actor, around, mutual=mutual)
    target = _target(claim, around, actor.actor)
    if is_open(actor) and not actor.candidates and actor.span.quote.lower() != "we":
        return None, target
    if mutual and target is None and actor.others:
        other, *rest = actor.others
        return actor.model_copy(update={"others": ()}), Participant(**dict(other), others=tuple(rest))
    return actor, target


def _tally(tally: Tally, around: Surroundings, people: dict[str, Resolved], told: Sequence[Claim]) -> Tally:
    earlier = [claim for claim in told if claim.span.start < tally.span.start]
    resolved = tally.model_copy(
        update={
            "actor": _participant(tally.actor, around),
            "target": _participant(tally.target, around),
            "place": claim_place(tally, around, earlier),
            "window": governing_time(tally, around, durations=True)
            or since_count(tally, around)
            or told_window(tally, around),
            "holder": tuple(resolve_holder(link, around, people) for link in tally.holder),
        }
    )
    return with_tally_doubts(resolved, around)


def _target(claim: Claim, around: Surroundings, apart: str | None = None) -> Participant | None:
    """The target; a capital that is shelled is a town, and only one that is accused a government."""
    target = claim.target
    if target is None or (claim.kind is ClaimKind.OCCURRENCE and fold_name(target.span.quote) in around.book.metonyms):
        return target
    return resolve_participant(target, around, apart=apart)


def _participant(participant: Participant | None, around: Surroundings) -> Participant | None:
    return None if participant is None else resolve_participant(participant, around)
