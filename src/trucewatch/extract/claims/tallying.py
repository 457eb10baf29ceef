"""Whether a mention sums over a window, over places or over the sides, and so is a tally and no occurrence.

What was reported to somebody is counted, too: "the mission has received 94 complaints" names no act, and tells how
many were laid before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from trucewatch.extract.events.mentions import EventMention
from trucewatch.extract.events.modifiers import modifiers_of
from trucewatch.extract.harm.amounts import amount_of
from trucewatch.extract.harm.counts import bounded, parse_number
from trucewatch.extract.harm.harm import told_in
from trucewatch.extract.harm.labels import NUMBER_OF
from trucewatch.extract.harm.toll import summed_dead
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.negation import is_negated
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.phrases import case_of, children, governors
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count, Holder

MONTHS = "January|February|March|April|May|June|July|August|September|October|November|December"
WINDOW = re.compile(
    r"\b(?:since|(?:over|in|during|within|for) the (?:past|last|previous|preceding|prior)"
    r"|in (?:the )?(?:past |last )?\d+ (?:hours|days)|in (?:the|its) first \w+ (?:hours|days|weeks|months)"
    r"|this (?:year|month|week)"
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
# Between two days: what happened in so long a stretch is no one occurrence, also where it is of the dead alone.
BETWEEN_DAYS = re.compile(
    r"\b(?:[Bb]etween|[Ff]rom) (?:the )?\d{1,2}(?: [A-Z]\w+)? (?:and|to|until) (?:the )?\d{1,2} [A-Z]\w+"
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
COMPLAINTS = frozenset({"complaint", "complaints", "report", "reports", "allegation", "allegations", "notifications"})
REPORTED = frozenset({"complaint", "complaints", "allegation", "allegations"})
"""Nouns that say by themselves that somebody was charged with something; a report may be of anything."""
RECEIVED = frozenset({"receive", "register", "log", "record", "get", "lodge", "submit", "file", "count", "examine"})
CASES = COMPLAINTS | {"cases", "case", "instances", "incidents", "episodes", "counts", "occasions", "acts"}
RISEN_TO = frozenset({"to", "at", "reached", "is", "was", "than", "least", "now"})
RISEN_REACH = 16  # words from "the number" to what it has come to
HARM_WORDS = ("killed", "injured", "fatal_nouns", "injury_nouns", "casualty_nouns")
MIN_TALLY = 2
OFTEN = 5  # times that are no one occurrence, whatever the window
MAY_COUNT = re.compile(r"\b(?:complaints|allegations)\b", re.IGNORECASE)


@dataclass(frozen=True)
class Sum:
    """A sum over a window.

    Attributes:
        event: what is counted, where that is not what the mention tells of: of people killed, the killing.
        beside: whether the mention is told for itself, and the sum beside it ("violates it, as it has done 11 times").
    """

    count: Count
    event: str | None = None
    beside: bool = False


def tally_of(mention: EventMention) -> Sum | None:
    """The sum where a mention tells one, or tells one beside what it tells; None where it is an occurrence alone."""
    count = tally_count(mention)
    if count is not None:
        return Sum(count)
    if (dead := _recorded_dead(mention)) is not None:
        return Sum(dead, "killing")
    again = next((one for number in _done_again(mention) if (one := _count(mention, number)) is not None), None)
    return None if again is None else Sum(again, beside=True)


def may_count(text: str) -> bool:
    """Whether a sentence may count what was reported to somebody, though it names no act."""
    return MAY_COUNT.search(text) is not None


def complaints_in(sentence: Sentence, mentions: Sequence[EventMention]) -> Iterator[EventMention]:
    """The complaints that somebody is told to have received, with their number: "has received 94 complaints"."""
    taken = {mention.trigger.i for mention in mentions}
    for noun in sentence.tree:
        verb = noun.head
        if noun.lower not in REPORTED or noun.i in taken or verb.lemma.lower() not in RECEIVED or is_negated(verb):
            continue
        if noun.dep not in ("obj", "nsubj:pass") or not children(noun, "nummod"):
            continue
        if any(one.i in taken for one in children(noun, "nmod")):
            continue  # "45 allegations of violations" are counted as violations
        against = next((one for one in children(noun, "nmod") if case_of(one) == "against"), None)
        made = EventMention(sentence, noun, verb, "accusation", "tally.received", actor=against)
        yield replace(made, modifiers=modifiers_of(made))


def is_received(link: Holder) -> bool:
    """Whether a speaker is but who reported what is counted: "has received 94 reports from the government"."""
    return link.cue is not None and link.cue.quote.casefold().split()[0] in COMPLAINTS


def tally_count(mention: EventMention) -> Count | None:
    """The count where a mention sums over a window ("300 violations since Monday"), over the sides, or "in total"."""
    text = mention.sentence.text
    window = WINDOW.search(text)
    if mention.rule == "tally.received":
        return next((count for number in _numbers(mention) if (count := _count(mention, number)) is not None), None)
    if (dead := summed_dead(mention, window=window is not None)) is not None:
        return dead
    if window is not None and (moved := _moved_since(mention)) is not None:
        return moved
    if (number := _number_since(mention, window=window is not None)) is not None:
        return number
    if (labelled := _labelled(mention)) is not None:
        return labelled
    sides = EACH_SIDE.search(text, mention.span().end - mention.sentence.start)
    stretch = mention.event != "killing" and STRETCH.search(text) and KEPT_COUNT.search(text)
    if not (window or stretch or sides or _is_total(mention) or _is_often(mention)):
        return None
    return next((count for number in _numbers(mention) if (count := _count(mention, number)) is not None), None)


def _moved_since(mention: EventMention) -> Count | None:
    """How many were driven out over a span of time: "has driven more than a million from their homes since 2021"."""
    trigger = mention.trigger
    if mention.event != "displacement" or not any(child.lower in ("have", "has", "had") for child in trigger.children):
        return None
    told = (one.count for one in told_in(mention.sentence) if one.word == trigger and one.field == "displaced")
    return next((count for count in told if count.low >= MIN_TALLY), None)


def _recorded_dead(mention: EventMention) -> Count | None:
    """The dead that somebody kept count of between two days: "recorded 38 civilians killed by mines between …"."""
    text, trigger = mention.sentence.text, mention.trigger
    if not (BETWEEN_DAYS.search(text) and KEPT_COUNT.search(text)):
        return None
    verbs = (trigger, trigger.head) if trigger.pos == "NOUN" else (trigger,)
    told = (one.count for one in told_in(mention.sentence) if one.word in verbs and one.field == "killed")
    return next((count for count in told if count.low >= MIN_TALLY), None)


def _done_again(mention: EventMention) -> Iterator[Token]:
    """How often it was done before, in a clause whose verb stands for the mention's: "as it has done eleven times"."""
    if mention.carrier.dep in ("acl", "acl:relcl"):
        return
    for times in mention.carrier.subtree:
        verb = next((up for up in governors(times) if up.pos in ("VERB", "AUX")), None)
        if times.lower != "times" or verb is None or verb.lemma.lower() != "do" or verb.i < mention.carrier.i:
            continue
        if any(child.lower == "as" for child in children(verb, "mark", "advmod")):
            yield from children(times, "nummod")


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
    value, high = bounded(number, value) if amount is None else (amount.low, amount.high)
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
