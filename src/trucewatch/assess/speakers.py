"""Speakers: whose word a claim about the truce is, and on what footing they speak.

The innermost holder speaks. Where the author tells of somebody's own act of speech ("the command declared the end"),
that somebody speaks; where the author reads it into other words ("in other words, …"), the author does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.agreements import Agreement, Capacity
from trucewatch.records.assessments import Standing
from trucewatch.records.claims import Claim, ClaimKind, Holder, Participant
from trucewatch.records.documents import CreditRole, Document, Source, SourceKind
from trucewatch.records.names import agency_in, known_names, slug

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
    Capacity.UNKNOWN: Standing.OUTSIDER,
}
_SENTENCE_START = re.compile(r"(?:[.!?…][\"”’')\]]*\s+|\n\s*)(?=\S)")


@dataclass(frozen=True)
class Speaker:
    """Who speaks: an actor or source id, or `named:…`, `unnamed:…` where neither book has them."""

    id: str
    name: str
    kind: ActorKind = ActorKind.UNKNOWN


@cache
def phrases(which: str) -> re.Pattern[str]:
    """A list of `knowledge/standing.yaml` as one pattern of whole words."""
    words = sorted(load_yaml("standing.yaml")[which], key=len, reverse=True)
    return re.compile(r"(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


@cache
def kinds(which: str) -> frozenset[ActorKind]:
    """A list of kinds of `knowledge/standing.yaml`."""
    return frozenset(ActorKind(kind) for kind in load_yaml("standing.yaml")[which])


def is_reading(claim: Claim, text: str) -> bool:
    """Whether the author reads the act into other words: the sentence or clause opens so, or the verb is hedged so."""
    start = _sentence_start(claim, text)
    opening = re.compile(r"[\W_]*" + phrases("reading_opens").pattern, re.IGNORECASE)
    if opening.match(text, start) or opening.match(claim.span.quote):
        return True
    return (
        re.search(r"\b" + phrases("reading_within").pattern, text[start : claim.trigger.end], re.IGNORECASE) is not None
    )


def is_blame(claim: Claim, text: str) -> bool:
    """Whether the words before the act lay it at somebody's door ("holds them responsible for ending the truce")."""
    blaming = re.compile(r"\b" + phrases("blaming").pattern, re.IGNORECASE)
    return blaming.search(text, _sentence_start(claim, text), claim.trigger.start) is not None


def _sentence_start(claim: Claim, text: str) -> int:
    begins = [found.end() for found in _SENTENCE_START.finditer(text, 0, claim.trigger.start)]
    return begins[-1] if begins else 0


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
        self._actors = actors
        self._sources = sources
        self._names = known_names(sources, actors)
        self._capacities = _capacities(agreement)
        self._fighting = frozenset(self._involved(claims)) if agreement is None else frozenset()

    def of(self, claim: Claim, document: Document) -> Speaker:
        """Who speaks in a claim about the truce."""
        holders = list(claim.holder)
        reading = is_reading(claim, document.text)
        if reading:
            holders = [link for link in holders if not _is_performer(link, claim)]
        if holders:
            return self._holder(holders[-1], document)
        if not reading and claim.event in ACTS and claim.actor is not None:
            return self._participant(claim.actor)
        return self.author(document)

    def side(self, speaker: str) -> str:
        """The id of whoever answers for a speaker."""
        return side_of(speaker, self._actors)

    def standing(self, speaker: Speaker) -> Standing:
        """The footing: by the agreement, through the speaker or its side; without one, by who is fighting.

        A convention: where no agreement says who the parties are, a government, force or armed group that the
        record's own claims name as acting or acted on in the fighting counts as one.
        """
        if speaker.kind is ActorKind.MONITOR:
            return Standing.MONITOR
        if speaker.kind in kinds("reporting_kinds"):
            return Standing.OUTSIDER
        for name in (speaker.id, self.side(speaker.id)):
            if name in self._capacities:
                return self._capacities[name]
        return Standing.PARTY if self._may_be_party(speaker) else Standing.OUTSIDER

    def author(self, document: Document) -> Speaker:
        """Who speaks in a document's own voice: whoever is credited with it before whoever publishes it."""
        republished = any(credit.role is CreditRole.REPUBLISHER for credit in document.credits)
        for role in (CreditRole.AGENCY, CreditRole.ORIGINAL, CreditRole.AUTHOR):
            for credit in document.credits:
                if credit.role is role:
                    known = self._known(credit.name)
                    if known is not None and known.kind is not ActorKind.PERSON:
                        return known
                    agency = agency_in(credit.name, document.source, self._names)
                    if agency is not None:
                        return self._publisher(agency)
                    if role is not CreditRole.AUTHOR or republished or document.source is None:
                        return Speaker(f"named:{slug(credit.name) or document.id}", credit.name, ActorKind.MEDIA)
        if document.source is None:
            return Speaker(f"unnamed:{document.id}", "the text's author", ActorKind.ANONYMOUS)
        source = self._sources.get(document.source)
        known = self._publisher(source) if source else self._known(document.source)
        return known or Speaker(f"named:{slug(document.source) or document.id}", document.source, ActorKind.MEDIA)

    def _holder(self, holder: Holder, document: Document) -> Speaker:
        if holder.actor is not None:
            return self._actor(holder.actor, holder.name, holder.kind)
        if holder.kind is ActorKind.ANONYMOUS or holder.span is None:
            return Speaker(f"unnamed:{document.id}:{slug(holder.name)}", holder.name, ActorKind.ANONYMOUS)
        return self._known(holder.name) or Speaker(f"named:{slug(holder.name)}", holder.name, holder.kind)

    def _participant(self, who: Participant) -> Speaker:
        if who.actor is not None:
            return self._actor(who.actor, who.name, who.kind)
        return self._known(who.name) or Speaker(f"named:{slug(who.name)}", who.name, who.kind)

    def _actor(self, actor: str, name: str, kind: ActorKind) -> Speaker:
        entry = self._actors.get(actor)
        return Speaker(actor, entry.name, entry.kind) if entry else Speaker(actor, name, kind)

    def _known(self, name: str) -> Speaker | None:
        match self._names.get(slug(name)):
            case Source() as source:
                return self._publisher(source)
            case Actor() as actor:
                return Speaker(actor.id, actor.name, actor.kind)
            case None:
                return None

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


def _is_performer(link: Holder, claim: Claim) -> bool:
    """Whether a link of the chain is only the actor of the act that the author tells of."""
    who = claim.actor
    if who is None:
        return False
    return (link.actor is not None and link.actor == who.actor) or slug(link.name) == slug(who.name)
