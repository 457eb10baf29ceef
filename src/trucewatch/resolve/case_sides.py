"""What a case says of whom words mean that one text leaves open: its own parties, and for whom a publisher speaks.

"The government" of a text that knows two is the one that is a party to the agreement; "our positions" in a party's own
statement are that party's; "the navy" is that of the only state among the parties. What still fits several stays open.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from trucewatch.knowledge import load_yaml
from trucewatch.records.actors import Actor, ActorKind, side_of
from trucewatch.records.agreements import Agreement, Capacity
from trucewatch.records.claims import Claim, Doubt, Holder, Participant, Party, Tally
from trucewatch.records.documents import Document, Source
from trucewatch.resolve.actor_words import DETERMINERS, Word, heads, words_of

Proposition = TypeVar("Proposition", Claim, Tally)
Named = TypeVar("Named", Participant, Party, Holder)
_OWN = re.compile(r"(?:our|we|us)\b", re.IGNORECASE)
_PRONOUN = re.compile(r"(?:we|us)", re.IGNORECASE)
ORGANS = {"forces": "forces:", "police": "police:", "state": "state:"}
SPEAK_FOR_OTHERS = frozenset({ActorKind.MEDIA, ActorKind.MONITOR, ActorKind.CIVILIANS, ActorKind.AID})
MOST_WORDS = 4
"""A longer description says more of whom it means than its head."""


def with_sides(
    told: Sequence[Proposition],
    documents: Sequence[Document],
    agreement: Agreement | None,
    sources: Mapping[str, Source],
    actors: Mapping[str, Actor],
) -> tuple[Proposition, ...]:
    """The claims, or tallies, with the parties that the case settles.

    Args:
        told: of all documents, as their texts alone resolve them.
        documents: theirs.
        agreement: whose participants are the case's parties; None: only a publisher's own voice tells anything.
        sources, actors: by id.

    What is settled by the country of a place or of an outlet alone stays one to check.
    """
    by_id = {document.id: document for document in documents}
    case = _Case.of(agreement, actors)
    return tuple(_settled(one, sources.get(by_id[one.document].source or ""), case) for one in told)


@dataclass(frozen=True)
class _Case:
    """The sides of a case: those of its parties, and the states among them, as country codes."""

    parties: frozenset[str]
    states: tuple[str, ...]
    actors: Mapping[str, Actor]

    @classmethod
    def of(cls, agreement: Agreement | None, actors: Mapping[str, Actor]) -> _Case:
        named = [one.actor for one in agreement.participants if one.capacity is Capacity.PARTY] if agreement else []
        sides = frozenset(side_of(one, actors) for one in named)
        return cls(sides, tuple(sorted(one[6:] for one in sides if one.startswith("state:"))), actors)

    def party_among(self, candidates: Sequence[str]) -> str | None:
        """The one candidate that is on the side of a party."""
        found = [one for one in candidates if side_of(one, self.actors) in self.parties]
        return found[0] if len(found) == 1 else None

    def service(self, words: Sequence[Word]) -> str | None:
        """Whose "navy" or "army" a bare word is, where one state alone is among the parties."""
        if len(self.states) != 1:
            return None
        arm = _arm_in(words)
        if arm is not None:
            held = [one.id for one in self.actors.values() if arm in one.name.lower() and self._is_of_party(one)]
            return held[0] if len(held) == 1 else f"forces:{self.states[0]}"
        organ = next((ORGANS[kind] for word in words if (kind := heads().classes.get(word.key)) in ORGANS), None)
        return None if organ is None else organ + self.states[0]

    def _is_of_party(self, actor: Actor) -> bool:
        return actor.kind is ActorKind.ARMED_FORCES and side_of(actor.id, self.actors) == f"state:{self.states[0]}"


def _arm_in(words: Sequence[Word]) -> str | None:
    """The arm that words name and nothing else but its craft: "navy boats", "sailors", "the air force"."""
    said = " ".join(word.key for word in words)
    for arm, names in _arms().items():
        name = next((one for one in names if re.match(rf"{re.escape(one)}\b", said)), None)
        if name is not None and set(said[len(name) :].split()) <= _craft():
            return arm
    return None


@cache
def _craft() -> frozenset[str]:
    return frozenset(load_yaml("actors/words.yaml")["craft"])


@cache
def _arms() -> dict[str, frozenset[str]]:
    """The arms of a state's forces, each with the words for its people and craft."""
    return {arm: frozenset(words) for arm, words in load_yaml("actors/words.yaml")["arms"].items()}


