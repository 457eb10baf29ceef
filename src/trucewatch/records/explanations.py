"""Explanation: one text as the program reads it, sentence by sentence, layer by layer."""

from __future__ import annotations

from enum import StrEnum

from trucewatch.records.actors import ActorMention
from trucewatch.records.attributions import Attribution
from trucewatch.records.base import Record
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.places import PlaceMention
from trucewatch.records.spans import Span
from trucewatch.records.times import TimeExpression


class Verdict(StrEnum):
    """What came of a sentence."""

    CLAIM = "claim"  # it gave a claim or a tally
    REJECTED = "rejected"  # an event was seen in it, and turned away with a reason
    NO_EVENT = "no_event"  # it has a word of an event, but no event by its grammar
    SPEAKER = "speaker"  # read only since it may name who holds its neighbour's claim
    SHUT = "shut"  # no word of any event: never parsed
    LEFT_OUT = "left_out"  # boilerplate


class ExplainedSentence(Record):
    """One sentence, what came of it, and why.

    `opened_by` are the words, in lower case, for which the gate let it through.
    """

    span: Span
    verdict: Verdict
    opened_by: tuple[str, ...] = ()
    claims: tuple[Claim, ...] = ()
    tallies: tuple[Tally, ...] = ()
    rejections: tuple[Rejection, ...] = ()


class Explanation(Record):
    """A document with all that was found in it; `attributions` are of the sentences that were parsed."""

    document: Document
    sentences: tuple[ExplainedSentence, ...]
    attributions: tuple[Attribution, ...] = ()
    times: tuple[TimeExpression, ...] = ()
    places: tuple[PlaceMention, ...] = ()
    actors: tuple[ActorMention, ...] = ()
