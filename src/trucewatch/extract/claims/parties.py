"""Who acts and is acted on, as words of the text: a phrase, or what a pronoun stands for."""

from __future__ import annotations

from trucewatch.extract.claims.holders import is_said, last_speaker
from trucewatch.extract.claims.setting import Setting
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.participants import is_nobody
from trucewatch.extract.syntax.phrases import children, conjuncts, is_noun_like, phrase_span
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Participant, Party
from trucewatch.records.spans import Span

REPORTED = frozenset(["it", "they", "we"])
PERSONAL = frozenset(["he", "she", "it", "they", "him", "her", "them", "who", "we"])


def participant(setting: Setting, number: int, mention: EventMention, head: Token | None) -> Participant | None:
    """The participant whose phrase `head` heads; None where there is none, or a pronoun leaves it open."""
    if head is None or is_nobody(head):
        return None
    span = _after_trigger(mention, phrase_span(mention.sentence, head))
    if head.lower not in PERSONAL:
        return Participant(span=span, name=" ".join(span.quote.split()), others=_others(mention, head, span))
    if head.lower in REPORTED and head.dep.startswith("nsubj"):
        said = mention.sentence.span(head)
        if _is_reported(setting, said):  # whose words it is in tells who it is, once the speaker is known
            return Participant(span=said, name=said.quote)
    found = _antecedent(setting, number, mention, head)
    return None if found is None else Participant(span=found, name=" ".join(found.quote.split()), via=span)


def is_speaker(setting: Setting, mention: EventMention) -> bool:
    """Whether the actor is who is said to say the clause it stands outside of, which no tree read rightly gives.

    "The ministry states that a group attacked" may hang both on "attacked"; what one pledges to do is another matter.
    """
    actor, word = mention.actor, mention.trigger
    if word.dep == "xcomp":
        return False  # "claimed to have shelled it": who says so says it of itself
    if actor is None or word.tag not in ("VBD", "VBZ", "VBP", "VBN") or mention.carrier != word:
        return False
    who, act = mention.sentence.span(actor), mention.span()
    return any(
        one.source[0].start <= who.start < one.source[0].end
        and who.end <= one.cue[0].start
        and one.rule in ("verb", "order", "parenthesis")
        and any(part.start <= act.start < part.end for part in one.content)
        for one in setting.attributions
        if one.source and is_said(one.cue_lemma)
    )


def _is_reported(setting: Setting, pronoun: Span) -> bool:
    """Whether a pronoun stands in what somebody is said before it, in the same breath, to say."""
    return any(
        one.source
        and one.source[0].end <= pronoun.start
        and one.source[0].quote.lower() not in PERSONAL
        and any(span.start <= pronoun.start < span.end for span in one.content)
        for one in setting.attributions
    )


def _others(mention: EventMention, head: Token, first: Span) -> tuple[Party, ...]:
    """Those who stand beside the first in the text ("the army and its allies"), the event's other party left out."""
    taken = {mention.actor, mention.target, mention.trigger, mention.carrier}
    beside = [one for one in conjuncts(head)[1:] if one not in taken and is_noun_like(one)]
    if not any(children(one, "cc") for one in beside):  # a row of places in a misread address
        return ()
    spans = [phrase_span(mention.sentence, one) for one in beside]
    apart = [span for span in spans if span.end <= first.start or span.start >= first.end]
    return tuple(Party(span=span, name=" ".join(span.quote.split())) for span in apart)


def _after_trigger(mention: EventMention, span: Span) -> Span:
    """A phrase without the trigger, where the tree took the verb for its adjective ("bombed relief workers")."""
    trigger = mention.span()
    if trigger.start != span.start or trigger.end >= span.end or mention.trigger.i + 1 >= len(mention.sentence.tree):
        return span
    rest = mention.sentence.tree[mention.trigger.i + 1]
    start = mention.sentence.start + rest.idx
    return Span(start=start, end=span.end, quote=span.quote[start - span.start :]) if start < span.end else span


def _antecedent(setting: Setting, number: int, mention: EventMention, pronoun: Token) -> Span | None:
    """Who a pronoun stands for: a person, the last speaker; else the last named actor, here or one sentence before."""
    if pronoun.lower in ("he", "she", "him", "her"):
        return last_speaker(setting.attributions, mention.sentence.start + pronoun.idx)
    rivals = {child.i for child in children(pronoun.head, "nsubj")} if pronoun.dep == "obj" else set()
    for back in (number, number - 1):
        if back < 0:
            continue
        for other in reversed(setting.mentions[back]):
            before = back < number or other.trigger.i < mention.trigger.i
            beside = back == number and other.actor is not None and other.actor.i in rivals  # "A accused them": not A
            if before and not beside and other.actor is not None and _is_named(other.actor):
                return phrase_span(other.sentence, other.actor)
    return None


def _is_named(head: Token) -> bool:
    """Whether a phrase names its side by itself: no pronoun, and not "our troops"."""
    owners = [child.lower for child in children(head, "nmod:poss")]
    return head.lower not in PERSONAL and not {"our", "my", "we", "us"} & set(owners)
