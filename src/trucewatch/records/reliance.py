"""Reliance: whether grades and findings may rest on a claim, or on it only once a person has looked."""

from __future__ import annotations

from trucewatch.records.claims import Claim, Doubt

NOT_CHECKED = "read so by the program, not checked"
"""Said of whatever rests only on claims that have to be checked before anything rests on them."""
CHAINED = frozenset({Doubt.RELAYED, Doubt.UNNAMED_SPEAKER, Doubt.POINTS_BACK})
"""Doubts about who says so. Origins have rules of their own for that: the last speaker answers, and one who cannot be
told is not counted."""


def is_relied_on(claim: Claim) -> bool:
    """Whether nothing speaks against a claim's having been read rightly as to what happened, who, whom, where and when.

    A person who accepts or corrects a claim takes its doubts away.
    """
    return not set(claim.why_check) - CHAINED


def is_guessed(claim: Claim) -> bool:
    """Whether the network alone read it: it is shown and listed, and says nothing of truce or duties until accepted."""
    return Doubt.WORD_UNLISTED in claim.why_check
