"""Speakers: whose word a claim about the truce is, and on what footing they speak.

The innermost holder speaks. Where the author tells of somebody's own act of speech ("the command declared the end"),
that somebody speaks; where the author reads it into other words ("in other words, …"), the author does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from trucewatch.assess.local import zone_of
from trucewatch.assess.wording import is_blame, is_reading, whole
from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.agreements import Agreement, Capacity
from trucewatch.records.assessments import Standing
from trucewatch.records.authors import credited, published_by
from trucewatch.records.claims import Claim, ClaimKind, Holder, Participant, Party, Tally
from trucewatch.records.documents import Document, Source, SourceKind
from trucewatch.records.names import is_proper_name, known_names, slug

ACTS = frozenset(
    {
        "truce_proposed",
        "truce_announced",
        "truce_accepted",
        "truce_rejected",
        "truce_extended",
        "truce_suspended",
        "truce_declared_ended",
        "truce_end_denied",
    }
)
"""Events that are themselves an act of speech by their actor."""
_CAPACITIES = {
    Capacity.PARTY: Standing.PARTY,
    Capacity.CO_SPONSOR: Standing.CO_SPONSOR,
    Capacity.GUARANTOR: Standing.GUARANTOR,
    Capacity.MEDIATOR: Standing.MEDIATOR,
    Capacity.MONITOR: Standing.MONITOR,
    Capacity.OBSERVER: Standing.OUTSIDER,
    Capacity.UNKNOWN: Standing.UNKNOWN,
}
_APPOSITION = re.compile(r",\s+(?=(?:an?|the|who|whose)\s)")
_AND = re.compile(r",?\s+and\s+(?:the\s+)?|,\s+(?:the\s+)?", re.IGNORECASE)
_OWNED = re.compile(r"\b(?:its|their)\s+((?:[\w’'-]+\s*){1,4})", re.IGNORECASE)
_JOINED = re.compile(r"\s+and\s+(?:the\s+)?((?:[\w.’'-]+\s*){1,5})", re.IGNORECASE)


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an actor or source id, or `named:…`, `unnamed:…` where neither book has them."""

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN


@cache
def kinds(which: str) -> frozenset[ActorKind]:
    """A list of kinds of `knowledge/standing.yaml`."""
    return frozenset(ActorKind(kind) for kind in load_yaml("standing.yaml")[which])


