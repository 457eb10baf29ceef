"""Document → claims: one proposition for each event mention, with its words, its holders and its force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.errors import AnchorError
from trucewatch.extract.accusing import opens_anew
from trucewatch.extract.counts import parse_number
from trucewatch.extract.cues import verbs as cue_verbs
from trucewatch.extract.denials import denials
from trucewatch.extract.disclaiming import denier, disclaimed, is_habitual
from trucewatch.extract.events import find_events
from trucewatch.extract.holders import (
    charger,
    goes_on,
    holder_chain,
    is_taken_for_granted,
    last_speaker,
    performer,
    relayed_by,
    teller,
)
from trucewatch.extract.lexicon import event_types
from trucewatch.extract.mentions import EventMention
from trucewatch.extract.mood import mood_of
from trucewatch.extract.parse import Sentence
from trucewatch.extract.ranking import Ranked, order, weigh
from trucewatch.extract.retelling import ANAPHORIC, is_definite
from trucewatch.extract.tokens import Token
from trucewatch.extract.toll import Tolls, summed_dead, tolls_of, without_echoes
from trucewatch.extract.tree import children, clause_head, conjuncts, is_noun_like, phrase_span
from trucewatch.extract.truce import is_presupposed
from trucewatch.records.attributions import Attribution
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Count, Holder, Participant, Party, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.spans import Span

RECURS = re.compile(
    r"\b(?:the |a )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|another)"
    r" (?:time|such|attack|strike|incident|breach|violation)\b"
    r"(?: in (?:[\w-]+ ){0,4}(?:years?|months?|weeks?|days?|hours?)| since \w+(?: \d+)?| this \w+)?",
    re.IGNORECASE,
)
WINDOW = re.compile(
    r"\b(?:since|(?:over|in|during) the (?:past|last)|in (?:the )?(?:past |last )?\d+ (?:hours|days)"
    r"|within|so far|per day|daily|a day|every day|in (?:the )?last|between \w+ and)\b",
    re.IGNORECASE,
)
# What each side did is told as a sum over both, whatever the window.
EACH_SIDE = re.compile(
    r"\b(?:by|on|from) (?:each|both)(?: of)?(?: the)?(?: \w+)? (?:sides?|party|parties)\b", re.IGNORECASE
)
REPORTED = frozenset(["it", "they", "we"])
PERSONAL = frozenset(["he", "she", "it", "they", "him", "her", "them", "who", "we"])
PARAGRAPH = re.compile(r"\n\s*\n")
MIN_TALLY = 2


@dataclass(frozen=True)
class Extraction:
    """What one document yields: the main claim first; what was not taken, with reasons."""

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    rejections: tuple[Rejection, ...]


@dataclass(frozen=True)
class _Setting:
    """What the claims of one document are made from."""

    document: Document
    attributions: tuple[Attribution, ...]
    mentions: tuple[tuple[EventMention, ...], ...]
    sentences: tuple[Sentence, ...]
    tolls: Tolls


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
    told = tuple(find_events(one) for one in read)
    tolls = tolls_of(document.text, read, told)
    setting = _Setting(document, tuple(attributions), told, read, tolls)
    claims: list[Ranked] = []
    tallies: list[Tally] = []
    rejections: list[Rejection] = []
    for number, mentions in enumerate(setting.mentions):
        for mention in mentions:
            try:
                made = _make(setting, number, mention)
            except AnchorError as error:
                rejections.append(_rejection(setting, mention, error.code, str(error)))
                continue
            if not isinstance(made, Rejection) and not all(span.holds(document.text) for span in made.spans()):
                made = _rejection(setting, mention, "anchor.mismatch", "words that are not in the text as they stand")
            if isinstance(made, Claim):
                claims.append(Ranked(made, mention, weigh(made, mention)))
            elif isinstance(made, Tally):
                tallies.append(made)
            else:
                rejections.append(made)
    found = order(_once(without_echoes(claims, _again(setting))))
    denied = tuple(one for one in denials(read, found) if all(span.holds(document.text) for span in one.spans()))
    return Extraction((*found, *denied), tuple(tallies), tuple(rejections))


def _again(setting: _Setting) -> dict[Span, Span]:
    """The triggers of mentions that tell an earlier one again, with that one's."""
    spans = {
        (number, mention.trigger.i): mention.span()
        for number, mentions in enumerate(setting.mentions)
        for mention in mentions
    }
    return {spans[later]: spans[first] for later, first in setting.tolls.again.items()}


