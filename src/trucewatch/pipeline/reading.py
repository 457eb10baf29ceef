"""One document through extract and resolve: the order of the stages for a text."""

from __future__ import annotations

from collections.abc import Sequence

from trucewatch.decide.names import Names
from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.claims.claims import extract_claims
from trucewatch.extract.claims.tallying import may_count
from trucewatch.extract.claims.topic import topic_of
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.pipeline.guest_reading import guest_reading
from trucewatch.pipeline.mentions import Mentions, Reading, anchored, text_spans
from trucewatch.pipeline.table_claims import row_claims
from trucewatch.pipeline.tools import Tools
from trucewatch.records.actors import ActorKind
from trucewatch.records.attributions import Attribution
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.guests import GuestAnswer, Reader
from trucewatch.resolve.claim_readers import read_by_both
from trucewatch.resolve.claims import resolve_claims

ARMED = frozenset((ActorKind.ARMED_GROUP, ActorKind.ARMED_FORCES))
POLICE = "police:"
FEW_ACTORS = 3


def read_claims(document: Document, tools: Tools, answers: Sequence[GuestAnswer] = ()) -> Reading:
    """The claims and tallies of `document`, dated, placed and named; every one anchored or rejected.

    Args:
        document: a text, or a table of events, which no guest reads.
        tools: whose case says who reads.
        answers: what guests answered of this document.
    """
    reader = tools.files.settings.reader if tools.files is not None else Reader.BUILT_IN
    if reader is Reader.BUILT_IN or document.table is not None:
        return built_in_reading(document, tools)
    told = guest_reading(document, tools, answers)
    if reader is Reader.GUEST:
        return told.reading
    own = built_in_reading(document, tools)
    claims, guest_claims = read_by_both(own.claims, told.reading.claims, told.heard)
    tallies, guest_tallies = read_by_both(own.tallies, told.reading.tallies, told.heard)
    return Reading((*claims, *guest_claims), (*tallies, *guest_tallies), (*own.rejections, *told.reading.rejections))


def built_in_reading(document: Document, tools: Tools) -> Reading:
    """What the program itself reads in a document."""
    if document.table is not None:
        places = {(one.span.start, one.span.end): one for one in Mentions.of(document, tools).places}
        claims, rejections = row_claims(document, document.table, Names(tools.book.entries, {}), places)
        return Reading(claims, (), rejections)
    mentions = Mentions.of(document, tools)
    sentences = [] if off_topic(document, mentions) else sentences_to_read(document, tools)
    return resolve_reading(document, sentences, find_attributions(document.text, sentences), mentions)


def resolve_reading(
    document: Document, sentences: Sequence[Sentence], attributions: Sequence[Attribution], mentions: Mentions
) -> Reading:
    """The same from sentences that are parsed already, their attributions, and what the text names."""
    tools = mentions.tools
    turned_off = off_topic(document, mentions)
    if turned_off is not None:
        return Reading((), (), (turned_off,))
    found = extract_claims(document, sentences, attributions)
    if not found.claims and not found.tallies:
        return Reading((), (), found.rejections)
    claims, tallies = resolve_claims(
        document,
        found.claims,
        found.tallies,
        mentions.times,
        mentions.places,
        mentions.actors,
        tools.book,
        countries=tools.countries,
    )
    kept, turned_away = anchored(document, claims)
    counted, uncounted = anchored(document, tallies)
    return Reading(kept, counted, (*found.rejections, *turned_away, *uncounted))


def off_topic(document: Document, mentions: Mentions) -> Rejection | None:
    """Why a document's text as a whole gives no claim: it is plainly of another field than armed conflict.

    So is one that speaks little of conflict, names no armed party and no place of the case, and hardly a public actor.
    """
    topic = topic_of(document.text)
    if not topic.is_off and not (topic.is_thin and not _names_the_conflict(mentions)):
        return None
    said = f"{topic.words} different words of {topic.field} and {topic.conflict} of armed conflict"
    return Rejection(code="document.off-topic", message=f"is about something else: {said}", where=document.id)


def _names_the_conflict(mentions: Mentions) -> bool:
    known = [one for one in mentions.actors if one.actor is not None]
    armed = any(one.kind in ARMED and not one.actor.startswith(POLICE) for one in known if one.actor is not None)
    area = set(mentions.tools.countries)
    home = any(one.place is not None and one.place.country in area for one in mentions.places) if area else False
    return armed or home or len(known) > FEW_ACTORS


def day_of(moment: str | None) -> str | None:
    """The day of an ISO 8601 date or time, None where it is coarser or unknown."""
    return moment[:10] if moment and len(moment) >= len("0000-00-00") else None


def sentences_to_read(document: Document, tools: Tools) -> list[Sentence]:
    """The sentences of a document, parsed, where the gate finds one that could hold a claim; else none.

    Cost follows what matters: a text without a word of conflict is not parsed. One with such a word is parsed whole:
    what else it tells in words of no lexicon, who says so, and what is denied may stand in any of its sentences.
    """
    text, spans = document.text, text_spans(document)
    gate = tools.gate_of(text)
    if not any(gate.passes(said := text[start:end]) or may_count(said) for start, end in spans):
        return []
    return tools.parser.parse(text, spans)
