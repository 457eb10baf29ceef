"""The chain of those who answer for a claim, from the attributions that cover it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from trucewatch.extract.attribution import holders_of
from trucewatch.extract.events import EventMention
from trucewatch.extract.frames import phrase_span
from trucewatch.knowledge import load_yaml
from trucewatch.records.attributions import Attribution
from trucewatch.records.claims import Holder
from trucewatch.records.spans import Span

UNNAMED = "unnamed source"
PRONOUNS = frozenset("he she it they who i we you this that which his her their its".split())
PERFORMATIVES = frozenset("declare declared declares declaring announce announced announces announcing proclaim proclaimed proclaims proclaiming pronounce pronounced".split())
PERFORMED = frozenset(("truce_declared_ended", "truce_suspended", "truce_extended", "truce_announced"))
CONTINUED = frozenset(("commitment_met", "commitment_not_met", "handover", "separation_of_forces", "truce_not_observed"))
LEADING_ARTICLE = re.compile(r"^(?:the|a|an)\s+", re.IGNORECASE)


def holder_chain(text: str, attributions: Sequence[Attribution], span: Span) -> tuple[tuple[Holder, ...], str | None]:
    """The holders of the words at `span`, outermost first, and the cue of the innermost; none means the author."""
    indices = holders_of(tuple(attributions), span)
    links = tuple(_link(text, attributions, index) for index in indices)
    return links, (attributions[indices[-1]].cue_lemma if indices else None)


def _link(text: str, attributions: Sequence[Attribution], index: int) -> Holder:
    attribution = attributions[index]
    cue = attribution.cue[0]
    if not attribution.source:
        return Holder(name=UNNAMED, span=None, cue=cue)
    source = attribution.source[0]
    if source.quote.lower() in PRONOUNS:
        source = _antecedent(attributions, index) or source
    return Holder(name=_name(source.quote), span=source, cue=cue)


def _name(quote: str) -> str:
    return LEADING_ARTICLE.sub("", quote.strip()) or quote


def _antecedent(attributions: Sequence[Attribution], index: int) -> Span | None:
    """The nearest source before this one that is no pronoun: who "he said" goes on from."""
    here = attributions[index].cue[0].start
    before = [
        attribution.source[0]
        for attribution in attributions
        if attribution.source and attribution.cue[0].start < here and attribution.source[0].quote.lower() not in PRONOUNS
    ]
    return max(before, key=lambda span: span.start, default=None)


def performer(mention: EventMention) -> Holder | None:
    """Who performs the act by saying it: "the command declared the end of the truce" is the command's own word.

    None where the sentence says that it puts another's words in its own ("In other words, …"): that is the author's.
    """
    if mention.event not in PERFORMED or mention.trigger.lower_ not in PERFORMATIVES or mention.actor is None:
        return None
    if is_restated(mention):
        return None
    span = phrase_span(mention.sentence, mention.actor)
    return Holder(name=_name(span.quote), span=span, cue=mention.span())


def is_restated(mention: EventMention) -> bool:
    """Whether the sentence opens its own reading of what others said: "in other words", "in effect"."""
    before = mention.sentence.doc[: mention.trigger.i].text.lower()
    return any(marker in before for marker in load_yaml("triggers.yaml")["restating"])


def goes_on(mention: EventMention, previous: Sequence[Attribution], opening: str) -> bool:
    """Whether a statement on commitments goes on with the report of the sentence before it.

    What a party owes and has not done is a judgement: in the sentence right after a party's, in the same paragraph,
    without a speaker, date or turn of its own, it is that party's and not the author's.
    """
    if mention.event not in CONTINUED or not previous or is_restated(mention):
        return False
    turns = load_yaml("triggers.yaml")["turns"]
    return not any(opening.lower().startswith(turn) for turn in turns)
