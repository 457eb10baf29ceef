"""A sentence cut into words as UD English cuts it.

Runs of one mark are one word; clitics are words ("do|n't", "army|'s", "can|not"); a hyphen parts two words, but not a
combining prefix from its stem ("anti-government"); a closing stop is a word unless an abbreviation owns it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

from trucewatch.knowledge import load_yaml

RUN = r"[:;=]-?[()DPp](?!\w)|''|``|’’|‘‘|\.{2,}|[!?.]{2,}|(?P<mark>[!?*=_~#$<>—–-])(?P=mark)*"
ADDRESS = re.compile(
    r"(?:https?://|www\.)\S+?(?=[.,;:!?)\]}>\"'”’]*(?:\s|$))|[\w.+-]+@[\w-]+(?:\.[\w-]+)+|[A-Za-z][\w-]*(?:\.[A-Za-z][\w-]*)*\.(?:com|org|net|info|int|gov|htm|html|pdf|doc|docx|xls|xlsx|txt|jpg)(?![\w])"
)
NUMBER = re.compile(r"\d{3}-(?:\d{3}-)?\d{4}(?!\w)|\d+(?:[.,:/]\d+)*(?:['’]?s|st|nd|rd|th)?(?![^\W\d_])")
UNIT = re.compile(
    r"\d+(?:[.,:]\d+)*(?=(?:pm|am|p\.m\.?|a\.m\.?|km|m|cm|mm|kg|h|hrs|mph|bn|k|x|%)(?![^\W\d_]))", re.IGNORECASE
)
INITIALS = re.compile(r"(?:[^\W\d_]\.){2,}|[A-Z]\.(?=\s+\S)")
STEM = r"[OLDJdl]['’](?=[^\W\d_])(?![sm]\b)[\w]+|[^\W\d_](?:[\w]|(?<=[A-Za-z])&(?=[A-Z])|['’](?=[^\W\d_]{3}))*"
NOT = re.compile(
    r"(?i)(?:ca|do|did|does|wo|would|could|should|might|must|have|has|had|is|are|was|were|ai|need|dare|sha)(?=n['’]t\b)"
)
CLITIC = re.compile(r"(?i)n['’]t(?![^\W_])|['’](?:s|re|ve|ll|d|m)(?![^\W_])|(?<=[^\W\d_])['’](?![^\W_])")
JOINED = {"cannot": 3, "gonna": 3, "gotta": 3, "wanna": 3}  # where the second word begins
WORD = re.compile(STEM)
HYPHEN = "-‐‑"


@cache
def _tables() -> tuple[frozenset[str], frozenset[str]]:
    data = load_yaml("words.yaml")
    return frozenset(data["prefixes"]), frozenset(data["abbreviations"])


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words of the sentence `text` stand, `[(start, end), ...]` in code points, end exclusive, in order.

    White space belongs to none; every other character to one.
    """
    spans: list[tuple[int, int]] = []
    for chunk in re.finditer(r"\S+", text):
        start, end = chunk.span()
        while start < end:
            for low, high in _next(text, start, end):
                spans.append((low, high))
                start = high
    return spans


def _next(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The word at `start`, with the clitics right behind it, in the stretch without blanks that ends at `end`."""
    if address := ADDRESS.match(text, start, end):
        yield start, address.end()
    elif clitic := CLITIC.match(text, start, end):
        yield start, clitic.end()
    elif unit := UNIT.match(text, start, end):
        yield start, unit.end()
    elif number := NUMBER.match(text, start, end):
        yield start, number.end()
    elif initials := INITIALS.match(text, start):
        yield start, min(initials.end(), end)
    elif negated := NOT.match(text, start, end):
        yield start, negated.end()
    elif text[start].isalnum():
        yield from _word(text, start, end)
    else:
        run = re.compile(RUN).match(text, start, end)
        yield start, run.end() if run else start + 1


def _word(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A word of letters, with what a prefix or an abbreviation joins to it."""
    prefixes, abbreviations = _tables()
    at = start
    while True:
        part = WORD.match(text, at, end) or re.compile(r"\w+").match(text, at, end)
        if part is None:
            break
        stem, at = part.group().lower(), part.end()
        prefixed = at + 1 < end and text[at] in HYPHEN and text[at + 1].isalnum() and stem in prefixes
        if not prefixed:
            break
        at += 1
    word = text[start:at]
    if word.lower() in JOINED and at - start > JOINED[word.lower()]:
        middle = start + JOINED[word.lower()]
        yield start, middle
        yield middle, at
        return
    if (
        at < len(text)
        and text[at] == "."
        and at < end
        and (word in abbreviations or word.lower() in abbreviations)
        and at + 1 < len(text)
    ):
        at += 1
    if at < end and text[at] == "&" and at + 1 < end and text[at + 1].isalnum() and word.isupper():
        tail = re.compile(r"&\w+").match(text, at, end)
        at = tail.end() if tail else at
    yield start, max(at, start + 1)
