"""Remarks: what a text says about an act that it tells elsewhere: that it was the second, why it was done.

A remark is no occurrence of its own: it joins the act of its text that it speaks of. "The strike was deliberate" takes
up a strike and not the advance told in the sentence before.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.knowledge.ontology import kinship
from trucewatch.link.echoes import compatible
from trucewatch.link.facts import Facts
from trucewatch.link.reasons import explain
from trucewatch.records.claims import ClaimKind
from trucewatch.records.times import TimeBasis

Group = list[Facts]
ANY_ATTACK = "attack"


def is_covered_recurrence(one: Facts, others: Sequence[Facts]) -> bool:
    """Among claims of one document: whether one without a date of its own counts again what its own text tells."""
    if one.claim.recurs is None or (one.when is not None and one.told is TimeBasis.STATED):
        return False
    return any(
        other.claim.id != one.claim.id
        and other.claim.recurs is None
        and explain(one, other).ruled_out is None
        and compatible(one, other)
        for other in others
    )


def speaking_of(groups: Sequence[Group], remarks: Sequence[Facts]) -> list[Group]:
    """Add each remark (a recurrence, a purpose) to the incident of its text that it speaks of, if one is clear."""
    grown = [list(group) for group in groups]
    told: dict[str, list[tuple[int, Facts]]] = defaultdict(list)
    for number, group in enumerate(groups):
        for one in group:
            told[one.claim.document].append((number, one))
    for remark in remarks:
        home = _spoken_of(told.get(remark.claim.document, ()), remark)
        if home is not None:
            grown[home].append(remark)
    return grown


def _spoken_of(told: Sequence[tuple[int, Facts]], remark: Facts) -> int | None:
    """The number of the group with the nearest claim before the remark in its text by actors and an act that fit it.

    Of a purpose whose words name an act only acts of that kind are asked, and then the first that the text tells is
    as good as the nearest: "the strike" of a text about one strike is that one wherever it stands.
    """
    acts = acts_named(remark) if remark.claim.kind is ClaimKind.INTENT else frozenset()
    near = [
        (remark.claim.span.start - one.claim.span.start, number)
        for number, one in told
        if _same_people(one, remark) and (not acts or _is_of(one.claim.event, acts))
    ]
    before = min((pair for pair in near if pair[0] >= 0), default=None)
    if before is None and acts and len({number for _, number in near}) == 1:
        return near[0][1]
    return before[1] if before is not None else None


def acts_named(remark: Facts) -> frozenset[str]:
    """The types of event that the nouns of a remark can name: its participants' first, else its clause's."""
    claim = remark.claim
    words = [who.span.quote for who in (claim.target, claim.actor) if who is not None]
    found = _types_in(" ".join(words))
    return found or _types_in(claim.span.quote)


def _types_in(words: str) -> frozenset[str]:
    lexicon = _acts()
    named = (lexicon.get(word) or lexicon.get(word.removesuffix("s")) for word in re.findall(r"[a-z-]+", words.lower()))
    return frozenset(event for events in named if events for event in events)


def _is_of(event: str, types: frozenset[str]) -> bool:
    """Whether a noun can name an act: a raid is no advance, though both are attacks, and "the attack" may be either."""
    if event in types:
        return True
    finer = types - {ANY_ATTACK} or types
    return any(kinship(event, one) == "finer" for one in finer)


def _same_people(one: Facts, remark: Facts) -> bool:
    named = {name for name in remark.actors | remark.targets if not name.startswith("words:")}
    return not named or bool(named & (one.actors | one.targets))


@cache
def _acts() -> dict[str, frozenset[str]]:
    return {noun: frozenset(types) for noun, types in load_yaml("remarks.yaml")["acts"].items()}


@cache
def _purposes() -> tuple[frozenset[str], frozenset[str]]:
    words = load_yaml("remarks.yaml")["purposes"]
    return frozenset(words["meant"]), frozenset(words["unmeant"])


def meant(facts: Facts) -> bool | None:
    """Whether a claim about purpose says that the act was meant; None where its words do not tell."""
    on_purpose, by_mistake = _purposes()
    word = facts.claim.trigger.quote.casefold()
    if word not in on_purpose | by_mistake:
        return None
    return (word in on_purpose) != facts.claim.negated
