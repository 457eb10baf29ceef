"""Synthetic documents and claims: sentences made from values, so that every span stands where it says."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256

from trucewatch.link.copies import copy_clusters, find_copies
from trucewatch.link.incidents import link_claims
from trucewatch.records.actors import Actor, ActorKind
from trucewatch.records.base import content_id
from trucewatch.records.claims import Claim, ClaimKind, Count, Doubt, Force, Harm, Holder, Participant
from trucewatch.records.decisions import Decision
from trucewatch.records.documents import Credit, CreditRole, Document, Source, SourceKind
from trucewatch.records.incidents import Incident
from trucewatch.records.places import EventPlace, PlacePrecision
from trucewatch.records.spans import Span
from trucewatch.records.times import EventTime, TimeBasis, TimePrecision

PLACES = {
    "Northford": (35.33, 40.14),
    "Northford Airport": (35.29, 40.18),
    "Southbridge": (33.51, 36.29),
    "Eastholm": (36.20, 37.16),
}
ACTORS = {
    actor.id: actor
    for actor in (
        Actor(id="north", name="Northland", kind=ActorKind.STATE),
        Actor(id="north-army", name="Army of Northland", kind=ActorKind.ARMED_FORCES, side="north"),
        Actor(id="north-ministry", name="Northland's Ministry of Defence", kind=ActorKind.STATE, side="north"),
        Actor(id="south", name="Southland", kind=ActorKind.STATE),
        Actor(id="south-army", name="Army of Southland", kind=ActorKind.ARMED_FORCES, side="south"),
        Actor(id="south-ministry", name="Southland's Ministry of Defence", kind=ActorKind.STATE, side="south"),
        Actor(id="sponsor", name="Sponsoria", kind=ActorKind.STATE),
        Actor(id="front", name="Hill Front", kind=ActorKind.ARMED_GROUP),
        Actor(id="monitor", name="Truce Monitor", kind=ActorKind.MONITOR),
        Actor(id="north-agency", name="Northland Press Agency", kind=ActorKind.MEDIA, side="north"),
    )
}
SOURCES = {
    source.id: source
    for source in (
        Source(id="wire", name="Harbour Wire", kind=SourceKind.AGENCY),
        Source(id="daily", name="The Daily Post", kind=SourceKind.OUTLET),
        Source(id="herald", name="The Herald", kind=SourceKind.OUTLET),
        Source(id="blog", name="Front Line Blog", kind=SourceKind.COMMENTARY),
        Source(id="monitor-site", name="Truce Monitor", kind=SourceKind.MONITOR, actor="monitor"),
        Source(id="north-agency", name="Northland Press Agency", kind=SourceKind.AGENCY, state="north"),
    )
}


@dataclass
class Story:
    """A document that is being written: each `tell` adds a sentence and the claim that it relays."""

    name: str
    source: str | None = None
    published: str | None = None
    credits: tuple[tuple[CreditRole, str], ...] = ()
    title: str | None = None
    text: str = ""
    drafts: list[dict[str, object]] = field(default_factory=list)

    @property
    def id(self) -> str:
        return f"doc-{sha256(self.name.encode()).hexdigest()[:12]}"

    def say(self, words: str) -> Span:
        """Add words to the text."""
        start = len(self.text)
        self.text += words + " "
        return Span(start=start, end=start + len(words), quote=words)

    def head(self) -> None:
        """Make what is written so far the heading: a line of its own without a full stop."""
        self.title = self.text.removesuffix(".\n")
        self.text = self.title + "\n\n"

    def who(self, actor: str | None) -> Participant | None:
        """A participant: an actor id, or words that nobody knows where the book has no such id."""
        if actor is None:
            return None
        known = ACTORS.get(actor)
        name = known.name if known else actor
        return Participant(
            span=self.say(name),
            name=name,
            actor=actor if known else None,
            kind=known.kind if known else ActorKind.OPPOSITION if actor == "rebels" else ActorKind.UNKNOWN,
        )

    def holder(self, speaker: str) -> Holder:
        """A link of the chain: an actor id, "?…" for somebody unnamed, or a name that nobody knows."""
        known = ACTORS.get(speaker)
        name = known.name if known else speaker.removeprefix("?")
        kind = known.kind if known else ActorKind.ANONYMOUS if speaker.startswith("?") else ActorKind.UNKNOWN
        return Holder(name=name, span=self.say(name), cue=self.say("said"), actor=speaker if known else None, kind=kind)

    def tell(
        self,
        event: str = "air_strike",
        *,
        actor: str | None = None,
        target: str | None = None,
        place: str | None = None,
        day: str | None = None,
        until: str | None = None,
        basis: TimeBasis = TimeBasis.STATED,
        killed: tuple[int, int | None] | None = None,
        by: Sequence[str] = (),
        force: Force = Force.ASSERTS,
        negated: bool = False,
        kind: ClaimKind = ClaimKind.OCCURRENCE,
        recurs: str | None = None,
        trigger: str | None = None,
        opening: str | None = None,
    ) -> Claim:
        """Add a sentence with one claim; `killed` is lowest and highest, `by` the speakers from the outermost."""
        start = len(self.text)
        if opening:
            self.say(opening)
        holders = tuple(self.holder(speaker) for speaker in by)
        doer = self.who(actor)
        named = self.say(trigger or event.replace("_", " "))
        hit = self.who(target)
        where = self.say(place) if place else None
        when = self.say(day) if day else None
        count = self._count(killed)
        again = self.say(recurs) if recurs else None
        end = len(self.text) - 1
        self.text = self.text[:-1] + ".\n"
        claim = Claim(
            id=content_id("claim", [self.id, start, event]),
            document=self.id,
            kind=kind,
            event=event,
            span=Span(start=start, end=end, quote=self.text[start:end]),
            trigger=named,
            actor=doer,
            target=hit,
            place=_place(where),
            time=EventTime(
                begin=day, finish=until or day, precision=TimePrecision.DAY, basis=basis, expression=when, rule="test"
            )
            if day
            else None,
            harm=Harm(killed=count) if count else None,
            holder=holders,
            force=force,
            negated=negated,
            factuality=3.0,
            recurs=again,
            rule="test",
        )
        self.drafts.append({"claim": claim})
        return claim

    def doubt(self, *doubts: Doubt) -> None:
        """Make every claim told so far one that has to be checked."""
        self.drafts = [{"claim": one.model_copy(update={"why_check": doubts})} for one in self.claims]

    def _count(self, killed: tuple[int, int | None] | None) -> Count | None:
        if killed is None:
            return None
        low, high = killed
        words = str(low) if high == low else f"at least {low}" if high is None else f"{low} to {high}"
        return Count(low=low, high=high, span=self.say(words))

    @property
    def claims(self) -> list[Claim]:
        """The claims told so far."""
        return [draft["claim"] for draft in self.drafts if isinstance(draft["claim"], Claim)]

    @property
    def document(self) -> Document:
        """The document as written so far."""
        return Document(
            id=self.id,
            sha256=sha256(self.name.encode()).hexdigest(),
            name=self.name,
            media_type="text/plain",
            text=self.text,
            title=self.title,
            source=self.source,
            published=self.published,
            credits=tuple(Credit(role=role, name=name) for role, name in self.credits),
        )


def _place(where: Span | None) -> EventPlace | None:
    if where is None:
        return None
    lat, lon = PLACES.get(where.quote, (None, None))
    exact = PlacePrecision.EXACT
    return EventPlace(span=where, name=where.quote, lat=lat, lon=lon, country="XX", precision=exact, rule="test")


def link(
    *stories: Story, decisions: Sequence[Decision] = (), actors: Mapping[str, Actor] = ACTORS
) -> tuple[Incident, ...]:
    """The incidents of stories."""
    documents = [story.document for story in stories]
    claims = [claim for story in stories for claim in story.claims]
    clusters = copy_clusters(documents, find_copies(documents))
    return link_claims(documents, claims, SOURCES, actors, clusters, decisions)


def strike(name: str, source: str | None = "wire", **told: object) -> Story:
    """A story that tells of one air strike by Northland on the army of Southland at Northford on 17 September."""
    story = Story(name, source=source, published="2016-09-18")
    values: dict[str, object] = {
        "actor": "north",
        "target": "south-army",
        "place": "Northford",
        "day": "2016-09-17",
        **told,
    }
    story.tell(**values)  # type: ignore[arg-type]
    return story