class Speakers:
    """Who speaks in each claim, and on what footing.

    Args:
        agreement: says who takes part in what capacity; None where there is none.
        claims: all claims; without an agreement they show who is fighting.
        sources, actors: by id.
    """

    def __init__(
        self,
        agreement: Agreement | None,
        claims: Sequence[Claim],
        sources: Mapping[str, Source],
        actors: Mapping[str, Actor],
    ) -> None:
        self.agreement = agreement
        self._actors = actors
        self._sources = sources
        self._names = known_names(sources, actors)
        self._capacities = _capacities(agreement)
        self._zone = zone_of(agreement)
        self._fighting = frozenset(self._involved(claims)) if agreement is None else frozenset()

    def of(self, claim: Claim, document: Document) -> Speaker:
        """Who speaks in a claim about the truce."""
        holders = list(claim.holder)
        reading = is_reading(claim, document.text)
        blame = is_blame(claim, document.text)
        if reading:
            holders = [link for link in holders if not _is_performer(link, claim)]
        if holders:
            return self._holder(self.owned(holders[-1], claim), document)
        if not reading and not blame and claim.event in ACTS and claim.actor is not None:
            return self.participant(claim.actor, document)
        return self.author(document)

    def owned(self, holder: Holder, claim: Claim) -> Holder:
        """The holder; "its army", "a spokesman for its government" as the one whose it is, whom the claim names."""
        if holder.actor is not None or holder.span is None or not _is_organ(holder.name):
            return holder
        told = [one for one in (claim.actor, *claim.holder, claim.target) if one is not None and one is not holder]
        named = [one for one in told if one.actor is not None and one.span is not None]
        before = next((one for one in named if one.span is not None and one.span.start < holder.span.start), None)
        if before is None:
            return holder
        return holder.model_copy(update={"actor": before.actor, "kind": before.kind})

    def speaks_of_itself(self, claim: Claim) -> bool:
        """Whether the innermost holder and whose conduct a claim tells of are of one side."""
        if not claim.holder or claim.actor is None or claim.actor.actor is None:
            return False
        speaker = self.owned(claim.holder[-1], claim).actor
        return speaker is not None and self.side(speaker) == self.side(claim.actor.actor)

    def of_tally(self, tally: Tally, document: Document) -> Speaker:
        """Who gives a count: the innermost holder, else the document's author."""
        return self._holder(tally.holder[-1], document) if tally.holder else self.author(document)

    def local(self, moment: str | None) -> str | None:
        """A time of day without a zone, as one of the agreement's; anything else as it is."""
        if moment is None or self._zone is None or "T" not in moment or re.search(r"(?:Z|[+-]\d\d:?\d\d)$", moment):
            return moment
        return datetime.fromisoformat(moment).replace(tzinfo=self._zone).isoformat(timespec="minutes")

    def side(self, speaker: str) -> str:
        """The id of whoever answers for a speaker."""
        return side_of(speaker, self._actors)

    def standing(self, speaker: Speaker) -> Standing:
        """The footing: by the agreement, through the speaker or its side; without one, by who is fighting.

        A convention: where no agreement says who the parties are, a government, force or armed group that the
        record's own claims name as acting or acted on in the fighting counts as one. Of a name that no book has,
        nobody can say that it is an outsider: a president, say, or a ministry; nor of "Northland's guards", where
        Northland is a party. A state, its army and its ministries are one side, whichever of them the agreement names.
        """
        if speaker.kind is ActorKind.MONITOR:
            return Standing.MONITOR
        if speaker.kind in kinds("reporting_kinds"):
            return Standing.UNKNOWN if self._is_of_a_party(speaker) else Standing.OUTSIDER
        for name in (speaker.id, self.side(speaker.id)):
            if name in self._capacities:
                return self._capacities[name]
        alike = {standing for name, standing in self._capacities.items() if self.side(name) == self.side(speaker.id)}
        if alike:
            return Standing.PARTY if Standing.PARTY in alike else min(alike)
        if self._may_be_party(speaker):
            return Standing.PARTY
        return Standing.OUTSIDER if speaker.id in self._actors or speaker.id in self._sources else Standing.UNKNOWN

    def _is_of_a_party(self, speaker: Speaker) -> bool:
        """Whether the words for somebody whom no book has say that they belong to a party."""
        if speaker.kind is not ActorKind.ANONYMOUS:
            return False
        words = (re.sub(r"['’]s?$", "", word) for word in speaker.name.split() if word[:1].isupper())
        named = (self._known(word) for word in words)
        return any(self.is_party(one.id) for one in named if one is not None and one.kind is not ActorKind.ANONYMOUS)

    def author(self, document: Document) -> Speaker:
        """Who speaks in a document's own voice: whoever is credited with it before whoever publishes it."""
        found = credited(document, self._names) or published_by(document, self._sources, self._names)
        if found is None:
            return Speaker(f"unnamed:{document.id}", "the text's author", ActorKind.ANONYMOUS)
        if isinstance(found.who, str):
            return Speaker(f"named:{slug(found.who) or document.id}", found.who, ActorKind.MEDIA)
        return self._entry(found.who)

    def joint(self, claim: Claim, document: Document) -> tuple[Speaker, ...]:
        """All who speak where "and" ties known names within the speaker's words, or right behind them."""
        if not claim.holder and claim.actor is not None and claim.actor.others:
            named = [self.participant(one, document) for one in claim.actor.others]
            first = [self._actor(one, one, ActorKind.UNKNOWN) for one in claim.actor.candidates]
            return tuple(dict.fromkeys((*first, *named)))
        who = claim.holder[-1].span if claim.holder else claim.actor.span if claim.actor is not None else None
        if who is None:
            return ()
        found = [self._known(part.strip()) for part in _AND.split(who.quote)] if _AND.search(who.quote) else []
        behind = _JOINED.match(document.text, who.end)
        if behind is not None:
            words = behind[1].split()
            names = (" ".join(words[:count]).rstrip(".,;:") for count in range(len(words), 0, -1))
            found.append(next((speaker for name in names if (speaker := self._known(name)) is not None), None))
        return tuple(one for one in found if one is not None and one.kind is not ActorKind.MEDIA)

    @property
    def parties(self) -> tuple[str, ...]:
        """The ids of the agreement's parties, one for each side, in its order."""
        sides = {self.side(name): name for name, standing in self._capacities.items() if standing is Standing.PARTY}
        return tuple(sides)

    def collective(self, claim: Claim) -> tuple[Speaker, ...]:
        """All parties, where the words for who speaks or acts mean them together: "both sides", "the parties".

        "Both" and "two" mean the parties only where the agreement has two.
        """
        return self.together(claim.holder[-1] if claim.holder else claim.actor)

    def together(self, who: Holder | Participant | None) -> tuple[Speaker, ...]:
        """All parties, where words for somebody mean them together."""
        if who is None or who.actor is not None or who.span is None:
            return ()
        words = " ".join(who.span.quote.lower().split()).removeprefix("the ")
        named = load_yaml("standing.yaml")["parties_together"]
        two = words in named["two"] and len(self.parties) == 2
        if not two and words not in named["all"]:
            return ()
        return tuple(self._actor(name, name, ActorKind.UNKNOWN) for name in self.parties)

    def named(self, name: str) -> Speaker | None:
        """Whoever alone bears a name; None where nobody known does."""
        return self._known(name.strip())

    def takes_part(self, speaker: Speaker) -> bool:
        """Whether somebody, or its side, takes part in the agreement in whatever capacity."""
        own = {speaker.id, self.side(speaker.id)}
        return any(name in own or self.side(name) in own for name in self._capacities)

    def is_party(self, actor: str) -> bool:
        """Whether an actor, or the side that answers for it, is a party to the agreement."""
        return self.standing(self._actor(actor, actor, ActorKind.UNKNOWN)) is Standing.PARTY

    def kind(self, actor: str) -> ActorKind:
        """What sort of actor the book says that it is."""
        entry = self._actors.get(actor)
        return entry.kind if entry is not None else ActorKind.UNKNOWN

    def participant(self, who: Party, document: Document) -> Speaker:
        """A participant as a speaker: the actor of an act of speech."""
        if who.actor is not None:
            return self._actor(who.actor, who.name, who.kind)
        return self._named(who.name, who.kind, document)

    def _holder(self, holder: Holder, document: Document) -> Speaker:
        if holder.actor is not None:
            return self._actor(holder.actor, holder.name, holder.kind)
        named = _before_apposition(holder.name)
        if named is not None and holder.span is not None:
            return self._named(named, ActorKind.UNKNOWN, document)
        if self._is_own_name(holder, document):
            return self.author(document)
        if holder.kind is ActorKind.ANONYMOUS or holder.span is None:
            return Speaker(f"unnamed:{document.id}:{slug(holder.name)}", holder.name, ActorKind.ANONYMOUS)
        return self._named(holder.name, holder.kind, document)

    def _is_own_name(self, holder: Holder, document: Document) -> bool:
        """Whether a body that publishes speaks of itself by a part of its name: "the Ministry", "the Mission"."""
        author = self.author(document)
        said, whole = holder.name.removeprefix("the ").removeprefix("The ").split(), author.name.split()
        own = author.id in self._actors and author.kind is not ActorKind.MEDIA
        return own and bool(said) and all(word[:1].isupper() and word in whole for word in said)

    def _named(self, name: str, kind: ActorKind, document: Document) -> Speaker:
        """A speaker by words that no book resolves: a name is somebody; "officer", "groups", "they" is nobody's."""
        known = self._known(name)
        if known is not None:
            return known
        if is_proper_name(name):
            return Speaker(f"named:{slug(name)}", name, kind)
        return Speaker(f"unnamed:{document.id}:{slug(name)}", name, ActorKind.ANONYMOUS)

    def _actor(self, actor: str, name: str, kind: ActorKind) -> Speaker:
        entry = self._actors.get(actor)
        return Speaker(actor, entry.name, entry.kind) if entry else Speaker(actor, name, kind)

    def _known(self, name: str) -> Speaker | None:
        entry = self._names.get(slug(name))
        return None if entry is None else self._entry(entry)

    def _entry(self, entry: Source | Actor) -> Speaker:
        match entry:
            case Source() as source:
                return self._publisher(source)
            case Actor() as actor:
                return Speaker(actor.id, actor.name, actor.kind)

    def _publisher(self, source: Source) -> Speaker:
        if source.actor is not None:
            return self._actor(source.actor, source.name, ActorKind.UNKNOWN)
        kind = ActorKind.MONITOR if source.kind is SourceKind.MONITOR else ActorKind.MEDIA
        return Speaker(source.id, source.name, kind)

    def _may_be_party(self, speaker: Speaker) -> bool:
        side = self.side(speaker.id)
        entry = self._actors.get(side)
        kind = entry.kind if entry else speaker.kind
        return kind in kinds("party_kinds") and bool({side, speaker.id} & self._fighting)

    def _involved(self, claims: Sequence[Claim]) -> set[str]:
        found: set[str] = set()
        for claim in claims:
            if claim.kind is ClaimKind.OCCURRENCE:
                for who in (claim.actor, claim.target):
                    if who is not None:
                        name = who.actor or f"named:{slug(who.name)}"
                        found.update((name, self.side(name)))
        return found


def _capacities(agreement: Agreement | None) -> dict[str, Standing]:
    """Each participant's standing; who is a party and something else besides is a party."""
    found: dict[str, Standing] = {}
    for one in agreement.participants if agreement else ():
        standing = _CAPACITIES[one.capacity]
        if found.get(one.actor) is not Standing.PARTY:
            found[one.actor] = standing
    return found


def _is_organ(words: str) -> bool:
    """Whether words are somebody's office or body by a pronoun alone: "its army", "spokesman for its government"."""
    found = _OWNED.search(words)
    return found is not None and whole("organs").search(found[1]) is not None


def _before_apposition(words: str) -> str | None:
    """The name that an apposition tells more of: "Ada Field" of "Ada Field, a spokeswoman for the governor"."""
    name, *told = _APPOSITION.split(words, maxsplit=1)
    parts = name.split()
    return name if told and len(parts) > 1 and all(part[:1].isupper() for part in parts) else None


def _is_performer(link: Holder, claim: Claim) -> bool:
    """Whether a link of the chain is only the actor of the act that the author tells of."""
    who = claim.actor
    if who is None:
        return False
    return (link.actor is not None and link.actor == who.actor) or slug(link.name) == slug(who.name)
