"""The toll of an event over the sentences that go on about it."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.extract.harm import find_harm
from trucewatch.extract.lexicon import event_types, word_list
from trucewatch.extract.mentions import EventMention
from trucewatch.extract.parse import Sentence
from trucewatch.extract.ranking import Ranked
from trucewatch.extract.tree import children
from trucewatch.records.claims import Claim, ClaimKind, Harm
from trucewatch.records.spans import Span

# Events that follow from another and do not end its telling.
AFTERMATH = frozenset(
    (
        "withdrawal",
        "detention",
        "weapons_seized",
        "regroup",
        "movement",
        "displacement",
        "evacuation",
        "release",
        "abduction",
    )
)
HARMFUL = frozenset(("violence", "obstruction", "protection"))
HARMFUL_TOO = frozenset(("protest_dispersed", "weapons_seized"))
ANAPHORIC = frozenset(("such", "this", "that", "these", "those"))
SENTENCES_ON = 3  # how many sentences after its own may tell an event's toll


def toll_of(
    sentences: Sequence[Sentence], mentions: Sequence[Sequence[EventMention]], number: int, mention: EventMention
) -> Harm | None:
    """The harm of a mention in sentence `number`, with what the next sentences tell of it."""
    if event_types()[mention.event].family not in HARMFUL and mention.event not in HARMFUL_TOO:
        return None
    neighbours = []
    violent = [one for one in mentions[number] if event_types()[one.event].family == "violence"]
    if not violent or violent[0] is mention:
        for further in range(number + 1, min(number + 1 + SENTENCES_ON, len(sentences))):
            if any(not _tells_harm(one) for one in mentions[further]):
                break
            neighbours.append(sentences[further])
    return find_harm(mention.sentence, mention.trigger, neighbours)


def _tells_harm(mention: EventMention) -> bool:
    """Whether a mention in a later sentence leaves the first event the subject: its toll, its aftermath, its name."""
    kind = event_types()[mention.event]
    answer = {mention.trigger.lower_, mention.carrier.lower_, mention.trigger.head.lower_}
    if answer & word_list("answering_verbs"):
        return True
    if mention.event == "killing" or mention.event in AFTERMATH or kind.kind != ClaimKind.OCCURRENCE:
        return True
    return is_definite(mention)


def is_definite(mention: EventMention) -> bool:
    """Whether the trigger is a noun that the text treats as known: "the clash", "these attacks"."""
    known = (*ANAPHORIC, "the")
    return mention.trigger.pos_ == "NOUN" and any(child.lower_ in known for child in children(mention.trigger, "det"))


def without_echoes(claims: Sequence[Ranked]) -> list[Ranked]:
    """Leave out a killing that only tells the harm which an event before it has taken up."""
    kept: list[Ranked] = []
    for ranked in claims:
        others = [one for one in claims if one is not ranked]
        if ranked.claim.event != "killing" or not any(_is_echo(ranked, one) for one in others):
            kept.append(ranked)
    return kept


def _is_echo(later: Ranked, earlier: Ranked) -> bool:
    counts = _counts(later.claim)
    here, there = earlier.mention.sentence.index, later.mention.sentence.index
    if not counts or not counts <= _counts(earlier.claim):
        return False
    if here == there:  # a killing beside the act that did it is one occurrence
        return earlier.claim.event != "killing" and event_types()[earlier.claim.event].family == "violence"
    return here < there and later.claim.holder == earlier.claim.holder


def _counts(claim: Claim) -> set[Span]:
    harm = claim.harm
    return set() if harm is None else {count.span for count in (harm.killed, harm.injured) if count is not None}
