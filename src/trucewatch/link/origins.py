"""Origins: the last speaker in a claim's chain of attribution, one for all who pass its word on.

The innermost holder answers for a claim; a text that names no holder answers for it itself, and then its author
comes before whoever republished it, and the copies of one text are one author. What a monitor passes on from a
party is the party's. A speaker who cannot be told is kept apart and never counted as independent, and so is one of
whom no book says whose he is: an outlet that `sources.yaml` does not list may be anyone's.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from functools import cache

from trucewatch.knowledge import load_yaml
from trucewatch.link.copies import SPEAK_FOR_THEMSELVES
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.authors import Author, credited, published_by
from trucewatch.records.claims import Claim, Holder
from trucewatch.records.documents import Document, Source, SourceKind
from trucewatch.records.incidents import Dependence, Origin
from trucewatch.records.names import is_proper_name, known_names, slug

_OFFICE = re.compile(
    r"\b(?:liaison|press|information|monitoring)[\s-]+officers?\b|['’]s?\s+(?:\w+\s+)?officer\b", re.IGNORECASE
)
"""An officer whose office is to speak for a side ("the government's officer"), and no unnamed one of its many."""
_KINDS = {
    SourceKind.AGENCY: ActorKind.MEDIA,
    SourceKind.OUTLET: ActorKind.MEDIA,
    SourceKind.GOVERNMENT: ActorKind.STATE,
    SourceKind.ARMED_FORCES: ActorKind.ARMED_FORCES,
    SourceKind.PARTY: ActorKind.UNKNOWN,
    SourceKind.MONITOR: ActorKind.MONITOR,
    SourceKind.INTERNATIONAL: ActorKind.INTERNATIONAL,
    SourceKind.COMMENTARY: ActorKind.MEDIA,
    SourceKind.SOCIAL: ActorKind.UNKNOWN,
    SourceKind.UNKNOWN: ActorKind.UNKNOWN,
}


class Origins:
    """Who is behind each claim of a set of documents.

    Args:
        documents: all documents, in any order.
        sources: by id.
        actors: by id.
        clusters: document id → id of its cluster of copies.
    """

    def __init__(
        self,
        documents: Sequence[Document],
        sources: Mapping[str, Source],
        actors: Mapping[str, Actor],
        clusters: Mapping[str, str],
    ) -> None:
        self._actors = actors
        self._sources = sources
        self._by_name = known_names(sources, actors)
        self._clusters = clusters
        self._authors = self._authors_of(documents)

    def of(self, claim: Claim) -> Origin:
        """The origin of a claim."""
        if not claim.holder:
            return self.author(claim.document)
        speaker = claim.holder[-1]
        for link in reversed(claim.holder[:-1]):
            if speaker.kind is not ActorKind.STATE or not is_unnamed(link):
                break
            speaker = link  # what unnamed officials say that a government thinks is their word
        return self._speaker(speaker, claim)

    def relayer(self, claim: Claim) -> Origin | None:
        """Who passes on the word of a speaker that cannot be told, where that is one who can be."""
        if len(claim.holder) < 2 or not is_unnamed(claim.holder[-1]):
            return None
        origin = self._speaker(claim.holder[-2], claim)
        return origin if origin.dependence is Dependence.INDEPENDENT else None

    def author(self, document: str) -> Origin:
        """The origin of what a document says in its own voice."""
        known = self._authors.get(document)
        return known if known is not None else _unnamed(document, "unnamed author")

    def _speaker(self, holder: Holder, claim: Claim) -> Origin:
        if holder.actor is not None and not is_unnamed(holder):
            return self._actor(holder.actor, holder.name, holder.kind, "the innermost speaker of the claim")
        cluster = self._clusters.get(claim.document, claim.document)
        if is_unnamed(holder):
            words = holder.name if holder.span is None else holder.span.quote
            return _unnamed(f"{cluster}:{slug(words)}", words)
        match self._by_name.get(slug(holder.name)):
            case Source() as source:
                return self._publisher(source, "the innermost speaker is a known source")
            case Actor() as actor:
                return self._actor(actor.id, actor.name, actor.kind, "the innermost speaker of the claim")
            case None:
                pass
        if not is_proper_name(holder.name):
            return _unnamed(f"{cluster}:{slug(holder.name)}", holder.name)
        if len(holder.candidates) > 1:
            reason = "the speaker may be any of " + ", ".join(sorted(holder.candidates))
        else:
            reason = "the speaker is named, but is in no actor book: whose word it is is not known"
        name = slug(holder.name) or cluster
        return Origin(
            id=f"named:{name}", name=holder.name, kind=holder.kind, dependence=Dependence.UNRESOLVED, reason=reason
        )

    def _actor(self, actor: str, name: str, kind: ActorKind, reason: str) -> Origin:
        entry = self._actors.get(actor)
        if entry is not None:
            name, kind = entry.name, entry.kind
        elif actor in self._sources:
            return self._publisher(self._sources[actor], reason)
        if kind is ActorKind.ANONYMOUS:
            return _unnamed(actor, name)
        if kind is ActorKind.PERSON and entry is not None:
            body = next((one.to for one in entry.relations if one.kind == "person_of" and one.to in self._actors), None)
            if body is not None:
                return self._actor(body, name, kind, f"{reason}, {name}, who speaks for it")
        publisher = self._by_name.get(slug(name)) if kind is ActorKind.MEDIA else None
        if isinstance(publisher, Source) and publisher.actor is None:
            return self._publisher(publisher, reason)
        return Origin(
            id=actor,
            name=name,
            kind=kind,
            side=side_of(actor, self._actors),
            dependence=Dependence.UNRESOLVED if entry is None else Dependence.INDEPENDENT,
            reason=reason,
        )

    def _publisher(self, source: Source, reason: str) -> Origin:
        if source.actor is not None:
            return self._actor(source.actor, source.name, _KINDS[source.kind], reason)
        link = source.state or source.owner
        side = side_of(link, self._actors) if link else source.family
        return Origin(
            id=source.id,
            name=source.name,
            kind=_KINDS[source.kind],
            side=side or source.id,
            dependence=Dependence.INDEPENDENT,
            reason=reason,
        )

    def _authors_of(self, documents: Sequence[Document]) -> dict[str, Origin]:
        clusters: dict[str, list[Document]] = defaultdict(list)
        for document in sorted(documents, key=lambda one: one.id):
            clusters[self._clusters.get(document.id, document.id)].append(document)
        authors: dict[str, Origin] = {}
        for cluster, members in clusters.items():
            author = self._one_author(cluster, members)
            authors.update((member.id, author) for member in members)
        return authors

    def _one_author(self, cluster: str, members: Sequence[Document]) -> Origin:
        """The author of a text: credited before published; of several publishers, none is preferred."""
        credited = {origin.id: origin for origin in map(self._credited, members) if origin is not None}
        if len(credited) == 1:
            return next(iter(credited.values()))
        published = {origin.id: origin for origin in map(self._published, members) if origin is not None}
        if len(published) == 1 and not credited:
            return next(iter(published.values()))
        if len(members) == 1 and not credited:
            return _unnamed(cluster, "unnamed author")
        publishers = [self._sources[one.source] for one in members if one.source and one.source in self._sources]
        agencies = [source for source in publishers if source.kind is SourceKind.AGENCY]
        if len({source.id for source in agencies}) == 1 and not credited:
            return self._publisher(agencies[0], "the one agency among the publishers of this text")
        issuer = self._issuer(members)
        if issuer is not None and not credited:
            return self._publisher(issuer, "the one body among the publishers that speaks for itself, and the first")
        count = len(members)
        return Origin(
            id=f"copy:{cluster}",
            name=f"author of a text in {count} versions" if count > 1 else "author of a text with several credits",
            kind=ActorKind.MEDIA,
            dependence=Dependence.UNRESOLVED,
            reason="copies of one text are one origin; its author is not known, and may be anyone already counted",
        )

    def _issuer(self, members: Sequence[Document]) -> Source | None:
        """Of the publishers of one text the one that speaks for itself, if it came out first: a press release."""
        bodies = {
            source.id: (source, document)
            for document in members
            if (source := self._sources.get(document.source or "")) is not None
            and (source.actor is not None or source.kind in SPEAK_FOR_THEMSELVES)
        }
        if len(bodies) != 1:
            return None
        source, own = next(iter(bodies.values()))
        dates = [one.published for one in members]
        first = own.published is not None and all(date is None or own.published[:10] <= date[:10] for date in dates)
        return source if first else None

    def _credited(self, document: Document) -> Origin | None:
        return self._author(credited(document, self._by_name), document)

    def _published(self, document: Document) -> Origin | None:
        return self._author(published_by(document, self._sources, self._by_name), document)

    def _author(self, found: Author | None, document: Document) -> Origin | None:
        if found is None:
            return None
        match found.who:
            case Source() as source:
                return self._publisher(source, found.reason)
            case Actor() as actor:
                return self._actor(actor.id, actor.name, actor.kind, found.reason)
            case str() as name:
                return _unlisted(name, document.id, found.reason)


def is_unnamed(holder: Holder) -> bool:
    """Whether a speaker cannot be told: an unnamed source or official, also where it is known whose."""
    if holder.span is None:
        return True
    if holder.actor is not None and _OFFICE.search(holder.span.quote):
        return False
    if holder.kind is ActorKind.ANONYMOUS:
        return True
    return _unnamed_words().search(holder.span.quote) is not None and not _names_somebody(holder.span.quote)


def _names_somebody(words: str) -> bool:
    """Whether a name follows the office: "spokesman Igor Konashenkov", and not "two U.S. officials"."""
    found = list(_unnamed_words().finditer(words))
    behind = words[found[-1].end() :].split() if found else []
    return bool(behind) and behind[0][:1].isupper()


@cache
def _unnamed_words() -> re.Pattern[str]:
    words = load_yaml("standing.yaml")["unnamed_speakers"]
    return re.compile(r"\b(?:" + "|".join(re.escape(word) for word in words) + r")\b", re.IGNORECASE)


def origin_of(
    claim: Claim,
    document: Document,
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
    clusters: Mapping[str, str],
) -> Origin:
    """The origin of one claim, seen from its own document alone (`Origins` sees the copies of it too)."""
    return Origins([document], sources, actors, clusters).of(claim)


def _unnamed(place: str, name: str) -> Origin:
    return Origin(
        id=f"unnamed:{place}",
        name=name,
        kind=ActorKind.ANONYMOUS,
        dependence=Dependence.UNRESOLVED,
        reason="the speaker cannot be told: it may be anyone already counted",
    )


def _unlisted(name: str, document: str, reason: str) -> Origin:
    """A publisher or byline of whom no book says who stands behind it: two such names may be one newsroom."""
    return Origin(
        id=f"named:{slug(name) or document}",
        name=name,
        kind=ActorKind.MEDIA,
        dependence=Dependence.UNRESOLVED,
        reason=f"{reason}; no book lists it, so whose word it is is not known",
    )
