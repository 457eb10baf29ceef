"""What a text is about: an armed conflict, or another field that borrows its words.

A cricket team has an attack, a company fights off a raid, a storm strikes a town: a sentence by itself may tell either.
The text as a whole does: it is counted how many words of armed conflict it has, and how many of each other field; and
where the network takes few of its words for acts to tell any, they are borrowed.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache

from trucewatch.extract.events.learnt import is_learnt
from trucewatch.extract.events.mentions import EventMention
from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import act_of

MIN_WORDS = 120  # a shorter text says too little of what it is about, and is read
MIN_FIELD = (
    4  # different words of another field, under which a text is not plainly of it; two more for each of conflict
)
THIN = 2.2  # words of conflict in a hundred, under which a text that names nobody armed may be of another field
MAX_THIN = 5
SOME_FIELD = 2
DENSE = 2.0  # words of conflict in a hundred: a text with more is about one, whatever else it speaks of
FEW_ACTS = 5  # words of the lexicon for acts, under which they say too little together
READ_AS_ACTS = 0.42  # how likely on average the network must hold them acts
WORD = re.compile(r"\w+(?:[-'’]\w+)*")


@dataclass(frozen=True)
class Topic:
    """What speaks for a text's topic.

    Attributes:
        field: the field, beside conflict, of which the text has most words; None where it has none.
        words: how many different words of that field it has.
        conflict: how many different words of armed conflict it has.
        dense: how many words of armed conflict, repeated ones too, a hundred words hold.
    """

    field: str | None
    words: int
    conflict: int
    dense: float

    @property
    def is_off(self) -> bool:
        """Whether the text is plainly about something else than an armed conflict."""
        return self.dense < DENSE and self.words >= MIN_FIELD + 2 * max(0, self.conflict - 1)

    @property
    def is_thin(self) -> bool:
        """Whether it speaks little of armed conflict and somewhat of another field: off, if it names nobody armed."""
        return self.dense < THIN and self.conflict <= MAX_THIN and self.words >= SOME_FIELD


def topic_of(text: str) -> Topic:
    """What `text` is about; a text of under `MIN_WORDS` words is of no field."""
    length = len(WORD.findall(text))
    if length < MIN_WORDS:
        return Topic(None, 0, 0, 0.0)
    lowered = text.lower()
    conflict = _pattern("conflict").findall(lowered)
    found = {field: len(set(_pattern(field).findall(lowered))) for field in load_yaml("topics.yaml")["topics"]}
    field = max(found, key=lambda name: found[name])
    return Topic(field if found[field] else None, found[field], len(set(conflict)), 100 * len(conflict) / length)


@cache
def _pattern(field: str) -> re.Pattern[str]:
    """Whole words of a field, the longest that fits first."""
    lists = load_yaml("topics.yaml")
    return _whole_words(lists["conflict"] if field == "conflict" else lists["topics"][field])


def _whole_words(terms: Iterable[str]) -> re.Pattern[str]:
    forms = (re.escape(str(term).rstrip("*")) + (r"\w*" if str(term).endswith("*") else "") for term in terms)
    return re.compile(r"\b(?:" + "|".join(sorted(forms, key=len, reverse=True)) + r")\b")


def doubt_of_acts(mentions: Iterable[EventMention]) -> float | None:
    """How likely, on average, the network holds a text's words for acts to tell acts, where that is little; else None.

    Of texts on a conflict it is .5 to 1, of a football match told in words of war .1 to .4.
    """
    chances = [one.trigger.act[1] for one in mentions if act_of(one.event) is not None and not is_learnt(one)]
    if len(chances) < FEW_ACTS:
        return None
    mean = sum(chances) / len(chances)
    return mean if mean < READ_AS_ACTS else None
