"""Harm told by nouns: deaths and fatalities counted, tolls that rise, lives lost, fighters lost, numbers recorded.

A toll, and a number that a text gives for all the dead of what it tells, is a total: it is never added to anything.
Where the text says that the number stands for one that nobody knows ("unknown fatalities coded as 10"), that is kept
beside it: such a number is a convention and no report.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping

from trucewatch.extract.events.lexicon import event_lexicon
from trucewatch.extract.harm.counts import bounded, count_phrase, parse_number
from trucewatch.extract.harm.found import Loss
from trucewatch.extract.harm.labels import NUMBER_OF, fatal_among, labelled, risen_number
from trucewatch.extract.harm.people import people_after, people_before
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import governors, obliques
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count

# "Fatalities coded as 4", "unknown reported fatalities were recorded as 10", "death toll: 12", "4 fatalities."
RECORDED = re.compile(
    r"(?P<unknown>\b(?:un\w+|no exact)\s+)?(?P<all>[\w\s]{0,40}?)\b(?:fatalit(?:y|ies|es)|deaths)(?: and injuries)?\s*"
    r"(?:(?:were|was|are|have been|has been|is)\s+)?"
    r"(?:(?:coded|recorded|counted|listed|logged|estimated|given|put)\s+(?:as|at)\s+"
    r"|range[sd]?\s+from\s+|:\s*)(?:at\s+least\s+)?(?P<number>\d+)(?:\s+to\s+(?P<upper>\d+))?",
    re.IGNORECASE,
)
# A number that several events share belongs to none of them.
SHARED = re.compile(
    r"\b(?:split|spread|distributed|divided|shared|coded)\b[^.;]{0,20}\b(?:between|across|among|over|up)\b",
    re.IGNORECASE,
)
# A toll over several events or a span of time is no single event's.
SUMMED = re.compile(
    r"\b(?:overall|total|cumulative|annual|yearly|war's)\s+(?:death\s+)?toll\b|\btoll\b[^.;]{0,20}\b(?:week|month|year|war|conflict|campaign|since)\b"
    r"|\b(?:two|three|both|these) (?:incidents|attacks)\b",
    re.IGNORECASE,
)
TOLL_VERBS = frozenset(("to", "at", "of", "is", "was", "stands", "stood", "reached", "hit", ":"))
TOLL_REACH = 10  # words between "toll" and its number
FAR_REACH = 20  # the same, where a verb of rising leads to the number: "the toll from Sunday's attack on … rose to 10"
RISING = frozenset(
    ("rose", "risen", "rises", "rising", "climbed", "climbs", "grew", "grown", "increased", "jumped", "reached")
)
RISING_REACH = 4  # words between such a verb and the number
BODIES = frozenset(("body", "bodies", "corpse", "corpses"))
FOUND = frozenset(
    {"found", "discovered", "recovered", "retrieved", "exhumed", "pulled", "dug", "unearthed", "collected", "removed"}
    | {"counted", "received", "lifted", "brought", "carried"}
)
LIFE = frozenset(("life", "lives"))
TAKING = frozenset(("claim", "claimed", "claiming", "claims", "took", "taking", "takes", "cost", "costing", "costs"))
DRIVING = frozenset(("force", "forced", "forcing", "forces", "drove", "driven", "drive", "driving"))
LOSING = frozenset(("lost", "losing", "lose", "loses"))


def losses_in(sentence: Sentence) -> Iterator[Loss]:
    """The counts of a sentence that nouns tell."""
    recorded = _recorded(sentence)
    if recorded is not None:
        yield recorded
        return
    yield from labelled(sentence)
    for word in sentence.tree:
        if word.lower == "casualties":
            yield from fatal_among(sentence, word)
        read = READINGS.get(word.lower)
        found = None if read is None else read(sentence, word)
        if found is not None:
            yield found


def is_shared(sentence: Sentence) -> bool:
    """Whether the sentence says that a number was split between several events."""
    text = sentence.tree.text
    return "fatalit" in text.lower() and SHARED.search(text) is not None


def _recorded(sentence: Sentence) -> Loss | None:
    lowered = sentence.tree.text.lower()
    if "fatalit" not in lowered and "deaths" not in lowered:
        return None  # without the search, which is slow
    found = RECORDED.search(sentence.tree.text)
    if found is None:
        return None
    low = int(found["number"][:8])
    high = int(found["upper"][:8]) if found["upper"] else low
    token = next((one for one in sentence.tree if one.idx + len(one.text) > found.start("number")), sentence.tree[-1])
    word = next(
        (one for one in sentence.tree if one.idx >= found.start() and one.lower.startswith(("fatal", "death"))), token
    )
    spread = bool(SHARED.search(sentence.tree.text, found.end()))
    if spread or high < low:
        return None
    stands_in = bool(re.match(r"\s*(?:un\w+|no exact|dozens|several|many)\b", found.group(), re.IGNORECASE))
    words = sentence.tokens_in(sentence.start + found.start(), sentence.start + found.end())
    span = sentence.span(words[0], words[-1]) if words else sentence.span(token)
    return Loss("killed", word, Count(low=low, high=high, span=span, convention=stands_in), True, True)


def _toll(sentence: Sentence, word: Token) -> Loss | None:
    """ "The toll rose to 77", "a death toll of 12", "put its losses at 53 dead"."""
    if word.i + 2 >= len(word.tree) or SUMMED.search(word.tree.text):
        return None
    tree = word.tree
    for token in tree[word.i + 1 : word.i + FAR_REACH]:
        value = parse_number([token.text])
        if value is None or (token.i >= word.i + TOLL_REACH and not _is_risen_to(token)):
            continue
        before = tree[token.i - 1].lower
        bound = before in ("least", "than", "about", "around", "over")
        if not bound and (before not in TOLL_VERBS or (before == "of" and token.i > word.i + 2)):
            continue  # "the toll of 12", but not "the toll from the attack on a convoy of 12 lorries"
        following = tree[token.i + 1].lower if token.i + 1 < len(tree) else ""
        if following in harm_words("measures") or (following in harm_words("injured") and word.lower == "losses"):
            continue
        low, high = bounded(token, value)
        if _is_risen_to(token) and before == "to" and high is not None:
            low = high = value  # "rose from 5 to 8"
        field = "injured" if following in harm_words("injured") else "killed"
        earlier = any(one.lower == "had" for one in tree[max(0, word.i - 3) : word.i])  # "had put the toll at 83"
        return Loss(field, word, Count(low=low, high=high, span=sentence.span(token)), not earlier)
    return None


def _is_risen_to(number: Token) -> bool:
    return any(one.lower in RISING for one in number.tree[max(0, number.i - RISING_REACH) : number.i])


def _lives(sentence: Sentence, word: Token) -> Loss | None:
    """ "Lost their lives", "cost two peacekeepers their lives", "claimed 12 lives"."""
    if not word.i:
        return None
    verb = next(
        (one for one in reversed(word.tree[max(0, word.i - TOLL_REACH) : word.i]) if one.lower in TAKING | LOSING), None
    )
    if verb is None:
        return None
    before = word.nbor(-1)
    if before.lower in ("their", "his", "her"):
        count = people_before(sentence, verb.i) if verb.lower in LOSING else people_after(sentence, verb.i + 1)
        return None if count is None else Loss("killed", verb, count, False)
    value = parse_number([before.text])
    if value is None or verb.lower in LOSING:
        return None
    low, high = bounded(before, value)
    return Loss("killed", verb, Count(low=low, high=high, span=sentence.span(before, word)), False)


def _bodies(sentence: Sentence, word: Token) -> Loss | None:
    """ "The bodies of seven men were found"."""
    if not FOUND & {above.lower for above in governors(word)}:
        return None
    of = next((one for case, one in obliques(word) if case == "of"), None)
    count = count_phrase(sentence, word) if of is None else people_after(sentence, of.left_edge.i + 1)
    return None if count is None else Loss("killed", word, count, False)


def _driven_out(sentence: Sentence, word: Token) -> Loss | None:
    """ "Forced thousands from their homes", "drove 400 families to flee"."""
    after = [one.lower for one in word.tree[word.i + 1 : word.i + TOLL_REACH]]
    if not {"homes", "flee", "villages"} & set(after):
        return None
    count = people_after(sentence, word.i + 1)
    return None if count is None else Loss("displaced", word, count, False)


def _lost(sentence: Sentence, word: Token) -> Loss | None:
    """ "Lost 18 fighters": a counted loss of people."""
    count = people_after(sentence, word.i + 1)
    people = (
        count is not None and count.of is not None and event_lexicon().in_class(count.of.lower(), "armed", "civilian")
    )
    return Loss("killed", word, count, False) if people and count is not None and count.high is not None else None


READINGS: Mapping[str, Callable[[Sentence, Token], Loss | None]] = {
    **dict.fromkeys(("toll", "losses"), _toll),
    **dict.fromkeys(LIFE, _lives),
    **dict.fromkeys(LOSING, _lost),
    **dict.fromkeys(DRIVING, _driven_out),
    **dict.fromkeys(BODIES, _bodies),
    **dict.fromkeys(NUMBER_OF, risen_number),
}
"""The words that may tell harm, or an idiom of it, and how the words around each are read."""
