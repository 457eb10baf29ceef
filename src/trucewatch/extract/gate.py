"""The gate: which sentences may hold a claim, from their words alone, so that no other is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import ahocorasick

from trucewatch.extract.lexicon import event_lexicon


class Gate:
    """Finds whole words of a closed list in one pass over the text (Aho-Corasick).

    Args:
        forms: the words to look for, in lower case; words of several tokens are found as written.
    """

    def __init__(self, forms: Iterable[str]) -> None:
        self._automaton = ahocorasick.Automaton()
        for form in forms:
            if form:
                self._automaton.add_word(form, len(form))
        self._automaton.make_automaton()

    def passes(self, text: str) -> bool:
        """Whether the sentence `text` holds one of the words, between word boundaries."""
        lowered = text.lower()
        for last, length in self._automaton.iter(lowered):
            start, end = last - length + 1, last + 1
            if (start == 0 or not lowered[start - 1].isalnum()) and (end == len(lowered) or not lowered[end].isalnum()):
                return True
        return False


@cache
def event_gate() -> Gate:
    """The gate of the event lexicon, built once."""
    return Gate(sorted(event_lexicon().trigger_forms()))
