"""Makes anchored records from sentences: words are found in a document's text, so that no offset is typed by hand."""

from __future__ import annotations

import hashlib

from trucewatch.records.actors import ActorKind
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Count, Force, Harm, Holder, Participant
from trucewatch.records.documents import Boilerplate, BoilerplateKind, Document
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimePrecision


def document(name: str, text: str, *, boilerplate: dict[str, str] | None = None, **fields: object) -> Document:
    """A document of `text`; `boilerplate` maps words of it to the kind they are."""
    sha = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    left = tuple(
        Boilerplate(span=words(text, quote), kind=BoilerplateKind(kind), rule="sample")
        for quote, kind in (boilerplate or {}).items()
    )
    record = {"id": f"doc-{sha[:12]}", "sha256": sha, "name": name, "media_type": "text/plain", "text": text}
    return Document.model_validate({**record, "boilerplate": left, **fields})


def words(text: str, quote: str, within: Span | None = None) -> Span:
    """Where the quote stands, within a span where one is given."""
    start = text.index(quote, within.start if within else 0)
    return Span.on(text, start, start + len(quote))


def claim(
    source: Document,
    sentence: str,
    event: str,
    trigger: str,
    *,
    actor: tuple[str, str | None] | None = None,
    target: tuple[str, str | None] | None = None,
    place: tuple[str, float, float, str] | None = None,
    time: tuple[str, str | None, str | None] | None = None,
    killed: tuple[str, int, int | None, str | None] | None = None,
    injured: tuple[str, int, int | None, str | None] | None = None,
    holder: tuple[tuple[str, str | None], ...] = (),
    force: str = "asserts",
    kind: str = "occurrence",
    factuality: float = 3.0,
    negated: bool = False,
) -> Claim:
    """A claim anchored in one sentence of a document."""
    text = source.text
    span = words(text, sentence)

    def who(given: tuple[str, str | None]) -> Participant:
        return Participant(span=words(text, given[0], span), name=given[0], actor=given[1], kind=ActorKind.UNKNOWN)

    def count(given: tuple[str, int, int | None, str | None]) -> Count:
        return Count(span=words(text, given[0], span), low=given[1], high=given[2], of=given[3])

    where = when = None
    if place:
        name, lat, lon, precision = place
        where = EventPlace(
            span=words(text, name, span),
            name=name,
            lat=lat,
            lon=lon,
            precision=PlacePrecision(precision),
            rule="sample",
        )
    if time:
        quote, begin, finish = time
        when = EventTime(
            begin=begin,
            finish=finish,
            precision=TimePrecision.DAY if begin else TimePrecision.UNKNOWN,
            basis=TimeBasis.STATED,
            expression=words(text, quote, span),
            rule="sample",
        )
    harm = Harm(killed=count(killed) if killed else None, injured=count(injured) if injured else None)
    return Claim(
        id=content_id("claim", [source.id, span.start, event, trigger, [list(item) for item in holder]]),
        document=source.id,
        kind=ClaimKind(kind),
        event=event,
        span=span,
        trigger=words(text, trigger, span),
        actor=who(actor) if actor else None,
        target=who(target) if target else None,
        place=where,
        time=when,
        harm=harm if killed or injured else None,
        holder=tuple(Holder(name=name, span=words(text, name), actor=identity) for name, identity in holder),
        force=Force(force),
        negated=negated,
        factuality=factuality,
        rule="sample",
    )
