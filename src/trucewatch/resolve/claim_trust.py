"""What speaks against a claim's values: its place was told elsewhere, or the words for a party fit several."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.records.claims import Claim, Doubt, Holder, Participant, Tally
from trucewatch.records.places import PlaceBasis
from trucewatch.resolve.actor_words import words_of
from trucewatch.resolve.surroundings import Surroundings


def with_doubts(claim: Claim, around: Surroundings) -> Claim:
    """The claim with the doubts that its values bring, after those of its words."""
    return claim.model_copy(update={"why_check": (*claim.why_check, *_doubts(claim, around))})


def with_tally_doubts(tally: Tally, around: Surroundings) -> Tally:
    """The same for a tally."""
    return tally.model_copy(update={"why_check": (*tally.why_check, *_doubts(tally, around))})


def _doubts(claim: Claim | Tally, around: Surroundings) -> Iterator[Doubt]:
    if claim.place is not None and claim.place.basis is PlaceBasis.CARRIED_OVER:
        yield Doubt.PLACE_CARRIED
    parties = [one for one in (claim.actor, claim.target, *claim.holder) if one is not None]
    if any((one.actor is None and len(one.candidates) > 1) or _is_guessed(one, around) for one in parties):
        yield Doubt.SEVERAL_CANDIDATES


def _is_guessed(party: Participant | Holder, around: Surroundings) -> bool:
    """Whether "the army" became a country's by its towns alone: neither the case nor the text names that country."""
    if party.actor is None or party.span is None or party.actor[-3:-2] != ":":
        return False
    country = party.actor[-2:]
    own = {code for word in words_of(party.span.quote) for code in around.book.nations.get(word.key, ())}
    return country not in own | around.named_countries
