"""Which words of a text speak of what a claim tells, and which of who tells it, of something else, or of the page.

"In Moscow, the ministry said on Monday that shells fell in Aleppo": Moscow and Monday belong to the saying. "The strike
that followed the talks of 3 May": the day belongs to the clause inside. A dateline belongs to the page.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.records.claims import Claim, Holder, Tally
from trucewatch.records.spans import Span
from trucewatch.resolve.surroundings import Surroundings

_NOT_A_VERB = re.compile(r"^\W*(?:according|citing|per|in|as|by|for|via|from|words)\b", re.IGNORECASE)
_SUBORDINATE = re.compile(
    r"^[\s,;:(–—-]*(?:(?:(?:\w+\s+)?(?:of|in|at|on|by|from|to)\s+)?(?:which|whom|whose)|who|that|since|if|unless|until|"
    r"till|than)\b|^\W*(?:of|to|for|with|on)\s+(?:the\s+)?\w+(?:\s\w+)?\s+(?:who|which|that)\b",
    re.IGNORECASE,
)
_RELATIVE = re.compile(r"\b(?:who|which|whose|whom|where|that|than|like)\b", re.IGNORECASE)
_CONTENT = re.compile(r"\bthat\b|[,:“\"]")
_CONTENT_NEXT = re.compile(
    r"(?<=said|says)\s+(?:the|a|an|its|their|his|her|it|they|he|she|we|at least|more than|about|\d+|one|two|three|four|"
    r"five|several|dozens|hundreds)\s+"
)
_ITS_CLAUSE = re.compile(
    r"(?:\s+[\w’'-]+){0,4},?\s+(?:that|which)\s+(?:took place|happened|occurred|began|started|hit|struck|killed|"
    r"wounded|left)\b[^,;.]*$",
    re.IGNORECASE,
)
_STANDING = re.compile(
    r"\bnow\b|\bcurrently\b|\b(?:is|are|was|were)\s+to\b|\b(?:is|are|'re|’re|has|have|'ve|’ve|may|will|should|must|can)\b",
    re.IGNORECASE,
)
_SAID_ON = re.compile(
    r"\b(?:said|says|told|tells|stated|added|announced|declared|warned|reported|claimed|wrote|confirmed|denied)\b[^,;]{0,60}$",
    re.IGNORECASE,
)
_EARLIER = re.compile(r"\bhad\b", re.IGNORECASE)


def saying(claim: Claim | Tally, around: Surroundings) -> tuple[Span, ...]:
    """The words of its sentence that belong to who says the claim and how, its holders' own words among them.

    What stands before a verb of saying and its speaker ("On Monday, …") is not among these: see `frame`.
    """
    found = [link.span for link in claim.holder if link.span is not None]
    for link, cue in _verbs(claim):
        sentence = around.sentence(cue)
        if claim.trigger.start >= cue.end:
            end = _content_start(claim, link, cue, sentence, around.text)
            found.append(Span.on(around.text, cue.start, max(cue.end, end)))
        else:
            start = min(cue.start, link.span.start) if link.span and link.span.start >= claim.trigger.end else cue.start
            stop = claim.trigger.start if start < claim.trigger.start < sentence.end else sentence.end
            found.append(Span.on(around.text, start, max(cue.end, stop)))
    return tuple(found)


def reach(claim: Claim | Tally, around: Surroundings, *further: Span) -> tuple[int, int]:
    """From where to where in the text all stands that may date or place a claim, however it was told.

    That is its sentence, its clause, its modifiers, what was told before its speaker, and whatever is given besides.
    """
    outer = frame(claim, around)
    extents = (
        claim.span,
        around.sentence(claim.span),
        *claim.modifiers,
        *further,
        *(() if outer is None else (outer,)),
    )
    return min(extent.start for extent in extents), max(extent.end for extent in extents)


def frame(claim: Claim | Tally, around: Surroundings) -> Span | None:
    """The words at the head of a sentence before its speaker, where the claim follows: "In Homs, residents say …"."""
    for link, cue in _verbs(claim):
        first = cue.start if link.span is None else min(cue.start, link.span.start)
        sentence = around.sentence(cue)
        if claim.trigger.start >= cue.end and sentence.start < first:
            return Span.on(around.text, sentence.start, first)
    return None


def _verbs(claim: Claim | Tally) -> Iterator[tuple[Holder, Span]]:
    for link in claim.holder:
        # "was reported in Homs": where no speaker is named, what follows is what happened.
        if (
            link.cue is None
            or link.span is None
            or link.cue.overlaps(claim.trigger)
            or _NOT_A_VERB.match(link.cue.quote)
        ):
            continue
        yield link, link.cue


def _content_start(claim: Claim | Tally, link: Holder, cue: Span, sentence: Span, text: str) -> int:
    """Where what is said begins: at "that", a comma, a quotation mark, or else at the claim's own clause.

    It begins right after a verb of saying that nothing of the saying follows: "said the four were hit last week".
    """
    innermost = link == claim.holder[-1]
    if innermost and link.span is not None and link.span.end <= cue.start and _CONTENT_NEXT.match(text, cue.end):
        return cue.end
    limit = claim.span.start if claim.span.start >= cue.end else claim.trigger.start
    found = _CONTENT.search(text, cue.end, min(limit, sentence.end))
    if found:
        return found.start()
    return min(limit, sentence.end) if limit == claim.span.start else cue.end


def is_subordinate(claim: Claim | Tally) -> bool:
    """Whether the claim's clause only says which one, since when, or on what condition."""
    said = any(link.cue is not None and 0 <= claim.span.start - link.cue.end < 60 for link in claim.holder)
    return bool(_SUBORDINATE.match(claim.span.quote)) and not said


