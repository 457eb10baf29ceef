"""Denials of what a text has told before, with no event of their own: "The army denied it", "called the report false".

Such a sentence says nothing by itself; with the claim that it answers it is that claim denied, on the denier's word.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache

from trucewatch.extract.attribution.cues import verbs as cue_verbs
from trucewatch.extract.factuality.degrees import effects
from trucewatch.extract.syntax.arguments import surface_subject
from trucewatch.extract.syntax.lemmas import lemma
from trucewatch.extract.syntax.negation import is_negated
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import case_of, children, phrase_span
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Doubt, Force, Holder, Participant

ANAPHORS = frozenset(("it", "this", "that", "them", "these", "so"))
WORD = re.compile(r"\w+")
REACH = 3  # sentences from a claim to its denial
ANSWERABLE = (ClaimKind.OCCURRENCE, ClaimKind.TRUCE)
CERTAIN = 3.0


@cache
def denial_words(kind: str) -> frozenset[str]:
    """One of the lists of `knowledge/denials.yaml`."""
    return frozenset(load_yaml("denials.yaml")[kind])


@cache
def _opens() -> re.Pattern[str]:
    stems = "|".join(sorted(re.escape(word.removesuffix("y").removesuffix("e")) for word in denial_words("denying")))
    false = "|".join(sorted(map(re.escape, denial_words("false"))))
    return re.compile(rf"\b(?:(?:{stems})\w{{0,4}}|{false})\b", re.IGNORECASE)


def may_deny(text: str) -> bool:
    """Whether a sentence has a word by which one could deny what the text told before."""
    return _opens().search(text) is not None


def denials(sentences: Sequence[Sentence], claims: Sequence[Claim]) -> Iterator[Claim]:
    """The claims that denials without an event of their own make of those before them.

    Args:
        sentences: the document's parsed sentences, in order.
        claims: those found so far, with `trigger` spans of the same document.
    """
    told = sorted(claims, key=lambda claim: claim.trigger.start)
    for sentence in sentences:
        if not may_deny(sentence.text) or _denies_itself(sentence, told):
            continue
        for verb in sentence.tree:
            denied = _denied(verb)
            speaker = surface_subject(verb) if denied is not None else None
            if denied is None or speaker is None or speaker.pos not in ("NOUN", "PROPN", "PRON"):
                continue
            answered = _answered(told, sentences, sentence, verb, denied)
            holder = _holder(sentence, verb, speaker, answered)
            if answered is not None and holder is not None:
                yield _denial(answered, sentence, verb, holder, denied.lemma.lower() in denial_words("own"))


def _denies_itself(sentence: Sentence, told: Sequence[Claim]) -> bool:
    """Whether a sentence holds a denial with an event of its own, found before."""
    own = (claim for claim in told if sentence.start <= claim.trigger.start < sentence.end)
    return any(claim.force is Force.DENIES for claim in own)


def _denied(verb: Token) -> Token | None:
    """What the verb denies, where that only points back: "it", "the accusation", "any involvement"."""
    lemma = verb.lemma.lower()
    if verb.pos != "VERB" or is_negated(verb):
        return None  # "has never denied it", "nobody denies this"
    noun = next(iter(children(verb, "obj", "nsubj:pass")), None)
    if noun is None or not (noun.lower in ANAPHORS or noun.lower in denial_words("reports") | denial_words("told")):
        return None
    if any(part.dep in ("acl", "acl:relcl", "ccomp") for part in noun.children):
        return None  # "the report that …" says itself what it is about
    if lemma in denial_words("denying"):
        return noun
    false = any(part.lower in denial_words("false") for part in verb.tree[noun.i + 1 :])
    return noun if lemma in denial_words("calling") and false else None


def _about(noun: Token) -> frozenset[str]:
    """The names in what a denied report is about: "rejected the complaint about Lugela"."""
    phrases = [one for one in children(noun, "nmod") if case_of(one) in ("about", "on", "over", "regarding", "of")]
    return frozenset(word.text for phrase in phrases for word in phrase.subtree if word.pos == "PROPN")


def _is_believed(claim: Claim) -> bool:
    """Whether a claim is what somebody believed at the time: "pilots believed they were attacking others"."""
    cue = claim.holder[-1].cue if claim.holder else None
    known = None if cue is None else cue_verbs().get(lemma(cue.quote.split()[-1], "VERB", "VBD"))
    return known is not None and "think" in known.classes and "say" not in known.classes


def _answered(
    told: Sequence[Claim], sentences: Sequence[Sentence], here: Sentence, verb: Token, denied: Token
) -> Claim | None:
    """The nearest claim before the denial, of an act that somebody may deny; one with the names it is about first."""
    names = _about(denied)
    at = here.start + verb.idx
    first = min((one.start for one in sentences if here.index - REACH <= one.index), default=here.start)
    near = [claim for claim in told if first <= claim.trigger.start < at]
    open_ = [c for c in near if c.kind in ANSWERABLE and not c.negated and c.force not in (Force.DENIES, Force.DEMANDS)]
    if open_ and _is_believed(open_[-1]):
        return None  # what is denied is the belief
    if denied.lower in ANAPHORS:  # "denied this": what was said last
        last = max((one.start for one in sentences if one.index == here.index - 1), default=here.start)
        open_ = [claim for claim in open_ if claim.trigger.start >= last]
    elif denied.lower in denial_words("charges"):  # an allegation is somebody's
        open_ = [claim for claim in open_ if claim.holder or claim.force is Force.ALLEGES]
        open_ = [claim for claim in open_ if claim.force is Force.ALLEGES] or open_
    named = [claim for claim in open_ if names and names & set(WORD.findall(claim.span.quote))]
    return (named or open_)[-1] if open_ else None


def _holder(sentence: Sentence, verb: Token, speaker: Token, answered: Claim | None) -> Holder | None:
    """Who denies; None where a pronoun leaves open who that is, or where it is who told it."""
    if answered is None:
        return None
    span = phrase_span(sentence, speaker)
    if speaker.pos == "PRON":
        actor = answered.actor
        if actor is None or speaker.lower not in ("it", "they"):
            return None
        span = actor.span
    name = " ".join(span.quote.split())
    if any(link.name == name for link in answered.holder):
        return None
    return Holder(name=name, span=span, cue=sentence.span(verb))


def _denial(answered: Claim, sentence: Sentence, verb: Token, holder: Holder, own: bool) -> Claim:
    """The answered claim as denied: its event, participants and modifiers, at the denier's words."""
    trigger = sentence.span(verb)
    apart = not sentence.start <= answered.trigger.start < sentence.end
    factuality = CERTAIN * effects("embedding")["deny"].factor
    actor = answered.actor
    if actor is None and own and holder.span is not None:
        actor = Participant(span=holder.span, name=holder.name)
    return Claim(
        id=content_id("claim", [answered.document, trigger.start, trigger.end, answered.event]),
        document=answered.document,
        kind=answered.kind,
        event=answered.event,
        span=sentence.whole(),
        trigger=trigger,
        actor=actor,
        target=answered.target,
        means=answered.means,
        modifiers=answered.modifiers,
        embedded=(sentence.whole(),) if apart else (),  # a day told there is that of the denial
        holder=(holder,),
        force=Force.DENIES,
        factuality=factuality,
        why_check=(Doubt.POINTS_BACK,) if apart else (),
        rule="denial.of_what_was_told",
    )
