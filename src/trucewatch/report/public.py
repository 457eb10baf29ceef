"""The public version of a record: names of private persons withheld, places coarsened, analysts unnamed.

It is a record like any other, so that every report is written from it as it is. A withheld name keeps its length in
the record, so that every anchor holds; `one_length` is what a writer shows instead, as the length of a name tells
something of it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from trucewatch.knowledge.ontology import event_types, label_of
from trucewatch.records.actors import Actor
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import CHAT, Document
from trucewatch.records.names import is_proper_name, slug
from trucewatch.records.places import PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.report.private import contacts, is_caseless, parts_of, private_names

DELAY_DAYS = 3
GRAIN_KM = 10.0
MARK = "█"
SHOWN = "█████"
KM_PER_DEGREE = 111.195
_RUN = re.compile(f"{MARK}+")


@dataclass(frozen=True)
class PublicPolicy:
    """How much is held back.

    Attributes:
        delay_days: nothing of so many last days goes out.
        grain_km: no place is told finer than this.
        withhold_names: names that are withheld wherever they stand, beside those that are told to be private.
        drop_kinds: event types and families of which no claim goes out.
    """

    delay_days: int = DELAY_DAYS
    grain_km: float = GRAIN_KM
    withhold_names: tuple[str, ...] = ()
    drop_kinds: tuple[str, ...] = ()

    def drops(self, event: str) -> bool:
        """Whether a claim of this event type stays inside."""
        known = event_types().get(event)
        kinds = (event,) if known is None else (event, known.family, *known.ancestors)
        return any(kind in self.drop_kinds for kind in kinds)


def one_length(text: str) -> str:
    """The text with every withheld passage at one length."""
    return _RUN.sub(SHOWN, text)


def version_words(public: bool) -> str:
    """What a report says of itself: for whom it is."""
    return "public" if public else "internal: names and places as in the documents"


def public_notice(policy: PublicPolicy, held_back: int) -> str:
    """What a reader of a public report is told first."""
    late = f" {held_back} document(s) are held back." if held_back else ""
    dropped = ", ".join(map(label_of, policy.drop_kinds))
    kinds = f" Left out of it: {dropped}." if dropped else ""
    return (
        f"Public version. Nothing of the last {policy.delay_days} day(s) is in it.{late} Places are shown no finer "
        f"than {policy.grain_km:g} km. Names taken for private persons’, contacts and coordinates are withheld "
        f"({SHOWN}), and whole texts are left out.{kinds} What a quote says of a place stands as it was published."
    )


def public_record(record: CaseRecord, actors: Iterable[Actor], policy: PublicPolicy) -> CaseRecord:
    """A record without what could harm people.

    Args:
        record: the record; what is too recent must be out of it.
        actors: the actor book that it was built with: names in it are public.
        policy: see `PublicPolicy`; its delay is the caller's to keep.

    Returns:
        A record in which every span still holds.
    """
    names = withheld_names(record, actors, policy)
    texts = {document.id: _masked_text(document, names) for document in record.documents}
    data = record.model_dump(mode="python")
    masked = _Masks(names).apply({name: value for name, value in data.items() if name != "files"}, texts)
    files = record.files.model_dump(mode="python")
    shapeless = ({**place, "line": (), "area": ()} for place in files["places"])
    files["places"] = [_coarse(place, policy.grain_km) for place in shapeless]
    for claim in masked["claims"]:
        claim["place"] = _coarse_place(claim["place"], policy.grain_km)
    for tally in masked["tallies"]:
        tally["place"] = _coarse_place(tally["place"], policy.grain_km)
    masked["incidents"] = [_coarse(incident, policy.grain_km) for incident in masked["incidents"]]
    masked["decisions"], numbers = _unsigned(masked["decisions"])
    for ruling in (one for finding in masked["findings"] for one in finding["ruled"]):
        ruling["by"] = numbers.get(ruling["by"], "a person")
    masked["effects"] = [{**effect, "changes": (), "lost": ()} for effect in masked["effects"]]
    masked["as_read"] = ()
    return CaseRecord.model_validate({**masked, "files": files})


def withheld_names(record: CaseRecord, actors: Iterable[Actor], policy: PublicPolicy) -> set[str]:
    """The names that a public version of a record withholds, with their parts that may stand alone."""
    listed = {name for name in policy.withhold_names if name.strip()}
    own = {slug(name) for name in listed}
    known = {name for name in _known(record, actors) if name not in own}
    return parts_of(_private(record, known) | listed, known) | listed


def only_quoted(record: CaseRecord) -> CaseRecord:
    """A record whose texts hold nothing but what it quotes, every character else as a mark: no span moves.

    For files that carry a record as it is: a public version leaves whole texts out.
    """
    spans = _spans_by_document(record)
    documents = tuple(one.model_copy(update=_blanked(one, spans.get(one.id, set()))) for one in record.documents)
    copies = tuple(edge.model_copy(update={"passage": "", "passages": ()}) for edge in record.copies)
    rejections = tuple(one.model_copy(update={"quote": None, "start": None}) for one in record.rejections)
    return record.model_copy(update={"documents": documents, "copies": copies, "rejections": rejections})


def _blanked(document: Document, spans: set[tuple[int, int]]) -> dict[str, Any]:
    shown = bytearray(len(document.text))
    for start, end in spans:
        shown[start:end] = b"\1" * (end - start)
    text = "".join(
        character if keep or character.isspace() else MARK for character, keep in zip(document.text, shown, strict=True)
    )
    kept = tuple(part.model_copy(update={"span": _cut(part.span, text)}) for part in document.boilerplate)
    credited = tuple(
        one.model_copy(update={"span": _cut(one.span, text) if one.span is not None else None})
        for one in document.credits
    )
    return {"text": text, "boilerplate": kept, "credits": credited, "note": None}


def _cut(span: Span, text: str) -> Span:
    return Span(start=span.start, end=span.end, quote=text[span.start : span.end])


def _spans_by_document(record: CaseRecord) -> dict[str, set[tuple[int, int]]]:
    found: dict[str, set[tuple[int, int]]] = {}
    told: tuple[Claim | Tally, ...] = (*record.claims, *record.tallies)
    for one in told:
        found.setdefault(one.document, set()).update((span.start, span.end) for span in one.spans())
    return found


def _known(record: CaseRecord, actors: Iterable[Actor]) -> set[str]:
    """Slugs of names that books and the record's places bear."""
    names: set[str] = set()
    for actor in (*actors, *record.files.actors):
        names |= {actor.name, *actor.aliases, *(former.name for former in actor.former)}
    for source in record.files.sources:
        names |= {source.name, *source.aliases}
    for place in record.files.places:
        names |= {place.name, *place.aliases}
    places = [item.place for item in record.claims] + [item.place for item in record.tallies]
    for found in places:
        if found is not None:
            names |= {found.name, found.span.quote}
    return {slug(name) for name in names}


