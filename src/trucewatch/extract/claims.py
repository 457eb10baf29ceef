"""Document → claims: one proposition for each event mention, with its words, its holders and its force."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from trucewatch.errors import AnchorError
from trucewatch.extract.counts import parse_number
from trucewatch.extract.events import EventMention, find_events
from trucewatch.extract.factuality import force_of, rate
from trucewatch.extract.frames import children, clause_head, is_finite, phrase_span
from trucewatch.extract.harm import find_harm
from trucewatch.extract.holders import goes_on, holder_chain, is_taken_for_granted, performer, relayed_by, teller
from trucewatch.extract.lexicon import event_types
from trucewatch.extract.parse import Sentence
from trucewatch.extract.ranking import Ranked, order, weigh
from trucewatch.knowledge import load_yaml
from trucewatch.records.attributions import Attribution
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Count, Force, Harm, Holder, Participant, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.spans import Span

PROSPECTIVE = frozenset((Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.CONDITIONAL, Force.ASKS))
RECURS = re.compile(
    r"\b(?:the |a )?(?:second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|latest|another)"
    r" (?:time|such|attack|strike|incident|breach|violation)\b(?: in (?:[\w-]+ ){0,4}(?:years?|months?|weeks?|days?|hours?)| since \w+(?: \d+)?| this \w+)?",
    re.IGNORECASE,
)
WINDOW = re.compile(
    r"\b(?:since|over the (?:past|last)|in the (?:past|last)|in (?:the )?(?:past |last )?\d+ (?:hours|days)|during the (?:past|last)"
    r"|within|so far|per day|daily|a day|every day|in (?:the )?last|between \w+ and)\b",
    re.IGNORECASE,
)
PERSONAL = frozenset("he she it they him her them who we".split())
AFTERMATH = frozenset(("withdrawal", "detention", "weapons_seized", "regroup", "movement", "displacement", "evacuation", "release"))
HARMFUL = frozenset(("violence", "obstruction", "military", "protection"))
ANAPHORIC = frozenset(("such", "this", "that", "these", "those"))
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
    setting = _Setting(document, tuple(attributions), tuple(find_events(one) for one in read), read)
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
            if isinstance(made, Claim):
                claims.append(Ranked(made, mention, weigh(made, mention)))
            elif isinstance(made, Tally):
                tallies.append(made)
            else:
                rejections.append(made)
    return Extraction(order(_once(_without_echoes(claims))), tuple(tallies), tuple(rejections))


def _make(setting: _Setting, number: int, mention: EventMention) -> Claim | Tally | Rejection:
    text = setting.document.text
    trigger = mention.span()
    Span.on(text, trigger.start, trigger.end, trigger.quote)
    if _is_anaphor(mention, number):
        return _rejection(setting, mention, "claim.anaphor", "points back to an event that the text has told before")
    if _is_bare(mention):
        return _rejection(setting, mention, "claim.bare", "names a kind of act, but nothing of who, whom, where, when or how many")
    holders, cue = _holders(setting, number, mention)
    force, negated = force_of(mention.sentence, mention.carrier, cue)
    if performer(mention) is not None:
        force = Force.ANNOUNCES
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
            holder=holders,
            force=force,
            rule=mention.rule,
        )
    rated = rate(mention.sentence, mention.carrier).factuality
    return Claim(
        id=content_id("claim", parts),
        document=setting.document.id,
        kind=_kind(mention, force, rated),
        event=mention.event,
        span=_clause(mention),
        trigger=trigger,
        actor=actor,
        target=target,
        means=_participant(setting, number, mention, mention.means),
        modifiers=mention.modifiers,
        harm=_harm(setting, number, mention),
        holder=holders,
        force=force,
        negated=negated,
        factuality=rated,
        recurs=_recurs(mention),
        rule=mention.rule,
    )


def _kind(mention: EventMention, force: Force, factuality: float) -> ClaimKind:
    kind = ClaimKind(event_types()[mention.event].kind)
    if kind is ClaimKind.OCCURRENCE and (force in PROSPECTIVE or _is_purpose(mention.carrier)):
        return ClaimKind.PROSPECT
    return kind


def _is_purpose(verb: Token) -> bool:
    """"to regroup", "in order to attack", "aimed to launch": an aim, not a deed."""
    marked = any(child.dep_ == "mark" and child.lower_ == "to" for child in verb.children)
    if verb.dep_ == "conj" and not is_finite(verb) and verb.head.pos_ == "VERB":
        return _is_purpose(verb.head)
    done = ("managed", "began", "continued", "started", "continue", *load_yaml("triggers.yaml")["exploiting"])
    return marked and verb.dep_ in ("advcl", "xcomp", "acl", "ccomp") and not any(word.lower_ in done for word in (verb.head, verb.head.head))


def _is_bare(mention: EventMention) -> bool:
    """A noun that only names a kind of act ("attacks must stop") relays no occurrence."""
    if mention.trigger.pos_ == "VERB" or event_types()[mention.event].family in ("truce", "diplomacy"):
        return False
    participants = (mention.actor, mention.target, mention.means)
    return not any(participants) and not mention.modifiers and mention.trigger.head is not mention.trigger and mention.carrier is mention.trigger


def _is_anaphor(mention: EventMention, number: int) -> bool:
    """"such bombings", "these attacks": a name for what was told, not a new telling."""
    if mention.trigger.pos_ != "NOUN" or mention.actor is not None or mention.target is not None:
        return False
    if number > 0 and _is_definite(mention) and event_types()[mention.event].family == "violence" and mention.means is None:
        return not children(mention.trigger, "nmod", "nummod")
    return any(child.lower_ in ANAPHORIC for child in children(mention.trigger, "det", "amod", "det:predet"))


def _rejection(setting: _Setting, mention: EventMention, code: str, message: str) -> Rejection:
    trigger = mention.span()
    return Rejection(code=code, message=message, where=setting.document.id, field=mention.event, quote=trigger.quote)


def _holders(setting: _Setting, number: int, mention: EventMention) -> tuple[tuple[Holder, ...], str | None]:
    text = setting.document.text
    actor = None if mention.actor is None else phrase_span(mention.sentence, mention.actor)
    holders, cue = holder_chain(text, setting.attributions, mention.span(), actor)
    if is_taken_for_granted(mention, cue):
        return (), None
    spoken = performer(mention)
    if spoken is not None:
        relay = () if holders else relayed_by(setting.attributions, _next_in_paragraph(setting, number))
        return (*relay, *holders, spoken), "announce"
    told = None if holders else teller(mention)
    if told is not None:
        return (*holders, told), "say"
    if holders or number == 0:
        return holders, cue
    before = setting.sentences[number - 1]
    adjacent = _next_in_paragraph(setting, number - 1) is mention.sentence
    previous = [one for one in setting.attributions if before.start <= one.cue[0].start < before.end and one.source]
    if adjacent and any(goes_on(one, previous, one.sentence.doc.text) for one in setting.mentions[number]):
        inner = max(previous, key=lambda one: one.cue[0].start)
        return holder_chain(text, setting.attributions, inner.content[0])
    return holders, cue


def _next_in_paragraph(setting: _Setting, number: int) -> Sentence | None:
    """The sentence after this one in the same paragraph; None where there is none or it was not read."""
    if number + 1 >= len(setting.sentences):
        return None
    here, following = setting.sentences[number], setting.sentences[number + 1]
    gap = setting.document.text[here.end : following.start]
    adjacent = following.index == here.index + 1 and not PARAGRAPH.search(gap) and "\n" not in here.doc.text.rstrip()
    return following if adjacent else None


def _participant(setting: _Setting, number: int, mention: EventMention, head: Token | None) -> Participant | None:
    if head is None:
        return None
    span = phrase_span(mention.sentence, head)
    if head.lower_ not in PERSONAL:
        return Participant(span=span, name=" ".join(span.quote.split()))
    found = _antecedent(setting, number, mention)
    return None if found is None else Participant(span=found, name=" ".join(found.quote.split()), via=span)


def _antecedent(setting: _Setting, number: int, mention: EventMention) -> Span | None:
    """Who a pronoun stands for: the last named actor before it, here or in the sentence before."""
    for back in (number, number - 1):
        if back < 0:
            continue
        for other in reversed(setting.mentions[back]):
            before = back < number or other.trigger.i < mention.trigger.i
            if before and other.actor is not None and other.actor.lower_ not in PERSONAL:
                return phrase_span(other.sentence, other.actor)
    return None


def _clause(mention: EventMention) -> Span:
    """The smallest finite clause around the trigger, with the participants; the sentence where that is most of it."""
    head = clause_head(mention.carrier)
    low, high = head.left_edge.i, head.right_edge.i
    for token in (mention.actor, mention.target, mention.trigger):
        if token is not None:
            low, high = min(low, token.left_edge.i), max(high, token.right_edge.i)
    doc = mention.sentence.doc
    while high > low and doc[high].is_space:
        high -= 1
    return mention.sentence.span(doc[low], doc[high])


def _recurs(mention: EventMention) -> Span | None:
    found = RECURS.search(mention.sentence.doc.text)
    if found is None:
        return None
    start = mention.sentence.start
    return Span(start=start + found.start(), end=start + found.end(), quote=found.group())


def _tally_count(mention: EventMention) -> Count | None:
    """The count where a mention sums over a window: "300 violations since Monday"."""
    if not WINDOW.search(mention.sentence.doc.text):
        return None
    counted = [child for child in children(mention.trigger, "nummod") if child.i < mention.trigger.i]
    times = [child for child in mention.carrier.children if child.lower_ == "times"]
    counted += [number for word in times for number in children(word, "nummod")]
    for number in counted:
        value = parse_number([number.text])
        if value is not None and value >= MIN_TALLY:
            return Count(low=value, high=value, span=mention.sentence.span(number), of=mention.trigger.text)
    return None


def _harm(setting: _Setting, number: int, mention: EventMention) -> Harm | None:
    if event_types()[mention.event].family not in HARMFUL and mention.event != "protest_dispersed":
        return None
    neighbours = []
    violent = [one for one in setting.mentions[number] if event_types()[one.event].family == "violence"]
    if not violent or violent[0] is mention:
        for further in range(number + 1, min(number + 3, len(setting.sentences))):
            if any(not _tells_harm(one) for one in setting.mentions[further]):
                break
            neighbours.append(setting.sentences[further])
    return find_harm(mention.sentence, mention.trigger, neighbours)


def _tells_harm(mention: EventMention) -> bool:
    """Whether a mention in a later sentence leaves the first event the subject: its toll, its aftermath, its name."""
    kind = event_types()[mention.event]
    if mention.event == "killing" or mention.event in AFTERMATH or kind.kind != ClaimKind.OCCURRENCE:
        return True
    return _is_definite(mention)


def _is_definite(mention: EventMention) -> bool:
    return mention.trigger.pos_ == "NOUN" and any(child.lower_ in (*ANAPHORIC, "the") for child in children(mention.trigger, "det"))


def _without_echoes(claims: list[Ranked]) -> list[Ranked]:
    """Leave out a killing that only tells the harm which an event before it has taken up."""
    kept: list[Ranked] = []
    for ranked in claims:
        harm = ranked.claim.harm
        counts = {count.span for count in (harm.killed, harm.injured) if count is not None} if harm is not None else set()
        echo = ranked.claim.event == "killing" and bool(counts) and any(
            counts <= {c.span for c in (one.claim.harm.killed, one.claim.harm.injured) if c is not None}
            and one.claim.holder == ranked.claim.holder
            and one.mention.sentence.index < ranked.mention.sentence.index
            for one in kept
            if one.claim.harm is not None
        )
        if not echo:
            kept.append(ranked)
    return kept


def _once(claims: list[Ranked]) -> list[Ranked]:
    """One claim where a text tells one occurrence twice: same event, same words for both sides, same holder."""
    kept: dict[tuple[object, ...], Ranked] = {}
    for ranked in claims:
        claim = ranked.claim
        sides = tuple(one.name.lower() if one is not None else None for one in (claim.actor, claim.target))
        digits = frozenset(re.findall(r"\d+", " ".join(span.quote for span in claim.modifiers)))
        unique = claim.id if None in sides else ""
        key = (claim.event, claim.kind, sides, tuple(one.name.lower() for one in claim.holder), digits, claim.negated, unique)
        held = kept.get(key)
        if held is None:
            kept[key] = ranked
        elif held.claim.harm is None and claim.harm is not None:
            kept[key] = replace(held, claim=held.claim.model_copy(update={"harm": claim.harm}))
    return list(kept.values())