def _make(setting: _Setting, number: int, mention: EventMention) -> Claim | Tally | Rejection:
    text = setting.document.text
    trigger = mention.span()
    Span.on(text, trigger.start, trigger.end, trigger.quote)
    if _is_anaphor(mention, number):
        return _rejection(setting, mention, "claim.anaphor", "points back to an event that the text has told before")
    if _is_bare(mention):
        return _rejection(
            setting, mention, "claim.bare", "names a kind of act, but nothing of who, whom, where, when or how many"
        )
    holders, cue = _holders(setting, number, mention)
    mood = mood_of(mention, cue)
    actor = _participant(setting, number, mention, mention.actor)
    target = _participant(setting, number, mention, mention.target)
    count = _tally_count(mention)
    parts = [setting.document.id, trigger.start, trigger.end, mention.event]
    if count is not None:
        return Tally(
            id=content_id("tally", parts),
            document=setting.document.id,
            event=mention.event,
            span=_clause(mention),
            trigger=trigger,
            count=count,
            actor=actor,
            target=target,
            modifiers=mention.modifiers,
            embedded=mention.embedded,
            holder=holders,
            force=mood.force,
            rule=mention.rule,
        )
    return Claim(
        id=content_id("claim", parts),
        document=setting.document.id,
        kind=mood.kind,
        event=mention.event,
        span=_clause(mention),
        trigger=trigger,
        actor=actor,
        target=target,
        means=_participant(setting, number, mention, mention.means),
        modifiers=mention.modifiers,
        embedded=mention.embedded,
        harm=setting.tolls.of(number, mention),
        holder=holders,
        force=mood.force,
        negated=mood.negated,
        factuality=mood.factuality,
        recurs=_recurs(mention),
        rule=_rule(mention, mood.kind),
    )


def _rule(mention: EventMention, kind: ClaimKind) -> str:
    """The mention's rule, with what keeps it from being news: taken for granted, or a habit and not one occurrence."""
    if is_presupposed(mention):
        return f"{mention.rule}.presupposed"
    if kind is ClaimKind.OCCURRENCE and is_habitual(mention.carrier):
        return f"{mention.rule}.habitual"
    return mention.rule


def _is_bare(mention: EventMention) -> bool:
    """A noun that only names a kind of act ("attacks must stop") relays no occurrence."""
    if (
        mention.trigger.pos == "VERB"
        or _is_answered_for(mention)
        or event_types()[mention.event].family in ("truce", "diplomacy")
    ):
        return False
    participants = (mention.actor, mention.target, mention.means)
    return (
        not any(participants)
        and not mention.modifiers
        and mention.trigger.head != mention.trigger
        and mention.carrier == mention.trigger
    )


def _is_anaphor(mention: EventMention, number: int) -> bool:
    """ "such bombings", "these attacks": a name for what was told, not a new telling."""
    if mention.trigger.pos != "NOUN" or mention.actor is not None or mention.target is not None:
        return False
    if (
        number > 0
        and not _is_answered_for(mention)
        and is_definite(mention)
        and event_types()[mention.event].family == "violence"
        and mention.means is None
    ):
        return not children(mention.trigger, "nmod", "nummod")
    if _is_answered_for(mention):
        return False
    return any(child.lower in ANAPHORIC for child in children(mention.trigger, "det", "amod", "det:predet"))


def _is_answered_for(mention: EventMention) -> bool:
    """ "acknowledged the attack", "denied the shelling": a stance to what was told is a claim of its own."""
    verb = mention.trigger.head
    known = cue_verbs().get(verb.lemma.lower())
    if mention.trigger.dep not in ("obj", "nsubj:pass") or known is None or verb.pos != "VERB":
        return False
    return bool({"deny", "concede"} & set(known.classes))


