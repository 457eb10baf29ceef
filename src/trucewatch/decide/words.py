"""Words: where in a document stands what a person gives as a value (promise 1 holds for persons, too)."""

from __future__ import annotations

import re

from trucewatch.errors import CaseError, Fault
from trucewatch.records.actors import Actor
from trucewatch.records.documents import Source
from trucewatch.records.spans import Span


def the_words(text: str, words: str, where: str) -> Span:
    """The one place where the words stand, however their blanks are; for words that are to be a claim.

    Raises:
        CaseError: `decide.words`: they are not there, or more than once.
    """
    found = _places(text, words)
    if len(found) == 1:
        return found[0]
    wrong = f"stand there {len(found)} times; give more of the sentence" if found else "do not stand there"
    raise CaseError(Fault("decide.words", f"the words “{words}” {wrong}", where))


def nearest_words(text: str, words: str, near: Span) -> Span | None:
    """The place of the words that is nearest to a span; None where they do not stand in the text."""
    found = _places(text, words)
    return min(found, key=lambda one: (not near.covers(one), abs(one.start - near.start)), default=None)


def words_for(text: str, known: Actor | Source, near: Span) -> Span | None:
    """Where a clause names somebody whom the books know; None where it does not."""
    former = tuple(one.name for one in known.former) if isinstance(known, Actor) else ()
    names = sorted({known.name, *known.aliases, *former}, key=lambda name: (-len(name), name))
    for name in names:
        found = next((one for one in _places(text, name) if near.covers(one)), None)
        if found is not None:
            return found
    return None


def _places(text: str, words: str) -> list[Span]:
    parts = [re.escape(part) for part in words.split()]
    if not parts:
        return []
    pattern = re.compile(r"(?<!\w)" + r"\s+".join(parts) + r"(?!\w)" if words[:1].isalnum() else r"\s+".join(parts))
    return [Span.on(text, one.start(), one.end()) for one in pattern.finditer(text)]
