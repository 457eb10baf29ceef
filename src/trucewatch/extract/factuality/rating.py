"""Factuality and force: how sure the text's author is of a predicate, and what a speaker does with it.

A rule system after Saurí & Pustejovsky's FactBank and TruthTeller (Lotan et al. 2013): a predicate is as certain as
its form lets it be, and every operator over it in the tree (`operators`) multiplies that.
"""

from __future__ import annotations

import math
from collections.abc import Sequence

from trucewatch.extract.attribution import cues
from trucewatch.extract.attribution.sources import case_of, child
from trucewatch.extract.factuality.background import doubt_shared, is_given
from trucewatch.extract.factuality.clause_scope import is_infinitive
from trucewatch.extract.factuality.degrees import Operator, effect_of, lexicon, words
from trucewatch.extract.factuality.operators import climb, operators
from trucewatch.extract.syntax.negation import negator
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import is_finite
from trucewatch.extract.syntax.tree import Token
from trucewatch.knowledge import load_yaml
from trucewatch.records.attributions import Predicate
from trucewatch.records.claims import Force
from trucewatch.records.spans import Span

# A speaker's stance that the cue alone decides, whatever stands inside its content.
STANCES = (Force.DENIES, Force.CONCEDES, Force.RETRACTS)
# What a trigger's own clause says, strongest first.
PRECEDENCE = (
    Force.CONDITIONAL, Force.ASKS, Force.DENIES, Force.THREATENS, Force.DEMANDS, Force.ALLEGES, Force.PREDICTS,
)  # fmt: skip


MAX_HOSTS = 4  # clauses above a predicate whose doubt may come down to it
HOSTED = 2.25  # below it a clause lends its doubt to what stands in it without being taken for granted
WILLED = (Force.ANNOUNCES, Force.THREATENS, Force.PREDICTS)  # "vowed to avenge the raid": there was one
WILL = {"want", "agree"}  # classes of cues that say what somebody wants, not what somebody tells


def rate_predicates(
    sentences: Sequence[Sentence], targets: Sequence[tuple[int, int]] | None = None
) -> tuple[Predicate, ...]:
    """Predicates with their factuality, in the order of `targets` or of the text.

    Args:
        sentences: the parsed sentences of one text.
        targets: `[(start, end), ...]` in code points of the text; None for every verb and event noun.

    Returns:
        One predicate for each target that lies in a sentence (one that lies in none is left out), or for each
        predicate found; spans are the targets' own.
    """
    if targets is None:
        return tuple(rate(sentence, token) for sentence in sentences for token in sentence.tree if is_predicate(token))
    found: list[Predicate] = []
    for start, end in targets:
        for sentence in sentences:
            tokens = sentence.tokens_in(start, end) if sentence.start <= start < sentence.end else []
            if tokens:
                rated = rate(sentence, _head(tokens))
                quote = sentence.text[start - sentence.start : end - sentence.start]
                if len(quote) == end - start:
                    found.append(rated.model_copy(update={"span": Span(start=start, end=end, quote=quote)}))
                else:
                    found.append(rated)
                break
    return tuple(found)


def rate(sentence: Sentence, token: Token) -> Predicate:
    """The factuality of the predicate at `token`, with the operators that made it as its rule."""
    value, rule = _value(token)
    start = sentence.start + token.idx
    span = Span(start=start, end=start + len(token.text), quote=token.text)  # no `Doc.text`, which is built each time
    return Predicate(span=span, factuality=max(-3.0, min(3.0, round(value, 2))), rule=rule)


