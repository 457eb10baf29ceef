"""What may say when and where an act was, and what says it of something else done about the act."""

from __future__ import annotations

from collections.abc import Iterator

from trucewatch.extract.events.agents import agent_words
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.participants import is_time
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import children, governors, phrase_span
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.spans import Span

MODIFYING = ("obl", "obl:unmarked", "nmod", "nmod:unmarked", "advmod", "obl:agent", "appos", "nmod:desc")
MAX_MODIFIER = 30  # words; a longer dependent is a misparse that swallowed a clause


def modifiers_of(mention: EventMention) -> tuple[Span, ...]:
    """Dependents that may say when and where: the trigger's, its carrier's, the participants', the clauses' above."""
    taken = {token.i for token in (mention.actor, mention.target, mention.means) if token is not None}
    places = [mention.trigger, mention.carrier]
    places += [token for token in (mention.target, mention.means, mention.actor) if token is not None]
    places += [
        above
        for above in governors(mention.trigger)
        if above.pos in ("VERB", "AUX", "NOUN", "ADJ") and not _has_own_day(above, mention)
    ]
    found: list[Span] = []
    for place in places:
        for child in sorted(place.children, key=lambda word: abs(word.i - place.i)):
            if child.i in taken or child.i == mention.trigger.i:
                continue
            if child.dep in MODIFYING:
                span = _phrase(mention.sentence, child)
                if span is not None and span not in found:
                    found.append(span)
    if mention.target is not None:
        found.append(phrase_span(mention.sentence, mention.target))
    return tuple(dict.fromkeys(found))


def told_about(mention: EventMention) -> Iterator[Span]:
    """The days and places of what is done about an act: they are not its own."""
    for above in governors(mention.trigger):
        if not _has_own_day(above, mention):
            continue
        days = [one for subject in children(above, "nsubj") for one in children(subject, "nmod", "nmod:unmarked")]
        for child in (*above.children, *(one for one in days if is_time(one))):
            inside = mention.trigger is child or child in mention.trigger.ancestors
            beside = child.dep in ("obl", "obl:unmarked", "advmod", "nmod", "nmod:unmarked")
            if beside and child.i < mention.trigger.i and not inside:
                span = _phrase(mention.sentence, child)
                if span is not None:
                    yield span


def _has_own_day(above: Token, mention: EventMention) -> bool:
    """Whether a verb above tells what was done about the act, on a day of its own: "met on Monday over the raid"."""
    return above not in (mention.trigger, mention.carrier) and above.lemma.lower() in agent_words("about_acts")


def _phrase(sentence: Sentence, child: Token) -> Span | None:
    low, high = child.left_edge, child.right_edge
    if high.i - low.i > MAX_MODIFIER:
        low, high = child, child
    return sentence.span(low, high) if high.idx + len(high.text) > low.idx else None
