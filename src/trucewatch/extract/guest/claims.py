"""A guest's answer → claims and tallies with words, each value anchored; what is not in the text is turned away.

The guest gives quotes, an event and a force. Where a quote stands is looked for here, a number is read from its words
here, and dates, places, parties and speakers are left to `resolve`, as for any other claim. A rejection never repeats
words that the text has not: a guest's inventions do not get into the record, not even as such.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.extract.claims.mood import CERTAIN, PROSPECTIVE
from trucewatch.extract.events.lexicon import event_types
from trucewatch.extract.guest.amounts import count_in, says_none
from trucewatch.extract.guest.answers import GuestClaim, parse_answer
from trucewatch.extract.guest.prompt import Request
from trucewatch.extract.guest.quotes import find_quote, nearest_quote
from trucewatch.knowledge.ontology import act_of
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Doubt, Force, Harm, Holder, Participant, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.guests import GuestAnswer
from trucewatch.records.spans import Span

MOST_TRIGGER = 8  # words that name an act; more are a sentence and no trigger
HARMS = ("killed", "injured", "missing", "detained", "displaced")
OPEN = 0.0
RULE = "guest"
"""How the rule of a claim begins that a guest gave; its model's name follows a colon."""


@dataclass(frozen=True)
class Told:
    """What the answers to a document's requests give.

    `given` has, by claim or tally, the field and words of each time and place that it names: whether they can be read,
    `resolve` tells. `heard` are the sentences that an answer could be read of.
    """

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    rejections: tuple[Rejection, ...]
    given: dict[str, tuple[tuple[str, Span], ...]]
    heard: tuple[tuple[int, int], ...] = ()


class _Reading:
    """One answer held against its document."""

    def __init__(self, document: Document, request: Request, answer: GuestAnswer) -> None:
        self.document, self.request = document, request
        model = re.sub(r"[^\w-]+", "-", answer.model or "").strip("-")
        self.rule = f"{RULE}:{model}" if model else RULE
        self.rejections: list[Rejection] = []

    def reject(self, code: str, message: str, field: str | None = None, words: Span | None = None) -> None:
        """Turn something away, with the words of the text that it is about where there are any."""
        quote, start = (words.quote, words.start) if words else (None, None)
        where = self.document.id
        self.rejections.append(
            Rejection(code=code, message=message, where=where, field=field, quote=quote, start=start)
        )

    def anchor(self, entry: GuestClaim, field: str, sentence: tuple[int, int], trigger: Span) -> Span | None:
        """Where the words of a field stand; where they do not, the field is left out and told."""
        quote = getattr(entry, field)
        if quote is None:
            return None
        found = nearest_quote(self.document.text, quote, sentence, trigger.start)
        if found is not None and self.document.is_boilerplate(found.start, found.end):
            self.reject("guest.boilerplate", "its words are in a passage left out of reading", field, trigger)
            return None
        if found is None:
            message = f"the words given for its {field} are not in the text; the claim stands without"
            self.reject("guest.unanchored-field", message, field, trigger)
        return found


def guest_claims(document: Document, requests: Sequence[Request], answers: Sequence[GuestAnswer]) -> Told:
    """The claims and tallies of what a guest answered of a document.

    Args:
        document: whose text all spans are in.
        requests: all that is asked of it as it stands now.
        answers: to these requests or to earlier ones; the last to a request counts, one to other words is told.
    """
    claims: dict[str, Claim] = {}
    tallies: dict[str, Tally] = {}
    rejections: list[Rejection] = []
    given: dict[str, tuple[tuple[str, Span], ...]] = {}
    heard: list[tuple[int, int]] = []
    latest = {(one.part, one.asked): one for one in answers}
    for request in requests:
        answer = latest.get((request.part, request.asked))
        if answer is None:
            rejections.append(_unanswered(document, request, answers))
            continue
        reading = _Reading(document, request, answer)
        entries = _entries(reading, answer)
        heard += request.sentences if entries is not None else ()
        for number, entry in enumerate(entries or (), start=1):
            if isinstance(entry, str):
                reading.reject("guest.schema", f"entry {number} of the answer to part {request.part}: {entry}")
                continue
            made = _make(reading, entry)
            if isinstance(made, Claim):
                claims.setdefault(made.id, made)
            elif made is not None:
                tallies.setdefault(made.id, made)
            if made is not None:
                named = ((field, getattr(entry, field)) for field in ("time", "place"))
                placed = ((field, _among(made.modifiers, quote)) for field, quote in named if quote)
                given.setdefault(made.id, tuple((field, span) for field, span in placed if span is not None))
        rejections += reading.rejections
    return Told(tuple(claims.values()), tuple(tallies.values()), tuple(rejections), given, tuple(heard))


def _among(spans: Sequence[Span], quote: str) -> Span | None:
    return next((one for one in spans if find_quote(one.quote, quote, 0, len(one.quote)) is not None), None)


def _unanswered(document: Document, request: Request, answers: Sequence[GuestAnswer]) -> Rejection:
    """Why a part of a document has no reading by a guest."""
    if any(one.part == request.part for one in answers):
        code, message = "guest.stale", "was asked of other words than the document has now"
    else:
        code, message = "guest.unanswered", "no answer was taken in"
    told = f"part {request.part}: {message}; `trucewatch ask` writes the request, `trucewatch take` takes the answer"
    return Rejection(code=code, message=told, where=document.id)