def _value(token: Token, hosts: int = 0) -> tuple[float, str]:
    """How certain the predicate is, and by which operators.

    The operators' factors multiply to the share of its own certainty that the predicate keeps, or that its negation
    gets; the rest falls to what is merely open.
    """
    way = climb(token)
    found = way.operators
    base = _base(token) if found or token.tag != "VB" else float(lexicon()["base"]["bare"])
    share = max(-1.0, min(1.0, math.prod(operator.factor for operator in found)))
    open_ = float(lexicon()["open"])
    value = open_ + abs(share) * (math.copysign(base, share) - open_)
    names = [operator.name for operator in found]
    if hosts < MAX_HOSTS and doubt_shared(way.top):
        host, _ = _value(way.top.head, hosts + 1)
        shared = doubt_shared(way.top, negated=host < 0)
        if host < HOSTED:
            value, names = value + shared * (host - value), [*names, f"beside {way.top.head.lemma}"]
    return value, " < ".join(names) or "plain"


def force_of(sentence: Sentence, trigger: Token, cue_lemma: str | None = None) -> tuple[Force, bool]:
    """What the holder of a claim does with it, and whether the claim itself is negative.

    Args:
        sentence: the sentence that the trigger stands in.
        trigger: the word that names the event.
        cue_lemma: the innermost attribution's cue lemma; None where the text's author speaks.

    Returns:
        The force, and whether an odd number of negations stands over the trigger within its content.
    """
    cue = _cue_token(trigger, cue_lemma)
    found = operators(trigger, cue)
    cue_lemma = load_yaml("attribution.yaml")["noun_verbs"].get(cue_lemma, cue_lemma)
    negated = sum(operator.negates for operator in found) % 2 == 1
    return _force(trigger, cue, cue_lemma, found), negated


def is_predicate(token: Token) -> bool:
    """Whether the token is a verb, a predicative word or a noun that names an event."""
    if token.pos == "VERB":
        return True
    if token.pos == "AUX":
        return token.dep not in ("aux", "aux:pass", "cop")
    if token.pos in ("ADJ", "NOUN") and child(token, "cop") is not None:
        return True
    lemma = token.lemma.lower()
    if token.pos != "NOUN" or len(lemma) < 4:
        return False
    return lemma in lexicon()["event_nouns"] or lemma.endswith(tuple(lexicon()["event_endings"]))


def _head(tokens: list[Token]) -> Token:
    inside = {token.i for token in tokens}
    return next((token for token in tokens if token.head.i not in inside or token.head.i == token.i), tokens[0])


def _base(token: Token) -> float:
    base = lexicon()["base"]
    if token.pos in ("NOUN", "PROPN"):
        if token.dep == "compound":
            return float(base["compound"])
        kind = "given" if is_given(token) else "noun_for" if case_of(token) == "for" else "noun"
        return float(base[kind])
    if token.pos == "ADJ":
        return float(base["adjective"])
    auxiliaries = {part.tag for part in token.children if part.dep in ("aux", "aux:pass", "cop")}
    if token.tag == "VBD" or "VBD" in auxiliaries:
        return float(base["past"])
    if any(part.lemma == "have" for part in token.children if part.dep == "aux"):
        return float(base["perfect"])
    if token.tag in ("VBZ", "VBP") or auxiliaries & {"VBZ", "VBP"}:
        return float(base["present"])
    if token.tag == "VBG" and not auxiliaries:
        return float(base["gerund"])
    return float(base["infinitive"] if token.tag == "VB" else base["participle"])


def _cue_token(trigger: Token, cue_lemma: str | None) -> Token | None:
    """The cue above the trigger, beyond which nothing is the content's own; none where it only wants or plans."""
    entry = cues.verbs().get(cue_lemma) if cue_lemma is not None else None
    if cue_lemma is None or (entry is not None and set(entry.classes) <= WILL):
        return None
    below = trigger
    while below.head.i != below.i and below.head.lemma.lower() != cue_lemma:
        below = below.head
    if below.head.i == below.i:
        return None
    stance = entry.force if entry is not None else None
    effect = effect_of(below.head, infinitive=True) if stance is None and is_infinitive(below) else None
    # "Agreed to release them" tells of a deed to come, not of what was said.
    return None if effect is not None and effect.force is Force.PREDICTS else below.head