def _private(record: CaseRecord, known: set[str]) -> set[str]:
    """Names of private persons in all documents: what one text gives away is withheld in the others."""
    speakers: set[str] = set()
    for claim in record.claims:
        for link in claim.holder:
            if link.actor is None and link.span is not None and is_proper_name(link.name):
                speakers.add(link.name)
    found = {one.source for one in record.documents if one.source and (one.note or "").startswith(CHAT)}
    found = {name for name in found if slug(name) not in known}
    for document in record.documents:
        found |= private_names(document.text, speakers, known)
    return found


def _masked_text(document: Document, names: set[str]) -> str:
    """A text of the same length without the names; one whose script has no capitals is withheld whole."""
    if is_caseless(document.text):
        return re.sub(r"\S", MARK, document.text)
    text = name_pattern(names).sub(lambda match: MARK * len(match[0]), document.text)
    for start, end in contacts(text):
        text = text[:start] + MARK * (end - start) + text[end:]
    return text


def name_pattern(names: Iterable[str]) -> re.Pattern[str]:
    """Matches any of the names as whole words, the longest first."""
    choices = "|".join(re.escape(name) for name in sorted(names, key=lambda one: (-len(one), one)))
    return re.compile(rf"(?<!\w)(?:{choices})(?!\w)") if choices else re.compile(r"(?!)")


