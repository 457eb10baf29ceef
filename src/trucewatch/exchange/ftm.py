"""FollowTheMoney: actors, documents and incidents as entities of its schema, one a line of JSON.

Written by the schema's names (Event, Document, PublicBody, Organization, Person, LegalEntity), without the package.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from trucewatch.exchange import cells
from trucewatch.exchange.dates import edtf
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident
from trucewatch.report.words import word

SCHEMAS = {
    ActorKind.STATE: "PublicBody",
    ActorKind.ARMED_FORCES: "PublicBody",
    ActorKind.ARMED_GROUP: "Organization",
    ActorKind.ALLIANCE: "Organization",
    ActorKind.INTERNATIONAL: "Organization",
    ActorKind.MONITOR: "Organization",
    ActorKind.AID: "Organization",
    ActorKind.MEDIA: "Organization",
    ActorKind.OPPOSITION: "Organization",
    ActorKind.PERSON: "Person",
    ActorKind.CIVILIANS: "LegalEntity",
    ActorKind.ANONYMOUS: "LegalEntity",
    ActorKind.UNKNOWN: "LegalEntity",
}
LANGUAGES = {
    "ar": "ara",
    "de": "deu",
    "en": "eng",
    "es": "spa",
    "fa": "fas",
    "fr": "fra",
    "he": "heb",
    "it": "ita",
    "ja": "jpn",
    "ko": "kor",
    "pt": "por",
    "ru": "rus",
    "tr": "tur",
    "uk": "ukr",
    "zh": "zho",
}
"""ISO 639-1 → 639-3, which FollowTheMoney asks for."""
Entity = dict[str, Any]


def write(out: Outgoing) -> Written:
    """Entities, each before those that name it."""
    used = dict.fromkeys(name for one in out.incidents for name in (*one.actors, *one.targets))
    actors = [actor for name in used if (actor := out.index.actors.get(name)) is not None]
    entities = [
        *(_actor(actor) for actor in actors),
        *(_document(out, one) for one in out.documents),
        *(_event(out, one) for one in out.incidents),
    ]
    body = "".join(json.dumps(entity, ensure_ascii=False, sort_keys=True) + "\n" for entity in entities)
    return Written({"entities.ftm.json": body.encode("utf-8")}, len(entities), tuple(_losses(out)))


def _entity(identifier: str, schema: str, properties: Iterable[tuple[str, Iterable[str | None]]]) -> Entity:
    """An entity; properties without a value are left out."""
    kept = {name: list(dict.fromkeys(plain(value) for value in values if value)) for name, values in properties}
    return {"id": identifier, "schema": schema, "properties": {name: values for name, values in kept.items() if values}}


def _key(name: str) -> str:
    return f"trucewatch-{name}".replace(":", "-").replace("/", "-")


def _country(code: str | None) -> str | None:
    return code.lower() if code is not None else None


def _actor(actor: Actor) -> Entity:
    properties = (
        ("name", (actor.name,)),
        ("alias", actor.aliases),
        ("previousName", (former.name for former in actor.former)),
        ("country", (_country(actor.country),)),
    )
    return _entity(_key(actor.id), SCHEMAS[actor.kind], properties)


def _document(out: Outgoing, one: Document) -> Entity:
    properties = (
        ("name", (one.title or one.name,)),
        ("title", (one.title,)),
        ("fileName", (one.name,)),
        ("publishedAt", (one.published,)),
        ("retrievedAt", (one.retrieved,)),
        ("sourceUrl", (one.url,)),
        ("publisher", (out.index.source(one),)),
        ("mimeType", (one.media_type,)),
        ("language", (LANGUAGES.get(one.language or ""),)),
    )
    return _entity(_key(one.id), "Document", properties)


def _event(out: Outgoing, one: Incident) -> Entity:
    place, support = cells.place_of(out, one), one.support
    origins = "; ".join(f"{telling.origin.name} {word(telling.force)}" for telling in one.tellings)
    known = [name for name in dict.fromkeys((*one.actors, *one.targets)) if name in out.index.actors]
    properties = (
        ("name", (out.index.neutral(one.title),)),
        ("summary", (cells.first_words(out.told(one)),)),
        ("description", (f"support: {word(support.grade)}; according to: {origins}",)),
        ("startDate", (one.begin,)),
        ("endDate", (one.finish,)),
        ("date", (edtf(one.begin, one.finish) if one.begin == one.finish else None,)),
        ("location", (one.place,)),
        ("country", (_country(place.country) if place is not None else None,)),
        ("involved", map(_key, known)),
        ("proof", map(_key, one.documents)),
        ("sourceUrl", cells.addresses(out, one.documents)),
        ("recordId", (one.id,)),
        ("keywords", (out.index.event(one.event), word(support.grade))),
    )
    return _entity(_key(one.id), "Event", properties)


def _losses(out: Outgoing) -> Iterator[Loss]:
    for one in out.incidents:
        label = out.label(one)
        if one.actors or one.targets:
            yield Loss(label, "who is said to have done it and whom it befell", "“involved” does not tell them apart")
        if one.lat is not None:
            yield Loss(label, "its point and how finely it is known", "an Event has a location in words")
        for name in cells.disputed(one):
            yield Loss(label, f"what is disputed: {name}", "an Event has no room for two accounts")
    for document in out.documents:
        if document.language is not None and document.language not in LANGUAGES:
            yield Loss(
                f"D{out.index.numbers[document.id]}", f"its language: {document.language}", "no code of ISO 639-3 here"
            )
