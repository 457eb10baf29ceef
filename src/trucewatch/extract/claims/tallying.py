"""Whether a mention sums over a window, over places or over the sides, and so is a tally and no occurrence."""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.harm.amounts import amount_of
from trucewatch.extract.harm.counts import parse_number
from trucewatch.extract.harm.labels import NUMBER_OF
from trucewatch.extract.harm.toll import summed_dead
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.phrases import children, governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WINDOW = re.compile(
    r"\b(?:since|(?:over|in|during|within|for) the (?:past|last|previous|preceding|prior)"
    r"|in (?:the )?(?:past |last )?\d+ (?:hours|days)|this (?:year|month|week)"
    r"|within|so far|per day|daily|a day|every day|in (?:the )?last|between \w+ and)\b",
    re.IGNORECASE,
)
# A stretch of days or a month, over which only what somebody kept count of is a sum.
STRETCH = re.compile(
    r"\b[Bb]etween (?:the )?(?:evenings?|mornings?|nights?|days) of\b"
    r"|\b(?:[Bb]etween|[Ff]rom) \d{1,2}(?: [A-Z]\w+)? (?:and|to|until) \d{1,2} [A-Z]\w+"
    r"|\b(?:[Ii]n|[Oo]ver|[Dd]uring) (?:the )?(?:course of the )?(?:day|week|month|year|(?:reporting )?period)\b"
    rf"|\b[Ii]n (?:early |late |mid-)?(?:{MONTHS})\b(?! \d\b)"
)
KEPT_COUNT = re.compile(
    r"\b(?:record|register|document|count|logg|verifi|talli|list|monitor|chronicl|catalogu|not)(?:ed|s|es|ing)\b"
)
# What each side did is told as a sum over both, whatever the window.
EACH_SIDE = re.compile(
    r"\b(?:by|on|from) (?:each|both)(?: of)?(?: the)?(?: \w+)? (?:sides?|party|parties)\b", re.IGNORECASE
)
TOTAL = re.compile(r"\b(?:in total|altogether|all told|overall total|a total of)\b", re.IGNORECASE)
LABEL = re.compile(r"[^.;:\n]{0,60}:\s*(?P<number>\d[\d,]*|[a-z]+)\b", re.IGNORECASE)
# A row of a table that counts acts: the dead in it are of no one of them.
ROW_OF_SUMS = re.compile(
    r"\b(?:violations|breaches|strikes|airstrikes|attacks|incidents|explosions|shellings|clashes|raids)\s*:\s*\d", re.I
)
NOTHING = ("none", "nil", "zero", "0")
CASES = frozenset({"cases", "case", "instances", "incidents", "episodes", "counts", "occasions", "acts"})
RISEN_TO = frozenset({"to", "at", "reached", "is", "was", "than", "least", "now"})
RISEN_REACH = 16  # words from "the number" to what it has come to
HARM_WORDS = ("killed", "injured", "fatal_nouns", "injury_nouns", "casualty_nouns")
MIN_TALLY = 2
OFTEN = 5  # times that are no one occurrence, whatever the window


def tally_count(mention: EventMention) -> Count | None:
    """The count where a mention sums over a window ("300 violations since Monday"), over the sides, or "in total"."""
    text = mention.sentence.text
    window = WINDOW.search(text)
    if (dead := summed_dead(mention, window=window is not None)) is not None:
        return dead
    if (number := _number_since(mention, window=window is not None)) is not None:
        return number
    if (labelled := _labelled(mention)) is not None:
        return labelled
    sides = EACH_SIDE.search(text, mention.span().end - mention.sentence.start)
    stretch = mention.event != "killing" and STRETCH.search(text) and KEPT_COUNT.search(text)
    if not (window or stretch or sides or _is_total(mention) or _is_often(mention)):
        return None
    return next((count for number in _numbers(mention) if (count := _count(mention, number)) is not None), None)


def _numbers(mention: EventMention) -> Iterator[Token]:
    """The numbers that count what a mention names: its own, "12 cases of firing", "12 of the 19", "fired 12 times"."""
    trigger = mention.trigger
    head = trigger.head
    if head.pos == "NUM" and trigger.dep == "nmod" and head.i < trigger.i:
        yield head
    yield from (child for child in children(trigger, "nummod") if child.i < trigger.i)
    if head.lower in CASES and head.i < trigger.i:
        yield from children(head, "nummod")
    yield from _times(mention)