class _Masks:
    """Withholds names in whatever a record's values say; spans are cut anew from the masked texts."""

    def __init__(self, names: set[str]) -> None:
        self.pattern = name_pattern(names)
        slugs = sorted({slug(name) for name in names if len(slug(name)) > 3}, key=len, reverse=True)
        self.numbers = {name: f"withheld-{number}" for number, name in enumerate(slugs, 1)}
        choices = "|".join(map(re.escape, slugs))
        self.slugs = re.compile(rf"(?<![a-z0-9])(?:{choices})(?![a-z0-9])") if slugs else re.compile(r"(?!)")

    def apply(self, data: dict[str, Any], texts: Mapping[str, str]) -> dict[str, Any]:
        """The fields of a record, masked."""
        masked = {name: self._value(value, None, texts) for name, value in data.items()}
        for document in masked["documents"]:
            document["text"] = texts[document["id"]]
            document["left_out"] = ""
        return masked

    def _value(self, value: Any, text: str | None, texts: Mapping[str, str]) -> Any:
        if isinstance(value, dict):
            if text is not None and value.keys() == {"start", "end", "quote"}:
                return {**value, "quote": text[value["start"] : value["end"]]}
            own: str | None = texts.get(str(value.get("document") or value.get("id")), text or "") or None
            return {name: self._field(name, one, own, texts) for name, one in value.items()}
        if isinstance(value, (list, tuple)):
            return [self._value(one, text, texts) for one in value]
        return self.words(value) if isinstance(value, str) and not isinstance(value, StrEnum) else value

    def _field(self, name: str, value: Any, text: str | None, texts: Mapping[str, str]) -> Any:
        if name == "url" and isinstance(value, str):
            return None if self._names_somebody(value) else value
        return value if name in ("sha256", "original", "hash", "previous") else self._value(value, text, texts)

    def _names_somebody(self, address: str) -> bool:
        """Whether an address has a withheld name in it, with or without hyphens."""
        joined = slug(address).replace("-", "")
        whole = (name.replace("-", "") for name in self.numbers if "-" in name)
        return bool(self.slugs.search(slug(address))) or any(name in joined for name in whole)

    def words(self, words: str) -> str:
        """Words with every withheld name as one mark; ids made of such a name as well."""
        shown = self.pattern.sub(SHOWN, words)
        if " " in shown or shown != shown.lower():
            return shown
        return self.slugs.sub(lambda match: self.numbers[match[0]], shown)


def _coarse_place(place: dict[str, Any] | None, grain: float) -> dict[str, Any] | None:
    """A claim's place: its point moved to the middle of its field, and known no finer than that."""
    if place is None or place["lat"] is None:
        return place
    coarse = _coarse(place, grain)
    coarse["radius_km"] = max(place["radius_km"] or 0.0, grain)
    if place["precision"] is PlacePrecision.EXACT:
        coarse["precision"] = PlacePrecision.NEAR
    return coarse


def _coarse(point: dict[str, Any], grain: float) -> dict[str, Any]:
    """Whatever has `lat` and `lon`, both at the middle of a field about `grain` kilometres wide and high."""
    if point["lat"] is None or point["lon"] is None:
        return point
    step = grain / KM_PER_DEGREE
    lat = _middle(point["lat"], step)
    across = step / max(math.cos(math.radians(lat)), 0.01)
    return {**point, "lat": max(-90.0, min(90.0, lat)), "lon": max(-180.0, min(180.0, _middle(point["lon"], across)))}


def _middle(value: float, step: float) -> float:
    return round((math.floor(value / step) + 0.5) * step, 4)


def _unsigned(entries: list[dict[str, Any]]) -> tuple[list[dict[str, Any]], dict[str, str]]:
    """Rulings without who made them ("person 1" is one and the same throughout) and without what could be too fine."""
    numbers: dict[str, str] = {}
    for entry in entries:
        by = numbers.setdefault(entry["decision"]["by"], f"person {len(numbers) + 1}")
        kept = {name: value for name, value in entry["decision"].items() if name not in ("fields", "anchors")}
        entry["decision"] = {**kept, "by": by}
    return entries, numbers
