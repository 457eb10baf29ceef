"""Naming: whom or what place words mean, said once for a claim, a document or the whole case."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypeVar

from trucewatch.decide.fields import WHO
from trucewatch.decide.places import PLACE_FIELDS, with_place
from trucewatch.records.actors import Actor
from trucewatch.records.claims import Claim, Holder, Participant, Party
from trucewatch.records.decisions import PERSON, FieldChange
from trucewatch.records.names import slug
from trucewatch.records.places import EventPlace

P = TypeVar("P", bound=Party)


def names_actor(fields: Sequence[FieldChange]) -> str | None:
    """The id of the actor that a decision says is meant; None where it names a place."""
    return next((one.value for one in fields if one.field == "actor"), None)


def with_actor(claim: Claim, words: str, actor: Actor) -> Claim:
    """The claim with everybody who goes by these words named: who acts, is acted on, or speaks."""
    update: dict[str, object] = {}
    for field in WHO:
        who: Participant | None = getattr(claim, field)
        if who is not None:
            others = tuple(_named(other, words, actor) for other in who.others)
            update[field] = _named(who.model_copy(update={"others": others}), words, actor)
    update["holder"] = tuple(_speaker(link, words, actor) for link in claim.holder)
    return claim.model_copy(update=update)


def with_place_named(claim: Claim, words: str, fields: Sequence[FieldChange]) -> Claim:
    """The claim with its place located, where its place goes by these words."""
    place = claim.place
    if place is None or not _goes_by(words, place.span.quote, place.name):
        return claim
    name = next((one.value for one in fields if one.field == "place"), None) or place.name
    bare = EventPlace(span=place.span, name=name, country=place.country, relation=place.relation, rule=PERSON)
    claim = claim.model_copy(update={"place": bare})
    for one in fields:
        if one.field in PLACE_FIELDS and one.field != "place":
            claim = with_place(claim, one.field, one.value, "")
    return claim


def _named(who: P, words: str, actor: Actor) -> P:
    if not _goes_by(words, who.span.quote, who.name):
        return who
    update = {"name": actor.name, "actor": actor.id, "kind": actor.kind, "candidates": (), "rule": PERSON}
    return who.model_copy(update=update)


def _speaker(link: Holder, words: str, actor: Actor) -> Holder:
    if link.span is None or not _goes_by(words, link.span.quote, link.name):
        return link
    return link.model_copy(update={"name": actor.name, "actor": actor.id, "kind": actor.kind, "candidates": ()})


def _goes_by(words: str, *names: str) -> bool:
    wanted = slug(words)
    return any(slug(name) == wanted for name in names)
