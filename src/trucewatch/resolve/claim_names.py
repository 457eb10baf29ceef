"""Names for participants who have none of their own: civilians, protesters, unidentified armed people, "soldiers".

The names follow the conventions by which event data name them ("Civilians (Mali)", as in ACLED's codebook), so that
what two texts say of nobody in particular can be laid side by side. The words stay in the span; no actor is given,
except to "soldiers" and "police" without a nationality, who are those of the country where the claim plays.
"""

from __future__ import annotations

import re

from trucewatch.records.actors import ActorKind
from trucewatch.records.claims import Participant
from trucewatch.resolve.actor_words import words_of
from trucewatch.resolve.descriptions import resolve_name
from trucewatch.resolve.surroundings import Surroundings

_UNIDENTIFIED = re.compile(
    r"\b(?:unidentified|unknown|unnamed|unspecified)\b.*\b(?:gunm[ae]n|armed|assailants?|attackers?|militants?|bombers?|"
    r"militia(?:men)?|group)\b",
    re.IGNORECASE | re.DOTALL,
)
_ANYBODY_TEXT = "people person persons man men boy boys youth youths locals"
_ANYBODY = frozenset(_ANYBODY_TEXT.split())  # who need be no civilian
_CROWDS = {"protest": "Protesters", "riot": "Rioters"}
_SERVING_TEXT = "soldier soldiers serviceman servicemen troops army military police policeman policemen"
_SERVING = frozenset(_SERVING_TEXT.split())
MOST_WORDS = 12  # a longer description is a parse gone wrong


def name_unnamed(
    participant: Participant | None, event: str, country: str | None, around: Surroundings
) -> Participant | None:
    """The participant with a name, where it has none and the country is known; else as it was.

    Args:
        participant: as resolved; None stays None.
        event: the event whose actor it is, "" where it is the target.
        country: ISO 3166-1 alpha-2 of where the claim plays, None where unknown.
        around: the text.
    """
    state = around.book.get(f"state:{country}") if country else None
    if participant is None or participant.actor is not None or participant.candidates or state is None:
        return participant
    words = words_of(participant.span.quote)
    if len(words) > MOST_WORDS:
        return participant
    keys = [word.key for word in words]
    if participant.kind is ActorKind.ARMED_FORCES and keys and _SERVING & set(keys):
        found = resolve_name(participant.span.quote, around.book, (str(country),))
        if found.actor is None:
            return participant
        return participant.model_copy(update={"name": found.name, "actor": found.actor, "kind": found.kind})
    name = _common_name(participant, keys, event)
    return participant if name is None else participant.model_copy(update={"name": f"{name} ({state.name})"})


def _common_name(participant: Participant, keys: list[str], event: str) -> str | None:
    if _UNIDENTIFIED.search(participant.span.quote):
        return "Unidentified Armed Group"
    loose = participant.kind in {ActorKind.CIVILIANS, ActorKind.UNKNOWN}
    if event in _CROWDS and loose and any(key.isalpha() for key in keys):
        return _CROWDS[event]
    if participant.kind is ActorKind.CIVILIANS and not event and not _ANYBODY & set(keys):
        return "Civilians"
    return None