def _force(trigger: Token, cue: Token | None, cue_lemma: str | None, found: Sequence[Operator]) -> Force:
    entry = cues.verbs().get(cue_lemma) if cue_lemma is not None else None
    stance = entry.force if entry is not None else None
    forces = {operator.force for operator in found}
    if cue is not None and _is_retracted(cue):
        return Force.RETRACTS
    if cue is not None and _is_advised_against(trigger, cue):
        return Force.DEMANDS
    if stance in STANCES and cue is not None and negator(cue) is not None:
        stance = None  # "did not deny that"
    if Force.CONDITIONAL in forces:
        return Force.CONDITIONAL
    if stance in STANCES:
        return stance
    if cue_lemma in cues.words("alleging"):
        return Force.ALLEGES
    inner = next((force for force in PRECEDENCE if force in forces), None)
    to_come = cue is None and inner in (Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.ASKS)
    if not to_come and _is_performed(trigger, cue, cue_lemma):  # "will declare it over" does not do it yet
        return Force.ANNOUNCES
    if inner is not None:
        return inner
    if stance in WILLED and is_given(trigger) and not _reaches(trigger, cue_lemma, found):
        return Force.ASSERTS
    if stance is None or (stance is Force.DEMANDS and _finite(trigger, cue)):
        return Force.ASSERTS
    return stance


def _is_performed(trigger: Token, cue: Token | None, cue_lemma: str | None) -> bool:
    """ "Proclaimed the armistice over": saying it does it. "Declared that it had lapsed" only tells."""
    performatives = lexicon()["performatives"]
    if trigger.lemma.lower() in performatives and cue is None and trigger.pos == "VERB":
        return trigger.lemma.lower() != "order"
    above = cue if cue is not None else next((part for part in trigger.ancestors if part.pos == "VERB"), None)
    lemma = cue_lemma if cue_lemma is not None else (above.lemma.lower() if above is not None else "")
    if above is None or lemma not in performatives or lemma == "order":
        return False
    token = trigger
    while token.head.i != above.i and token.head.i != token.i:
        if token.dep in ("ccomp", "advcl", "acl:relcl", "acl", "nsubj"):
            return False
        token = token.head
    return token.dep in ("obj", "xcomp", "nsubj:pass") or (token.dep == "ccomp" and lemma == "announce")


def _reaches(trigger: Token, cue_lemma: str | None, found: Sequence[Operator]) -> bool:
    """Whether the cue has the trigger in its scope, and does not only stand over a clause that takes it for granted."""
    return climb(trigger).top.head.lemma.lower() == cue_lemma or any(one.name == cue_lemma for one in found)


def _is_retracted(cue: Token) -> bool:
    """ "Retracted its claim that": the noun that names the saying is what is taken back."""
    nominal = cue.pos == "NOUN" and cue.dep in ("obj", "nsubj:pass")
    return nominal and cue.head.lemma.lower() in words("retracting") and negator(cue.head) is None


def _is_advised_against(trigger: Token, cue: Token) -> bool:
    """ "Warned against declaring it dead", "argued against a strike": what the speaker wants not to be."""
    token = trigger
    while token.head.i not in (cue.i, token.i):
        token = token.head
    return case_of(token) == "against" and cue.lemma.lower() in lexicon()["against"]["words"]


def _finite(trigger: Token, cue: Token | None) -> bool:
    """Whether the trigger's clause under the cue is a finite "that" clause: "suggested that they had left"."""
    token = trigger
    if cue is None:
        return is_finite(trigger)  # "The army never bombed it, an officer insisted"
    while token.head.i != cue.i and token.head.i != token.i:
        token = token.head
    auxiliaries = {part.tag for part in token.children if part.dep in ("aux", "aux:pass", "cop")}
    tensed = bool(auxiliaries & {"VBD", "VBZ", "VBP"}) or token.tag in ("VBD", "VBZ")  # a bare "leave" may be asked for
    return token.dep == "ccomp" and tensed