def _settled(one: Proposition, source: Source | None, case: _Case) -> Proposition:
    place = one.place.country if one.place is not None else None
    home = source.country if source is not None else None
    holders = tuple(_speaker(link, case, place, home) for link in one.holder)
    voice = _voice(holders, source, case)
    update: dict[str, object] = {"holder": holders}
    for role in ("actor", "target"):
        who: Participant | None = getattr(one, role)
        if who is not None:
            others = tuple(_party(other, case, place, voice) for other in who.others)
            update[role] = _party(who, case, place, voice).model_copy(update={"others": others})
    settled = one.model_copy(update=update)
    if _open(one) and not _open(settled) and not _is_by_country(settled):
        kept = tuple(doubt for doubt in one.why_check if doubt is not Doubt.SEVERAL_CANDIDATES)
        settled = settled.model_copy(update={"why_check": kept})
    return settled


def _voice(holders: Sequence[Holder], source: Source | None, case: _Case) -> str | None:
    """Who says "we": the last speaker, where it is a body; where nobody is quoted, whom the publisher speaks for."""
    if holders:
        speaker = holders[-1]
        return None if speaker.kind in SPEAK_FOR_OTHERS else speaker.actor
    own = None if source is None else source.actor
    entry = case.actors.get(own or "")
    return None if entry is None or entry.kind in SPEAK_FOR_OTHERS else own


def _party(who: Named, case: _Case, place: str | None, voice: str | None) -> Named:
    if who.actor is not None or who.span is None:
        return who
    said = who.span.quote
    if voice is not None and _OWN.match(said) and _is_armed(said):
        return _named(who, side_of(voice, case.actors), case, "actor.own_voice")
    return _one_of(who, case, place, None) or _served(who, case) or who


def _speaker(link: Holder, case: _Case, place: str | None, home: str | None) -> Holder:
    if link.actor is not None or link.span is None:
        return link
    return _one_of(link, case, place, home) or _served(link, case) or link


def _one_of(who: Named, case: _Case, place: str | None, home: str | None) -> Named | None:
    """Of several candidates the one that is a party's; else that of the place, else that of the outlet's country."""
    if len(who.candidates) < 2:
        return None
    party = case.party_among(who.candidates)
    if party is not None:
        return _named(who, party, case, "actor.party_of_case")
    for country in (place, home):
        there = [one for one in who.candidates if country is not None and one[-3:] == f":{country}"]
        if len(there) == 1:
            return _named(who, there[0], case, _BY_COUNTRY)
    return None


_BY_COUNTRY = "actor.of_the_place"


def _served(who: Named, case: _Case) -> Named | None:
    """A bare "navy", "sailors" or "army spokesman" as that of the only state among the parties."""
    words = [word for word in words_of(who.span.quote if who.span else "") if word.key not in DETERMINERS]
    role = next((place for place, word in enumerate(words) if word.key in heads().roles), None)
    if isinstance(who, Holder) and role is not None:
        words = words[:role]
        speaks = len(words) == 1 and words[0].key in heads().organs
    else:
        speaks = False
    if not words or len(words) > MOST_WORDS or who.candidates or not (speaks or _arm_in(words)):
        return None
    found = case.service(words)
    return None if found is None or found not in case.actors else _named(who, found, case, "actor.only_service")


def _is_armed(said: str) -> bool:
    """Whether "our …" are forces or what they hold, and not people, land or a cause; "we" alone is who speaks."""
    if _PRONOUN.fullmatch(said):
        return True
    keys = [word.key for word in words_of(said)]
    own = frozenset({"forces", "armed", "acts", "police"})
    return any(heads().classes.get(key) in own or key in heads().facilities or key in _defending() for key in keys)


@cache
def _defending() -> frozenset[str]:
    return frozenset(load_yaml("actors/words.yaml")["defending"])


def _named(who: Named, actor: str, case: _Case, rule: str) -> Named:
    entry = case.actors[actor]
    update: dict[str, object] = {"actor": actor, "kind": entry.kind, "candidates": ()}
    if isinstance(who, Party):
        update |= {"name": entry.name, "rule": rule}
    elif rule == _BY_COUNTRY:
        update["candidates"] = (actor,)
    return who.model_copy(update=update)


def _parties(one: Claim | Tally) -> Iterator[Party | Holder]:
    yield from (who for who in (one.actor, one.target, *one.holder) if who is not None)


def _open(one: Claim | Tally) -> bool:
    return any(who.actor is None and len(who.candidates) > 1 for who in _parties(one))


def _is_by_country(one: Claim | Tally) -> bool:
    """Whether a party was settled by a country alone: a guess that somebody should look at."""
    return any(
        (isinstance(who, Party) and who.rule == _BY_COUNTRY) or (isinstance(who, Holder) and bool(who.candidates))
        for who in _parties(one)
    )