_PARTICIPLE = re.compile(r".*(?:ed|en|un|wn|ught|old|ade|eld|uck|hot|hit|set|led|put)$", re.IGNORECASE)


def is_reduced(claim: Claim | Tally, text: str) -> bool:
    """Whether the trigger is a participle that only says which one: "the truce brokered by Oslo"."""
    before = text[max(claim.span.start, claim.trigger.start - 60) : claim.trigger.start].casefold().split()
    if not _PARTICIPLE.match(claim.trigger.quote):
        return False
    by = text[claim.trigger.end : claim.trigger.end + 4].casefold() == " by "
    return by and not {"is", "are", "was", "were", "be", "been", "being"} & set(before)


def is_standing(claim: Claim | Tally, text: str) -> bool:
    """Whether the clause tells what is, has been or will be, and not what happened then."""
    return bool(_STANDING.search(text, claim.span.start, max(claim.trigger.end, claim.span.start)))


def tells_of_before(claim: Claim | Tally) -> bool:
    """Whether the clause looks back from the time of its telling: "had been hit"."""
    return bool(_EARLIER.search(claim.span.quote))


def is_aside(span: Span, sentence: Span, text: str) -> bool:
    """Whether words stand in brackets, or in a relative clause or comparison of their sentence."""
    before = text[sentence.start : span.start]
    if before.count("(") > before.count(")") or before.count("“") > before.count("”"):
        return True
    return _RELATIVE.search(before) is not None


def is_of_its_clause(span: Span, claim: Claim | Tally, text: str) -> bool:
    """Whether words stand in the relative clause that tells of the act itself: "strikes that hit it last week"."""
    return span.start > claim.trigger.end and _ITS_CLAUSE.match(text[claim.trigger.end : span.start]) is not None


def at_head(span: Span, sentence: Span, text: str) -> bool:
    """Whether words open their sentence, a preposition or two before them not counting."""
    return len(text[sentence.start : span.start].split()) <= 3 and not _RELATIVE.search(
        text[sentence.start : span.start]
    )


def is_lead_day(span: Span, sentence: Span, text: str) -> bool:
    """Whether a day stands in the first sentence of its paragraph, and is not the day of a saying."""
    opens = not text[max(0, sentence.start - 2) : sentence.start].strip() and (
        sentence.start == 0 or "\n" in text[max(0, sentence.start - 2) : sentence.start]
    )
    return opens and _SAID_ON.search(text[sentence.start : span.start]) is None


def is_sentence(sentence: Span) -> bool:
    """Whether it ends as sentences do; a headline, byline or menu entry does not."""
    return sentence.quote.rstrip().rstrip("\"”’')]").endswith((".", "!", "?", "…", ":"))
