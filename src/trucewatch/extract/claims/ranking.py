"""The order of a document's claims: what the text is mainly about comes first.

A news text tells its main event first, in a main clause, as something that happened (the inverted pyramid);
background stands in subordinate clauses, after "following" and "in response to", in other people's mouths, and in
later sentences. Each of these weighs; the weights were set on short incident reports.
"""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.extract.events.lexicon import verbs_of
from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.phrases import children, governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Claim, ClaimKind

BACKGROUND = frozenset(
    ["after", "following", "before", "since", "when", "while", "despite", "amid", "because", "as", "during", "until"]
)
BACKGROUND_NOUNS = frozenset(
    ["response", "retaliation", "revenge", "reprisal", "protest", "answer", "reaction", "aftermath", "result", "wake"]
)
ANSWERING = frozenset(["responded", "responding", "repelled", "repulsed", "thwarted", "foiled", "retaliated"])
WEIGHT_SENTENCE = 4.0
LATE = 6  # sentences beyond this are alike: none is the lead
KIND_WEIGHT = {
    ClaimKind.OCCURRENCE: 4.0,
    ClaimKind.TRUCE: 3.0,
    ClaimKind.COMMITMENT: 2.0,
    ClaimKind.INTENT: 0.0,
    ClaimKind.SPEECH: 0.5,
    ClaimKind.PROSPECT: -2.0,
}
BROAD = frozenset(
    ("attack", "killing", "explosion", "armed_clash", "weapons_seized", "detention", "small_arms_fire", "restriction")
)
ESCALATED = ("riot", "protest_dispersed")
SEVERE = frozenset(
    (
        "air_strike",
        "drone_strike",
        "shelling",
        "missile_strike",
        "suicide_bombing",
        "chemical_attack",
        "sexual_violence",
        "aircraft_downed",
        "premature_explosion",
    )
)


@dataclass(frozen=True)
class Ranked:
    """A claim with the mention it came from and its weight."""

    claim: Claim
    mention: EventMention
    weight: float


def weigh(claim: Claim, mention: EventMention) -> float:
    """How much a claim looks like what the text is mainly about; higher is more."""
    weight = KIND_WEIGHT[claim.kind] - WEIGHT_SENTENCE * min(mention.sentence.index, LATE)
    weight -= 1.2 * _embedding(mention.trigger) + 1.5 * _is_aside(mention.trigger)
    if is_background(mention.trigger):
        weight -= 3.0
    weight += 0.8 * (claim.actor is not None) + 1.0 * (claim.target is not None) + 0.8 * (claim.harm is not None)
    weight += 0.5 * (claim.harm is not None and claim.harm.killed is not None)
    weight += 1.5 * (claim.event in SEVERE) - 0.5 * (claim.event in BROAD)
    if claim.rule.endswith((".presupposed", ".habitual")):
        weight -= 4.0
    if claim.negated or claim.factuality < 0:
        weight -= 2.0
    return weight - 0.01 * mention.trigger.i


def order(claims: list[Ranked]) -> tuple[Claim, ...]:
    """The main claim first, the rest as they stand in the text."""
    if not claims:
        return ()
    best = max(claims, key=lambda ranked: ranked.weight)
    if best.claim.event == "protest":
        # A protest that turns violent or is put down is told in that order, and is that kind of event.
        best = next((one for one in claims if one.claim.event in ESCALATED and one.claim.kind == best.claim.kind), best)
    if best.claim.kind is ClaimKind.SPEECH:
        # What people demand at a protest is told of the protest.
        best = next((one for one in claims if _is_occasion(one, best)), best)
    rest = sorted((ranked for ranked in claims if ranked is not best), key=lambda ranked: ranked.claim.trigger.start)
    return (best.claim, *(ranked.claim for ranked in rest))


def _is_occasion(protest: Ranked, spoken: Ranked) -> bool:
    here = protest.mention.sentence.index == spoken.mention.sentence.index
    return here and protest.claim.event == "protest" and protest.claim.kind is ClaimKind.OCCURRENCE


def _embedding(trigger: Token) -> int:
    """How many clauses stand above the trigger; a carrying verb and coordination do not count."""
    depth = 0
    current = trigger
    for above in governors(trigger):
        if _is_toll(above):
            break  # "two were killed when the bomb went off": the deed is the news, wherever it hangs
        if current.dep in ("acl", "acl:relcl", "advcl", "ccomp", "csubj", "parataxis"):
            depth += 1
        elif current.dep in ("nmod", "obl", "xcomp"):
            depth += 1 if current.dep != "xcomp" else 0
        current = above
    return min(depth, 3)


def _is_toll(word: Token) -> bool:
    """A passive of harm or damage, which tells what an act under it did."""
    told = word.lower in harm_words("killed", "injured") or word.lower in verbs_of("damaging")
    return told and bool(children(word, "aux:pass", "nsubj:pass", "cop"))


def _is_aside(trigger: Token) -> bool:
    """Whether an act is told of somebody in passing, in a relative clause: "families who say that X was taken"."""
    chain = (trigger, *governors(trigger))
    return any(above.dep == "acl:relcl" and above.head.dep in ("nsubj", "nsubj:pass") for above in chain)


def is_background(trigger: Token) -> bool:
    """Whether the words above the trigger set it as what went before or why: "after clashes", "in response to"."""
    current = trigger
    for above in (trigger, *governors(trigger)):
        for child in above.children:
            opens = child.dep in ("case", "mark", "advmod") and child.i < above.i and child.lower in BACKGROUND
            if opens and above.dep in ("obl", "advcl", "nmod", "acl") and not _is_toll(above.head):
                return True
        if above.lower in ANSWERING and current == trigger and trigger.dep in ("obl", "obj"):
            return True
        if above != trigger and above.lower in BACKGROUND_NOUNS and current.dep in ("nmod", "acl"):
            return True
        current = above
    return False
