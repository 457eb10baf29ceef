"""The gate: which sentences may hold a claim, from their words alone, so that no other is parsed."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache

import ahocorasick

from trucewatch.extract.events.lexicon import event_lexicon


class Gate:
    """Finds whole words of a closed list in one pass over the text (Aho-Corasick).

    Args:
        terms: for each entry of a lexicon, the forms that trigger it and, for each condition, the words of which one
            must stand in the sentence too; all in lower case.
    """

    def __init__(self, terms: Iterable[tuple[frozenset[str], tuple[frozenset[str], ...]]]) -> None:
        self._strong: set[str] = set()
        self._weak: dict[str, list[tuple[frozenset[str], ...]]] = {}
        words: set[str] = set()
        for forms, conditions in terms:
            words |= forms.union(*conditions)
            if not conditions:
                self._strong |= forms
            for form in forms if conditions else ():
                self._weak.setdefault(form, []).append(conditions)
        self._automaton = ahocorasick.Automaton()
        for word in sorted(words - {""}):
            self._automaton.add_word(word, word)
        self._automaton.make_automaton()

    def passes(self, text: str) -> bool:
        """Whether the sentence `text` holds a trigger, between word boundaries, and what its conditions ask for."""
        found = self._words(text.lower())
        return not found.isdisjoint(self._strong) or any(self._opens(word, found) for word in found)

    def opened_by(self, text: str) -> tuple[str, ...]:
        """The words, in lower case, for which the sentence `text` passes; none where it does not."""
        found = self._words(text.lower())
        return tuple(sorted(word for word in found if word in self._strong or self._opens(word, found)))

    def _opens(self, word: str, found: set[str]) -> bool:
        """Whether a word that triggers only beside others finds them."""
        return any(
            all(not found.isdisjoint(condition) for condition in conditions) for conditions in self._weak.get(word, ())
        )

    def _words(self, lowered: str) -> set[str]:
        found: set[str] = set()
        if not len(self._automaton):
            return found
        for last, word in self._automaton.iter(lowered):
            start, end = last - len(word) + 1, last + 1
            if (start == 0 or not lowered[start - 1].isalnum()) and (end == len(lowered) or not lowered[end].isalnum()):
                found.add(word)
        return found


@cache
def event_gate(*, named: bool = False) -> Gate:
    """The gate of the event lexicon, built once; with `named` that for a text that has named its truce."""
    return Gate(event_lexicon(named=named).gate_terms())
