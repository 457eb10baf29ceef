"""Wording: what the words around a claim make of it: a reading, a blame, something taken for granted, a judgement.

Rules over the text of the claim's own sentence, with their words in `knowledge/standing.yaml`.
"""

from __future__ import annotations

import re
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.claims import Claim, Force, Holder

_SENTENCE_START = re.compile(r"(?:[.!?…][\"”’')\]]*\s+|\n\s*)(?=\S)")
_AUXILIARIES = r"(?:(?:had|has|have|was|were|is|are|be|been|being|also|first|already|then|now|not|never|\w+ly)\s+)*"
_SUBJECTLESS = re.compile(rf"\b(?:that|which|who)\s+{_AUXILIARIES}$", re.IGNORECASE)
_INVERTED = re.compile(r"[\W_]*(?:should|were|had)\s+[^.?!]*?,", re.IGNORECASE)
_PREPOSITIONS = r"(?:in|on|at|since|for|from|by|after|with|until|during)"
"""Behind one of these, between a relative pronoun and a verb, the verb may be the main clause's again."""
_NEXT_CLAUSE = re.compile(
    r"[;:.!?]\s|\b(?:and|but)\s+(?:(?:it|he|she|they|that)\s+)*"
    r"(?:will|would|shall|may|might|could|must|has|have|had|said|says|warned|threatened|vowed)\b",
    re.IGNORECASE,
)
"""Where a clause ends that has not had its condition yet."""
NEAR = 15
"""Characters around a trigger in which a word of judgement belongs to it."""


