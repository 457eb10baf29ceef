"""What speaks against a claim's values: they were carried over from elsewhere, or several actors fit the words."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.records.claims import Claim, Doubt, Tally
from trucewatch.records.places import PlaceBasis
from trucewatch.records.times import TimeBasis


def with_doubts(claim: Claim) -> Claim:
    """The claim with the doubts that its values bring, after those of its words."""
    return claim.model_copy(update={"why_check": (*claim.why_check, *_doubts(claim))})


def with_tally_doubts(tally: Tally) -> Tally:
    """The same for a tally."""
    return tally.model_copy(update={"why_check": (*tally.why_check, *_doubts(tally))})


def _doubts(claim: Claim | Tally) -> Iterator[Doubt]:
    time = claim.window if isinstance(claim, Tally) else claim.time
    if claim.place is not None and claim.place.basis is PlaceBasis.CARRIED_OVER:
        yield Doubt.PLACE_CARRIED
    if time is not None and time.basis in {TimeBasis.INHERITED, TimeBasis.RECKONED}:
        yield Doubt.DAY_CARRIED
    parties = (claim.actor, claim.target, *claim.holder)
    if any(one is not None and one.actor is None and len(one.candidates) > 1 for one in parties):
        yield Doubt.SEVERAL_CANDIDATES
