"""Document → claims: one proposition for each event mention, with its words, its holders and its force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.errors import AnchorError
from trucewatch.extract.claims.anaphors import (
    is_aim,
    is_anaphor,
    is_bare,
    is_bracketed,
    is_heading,
    is_likened,
    is_played,
)
from trucewatch.extract.claims.answers import with_answers
from trucewatch.extract.claims.mood import mood_of
from trucewatch.extract.claims.parties import is_speaker, participant
from trucewatch.extract.claims.ranking import Ranked, order, weigh
from trucewatch.extract.claims.setting import Setting
from trucewatch.extract.claims.speakers import speakers
from trucewatch.extract.claims.tallying import Sum, complaints_in, is_received, tally_of
from trucewatch.extract.claims.topic import doubt_of_acts
from trucewatch.extract.claims.trust import doubts_of
from trucewatch.extract.events.denials import denials
from trucewatch.extract.events.disclaiming import is_habitual
from trucewatch.extract.events.events import find_events
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.pronouns import goes_on_with_it, names_truce
from trucewatch.extract.events.truce import is_presupposed
from trucewatch.extract.harm.toll import tolls_of, without_echoes
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import clause_head
from trucewatch.records.attributions import Attribution
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.spans import Span

RECURS = re.compile(
    r"\b(?:the |a )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|another)"
    r" (?:time|such|attack|strike|incident|breach|violation)\b"
    r"(?: in (?:[\w-]+ ){0,4}(?:years?|months?|weeks?|days?|hours?)| since \w+(?: \d+)?| this \w+)?",
    re.IGNORECASE,
)

MAX_BACK = 3  # sentences from the truce's name to an "it" that stands for it


@dataclass(frozen=True)
class Extraction:
    """What one document yields: the main claim first; what was not taken, with reasons."""

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    rejections: tuple[Rejection, ...]


def extract_claims(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution]
) -> Extraction:
    """The claims, tallies and rejections of a document.

    Args:
        document: whose `text` all offsets are in; its boilerplate is never read.
        sentences: its parsed sentences, in order; those that the gate left out may be missing.
        attributions: as `find_attributions` gave them.
    """
    read = tuple(one for one in sentences if not document.is_boilerplate(one.start, one.end))
    named = names_truce(document.text)
    told = tuple(find_events(one, _before(read, number), named=named) for number, one in enumerate(read))
    doubt = doubt_of_acts(mention for mentions in told for mention in mentions)
    if doubt is not None:
        message = f"is about something else: the network reads few of its words for acts as acts ({doubt:.2f})"
        return Extraction((), (), (Rejection(code="document.off-topic", message=message, where=document.id),))
    tolls = tolls_of(document.text, read, told)
    setting = Setting(document, tuple(attributions), told, read, tolls)
    claims: list[Ranked] = []
    tallies: list[Tally] = []
    rejections: list[Rejection] = []
    for number, mentions in enumerate(setting.mentions):
        for mention in (*mentions, *complaints_in(read[number], mentions)):
            try:
                made = _make(setting, number, mention)
            except AnchorError as error:
                rejections.append(_rejection(setting, mention, error.code, str(error)))
                continue
            if not isinstance(made, Rejection) and not all(span.holds(document.text) for span in made.spans()):
                made = _rejection(setting, mention, "anchor.mismatch", "words that are not in the text as they stand")
            if isinstance(made, Claim):
                claims.append(Ranked(made, mention, weigh(made, mention)))
                if (total := tally_of(mention)) is not None:
                    tallies.append(_tally(setting, mention, made, total))
            elif isinstance(made, Tally):
                tallies.append(made)
            else:
                rejections.append(made)
    found = order(_once(without_echoes(with_answers(claims), _again(setting))))
    denied = tuple(one for one in denials(read, found) if all(span.holds(document.text) for span in one.spans()))
    once = {(one.event, one.count.span.start): one for one in reversed(tallies)}  # two words for one count
    return Extraction((*found, *denied), tuple(reversed(once.values())), tuple(rejections))


def _before(sentences: Sequence[Sentence], number: int) -> Sentence | None:
    """The sentence right before, where it was read; the one before that where it too goes on with "it"."""
    found: Sentence | None = None
    for back in range(number - 1, max(-1, number - 1 - MAX_BACK), -1):
        if sentences[back].index != sentences[number].index - (number - back):
            break
        found = sentences[back]
        if not goes_on_with_it(found):
            break
    return found


def _again(setting: Setting) -> dict[Span, Span]:
    """The triggers of mentions that tell an earlier one again, with that one's."""
    spans = {
        (number, mention.trigger.i): mention.span()
        for number, mentions in enumerate(setting.mentions)
        for mention in mentions
    }
    return {spans[later]: spans[first] for later, first in setting.tolls.again.items()}


