"""Left out: what was not taken into the record, by reason in plain words, and claims that became no incident."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from trucewatch.records.cases import REJECTED
from trucewatch.records.claims import Claim, ClaimKind
from trucewatch.records.documents import Rejection
from trucewatch.report.cites import Cite
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import word

UNLINKED = "incident."
"""Codes of claims that are in the record and in no incident: these are listed with the claims."""
PLAIN = {
    "claim.anaphor": "Words that point back to what the same text has told before; to count them is to count it twice.",
    "claim.heading": "The words stand in a heading, which repeats what the text tells.",
    "claim.bracketed": "The words stand in square brackets, which describe and tell nothing.",
    "claim.aim": "The words say what another act was for, not that it was done.",
    "claim.played": "The act is rehearsed, filmed or a figure of speech, and was not done.",
    "claim.bare": "The text names a kind of act and nothing else: nobody, no place, no time, no number.",
    "claim.likened": "The words stand in an “as if”: a likeness, which tells nothing of what took place.",
    "claim.boilerplate": "The words stand in a passage that is left out of reading (an appeal, a notice, a byline).",
    "claim.unanchored": "The words given for a value are not in the document at that place.",
    "anchor.mismatch": "The words given for a value are not in the document at that place.",
    "ruling.rejected": "A person found that the machine misread the words: nothing rests on the claim.",
    "ruling.subject-gone": "A person’s ruling on words that are in the record no more. It is kept.",
    "document.off-topic": "The text is about something else: it gives no claims.",
    "document.removed": "A person left the document out. Its original is kept.",
    "document.replaced": "A person put a better version in its place. Its original is kept.",
    "document.redaction-lost": "A passage that a person withheld is not found in it any more: all of it is left out.",
    "guest.unanswered": "No language model’s answer about this document, or about a part of it, was taken in.",
    "guest.stale": "A language model was asked of other words than the document has now.",
    "read.no-text": "No text could be found in the file. Its bytes are kept.",
    "read.too-large": "The file is over the size limit and was not taken in.",
    "read.empty": "The file is empty.",
    "read.binary": "The file holds no text that can be read. Its bytes are kept.",
    "read.media-type": "The program does not read files of this kind. The bytes are kept.",
    "read.encoding": "The file’s characters could not be told. Its bytes are kept.",
    "read.front-matter": "What the file says of itself at its head could not be read; check its date and source.",
}
FAMILIES = {
    "read": "The file could not be read as it is. Its bytes are kept.",
    "store": "What is kept is not as it was written.",
    "case": "The archive or a file of the case has a fault.",
    "claim": "A claim that does not meet the rules of the record.",
    "record": "A value that does not meet the rules of the record.",
    "anchor": "Words that could not be found in the document.",
    "guest": "A language model gave it, and its words are not in the text as they would have to be.",
    "model": "A language model or another extractor gave it, and it does not meet the rules of the record.",
}
WHY = {
    ClaimKind.OCCURRENCE: "told as something that happened, and taken for no incident",
    ClaimKind.PROSPECT: "has not happened as told: it may, should or will",
    ClaimKind.TRUCE: "a word on the truce from which no position follows",
    ClaimKind.COMMITMENT: "about something owed; no term of the agreement that is followed fits it",
    ClaimKind.INTENT: "why, or whether on purpose; not clear of which incident",
    ClaimKind.SPEECH: "talks, accusations, visits: a diplomatic or media act",
}


SORT = {
    ClaimKind.OCCURRENCE: "told as happened or denied",
    ClaimKind.PROSPECT: "not told as happened",
    ClaimKind.TRUCE: "on the truce",
    ClaimKind.COMMITMENT: "on something owed",
    ClaimKind.INTENT: "on purpose or mistake",
    ClaimKind.SPEECH: "on talks or words",
}


@dataclass(frozen=True)
class RejectedGroup:
    """Rejections of one code; `message` is that of all of them, "" where they differ."""

    code: str
    plain: str
    message: str
    items: list[Rejection]


@dataclass(frozen=True)
class Unlinked:
    """A claim in no incident: what, on whose word, why, its words; `code` is a rule's, "" where its kind is why."""

    event: str
    holder: str
    force: str
    why: str
    code: str
    cite: Cite | None


@dataclass(frozen=True)
class UnlinkedGroup:
    """One document's claims that became no incident, by kind."""

    number: int
    kinds: list[tuple[str, int]]
    claims: list[Unlinked]


def view_rejections(index: CaseIndex) -> list[RejectedGroup]:
    """Rejections by code, the most frequent first."""
    grouped: defaultdict[str, list[Rejection]] = defaultdict(list)
    for item in index.record.rejections:
        if not (item.code.startswith(UNLINKED) and item.field in index.claims):
            grouped[item.code].append(item)
    ordered = sorted(grouped.items(), key=lambda pair: (-len(pair[1]), pair[0]))
    return [RejectedGroup(code, plain_words(code), _one_message(items), items) for code, items in ordered]


def plain_words(code: str) -> str:
    """What a reason's code means, "" where only its message says."""
    return PLAIN.get(code) or FAMILIES.get(code.partition(".")[0], "")


def _one_message(items: list[Rejection]) -> str:
    messages = {item.message for item in items}
    return messages.pop() if len(messages) == 1 else ""


def view_unlinked(index: CaseIndex) -> list[UnlinkedGroup]:
    """Claims in no incident, no statement on the truce and no commitment, by document."""
    record = index.record
    used = {name for incident in record.incidents for name in incident.claims}
    used |= {statement.claim for statement in record.statements}
    used |= {claim for item in record.commitments for _, _, claim in item.says}
    told = {item.field: item for item in record.rejections if item.code.startswith(UNLINKED) or item.code == REJECTED}
    grouped: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in record.claims:
        if claim.id not in used and claim.document in index.numbers:
            grouped[claim.document].append(claim)
    return [
        _group(index, index.numbers[document.id], grouped[document.id], told)
        for document in index.documents
        if document.id in grouped
    ]


def _group(index: CaseIndex, number: int, claims: list[Claim], told: dict[str | None, Rejection]) -> UnlinkedGroup:
    order = list(ClaimKind)
    claims.sort(key=lambda claim: (order.index(claim.kind), claim.span.start, claim.id))
    counts = [(kind, sum(claim.kind is kind for claim in claims)) for kind in order]
    views = [
        Unlinked(
            event=index.event(claim.event),
            holder=index.chain(claim.holder),
            force=word(claim.force),
            why=told[claim.id].message if claim.id in told else WHY[claim.kind],
            code=told[claim.id].code if claim.id in told else "",
            cite=index.cite_claim(claim.id),
        )
        for claim in claims
    ]
    return UnlinkedGroup(number, [(SORT[kind], count) for kind, count in counts if count], views)