def _is_often(mention: EventMention) -> bool:
    """Whether it was done many times; somebody shot three times was shot once."""
    return any((parse_number([number.text]) or 0) >= OFTEN for number in _times(mention))


def _times(mention: EventMention) -> Iterator[Token]:
    """How often it was done: "violated the ceasefire 15 times"."""
    carrier = mention.carrier
    after = [one for one in carrier.subtree if one.lower == "times" and one.i > carrier.i]
    times = [one for one in after if _stands_with(one, carrier) or _stands_with(one, mention.trigger)]
    yield from (number for word in times for number in children(word, "nummod"))


def _stands_with(times: Token, verb: Token) -> bool:
    """Whether "times" counts what this verb tells, and not what a verb below it does."""
    return next((up for up in governors(times) if up.pos in ("VERB", "AUX")), verb) == verb


def _count(mention: EventMention, number: Token) -> Count | None:
    amount = amount_of(number)
    value = parse_number([number.text]) if amount is None else amount.low
    if value is None or value < MIN_TALLY:
        return None
    high = value if amount is None else amount.high
    return Count(low=value, high=high, span=mention.sentence.span(number), of=mention.trigger.text)


def _is_total(mention: EventMention) -> bool:
    """Whether it is told as a sum: "a total of 12 explosions", "12 explosions in all"."""
    above = [mention.trigger.head, *(child for child in mention.trigger.children if child.i < mention.trigger.i)]
    return any(one.lower == "total" for one in above) or TOTAL.search(mention.sentence.text) is not None


def _labelled(mention: EventMention) -> Count | None:
    """The number behind a label: "Ceasefire violations in Taiz on Monday: 12", "Air strikes: none"."""
    text, start = mention.sentence.text, mention.span().end - mention.sentence.start
    found = LABEL.match(text, start)
    in_row = mention.event == "killing" and ROW_OF_SUMS.search(text) is not None
    if found is None or not (in_row or _is_label(mention, found.end())):
        return None
    nothing = found["number"].lower() in NOTHING
    value = 0 if nothing else parse_number([found["number"]])
    tokens = mention.sentence.tokens_in(
        mention.sentence.start + found.start("number"), mention.sentence.start + found.end("number")
    )
    if value is None or not tokens or (value < MIN_TALLY and not nothing and not in_row):
        return None
    after = mention.sentence.tree[tokens[-1].i + 1 : tokens[-1].i + 2]
    if not nothing and any(one.text.isalpha() for one in after):
        return None  # "Attack on Idlib: five killed", "Air strikes on Idlib: two children hurt"
    return Count(low=value, high=value, span=mention.sentence.span(tokens[0]), of=mention.trigger.text)


def _is_label(mention: EventMention, end: int) -> bool:
    """Whether a noun with what describes it is all that stands before a number: no verb, and no harm of an act."""
    tree, trigger = mention.sentence.tree, mention.trigger
    if trigger.pos not in ("NOUN", "PROPN"):
        return False
    if any(one.lower in harm_words(*HARM_WORDS) for one in tree[: trigger.i]):
        return False  # "Fatalities from Monday's shelling of Idlib: 5"
    return not any(one.pos in ("VERB", "AUX") and one.idx < end and one != trigger for one in tree)


def _number_since(mention: EventMention, *, window: bool) -> Count | None:
    """ "The number of people killed since the ceasefire has reached 61": the dead of a span of time."""
    trigger = mention.trigger
    above = next((one for one in governors(trigger) if one.lower in NUMBER_OF and one.i < trigger.i), None)
    if mention.event != "killing" or above is None or not window:
        return None
    tree = trigger.tree
    for token in tree[trigger.i + 1 : above.i + RISEN_REACH]:
        value = parse_number([token.text])
        if value is not None and value >= MIN_TALLY and tree[token.i - 1].lower in RISEN_TO:
            high = None if tree[token.i - 1].lower in ("than", "least") else value
            return Count(low=value, high=high, span=mention.sentence.span(token), of=trigger.text)
    return None