def _rejection(setting: _Setting, mention: EventMention, code: str, message: str) -> Rejection:
    trigger = mention.span()
    return Rejection(
        code=code,
        message=message,
        where=setting.document.id,
        field=mention.event,
        quote=trigger.quote,
        start=trigger.start,
    )


def _holders(setting: _Setting, number: int, mention: EventMention) -> tuple[tuple[Holder, ...], str | None]:
    text = setting.document.text
    actor = None if mention.actor is None else phrase_span(mention.sentence, mention.actor)
    holders, cue = holder_chain(text, setting.attributions, mention.span(), actor)
    if is_taken_for_granted(mention, cue):
        return (), None
    holders, cue = _without_reporter(mention, holders, cue)
    spoken = performer(mention)
    if spoken is not None:
        relay = () if holders else relayed_by(setting.attributions, _next_in_paragraph(setting, number))
        return (*relay, *holders, spoken), "announce"
    charged = charger(mention)
    if charged is not None:
        anew = charged.cue is None or opens_anew(mention.carrier)
        outer = () if anew or charged.cue is None else holder_chain(text, setting.attributions, charged.cue)[0]
        return (*(one for one in outer if one.name != charged.name), charged), "accuse"
    told = None if holders else teller(mention)
    if told is not None:
        return (*holders, told), "say"
    if holders or number == 0:
        return holders, cue
    before = setting.sentences[number - 1]
    adjacent = _next_in_paragraph(setting, number - 1) is mention.sentence
    previous = [one for one in setting.attributions if before.start <= one.cue[0].start < before.end and one.source]
    if adjacent and any(goes_on(one, previous, one.sentence.text) for one in setting.mentions[number]):
        inner = max(previous, key=lambda one: one.cue[0].start)
        return holder_chain(text, setting.attributions, inner.content[0])
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


def _next_in_paragraph(setting: _Setting, number: int) -> Sentence | None:
    """The sentence after this one in the same paragraph; None where there is none or it was not read."""
    if number + 1 >= len(setting.sentences):
        return None
    here, following = setting.sentences[number], setting.sentences[number + 1]
    gap = setting.document.text[here.end : following.start]
    adjacent = following.index == here.index + 1 and not PARAGRAPH.search(gap) and "\n" not in here.text.rstrip()
    return following if adjacent else None


def _participant(setting: _Setting, number: int, mention: EventMention, head: Token | None) -> Participant | None:
    if head is None:
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


def _is_reported(setting: _Setting, pronoun: Span) -> bool:
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


def _antecedent(setting: _Setting, number: int, mention: EventMention, pronoun: Token) -> Span | None:
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


def _recurs(mention: EventMention) -> Span | None:
    found = RECURS.search(mention.sentence.text)
    if found is None:
        return None
    start = mention.sentence.start
    return Span(start=start + found.start(), end=start + found.end(), quote=found.group())


def _tally_count(mention: EventMention) -> Count | None:
    """The count where a mention sums over a window ("300 violations since Monday") or over the sides ("by each")."""
    window = WINDOW.search(mention.sentence.text)
    if window and (dead := summed_dead(mention)) is not None:
        return dead
    if not window and not EACH_SIDE.search(mention.sentence.text, mention.span().end - mention.sentence.start):
        return None
    counted = [child for child in children(mention.trigger, "nummod") if child.i < mention.trigger.i]
    part = mention.trigger.head  # "12 of the 19 violations"
    if part.pos == "NUM" and mention.trigger.dep == "nmod" and part.i < mention.trigger.i:
        counted.insert(0, part)
    times = [one for one in mention.carrier.subtree if one.lower == "times" and one.i > mention.carrier.i]
    counted += [number for word in times for number in children(word, "nummod")]
    for number in counted:
        value = parse_number([number.text])
        if value is not None and value >= MIN_TALLY:
            return Count(low=value, high=value, span=mention.sentence.span(number), of=mention.trigger.text)
    return None


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
