"""Setting: all that the claims of one document are made from."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cached_property

from trucewatch.extract.claims.cast import Cast, cast_of
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.harm.toll import Tolls
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.records.attributions import Attribution
from trucewatch.records.documents import Document

PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True)
class Setting:
    """What the claims of one document are made from."""

    document: Document
    attributions: tuple[Attribution, ...]
    mentions: tuple[tuple[EventMention, ...], ...]
    sentences: tuple[Sentence, ...]
    tolls: Tolls

    @cached_property
    def cast(self) -> Cast:
        """Who is at hand for pronouns."""
        return cast_of(self.sentences)


def next_in_paragraph(setting: Setting, number: int) -> Sentence | None:
    """The sentence after this one in the same paragraph; None where there is none or it was not read."""
    if number + 1 >= len(setting.sentences):
        return None
    here, following = setting.sentences[number], setting.sentences[number + 1]
    gap = setting.document.text[here.end : following.start]
    adjacent = following.index == here.index + 1 and not PARAGRAPH.search(gap) and "\n" not in here.text.rstrip()
    return following if adjacent else None
