"""Who a pronoun stands for in what somebody is said to say: "the brigade denied that it had entered the town"."""

from __future__ import annotations

from trucewatch.extract.attribution.cues import verbs
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.tree import Token


def stands_for(word: Token | None) -> Token | None:
    """The speaker above the clause of a pronoun that is its subject; any other word, or None, as it is."""
    if word is None or word.lower not in ("it", "they", "he", "she") or not word.dep.startswith("nsubj"):
        return word
    clause = word.head
    if clause.dep != "ccomp" or clause.head.lemma.lower() not in verbs():
        return word
    speaker = surface_subject(clause.head)
    return speaker if speaker is not None and speaker.pos in ("NOUN", "PROPN") else word
