"""Speakers by fixed words that no verb of speech is in: "per local officials", "(source: X)", "as X has it".

A quotation without a verb of speech has its speaker in what leads up to it ("Ann Lee shook her head. “…”"),
or in the words after it ("“…,” was how Ann Lee put it").
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from trucewatch.extract.attribution.draft import Draft
from trucewatch.extract.attribution.quotations import Quotation
from trucewatch.extract.syntax.parser import Sentence

OUTLET = r"(?:News|Agency|Press|TV|Television|Radio|Times|Post|Media|Reuters|AFP|AP|Herald|Gazette|Tribune)"
NP = r"(?P<who>[^,;:()\"“”]{2,60}?)"
# What is said stands in the sentence around the match.
MARKS = (
    re.compile(rf"(?P<cue>^Per) {NP}(?=, )"),
    re.compile(rf", (?P<cue>per) {NP}(?=[.!]?$)"),
    re.compile(rf"\((?P<cue>sources?|via|credit):? {NP}\)", re.IGNORECASE),
    re.compile(rf"(?P<cue>\()(?P<who>[A-Z][\w’' -]{{0,40}}{OUTLET}|{OUTLET})\)(?=[.!]?$)"),
    re.compile(rf"(?P<cue>^As) {NP} (?:has|had|puts|tells|would have) it(?=, )"),
    re.compile(rf"(?P<cue>^If) {NP} (?:is|are) to be believed(?=, )"),
    re.compile(rf"^{NP} (?P<cue>is on record|are on record|went on record)(?= (?:that|as saying) )"),
)
AFTER = (
    re.compile(r"\s*(?P<cue>was how) (?P<who>[^.\n]{2,60}?) put it\b"),
    re.compile(
        r"\s*(?P<cue>ran|runs|reads?|read) (?:the|a) (?:headline|report|story|article) in (?P<who>[^.,\n]{2,60})"
    ),
    re.compile(r"\s*(?P<cue>ran|runs|reads?|read) (?P<who>(?:the|a|its|their) [^.,\n]{2,60})"),
    re.compile(r"\s*(?P<who>[^.,\n\"“”]{2,60}?) (?P<cue>reads?|read|ran|runs|offered)(?=[.\n]|$)"),
)
NAME = re.compile(r"(?:(?:[A-Z][\w’'-]*\.?) ){1,3}[A-Z][\w’-]+")
POSSESSIVE = re.compile(r"[’']s$")
LEAD = 160  # characters of the sentence before a quotation


def marked(sentence: Sentence) -> Iterator[Draft]:
    """The speakers that a sentence names by fixed words, each over the rest of the sentence."""
    for mark in MARKS:
        found = mark.search(sentence.text)
        if found is None:
            continue
        parts = ((0, found.start()), (found.end(), len(sentence.text)))
        content = tuple((low, high) for low, high in parts if sentence.text[low:high].strip(" ,.!"))
        if content:
            yield _draft(sentence.start, found, content, "according", sentence.index)
            return


def named_beside(text: str, quotation: Quotation) -> Draft | None:
    """The speaker of a quotation that no verb of speech ties to anybody: after it, or named in what leads up to it."""
    area = ((quotation.start, quotation.end),)
    tail = text[quotation.end : quotation.end + LEAD]
    for after in AFTER:
        found = after.match(tail)
        if found is not None:
            return _draft(quotation.end, found, ((quotation.start - quotation.end, 0),), "say", -1)
    before = text[max(0, quotation.start - LEAD) : quotation.start]
    lead = re.split(r"(?<=[.!?”\"])\s+(?=\S)", before.rstrip())[-1]
    colon = lead.rstrip().endswith(":")
    closes = not text[quotation.end : quotation.end + 1].strip()
    if not colon and ("\n" in before[len(before.rstrip()) :] or not closes or not lead.rstrip().endswith((".", "!"))):
        return None
    names = list(NAME.finditer(lead))
    if len({one.group() for one in names}) != 1:
        return None
    start = quotation.start - len(before) + before.rindex(lead) + names[0].start()
    name = POSSESSIVE.sub("", names[0].group())
    low = start + len(name)
    high = quotation.start - len(before) + len(before.rstrip())
    return Draft(((start, low),), ((max(low, high - 1), high),), area, "say", "lead", -1)


def _draft(start: int, found: re.Match[str], content: tuple[tuple[int, int], ...], lemma: str, sentence: int) -> Draft:
    source, cue = found.span("who"), found.span("cue")
    shift = [tuple(start + at for at in span) for span in (source, cue)]
    return Draft(
        ((shift[0][0], shift[0][1]),),
        ((shift[1][0], shift[1][1]),),
        tuple((start + low, start + high) for low, high in content),
        lemma,
        "mark",
        sentence,
    )
