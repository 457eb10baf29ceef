"""Several counts of one kind of harm as one: totals, updates, further victims, and the dead of the other side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.harm.harm import Told
from trucewatch.records.claims import Count, Whom
from trucewatch.records.spans import Span

SIDES = ("force", "fighter", "civilian")
BARE_PLURAL = (2, None)


def combined(text: str, told: Sequence[Told]) -> Count:
    """One count for one event, from all that is told of it, in text order.

    What a speaker says in another sentence is added only where it is told as coming on top.

    A total stands for all before it, and the later of two is the update. What is added, or befell another side, is
    summed. Else the first count stands, unless a later one says a number where it said none.
    """
    held = told[0]
    if held.part and held.count.span.quote.lower().find("of them") < 0:
        held = replace(held, count=held.count.model_copy(update={"high": None}))
    for later in told[1:]:
        if later.count.span == held.count.span or later.part:
            continue
        if later.total or (held.count.low, held.count.high) == BARE_PLURAL:
            held = replace(later, count=_described(later.count, held.count))
        elif not held.total and (later.added or _comes_beside(held, later)):
            held = Told(held.field, later.word, _sum(text, held.count, later.count))
    return held.count


def _comes_beside(held: Told, later: Told) -> bool:
    """Whether a count is of people of another kind, and not another speaker's version."""
    beside = held.word.tree == later.word.tree or not later.said
    return beside and _of_another_side(held.count, later.count)


def _described(count: Count, before: Count) -> Count:
    """A count that names nobody, with who they were by the words before."""
    if count.of is not None or count.whom is not Whom.UNKNOWN:
        return count
    return count.model_copy(update={"of": before.of, "whom": before.whom})


def _sum(text: str, one: Count, two: Count) -> Count:
    high = None if one.high is None or two.high is None else one.high + two.high
    start, end = min(one.span.start, two.span.start), max(one.span.end, two.span.end)
    whom = one.whom if one.whom is two.whom else _both(one.whom, two.whom)
    span = Span(start=start, end=end, quote=text[start:end])
    return Count(low=one.low + two.low, high=high, span=span, of=one.of if one.of == two.of else None, whom=whom)


def _both(one: Whom, two: Whom) -> Whom:
    return Whom.UNKNOWN if Whom.UNKNOWN in (one, two) else Whom.BOTH


def _of_another_side(one: Count, two: Count) -> bool:
    """Whether two counts name people of two kinds: "five soldiers …", "… three militants"."""
    kinds = _kinds(one), _kinds(two)
    return bool(kinds[0]) and bool(kinds[1]) and kinds[0].isdisjoint(kinds[1])


def _kinds(count: Count) -> frozenset[str]:
    if count.whom is Whom.UNKNOWN:
        return frozenset()
    lexicon = event_lexicon()
    words = [word.strip(",.()'’").lower() for word in count.span.quote.split()]
    noun = (count.of or "").lower()
    heads = [noun] if any(lexicon.in_class(noun, kind) for kind in SIDES) else words
    return frozenset(kind for kind in SIDES if any(lexicon.in_class(word, kind) for word in heads))
