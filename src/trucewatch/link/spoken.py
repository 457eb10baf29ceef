"""Spoken of: an act that somebody condemns, regrets or welcomes was not done on the day on which they speak.

"France on Monday condemned the air strike on Idlib": Monday is France's. A claim that has its day from the same words
as the act of speech that it is the matter of has no day of its own.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from trucewatch.records.claims import Claim, ClaimKind


def without_the_speakers_day(claims: Sequence[Claim]) -> list[Claim]:
    """The claims, those without a time whose only time is when somebody spoke of them."""
    speeches: dict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        if claim.kind is ClaimKind.SPEECH and claim.time is not None and claim.time.expression is not None:
            speeches[claim.document].append(claim)
    return [
        claim.model_copy(update={"time": None})
        if any(_is_its_matter(claim, speech) for speech in speeches.get(claim.document, ()))
        else claim
        for claim in claims
    ]


def _is_its_matter(claim: Claim, speech: Claim) -> bool:
    """Whether a speech is about what a claim tells, and the claim's time is told in the very words of the speech's."""
    told, said = claim.time, speech.time
    if claim.kind is ClaimKind.SPEECH or told is None or said is None or told.expression != said.expression:
        return False
    in_target = speech.target is not None and speech.target.span.covers(claim.trigger)
    speaker = claim.holder[-1].span if claim.holder else None
    by_speaker = speaker is not None and speech.actor is not None and speaker == speech.actor.span
    return in_target or (by_speaker and claim.trigger.start > speech.trigger.start)