@cache
def phrases(which: str) -> re.Pattern[str]:
    """A list of `knowledge/standing.yaml` as one pattern of whole words."""
    words = sorted(load_yaml("standing.yaml")[which], key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


@cache
def whole(which: str) -> re.Pattern[str]:
    """The same list, as words of their own wherever they stand."""
    return re.compile(r"\b" + phrases(which).pattern, re.IGNORECASE)


@cache
def _kinds(which: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    found = []
    for kind, lists in load_yaml("standing.yaml")["exception_kinds"].items():
        words = sorted(lists[which], key=len, reverse=True)
        found.append((kind, re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)))
    return tuple(found)


def kinds_in(which: str, text: str) -> frozenset[str]:
    """The kinds of exception that words speak of: `exceptions` as a term names them, `reasons` as a speaker gives."""
    return frozenset(kind for kind, words in _kinds(which) if words.search(text))


def is_reading(claim: Claim, text: str) -> bool:
    """Whether the author reads the act into other words: the sentence or clause opens so, or the verb is hedged so."""
    start = sentence_start(claim, text)
    opening = re.compile(r"[\W_]*" + phrases("reading_opens").pattern, re.IGNORECASE)
    if opening.match(text, start) or opening.match(claim.span.quote):
        return True
    return whole("reading_within").search(text[start : claim.trigger.end]) is not None


def is_blame(claim: Claim, text: str) -> bool:
    """Whether the words before the act lay it at somebody's door ("holds them responsible for ending the truce")."""
    return whole("blaming").search(text, sentence_start(claim, text), claim.trigger.start) is not None


def ends_by_negation(claim: Claim) -> bool:
    """Whether the end is told by a negation itself: "no longer bound by the truce", "not valid any more"."""
    return claim.event == "truce_declared_ended" and whole("ended_by_no").fullmatch(claim.trigger.quote) is not None


def is_thought(link: Holder) -> bool:
    """Whether a link of a chain holds what follows in its mind, and is not said to have spoken: "considers"."""
    return link.cue is not None and whole("thinking").search(link.cue.quote) is not None


def is_given_up(claim: Claim) -> bool:
    """Whether the words give up what held before: "no longer", "not any more", "no longer considers itself …"."""
    return whole("no_more").search(claim.span.quote) is not None or any(
        whole("no_more").search(cue) for cue in _cues(claim)
    )


def is_accused(claim: Claim) -> bool:
    """Whether it is told as what somebody lays at another's door: "accused them of violating the truce"."""
    if claim.force is Force.ALLEGES and claim.holder:
        return True
    return any(whole("blaming").search(cue) for cue in _cues(claim))


def is_agreed_to(claim: Claim) -> bool:
    """Whether it is told as what was agreed: "agreed on Friday to extend it"."""
    before = claim.span.quote[: max(claim.trigger.start - claim.span.start, 0)]
    return re.search(rf"\b{phrases('agreeing').pattern}\s+(?:\w+\s+){{0,4}}to\s+$", before, re.IGNORECASE) is not None


def is_hedged(claim: Claim) -> bool:
    """Whether whoever is said to hold it only may: "may consider itself no longer bound"."""
    return any(whole("modals").search(cue) for cue in _cues(claim))


def _cues(claim: Claim) -> tuple[str, ...]:
    """The words by which the chain's links are told to hold or say it."""
    return tuple(link.cue.quote for link in claim.holder if link.cue is not None)


def is_conditioned(claim: Claim) -> bool:
    """Whether what is foretold is tied to something: "will no longer observe it unless …", "if …, it will not".

    "Should they attack again, it will not" is one too. A condition in a clause of its own behind "and it will …" is on
    that clause; "even if" and "as if" set none.
    """
    quote, at = claim.span.quote, claim.trigger.start - claim.span.start
    before, after = quote[: max(at, 0)], quote[max(at, 0) :]
    condition = phrases("conditions").pattern
    if whole("foretelling").search(quote) is None:
        return False
    if _INVERTED.match(before):
        return True
    if re.search(rf"(?:^[\W_]*|\bthat,?\s+|,\s+){condition}", before, re.IGNORECASE):
        return True
    found = re.search(rf"(?<!\beven )(?<!\bas )\b{condition}(?!\s+(?:any|at all)\b)", after, re.IGNORECASE)
    return found is not None and _NEXT_CLAUSE.search(after, 0, found.start()) is None


def is_lifted(claim: Claim, text: str) -> bool:
    """Whether a suspension is taken back: "lifted its suspension of the truce", "ended the freeze"."""
    before = text[sentence_start(claim, text) : claim.trigger.start]
    return re.search(rf"\b{phrases('lifting').pattern}\s+(?:[\w’'-]+\s+){{0,3}}$", before, re.IGNORECASE) is not None


def is_own_subject(claim: Claim) -> bool:
    """Whether who does it, before the trigger, is the speaker by a pronoun: "we", "our forces"; of others, "they"."""
    before = claim.span.quote[: max(claim.trigger.start - claim.span.start, 0)]
    own = r"we|our\s+(?:[\w’'-]+\s+){0,2}?[\w’'-]+"
    own = rf"{own}|they|it|its\s+forces|their\s+forces" if claim.holder else own
    return (
        re.search(rf"(?:^|[,:“\"]\s*|\b(?:that|and)\s+)\W*(?:{own})\s+{_AUXILIARIES}$", before, re.IGNORECASE)
        is not None
    )


def is_only_wished(claim: Claim) -> bool:
    """Whether a modal verb stands right before the act: "should declare the truce dead" declares nothing."""
    before = claim.span.quote[: max(claim.trigger.start - claim.span.start, 0)]
    modals = rf"(?:{phrases('modals').pattern}|(?:has|have|ought|needs?)\s+to\b)"
    return re.search(rf"\b{modals}\s+(?:(?!(?:and|but|or)\b)[\w’'-]+\s+){{0,2}}$", before, re.IGNORECASE) is not None


def is_called_over(claim: Claim) -> bool:
    """Whether "in effect" is but "as good as", by the word behind it: "the truce is in effect over"."""
    behind = claim.span.quote[max(claim.trigger.end - claim.span.start, 0) :]
    return re.match(rf"\s+(?:\w+ly\s+)?{phrases('called_over').pattern}", behind, re.IGNORECASE) is not None


def is_appraised(claim: Claim, text: str) -> bool:
    """Whether the words beside the trigger judge the truce: "the truce is clinically dead"."""
    first, last = max(claim.span.start, claim.trigger.start - NEAR), min(claim.span.end, claim.trigger.end + NEAR)
    return whole("appraising").search(text, first, last) is not None


def is_taken_for_granted(claim: Claim, text: str) -> bool:
    """Whether the claim's words only point at the truce: "since the truce began", "groups that had joined the truce".

    Such a clause is subordinate by its opening word, is relative and has no subject of its own, or hangs on a noun
    for the truce ("the truce that they announced", "the ceasefire brokered by …").
    """
    opening = re.compile(r"[\W_]*" + phrases("presupposing").pattern, re.IGNORECASE)
    if opening.match(claim.span.quote):
        return True
    before = text[sentence_start(claim, text) : claim.trigger.start]
    nouns = phrases("truce_nouns").pattern
    subordinate = rf"\b{phrases('presupposing').pattern}\s+(?:\w+\s+){{0,3}}{nouns}\s+{_AUXILIARIES}$"
    relative = rf"\b{nouns}\s+(?:that|which)\s+(?:(?!{_PREPOSITIONS}\b)[\w’'-]+\s+){{0,6}}$"
    reduced = rf"\b{nouns}\s+$"
    if _SUBJECTLESS.search(before) or re.search(f"{subordinate}|{relative}", before, re.IGNORECASE):
        return True
    follows = re.match(r"\s+by\b", text[claim.trigger.end :])
    return follows is not None and re.search(reduced, before, re.IGNORECASE) is not None


def is_what_a_deadline_is_for(claim: Claim) -> bool:
    """Whether an act is named only as what a time was set for: "the two weeks for the withdrawal"."""
    before = claim.span.quote[: max(claim.trigger.start - claim.span.start, 0)]
    return (
        re.search(rf"\b{phrases('time_limits').pattern}\s+(?:\w+\s+)?(?:for|of)\s+(?:\w+\s+){{0,4}}$", before, re.I)
        is not None
    )


def has_run_out(claim: Claim) -> bool:
    """Whether the words say that a time ran out, or that what was to go is still there."""
    return whole("run_out").search(claim.span.quote) is not None


def next_sentence_end(claim: Claim, text: str) -> int:
    """Where the sentence behind the claim's own ends, as an offset into `text`."""
    starts = [found.end() for found in _SENTENCE_START.finditer(text, claim.trigger.end)]
    return starts[1] if len(starts) > 1 else len(text)


def sentence_start(claim: Claim, text: str) -> int:
    """Where the claim's own sentence begins, as an offset into `text`."""
    begins = [found.end() for found in _SENTENCE_START.finditer(text, 0, claim.trigger.start)]
    return begins[-1] if begins else 0


def is_one_of_many(speaker: Holder) -> bool:
    """Whether the words for a speaker name one of a side's many: "a local commander of the movement"."""
    return speaker.span is not None and _one_of_many().match(speaker.span.quote) is not None


@cache
def _one_of_many() -> re.Pattern[str]:
    lists = load_yaml("standing.yaml")
    few, ranks = ("|".join(map(re.escape, lists[which])) for which in ("of_many", "rank_and_file"))
    return re.compile(rf"(?:{few})\s+(?:[\w'’-]+\s+){{0,3}}?(?:{ranks})\b", re.IGNORECASE)
