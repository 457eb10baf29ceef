"""The `annotate` contract: input records of any text → what the program sees in it, layer by layer."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from trucewatch.errors import DefectError, Fault, TrucewatchError
from trucewatch.extract.attribution.attributions import find_attributions
from trucewatch.extract.coding.crosswalk import acled_pair, cameo_code, plover_type
from trucewatch.extract.coding.pairs import code_pair
from trucewatch.extract.factuality.rating import rate_predicates
from trucewatch.extract.syntax.parser import Sentence
from trucewatch.knowledge.ontology import act_of
from trucewatch.pipeline.input_records import InputRecord, line_id, parse_line
from trucewatch.pipeline.mentions import Mentions, Reading
from trucewatch.pipeline.pieces import document_sentences
from trucewatch.pipeline.reading import read_claims, resolve_reading
from trucewatch.pipeline.tools import Tools
from trucewatch.pipeline.workers import map_tools
from trucewatch.records.actors import ActorKind
from trucewatch.records.attributions import Attribution
from trucewatch.records.calendar import first_day, last_day
from trucewatch.records.claims import Claim, Count, Harm, Holder, Participant, Party, Tally
from trucewatch.records.documents import Document
from trucewatch.records.places import EventPlace, PlaceBasis
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis
from trucewatch.resolve.actor_codes import coded_parties
from trucewatch.resolve.actors import ActorBook

Json = dict[str, Any]


@dataclass
class _Seen:
    """One record on its way through the layers; each part is worked out once, when a layer asks for it."""

    record: InputRecord
    tools: Tools
    layers: frozenset[str] = field(default_factory=frozenset)

    @cached_property
    def document(self) -> Document:
        return self.record.document()

    @cached_property
    def sentences(self) -> list[Sentence]:
        return self.tools.parser.parse(self.record.text, document_sentences(self.document))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        return find_attributions(self.record.text, self.sentences)

    @cached_property
    def mentions(self) -> Mentions:
        return Mentions.of(self.document, self.tools)

    @cached_property
    def reading(self) -> Reading:
        if self.layers & {"attributions", "predicates", "syntax"}:  # all sentences are parsed anyway
            document = self.document
            readable = [s for s in self.sentences if not document.is_boilerplate(s.start, s.end)]
            found = (
                self.attributions
                if len(readable) == len(self.sentences)
                else find_attributions(document.text, readable)
            )
            return resolve_reading(document, readable, found, self.mentions)
        return read_claims(self.document, self.tools)


def _sentences(seen: _Seen) -> list[list[int]]:
    return [[start, end] for start, end in document_sentences(seen.document)]


def _times(seen: _Seen) -> list[Json]:
    return [
        {
            "start": time.span.start,
            "end": time.span.end,
            "type": time.type.value,
            "value": time.value,
            "begin": time.begin,
            "finish": time.finish,
            "precision": time.precision.value,
            "rule": time.rule,
        }
        for time in seen.mentions.times
    ]


def _places(seen: _Seen) -> list[Json]:
    rows = []
    for mention in seen.mentions.places:
        place = mention.place
        rows.append(
            {
                "start": mention.span.start,
                "end": mention.span.end,
                "name": place.name if place else mention.span.quote,
                "lat": place.lat if place else None,
                "lon": place.lon if place else None,
                "country": place.country if place else None,
                "id": place.id if place else None,
                "kind": mention.kind.value,
                "candidates": [candidate.id for candidate in mention.candidates],
                "rule": mention.rule,
            }
        )
    return rows


def _actors(seen: _Seen) -> list[Json]:
    return [
        {
            "start": mention.span.start,
            "end": mention.span.end,
            "actor": mention.actor,
            "name": mention.name,
            "kind": mention.kind.value,
            "candidates": list(mention.candidates),
        }
        for mention in seen.mentions.actors
    ]


def _extent(span: Span) -> list[int]:
    return [span.start, span.end]


def _attributions(seen: _Seen) -> list[Json]:
    return [
        {
            "source": [_extent(span) for span in attribution.source],
            "cue": [_extent(span) for span in attribution.cue],
            "content": [_extent(span) for span in attribution.content],
            "mode": attribution.mode.value,
            "parent": attribution.parent,
            "rule": attribution.rule,
        }
        for attribution in seen.attributions
    ]


def _predicates(seen: _Seen) -> list[Json]:
    targets = seen.record.targets
    wanted = None if targets is None else [(start, end) for start, end in targets]
    return [
        {"start": p.span.start, "end": p.span.end, "factuality": p.factuality, "rule": p.rule}
        for p in rate_predicates(seen.sentences, wanted)
    ]


def _pairs(seen: _Seen) -> list[Json]:
    rows = []
    for pair in seen.record.pairs or []:
        code = code_pair(seen.sentences, _given(pair.get("source")), _given(pair.get("target")))
        rows.append({"cameo_root": code.cameo_root, "plover": code.plover, "quad": code.quad})
    return rows


def _given(extent: list[int] | None) -> tuple[int, int] | None:
    return (extent[0], extent[1]) if extent else None


def _participant(who: Party | Holder | None) -> Json | None:
    if who is None:
        return None
    extent = {"start": who.span.start, "end": who.span.end} if who.span else {"start": None, "end": None}
    return {**extent, "name": who.name, "id": who.actor, "kind": who.kind.value}


def _count(count: Count | None) -> list[int | None] | None:
    return None if count is None else [count.low, count.high]


def _harm(harm: Harm | None) -> Json | None:
    """Killed and injured as [low, high]; "no casualties" is none of either."""
    if harm is None:
        return None
    none = [0, 0] if harm.none_reported is not None else None
    return {"killed": _count(harm.killed) or none, "injured": _count(harm.injured) or none}


def _party(who: Participant | None, coded: str | None) -> Json | None:
    """A party under its name in event data, with what our own list calls it and the words of the text beside it."""
    if who is None:
        nobody = {"start": None, "end": None, "name": coded, "id": None, "kind": ActorKind.UNKNOWN.value}
        return None if coded is None else {**nobody, "called": None, "words": None}
    row = _participant(who)
    others = [_participant(other) for other in who.others]
    return {**(row or {}), "name": coded, "called": who.name, "words": who.span.quote, "others": others}


def claim_row(claim: Claim, book: ActorBook, around: Sequence[Claim] = ()) -> Json:
    """A claim in the keys that the contract names, and its own id, kind and rule; `around` are its document's claims.

    A party's `name` is the one by which event data list it (`resolve/actor_codes.py`), None for a thing or a place.
    """
    pair = acled_pair(claim, around)
    actor, target = coded_parties(claim, pair, book)
    place, time, harm = claim.place, claim.time, claim.harm
    return {
        "id": claim.id,
        "quote": claim.span.quote,
        "start": claim.span.start,
        "end": claim.span.end,
        "trigger": _extent(claim.trigger),
        "kind": claim.kind.value,
        "event": claim.event,
        "acled": list(pair) if pair else None,
        "cameo": cameo_code(claim),
        "plover": plover_type(claim),
        "actor": _party(claim.actor, actor),
        "target": _party(claim.target, target),
        "means": _participant(claim.means),
        "place": _place(place),
        "time": _time(time),
        "harm": _harm(harm),
        "holder": [_participant(link) for link in claim.holder],
        "force": claim.force.value,
        "negated": claim.negated,
        "factuality": claim.factuality,
        "family": act_of(claim.event),
        "status": claim.status.value,
        "trust": claim.trust.value,
        "why_check": [one.value for one in claim.why_check],
        "rule": claim.rule,
    }


def tally_row(tally: Tally) -> Json:
    """A tally in the keys of a claim, with what is counted over which window."""
    place, window = tally.place, tally.window
    return {
        "id": tally.id,
        "quote": tally.span.quote,
        "start": tally.span.start,
        "end": tally.span.end,
        "trigger": _extent(tally.trigger),
        "kind": "tally",
        "event": tally.event,
        "count": _count(tally.count),
        "actor": _participant(tally.actor),
        "target": _participant(tally.target),
        "place": _place(place),
        "time": _time(window),
        "harm": None,
        "holder": [_participant(link) for link in tally.holder],
        "force": tally.force.value,
        "family": "tally",
        "status": tally.status.value,
        "trust": tally.trust.value,
        "why_check": [one.value for one in tally.why_check],
        "rule": tally.rule,
    }


def _place(place: EventPlace | None) -> Json | None:
    keys = {"name", "lat", "lon", "country", "precision", "relation", "basis", "rule"}
    return place.model_dump(mode="json", include=keys) if place else None


_BASES = {
    TimeBasis.STATED: PlaceBasis.TOLD.value,
    TimeBasis.SENTENCE: PlaceBasis.TOLD.value,
    TimeBasis.INHERITED: PlaceBasis.CARRIED_OVER.value,
}


def _time(time: EventTime | None) -> Json | None:
    """The range of a time in days or finer: a bare "2015" goes from its first day to its last.

    `basis` is in the words that places have, too: told, carried_over, reckoned, unknown.
    """
    if time is None:
        return None
    row = time.model_dump(mode="json", include={"begin", "finish", "precision", "rule"})
    return {
        **row,
        "basis": _BASES.get(time.basis, time.basis.value),
        "begin": first_day(time.begin),
        "finish": last_day(time.finish),
    }


def _claims(seen: _Seen) -> list[Json]:
    claims = seen.reading.claims
    return [
        *(claim_row(claim, seen.tools.book, claims) for claim in claims),
        *(tally_row(tally) for tally in seen.reading.tallies),
    ]


def _syntax(seen: _Seen) -> Json:
    """Words, tags and trees in UD's labels, frames in PropBank's, all sentences in one list."""
    tokens: list[Json] = []
    frames: list[Json] = []
    for sentence in seen.sentences:
        base = len(tokens)
        for word in sentence.tree:
            extent = _extent(sentence.span(word))
            head, label = (-1, "root") if word.head is word else (base + word.head.i, word.dep)
            tokens.append({"start": extent[0], "end": extent[1], "upos": word.pos, "head": head, "deprel": label})
            if word.frame is not None and word.frame.sure > 0:
                args = [[one.label, *_extent(sentence.span(one.first, one.last))] for one in word.frame.args]
                frames.append({"token": base + word.i, "roleset": word.frame.roleset, "args": args})
    return {"tokens": tokens, "frames": frames}


_SHOWN: dict[str, Callable[[_Seen], Any]] = {
    "sentences": _sentences,
    "times": _times,
    "places": _places,
    "actors": _actors,
    "attributions": _attributions,
    "predicates": _predicates,
    "pairs": _pairs,
    "syntax": _syntax,
    "claims": _claims,
}


def annotate_record(record: InputRecord, layers: Sequence[str], tools: Tools) -> Json:
    """The output record for one input record."""
    seen = _Seen(record, tools, frozenset(layers))
    wanted = [name for name in layers if name != "pairs" or record.pairs is not None]
    return {"id": record.id, **{name: _SHOWN[name](seen) for name in wanted}}


def annotate_lines(lines: Iterable[str], layers: Sequence[str], tools: Tools, workers: int = 1) -> Iterator[Json]:
    """One output record a line, in order; a line that cannot be read gives its error, and the rest goes on.

    Args:
        lines: JSON lines.
        layers: what to show, as `check_layers` gave it.
        tools: the loaded parts.
        workers: processes at work; each loads its own tools.
    """
    ids: set[str] = set()
    numbered = ((number, line, tuple(layers)) for number, line in enumerate(lines, start=1) if line.strip())
    for number, row in map_tools(_annotated, numbered, tools, workers):
        name = row["id"]
        if "error" not in row and name in ids:
            twice = Fault("record.duplicate", f"id {name!r} stands twice", f"line {number}", "id")
            row = {"id": name, "error": twice.as_json()}
        ids.add(name)
        yield row


def _annotated(task: tuple[int, str, tuple[str, ...]], tools: Tools) -> tuple[int, Json]:
    """The output row of one line, with the line's number."""
    number, line, layers = task
    try:
        return number, annotate_record(parse_line(line, number), layers, tools)
    except TrucewatchError as error:
        return number, {"id": line_id(line), "error": error.faults[0].as_json()}
    except Exception as error:  # the one place where a defect must not stop the other records
        return number, {"id": line_id(line), "error": DefectError.of(error, f"line {number}").faults[0].as_json()}
