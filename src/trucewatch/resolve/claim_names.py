"""The country where a claim plays, and whose soldiers and police stand there without a nationality.

A text about Mali that says "soldiers" or "the police" means Mali's. The country is told, in this order, by the claim's
place, by the case or most of the text's places, and by the actors of the text where all are of one country. Where these
leave several, it stays open.
"""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Participant
from trucewatch.records.places import EventPlace
from trucewatch.resolve.actor_words import Word, heads, words_of
from trucewatch.resolve.descriptions import resolve_name
from trucewatch.resolve.surroundings import Surroundings

MOST_WORDS = 12  # a longer description is a parse gone wrong


def claim_country(place: EventPlace | None, around: Surroundings) -> str | None:
    """ISO 3166-1 alpha-2 of where a claim plays, None where nothing in the text settles it."""
    if place is not None and place.country:
        return place.country
    if around.countries:
        return around.countries[0] if len(set(around.countries)) == 1 else None
    told = {country for mention in around.actors if (country := around.book.home(mention.actor)) is not None}
    return told.pop() if len(told) == 1 else None


def _local_police(
    participant: Participant, words: Sequence[Word], country: str, around: Surroundings
) -> Participant | None:
    """The police of a town or region ("Banadir police") are of the country's police."""
    local = participant.kind is ActorKind.UNKNOWN and len(words) > 1 and words[0].capital
    entry = around.book.get(f"police:{country}")
    if not local or entry is None or heads().classes.get(words[-1].key) != "police":
        return None
    update = {"name": participant.name, "actor": entry.id, "kind": entry.kind, "rule": "actor.local_police"}
    return participant.model_copy(update=update)


def own_forces(participant: Participant | None, country: str | None, around: Surroundings) -> Participant | None:
    """ "Soldiers" and "police" without a nationality as those of the country where the claim plays; else as it was.

    Args:
        participant: as resolved; None stays None.
        country: see `claim_country`.
        around: the text.
    """
    if participant is None or participant.actor is not None or participant.candidates or country is None:
        return participant
    words = words_of(participant.span.quote)
    if len(words) <= MOST_WORDS and (police := _local_police(participant, words, country, around)) is not None:
        return police
    if participant.kind is not ActorKind.ARMED_FORCES or len(words) > MOST_WORDS:
        return participant
    if not heads().serving & {word.key for word in words}:
        return participant
    found = resolve_name(participant.span.quote, around.book, (country,))
    if found.actor is None:
        return participant
    return participant.model_copy(
        update={"name": found.name, "actor": found.actor, "kind": found.kind, "rule": "actor.of_the_place"}
    )
