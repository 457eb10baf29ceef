"""The `annotate` contract: input records of any text → what the program sees in it, layer by layer."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date as Date
from functools import cached_property
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

from trucewatch.errors import DefectError, Fault, RecordError, TrucewatchError
from trucewatch.extract.attribution import find_attributions
from trucewatch.extract.crosswalk import acled_pair, cameo_code, plover_type
from trucewatch.extract.factuality import rate_predicates
from trucewatch.extract.pairs import code_pair
from trucewatch.extract.parse import Sentence
from trucewatch.extract.sentences import sentence_spans
from trucewatch.pipeline.reading import day_of, read_claims, resolve_reading
from trucewatch.pipeline.tools import Tools
from trucewatch.read.boilerplate import find_boilerplate
from trucewatch.records.attributions import Attribution
from trucewatch.records.claims import Claim, Count, Holder, Participant
from trucewatch.records.documents import Document
from trucewatch.records.spans import Span
from trucewatch.resolve.actors import find_actors
from trucewatch.resolve.places import find_places
from trucewatch.resolve.times import find_times

Json = dict[str, Any]


class InputRecord(BaseModel):
    """One line of input; keys that the contract does not name are passed over."""

    model_config = ConfigDict(frozen=True, extra="ignore", strict=True)

    id: str
    text: str
    published: str | None = None
    title: str | None = None
    source: str | None = None
    language: str | None = None
    pairs: list[dict[str, list[int] | None]] | None = None
    targets: list[list[int]] | None = None

    def document(self) -> Document:
        """The record as a document, its text untouched; boilerplate is marked, so that claims leave it out."""
        digest = hashlib.sha256(self.text.encode("utf-8", "surrogatepass")).hexdigest()
        return Document(
            id=f"doc-{digest[:12]}",
            sha256=digest,
            name=self.id,
            media_type="text/plain",
            text=self.text,
            title=self.title,
            source=self.source,
            published=self.published,
            language=self.language,
            boilerplate=find_boilerplate(self.text),
        )


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
        return self.tools.parser.parse(self.record.text, sentence_spans(self.record.text))

    @cached_property
    def attributions(self) -> tuple[Attribution, ...]:
        return find_attributions(self.record.text, self.sentences)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        if self.layers & {"attributions", "predicates"}:  # all sentences are parsed anyway
            readable = [s for s in self.sentences if not self.document.is_boilerplate(s.start, s.end)]
            return resolve_reading(self.document, readable, self.tools).claims
        return read_claims(self.document, self.tools).claims


def _sentences(seen: _Seen) -> list[list[int]]:
    return [[start, end] for start, end in sentence_spans(seen.record.text)]


def _times(seen: _Seen) -> list[Json]:
    found = find_times(seen.record.text, day_of(seen.record.published), time_zone=seen.tools.time_zone)
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
        for time in found
    ]


def _places(seen: _Seen) -> list[Json]:
    tools = seen.tools
    found = find_places(seen.record.text, tools.gazetteer, countries=tools.countries, own=tools.own_places)
    rows = []
    for mention in found:
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
        for mention in find_actors(seen.record.text, seen.tools.book, countries=seen.tools.countries)
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


def _participant(who: Participant | Holder | None) -> Json | None:
    if who is None:
        return None
    extent = {"start": who.span.start, "end": who.span.end} if who.span else {"start": None, "end": None}
    return {**extent, "name": who.name, "id": who.actor, "kind": who.kind.value}


def _count(count: Count | None) -> list[int | None] | None:
    return None if count is None else [count.low, count.high]


def claim_row(claim: Claim) -> Json:
    """A claim in the keys that the contract names, and its own id, kind and rule."""
    pair = acled_pair(claim)
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
        "actor": _participant(claim.actor),
        "target": _participant(claim.target),
        "means": _participant(claim.means),
        "place": place.model_dump(mode="json", include={"name", "lat", "lon", "country", "precision", "relation"})
        if place
        else None,
        "time": time.model_dump(mode="json", include={"begin", "finish", "basis", "precision"}) if time else None,
        "harm": {"killed": _count(harm.killed), "injured": _count(harm.injured)} if harm else None,
        "holder": [_participant(link) for link in claim.holder],
        "force": claim.force.value,
        "negated": claim.negated,
        "factuality": claim.factuality,
        "rule": claim.rule,
    }


def _claims(seen: _Seen) -> list[Json]:
    return [claim_row(claim) for claim in seen.claims]


LAYERS: dict[str, Callable[[_Seen], Any]] = {
    "sentences": _sentences,
    "times": _times,
    "places": _places,
    "actors": _actors,
    "attributions": _attributions,
    "predicates": _predicates,
    "pairs": _pairs,
    "claims": _claims,
}


def check_layers(names: Sequence[str]) -> tuple[str, ...]:
    """The layers asked for, in the contract's order.

    Raises:
        RecordError: a name is none of `LAYERS`.
    """
    unknown = [name for name in names if name not in LAYERS]
    if unknown:
        raise RecordError(
            *(
                Fault("annotate.layer", f"no layer {name!r}; there are: {', '.join(LAYERS)}", field="layers")
                for name in unknown
            )
        )
    return tuple(name for name in LAYERS if name in names)


def annotate_record(record: InputRecord, layers: Sequence[str], tools: Tools) -> Json:
    """The output record for one input record."""
    seen = _Seen(record, tools, frozenset(layers))
    wanted = [name for name in layers if name != "pairs" or record.pairs is not None]
    return {"id": record.id, **{name: LAYERS[name](seen) for name in wanted}}


def annotate_lines(lines: Iterable[str], layers: Sequence[str], tools: Tools) -> Iterator[Json]:
    """One output record a line, in order; a line that cannot be read gives its error, and the rest goes on."""
    seen: set[str] = set()
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            record = parse_line(line, number)
            if record.id in seen:
                raise RecordError(Fault("record.duplicate", f"id {record.id!r} stands twice", f"line {number}", "id"))
            seen.add(record.id)
            yield annotate_record(record, layers, tools)
        except TrucewatchError as error:
            yield {"id": line_id(line), "error": error.faults[0].as_json()}
        except Exception as error:  # the one place where a defect must not stop the other records
            yield {"id": line_id(line), "error": DefectError.of(error, f"line {number}").faults[0].as_json()}


def parse_line(line: str, number: int) -> InputRecord:
    """The record of one line.

    Raises:
        RecordError: it is no JSON object, or fields are missing or wrong; all of them are told.
    """
    where = f"line {number}"
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise RecordError(Fault("record.json", f"not JSON: {error}", where)) from error
    if not isinstance(value, dict):
        raise RecordError(Fault("record.json", f"a JSON object was expected, not {type(value).__name__}", where))
    try:
        record = InputRecord.model_validate(value)
    except ValidationError as error:
        faults = [
            Fault("record.field", fault["msg"], where, ".".join(map(str, fault["loc"]))) for fault in error.errors()
        ]
        raise RecordError(*faults) from error
    faults = [*_published_faults(record, where), *_extent_faults(record, where)]
    if faults:
        raise RecordError(*faults)
    return record


def _published_faults(record: InputRecord, where: str) -> list[Fault]:
    if record.published is None:
        return []
    try:
        day = record.published[:10]
        if len(day) == len("0000-00-00"):
            Date.fromisoformat(day)
            return []
    except ValueError:
        pass
    message = f"{record.published!r} is no date; write YYYY-MM-DD, or null where it is unknown"
    return [Fault("record.date", message, where, "published")]


def _extent_faults(record: InputRecord, where: str) -> list[Fault]:
    extents = [("targets", extent) for extent in record.targets or []]
    extents += [(f"pairs.{key}", span) for pair in record.pairs or [] for key, span in pair.items() if span]
    size = len(record.text)
    return [
        Fault("record.extent", f"{extent} is not a [start, end) in a text of {size} characters", where, name)
        for name, extent in extents
        if len(extent) != 2 or not 0 <= extent[0] < extent[1] <= size
    ]


def line_id(line: str) -> str | None:
    """The id of a line that could not be taken, where it has one."""
    try:
        value = json.loads(line)
    except (ValueError, RecursionError):
        return None
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None
