"""Two readings of one document, the built-in reader's and a language model's, held against each other.

Where both tell one act, with one force, of parties and a speaker that do not contradict each other, the built-in
reader's claim stands, and its doubts of having been read wrongly are settled. What one alone tells is kept, to be
checked; where the two tell one act in two ways, both are kept, each to be checked. The guest settles no doubt about
what the text leaves open: a hedge, a chain of speakers, a place told elsewhere, words that fit several actors.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from trucewatch.knowledge.ontology import act_of, kinship
from trucewatch.records.claims import Claim, Doubt, Force, Holder, Participant, Tally

Told = TypeVar("Told", Claim, Tally)
SETTLED = frozenset({Doubt.SUBORDINATE, Doubt.WORD_UNLISTED, Doubt.WORD_DOUBTED})
"""Doubts about the reading itself, which a second reader that reads the same settles."""
SAYING_SO = frozenset({Force.ASSERTS, Force.ALLEGES})


def read_by_both(
    read: Sequence[Told], guests: Sequence[Told], heard: Sequence[tuple[int, int]]
) -> tuple[tuple[Told, ...], tuple[Told, ...]]:
    """The built-in reader's claims or tallies, and those of the guest that stand beside them, with their doubts.

    Args:
        read: by the built-in reader, resolved.
        guests: by the guest, resolved.
        heard: `[start, end)` of the sentences that the guest answered of; elsewhere nobody else was asked.
    """
    kept: list[Told] = []
    agreed: set[str] = set()
    differing: set[str] = set()
    for one in read:
        beside = [other for other in guests if _is_one_act(one, other)]
        against = [other for other in beside if not _agree(one, other)]
        if against:
            differing |= {other.id for other in against}
            kept.append(_with(one, Doubt.READERS_DIFFER))
        elif beside:
            kept.append(_settled(one, beside))
        elif any(start <= one.trigger.start < end for start, end in heard):
            kept.append(_with(one, Doubt.GUEST_SILENT))
        else:
            kept.append(one)
        agreed |= {other.id for other in beside} - {other.id for other in against}
    left = [other for other in guests if other.id in differing or other.id not in agreed]
    return tuple(kept), tuple(_with(one, Doubt.READERS_DIFFER) if one.id in differing else one for one in left)


def _is_one_act(one: Told, other: Told) -> bool:
    if not one.trigger.overlaps(other.trigger):
        return False
    act = act_of(one.event)
    return kinship(one.event, other.event) in ("same", "finer") or (act is not None and act == act_of(other.event))


def _agree(one: Told, other: Told) -> bool:
    same_force = one.force is other.force or {one.force, other.force} == SAYING_SO
    if not same_force or one.status is not other.status:
        return False
    if isinstance(one, Claim) and isinstance(other, Claim) and (one.kind, one.negated) != (other.kind, other.negated):
        return False
    if isinstance(one, Tally) and isinstance(other, Tally) and _counts(one) != _counts(other):
        return False
    if bool(one.holder) != bool(other.holder):
        return False  # whose word it is
    pairs: list[tuple[Participant | Holder | None, Participant | Holder | None]]
    pairs = [(one.actor, other.actor), (one.target, other.target)]
    pairs += [(one.holder[-1], other.holder[-1])] if one.holder else []
    return not any(_contradict(first, second) for first, second in pairs)


def _counts(tally: Tally) -> tuple[int, int | None]:
    return tally.count.low, tally.count.high


def _contradict(one: Participant | Holder | None, other: Participant | Holder | None) -> bool:
    """Whether two readings name two parties; one that names none contradicts nothing."""
    if one is None or other is None or one.span is None or other.span is None:
        return False
    if one.span.overlaps(other.span):
        return False
    if one.actor is not None and other.actor is not None:
        return one.actor != other.actor
    if one.actor in other.candidates or other.actor in one.candidates:
        return False
    return one.name.casefold() != other.name.casefold()


def _settled(one: Told, beside: Sequence[Told]) -> Told:
    """A claim that both tell, without the doubts that this settles."""
    settled = set(SETTLED)
    if all(_names_as_much(one, other) for other in beside):
        settled.add(Doubt.PARTIES_UNSURE)
    return one.model_copy(update={"why_check": tuple(doubt for doubt in one.why_check if doubt not in settled)})


def _names_as_much(one: Told, other: Told) -> bool:
    roles = ((one.actor, other.actor), (one.target, other.target))
    return all(second is not None for first, second in roles if first is not None)


def _with(one: Told, doubt: Doubt) -> Told:
    """A claim with one more doubt; that the readers differ goes before that a guest alone reads it."""
    before: list[Doubt] = [held for held in one.why_check if held not in (doubt, Doubt.GUEST_ALONE)]
    return one.model_copy(update={"why_check": (*before, doubt)})
