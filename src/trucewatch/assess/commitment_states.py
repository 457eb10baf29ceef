"""Commitment states: where a commitment stands, from what is said of it; the rules in their order."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.assess.deliveries import DELIVERED as DELIVERED_KINDS
from trucewatch.assess.deliveries import Kind, Word
from trucewatch.records.assessments import CommitmentState

DAY = len("0000-00-00")
Stands = tuple[CommitmentState, str]
DELIVERED = frozenset(
    {
        CommitmentState.CLAIMED_DONE,
        CommitmentState.ACKNOWLEDGED,
        CommitmentState.ADEQUACY_CONTESTED,
        CommitmentState.PARTIAL,
    }
)
SILENT = frozenset({CommitmentState.OPEN, CommitmentState.OVERDUE, CommitmentState.LAPSED})


def state_of(words: Sequence[Word], *, overdue: bool, lapsed: bool) -> Stands:
    """Where it stands for one who owes it: each speaker's latest word counts.

    Args:
        words: in the order in which they were published.
        overdue: whether its time has passed.
        lapsed: whether the truce's own end came first.
    """
    latest = {word.speaker.id: word for word in words if word.counts and not _is_overtaken(word, words)}
    kinds = {word.kind for word in latest.values()}
    done = [word for word in latest.values() if word.kind is Kind.DONE]
    if Kind.WAIVED in kinds:
        return CommitmentState.WAIVED, "somebody to whom it is owed no longer asks for it"
    if Kind.INADEQUATE in kinds and _was_delivered(words):
        return CommitmentState.ADEQUACY_CONTESTED, "delivered, as told, and said not to be what was agreed"
    if done and Kind.NOT_DONE in kinds:
        return CommitmentState.CONTESTED, "said to be done by some and not done by others"
    if Kind.PART_DONE in kinds:
        return _partly(latest, done)
    if any(word.acknowledges for word in done):
        return CommitmentState.ACKNOWLEDGED, "said to be done by somebody with standing other than who owes it"
    if done:
        return CommitmentState.CLAIMED_DONE, "said to be done, by nobody with standing other than who owes it"
    if Kind.NOT_DONE in kinds:
        says = "said not to be done"
        return (
            (CommitmentState.OVERDUE, f"{says}, and its time has passed") if overdue else (CommitmentState.DENIED, says)
        )
    if any(word.owes is None and word.kind is not Kind.PROMISED for word in words):
        return CommitmentState.UNKNOWN, "told of, and whose act it was is not clear"
    return _silent(overdue=overdue, lapsed=lapsed)


def _is_overtaken(word: Word, words: Sequence[Word]) -> bool:
    """Whether a "not yet" was published before the day on which others tell that it was done."""
    if word.kind is not Kind.NOT_DONE or word.said is None:
        return False
    done = (one.claim.time.begin for one in words if one.kind in DELIVERED_KINDS and one.counts and one.claim.time)
    return any(day is not None and len(day) >= DAY and word.said[:DAY] < day[:DAY] for day in done)


def _was_delivered(words: Sequence[Word]) -> bool:
    """Whether the record says that something was delivered, in whatever shape."""
    return any(word.kind in DELIVERED_KINDS for word in words)


def _partly(latest: dict[str, Word], done: Sequence[Word]) -> Stands:
    details = dict.fromkeys(word.detail for word in latest.values() if word.kind is Kind.PART_DONE and word.detail)
    how = f": {'; '.join(details)}" if details else ""
    if done:
        return CommitmentState.ADEQUACY_CONTESTED, f"said to be done by some, and by others only in part{how}"
    return CommitmentState.PARTIAL, f"said to be done in part{how}"


def _silent(*, overdue: bool, lapsed: bool) -> Stands:
    if lapsed:
        return CommitmentState.LAPSED, "the truce's own agreed end came first, and nothing says that it was done"
    if overdue:
        return CommitmentState.OVERDUE, "its time has passed, and nothing in the record says that it was done"
    return CommitmentState.OPEN, "nothing in the record says that it was done or not"


def joint_state(states: Sequence[Stands]) -> Stands:
    """Where it stands for all who owe it: what is told of some stands, where the time of the others has not passed."""
    told = [one for one in states if one[0] not in SILENT]
    if not told:
        return states[0]
    found = {state for state, _ in told}
    if len(found) > 1 or (found <= DELIVERED and any(state is CommitmentState.OVERDUE for state, _ in states)):
        return _mixed(states, told)
    return told[0]


def _mixed(states: Sequence[Stands], told: Sequence[Stands]) -> Stands:
    for state in (CommitmentState.ADEQUACY_CONTESTED, CommitmentState.CONTESTED):
        for one in told:
            if one[0] is state:
                return one
    if any(state in DELIVERED for state, _ in told):
        return CommitmentState.PARTIAL, "said to be done by some of those who owe it, and not by all"
    late = next((one for one in states if one[0] is CommitmentState.OVERDUE), None)
    return late or told[0]
