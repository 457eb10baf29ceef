"""Harm as lists and logs put it: "Killed: 3; wounded: 12", "30 casualties, 12 of them fatal", numbers that rose."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trucewatch.extract.harm.counts import parse_number
from trucewatch.extract.harm.found import Loss
from trucewatch.extract.syntax.inflection import harm_words
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.extract.syntax.tree import Token
from trucewatch.records.claims import Count

FIELDS = ("killed", "injured", "missing", "detained", "displaced")
SHORT = {"kia": "killed", "wia": "injured", "mia": "missing"}
"""What armies write: in capitals only, since one of them is a make of cars."""
# "Fatalities from Monday's shelling of Idlib: 5"
LABEL = re.compile(
    r"(?<![\w-])(?P<word>killed|dead|deaths?|fatalit(?:y|ies)|injured|injuries|wounded|missing|displaced|kia|wia|mia)"
    r"(?P<of>\s+(?:in|from|of|at|on|by|during|after)\b[^.;:\n]{1,60}?)?(?:\s*[:=]\s*|\s+[–—-]\s+)"
    r"(?P<number>(?:at\s+least\s+|about\s+|some\s+)?\d[\d,]*|[a-z]+(?:-[a-z]+)?)(?![\w-])",
    re.IGNORECASE,
)
# "30 casualties, 12 of them fatal", "30 casualties, including 12 dead"
FATAL_AMONG = re.compile(
    r"(?P<all>[\w,-]+)\s+(?:(?:civilian|military|reported|combat)\s+)?casualties\b[\s,(–—-]*(?:(?:of\s+(?:whom|which|them)|including|among\s+them)\s+)?"
    r"(?P<dead>[\w,-]+)\s+(?:(?:of\s+(?:them|whom|which)|were|was|are|being)\s+){0,2}(?:fatal|dead|killed|deaths|died)\b",
    re.IGNORECASE,
)
FATAL_OF = re.compile(
    r"(?P<dead>[\w,-]+)\s+of\s+the\s+(?P<all>[\w,-]+)\s+(?:(?:civilian|military|reported|combat)\s+)?casualties\s+(?:\w+\s+)?(?:fatal|dead|killed|died)\b",
    re.IGNORECASE,
)
RISING = frozenset(
    {"rose", "risen", "rises", "rising", "climbed", "climbs", "grew", "grown", "increased", "jumped", "reached"}
    | {"stands", "stood", "now", "put", "soared", "doubled", "went", "gone", "up"}
)
AT_LEAST = frozenset({"least", "than", "over"})
BY_NOW = frozenset(("to", "at", "is", "was", "reached", "now"))
NUMBER_OF = ("number", "count", "tally")
NUMBER_REACH, RISEN_REACH = 6, 24  # words from "number" to the word of harm, and to what it has risen to
OVERALL = re.compile(
    r"\b(?:since|overall|cumulative|in total|so far this|over the (?:past|last)|this (?:week|month|year)|of the war)\b",
    re.IGNORECASE,
)


def labelled(sentence: Sentence) -> Iterator[Loss]:
    """The counts that stand behind a label, in order."""
    text = sentence.tree.text
    if not (":" in text or "=" in text or "–" in text or "—" in text or " - " in text):
        return
    for found in LABEL.finditer(text):
        value = parse_number(re.sub(r"(?i)^(?:at least|about|some)\s+", "", found["number"]).split())
        tokens = sentence.tokens_in(sentence.start + found.start("number"), sentence.start + found.end("number"))
        word = next((one for one in sentence.tree if one.idx >= found.start("word")), None)
        if value is None or not tokens or word is None:
            continue
        following = sentence.tree[tokens[-1].i + 1].lower if tokens[-1].i + 1 < len(sentence.tree) else ""
        if following in harm_words("measures", *FIELDS) or (found["word"].lower() in SHORT and found["word"].islower()):
            continue
        high = None if found["number"].lower().startswith("at least") else value
        yield Loss(
            _field(found["word"]), word, Count(low=value, high=high, span=sentence.span(word, tokens[-1])), False
        )


@cache
def _field(word: str) -> str:
    lower = word.lower()
    if lower in SHORT:
        return SHORT[lower]
    if lower in harm_words("fatal_nouns", "killed"):
        return "killed"
    return next((name for name in FIELDS if lower in harm_words(name)), "injured")


def fatal_among(sentence: Sentence, word: Token) -> Iterator[Loss]:
    """Of casualties those who died, and the rest as injured."""
    text = sentence.tree.text
    for pattern in (FATAL_AMONG, FATAL_OF):
        found = pattern.search(text)
        if found is None or not found.start() <= word.idx < found.end():
            continue
        every, dead = parse_number([found["all"]]), parse_number([found["dead"]])
        if every is None or dead is None or dead > every:
            continue
        low = min(found.start("dead"), found.start("all"))
        tokens = sentence.tokens_in(sentence.start + low, sentence.start + found.end())
        number = sentence.tokens_in(sentence.start + found.start("dead"), sentence.start + found.end("dead"))
        yield Loss("killed", word, Count(low=dead, high=dead, span=sentence.span(number[0])), True)
        if every > dead:
            span = sentence.span(tokens[0], tokens[-1])
            yield Loss("injured", word, Count(low=every - dead, high=every - dead, span=span), True)
        return


def risen_number(sentence: Sentence, word: Token) -> Loss | None:
    """ "The number of people killed in the strike has climbed to 14": a total, unless it is that of a span of time."""
    tree = word.tree
    near = [one for one in tree[word.i + 1 : word.i + 1 + NUMBER_REACH] if one.lower in _told()]
    if not near or OVERALL.search(tree.text):
        return None
    rising = False
    for token in tree[near[0].i + 1 : word.i + RISEN_REACH]:
        rising = rising or token.lower in RISING
        value, before = parse_number([token.text]), tree[token.i - 1].lower
        if value is None or not rising or before not in BY_NOW | AT_LEAST | {"about"}:
            continue
        high = None if before in AT_LEAST else value
        return Loss(_field(near[0].text), near[0], Count(low=value, high=high, span=sentence.span(token)), True)
    return None


@cache
def _told() -> frozenset[str]:
    return harm_words("killed", "injured", "missing", "fatal_nouns") - {"killing", "kills", "kill", "wound", "wounds"}