def _entries(reading: _Reading, answer: GuestAnswer) -> tuple[GuestClaim | str, ...] | None:
    try:
        return parse_answer(answer.content).entries
    except ValueError as error:
        reading.reject("guest.json", f"the answer to part {answer.part} cannot be read: {error}")
        return None


def _make(reading: _Reading, entry: GuestClaim) -> Claim | Tally | None:
    document, request = reading.document, reading.request
    number = entry.sentence - request.first
    if not 0 <= number < len(request.sentences):
        reading.reject("guest.sentence", f"sentence {entry.sentence} is none of those that were asked of", "sentence")
        return None
    sentence = request.sentences[number]
    trigger = find_quote(document.text, entry.trigger, *sentence)
    if trigger is None:
        message = f"the words given for its act are not in sentence {entry.sentence}; the claim is left out"
        reading.reject("guest.unanchored", message, "trigger")
        return None
    if len(trigger.quote.split()) > MOST_TRIGGER:
        reading.reject("guest.trigger", "names a whole passage where few words name the act", "trigger", trigger)
        return None
    event = entry.event if entry.event in event_types() else _type_of_act(entry.event)
    if event is None:
        reading.reject("guest.event", "is called an event that the ontology lacks", "event", trigger)
        return None
    return _with_words(reading, entry.model_copy(update={"event": event}), sentence, trigger)


def _type_of_act(act: str) -> str | None:
    """The first type, which is the broadest, of a kind of act; None where there is no such act."""
    return next((name for name in event_types() if act_of(name) == act), None)


def _with_words(reading: _Reading, entry: GuestClaim, sentence: tuple[int, int], trigger: Span) -> Claim | Tally | None:
    document = reading.document
    fields = ("actor", "target", "place", "time", "holder", *HARMS, "unharmed", "count")
    words = {field: reading.anchor(entry, field, sentence, trigger) for field in fields}
    if entry.holder is not None and words["holder"] is None:
        message = "the words given for who says it are not in the text; it is not told as the text's own word"
        reading.reject("guest.holder", message, "holder", trigger)
        return None
    if entry.count is not None and words["count"] is None:
        return None  # a sum without its number is no single act
    told = Holder(name=_name(words["holder"]), span=words["holder"]) if words["holder"] else None
    key = [document.id, RULE, trigger.start, trigger.end, entry.event, entry.force.value, entry.negated]
    key += [[span.start, span.end] if span else None for span in words.values()]
    common = {
        "document": document.id,
        "event": entry.event,
        "span": Span.on(document.text, *sentence),
        "trigger": trigger,
        "actor": _participant(words["actor"]),
        "target": _participant(words["target"]),
        "modifiers": tuple(span for span in (words["time"], words["place"]) if span is not None),
        "holder": (told,) if told is not None else (),
        "force": entry.force,
        "why_check": (Doubt.GUEST_ALONE,),
        "rule": reading.rule,
    }
    if words["count"] is not None:
        count = count_in(words["count"])
        if count is None:
            reading.reject("guest.number", "its words for how many tell no number that is read", "count", trigger)
            return None
        return Tally.model_validate({"id": content_id("tally", key), "count": count, **common})
    kind = _kind(entry)
    return Claim.model_validate(
        {
            "id": content_id("claim", key),
            "kind": kind,
            "negated": entry.negated,
            "factuality": _factuality(entry),
            "harm": _harm(reading, words, trigger),
            **common,
        }
    )


def _name(span: Span) -> str:
    return " ".join(span.quote.split())


def _participant(span: Span | None) -> Participant | None:
    return None if span is None else Participant(span=span, name=_name(span))


def _harm(reading: _Reading, words: dict[str, Span | None], trigger: Span) -> Harm | None:
    """Harm as the quoted words tell it; a number that the rules don't read is left out and told."""
    found = {}
    for field in HARMS:
        span = words[field]
        if span is None:
            continue
        count = count_in(span)
        if count is None:
            message = "its words for how many tell no number that is read; the claim stands without"
            reading.reject("guest.number", message, field, trigger)
        else:
            found[field] = count
    unharmed = words["unharmed"]
    if unharmed is not None and not says_none(unharmed):
        reading.reject("guest.number", "its words do not say that nobody was harmed", "unharmed", trigger)
        unharmed = None
    return Harm(**found, none_reported=unharmed) if found or unharmed else None


def _kind(entry: GuestClaim) -> ClaimKind:
    kind = ClaimKind(event_types()[entry.event].kind)
    return ClaimKind.PROSPECT if kind is ClaimKind.OCCURRENCE and entry.force in PROSPECTIVE else kind


def _factuality(entry: GuestClaim) -> float:
    """What a force says of certainty: a guest is asked for no degrees."""
    if entry.force in PROSPECTIVE or entry.force is Force.RETRACTS:
        return OPEN
    return -CERTAIN if (entry.force is Force.DENIES) != entry.negated else CERTAIN
