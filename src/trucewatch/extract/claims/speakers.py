"""Who answers for a mention: the chain of attribution, and what else its sentence says of who tells it."""

from __future__ import annotations

from trucewatch.extract.claims.holders import (
    charger,
    goes_on,
    holder_chain,
    is_said,
    is_taken_for_granted,
    observer,
    performer,
    relayed_by,
    teller,
)
from trucewatch.extract.claims.setting import Setting, next_in_paragraph
from trucewatch.extract.events.accusing import opens_anew
from trucewatch.extract.events.disclaiming import denier, disclaimed
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.truce import is_presupposed
from trucewatch.extract.syntax.negation import is_none
from trucewatch.extract.syntax.phrases import governors, is_finite, phrase_span
from trucewatch.records.claims import Holder


def speakers(setting: Setting, number: int, mention: EventMention) -> tuple[tuple[Holder, ...], str | None]:
    """The holders of a mention in sentence `number`, outermost first, and the innermost one's cue; none: the author."""
    actor = None if mention.actor is None else phrase_span(mention.sentence, mention.actor)
    holders, cue = holder_chain(setting.attributions, mention.span(), setting.cast, actor)
    if is_taken_for_granted(mention, cue):
        return (), None
    holders, cue = _without_nobody(mention, *_without_reporter(mention, holders, cue))
    if holders and (is_presupposed(mention) or _is_known(mention, cue)) and not is_said(cue):
        return (), None  # "accepted a plan brokered by Oslo", "ordered them to keep the truce that began on Friday"
    spoken = performer(mention)
    if spoken is not None:
        relay = () if holders else relayed_by(setting.attributions, next_in_paragraph(setting, number))
        return (*relay, *holders, spoken), "announce"
    charged = charger(mention)
    if charged is not None:
        anew = charged.cue is None or opens_anew(mention.carrier)
        outer = () if anew or charged.cue is None else holder_chain(setting.attributions, charged.cue, setting.cast)[0]
        return (*(one for one in outer if one.name != charged.name), charged), "accuse"
    told = None if holders or disclaimed(mention.trigger) is not None else teller(mention) or observer(mention)
    if told is not None:
        return (*holders, told), "say"
    if holders or number == 0:
        return holders, cue
    before = setting.sentences[number - 1]
    adjacent = next_in_paragraph(setting, number - 1) is mention.sentence
    previous = [one for one in setting.attributions if before.start <= one.cue[0].start < before.end and one.source]
    if adjacent and any(goes_on(one, previous, one.sentence.text) for one in setting.mentions[number]):
        inner = max(previous, key=lambda one: one.cue[0].start)
        return holder_chain(setting.attributions, inner.content[0], setting.cast)
    return holders, cue


def _is_known(mention: EventMention, cue: str | None) -> bool:
    """Whether a finite relative clause tells it, below a demand or wish: "to end a war that has killed many"."""
    for word in (mention.carrier, *governors(mention.carrier)):
        if cue is not None and word.lemma.lower() == cue:
            return False
        if word.dep == "acl:relcl" and is_finite(word):
            return True
    return False


def _without_nobody(
    mention: EventMention, holders: tuple[Holder, ...], cue: str | None
) -> tuple[tuple[Holder, ...], str | None]:
    """The holders without an unnamed reporter of nothing: "no firing was reported" is said by who tells that."""
    if holders and holders[-1].span is None and is_none(mention.trigger):
        return holders[:-1], "say" if len(holders) > 1 else None
    return holders, cue


def _without_reporter(
    mention: EventMention, holders: tuple[Holder, ...], cue: str | None
) -> tuple[tuple[Holder, ...], str | None]:
    """The holders of a denial: whose report is called false does not hold that."""
    noun = disclaimed(mention.trigger)
    if noun is None:
        return holders, cue
    span = mention.sentence.span(noun)
    kept = tuple(one for one in holders if one.cue is None or not one.cue.overlaps(span))
    subject = None if kept else denier(mention.trigger)
    if subject is not None:
        named = phrase_span(mention.sentence, subject)
        kept = (Holder(name=" ".join(named.quote.split()), span=named, cue=None),)
    return kept, "deny" if kept else None