def _make(setting: Setting, number: int, mention: EventMention) -> Claim | Tally | Rejection:
    text = setting.document.text
    trigger = mention.span()
    Span.on(text, trigger.start, trigger.end, trigger.quote)
    if is_anaphor(mention, number):
        return _rejection(setting, mention, "claim.anaphor", "points back to an event that the text has told before")
    if is_likened(mention):
        return _rejection(setting, mention, "claim.likened", 'stands in an "as if", which likens and does not tell')
    if is_heading(mention, number):
        return _rejection(setting, mention, "claim.heading", "stands in a heading, which repeats what the text tells")
    if is_played(mention):
        return _rejection(
            setting, mention, "claim.played", "is acted, rehearsed or told in a film or game, and not done"
        )
    if is_bracketed(mention):
        return _rejection(
            setting, mention, "claim.bracketed", "stands in square brackets, which describe and tell nothing"
        )
    if is_aim(mention):
        return _rejection(setting, mention, "claim.aim", "says what another act was for, and not that it was done")
    harms = mention.trigger.dep.startswith("nsubj") and setting.tolls.of(number, mention) is not None
    if is_bare(mention) and not harms:  # "the attack left 3 dead" tells how many
        return _rejection(
            setting, mention, "claim.bare", "names a kind of act, but nothing of who, whom, where, when or how many"
        )
    holders, cue = speakers(setting, number, mention)
    mood = mood_of(mention, cue)
    actor = None if is_speaker(setting, mention) else participant(setting, number, mention, mention.actor)
    target = participant(setting, number, mention, mention.target)
    if actor is not None and target is not None and target.span == actor.span:
        target = None  # a pronoun that was taken for who acts
    total = tally_of(mention)
    parts = [setting.document.id, trigger.start, trigger.end, mention.event]
    claim = Claim(
        id=content_id("claim", parts),
        document=setting.document.id,
        kind=mood.kind,
        event=mention.event,
        span=_clause(mention),
        trigger=trigger,
        actor=actor,
        target=target,
        means=participant(setting, number, mention, mention.means),
        modifiers=mention.modifiers,
        embedded=mention.embedded,
        harm=setting.tolls.of(number, mention),
        holder=holders,
        force=mood.force,
        negated=mood.negated,
        factuality=mood.factuality,
        recurs=_recurs(mention),
        why_check=doubts_of(mention, holders, mood),
        rule=_rule(mention, mood.kind),
    )
    return claim if total is None or total.beside else _tally(setting, mention, claim, total)


def _tally(setting: Setting, mention: EventMention, told: Claim, total: Sum) -> Tally:
    """The sum that a mention tells, with who and what stand beside it in `told`."""
    trigger = told.trigger
    return Tally(
        id=content_id("tally", [setting.document.id, trigger.start, trigger.end, mention.event]),
        document=setting.document.id,
        event=total.event or mention.event,
        span=told.span,
        trigger=trigger,
        count=total.count,
        actor=told.actor,
        target=told.target,
        modifiers=mention.modifiers,
        embedded=mention.embedded,
        holder=tuple(link for link in told.holder if not is_received(link)),
        force=told.force,
        why_check=told.why_check,
        rule=mention.rule,
    )


def _rule(mention: EventMention, kind: ClaimKind) -> str:
    """The mention's rule, with what keeps it from being news: taken for granted, or a habit and not one occurrence."""
    if is_presupposed(mention):
        return f"{mention.rule}.presupposed"
    if kind is ClaimKind.OCCURRENCE and is_habitual(mention.carrier):
        return f"{mention.rule}.habitual"
    return mention.rule


def _rejection(setting: Setting, mention: EventMention, code: str, message: str) -> Rejection:
    trigger = mention.span()
    return Rejection(
        code=code,
        message=message,
        where=setting.document.id,
        field=mention.event,
        quote=trigger.quote,
        start=trigger.start,
    )


def _clause(mention: EventMention) -> Span:
    """The smallest finite clause around the trigger, with the participants; the sentence where that is most of it."""
    head = clause_head(mention.carrier)
    low, high = head.left_edge.i, head.right_edge.i
    for token in (mention.actor, mention.target, mention.trigger):
        if token is not None:
            low, high = min(low, token.left_edge.i), max(high, token.right_edge.i)
    tree = mention.sentence.tree
    while high > low and tree[high].is_space:
        high -= 1
    return mention.sentence.span(tree[low], tree[high])


def _once(claims: list[Ranked]) -> list[Ranked]:
    """One claim where a text tells one occurrence twice: same event, same words for both sides, same holder."""
    kept: dict[tuple[object, ...], Ranked] = {}
    for ranked in claims:
        claim = ranked.claim
        sides = tuple(one.name.lower() if one is not None else None for one in (claim.actor, claim.target))
        digits = frozenset(re.findall(r"\d+", " ".join(span.quote for span in claim.modifiers)))
        unique = claim.id if None in sides else ""
        key = (
            claim.event,
            claim.kind,
            sides,
            tuple(one.name.lower() for one in claim.holder),
            digits,
            claim.negated,
            unique,
        )
        held = kept.get(key)
        if held is None:
            kept[key] = ranked
        elif held.claim.harm is None and claim.harm is not None:
            kept[key] = replace(held, claim=held.claim.model_copy(update={"harm": claim.harm}))
    return list(kept.values())


def _recurs(mention: EventMention) -> Span | None:
    found = RECURS.search(mention.sentence.text)
    if found is None:
        return None
    start = mention.sentence.start
    return Span(start=start + found.start(), end=start + found.end(), quote=found.group())
