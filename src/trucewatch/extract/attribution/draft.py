"""An attribution in the making."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.ranges import Ranges, of_tokens


@dataclass(frozen=True)
class Draft:
    """An attribution in the making, in characters of the document.

    `description` is what the text says of its source beside the name; `within` is a draft known to hold it.
    """

    source: Ranges
    cue: Ranges
    content: Ranges
    lemma: str
    rule: str
    sentence: int
    within: Draft | None = None
    description: Ranges = ()


def draft_of(
    sentence: Sentence, source: set[int], cue: set[int], content: set[int], lemma: str, rule: str
) -> Draft | None:
    """The draft of these tokens, by their positions in the sentence; None where no cue or no content is left."""
    content = content - cue - source
    if not cue or not content:
        return None
    own = [of_tokens(sentence.tree, sentence.start, part) for part in (source, cue, content)]
    return Draft(own[0], own[1], own[2], lemma, rule, sentence.index)
