"""Is the target protected by the term?"""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.applies.question import Answer, Asked, among
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.actors import ActorKind
from trucewatch.records.agreements import Exclusion, TermKind
from trucewatch.records.assessments import Applicability

UNARMED = frozenset({ActorKind.CIVILIANS, ActorKind.AID, ActorKind.MEDIA, ActorKind.PERSON, ActorKind.INTERNATIONAL})


class Target:
    """A term about attacks protects all who are not excluded, its beneficiaries first; where nobody is named, it may.

    A target that is excluded is not covered, unless the exclusion itself is contested: then it is unclear. Those tied
    to an excluded actor follow what the agreement says of its affiliates. A term on attacks on civilians is about those
    only in which civilians, or others who bear no arms, are told to have been hit.
    """

    code: ClassVar[str] = "applies.target"

    def answer(self, asked: Asked) -> Answer:
        """Applies, not covered, or unclear."""
        targets = asked.told.targets
        if asked.term.kind is TermKind.CIVILIANS and _is_attack(asked.told.event):
            return _civilians(asked)
        if not targets:
            return Answer(Applicability.APPLIES, "nobody who is outside the term is named as the target")
        if asked.term.beneficiaries and among(targets, asked.term.beneficiaries, asked.actors):
            return Answer(Applicability.APPLIES, "the target is protected by the term")
        exclusions = [one for one in asked.agreement.exclusions if one.effect != "not_bound"]
        held = {target: _excluded(target, exclusions, asked) for target in targets}
        if any(one is None for one in held.values()):
            tied = _affiliates(targets, exclusions, asked)
            return tied or Answer(Applicability.APPLIES, "the target is not excluded from protection")
        contested = [one for one in held.values() if one is not None and one.contested_by]
        if contested:
            by = ", ".join(asked.name(name) for name in contested[0].contested_by)
            return Answer(Applicability.UNCLEAR, f"the target is excluded, and that is contested by {by}")
        return Answer(Applicability.NOT_COVERED, "the target is excluded from protection")


def _is_attack(event: str) -> bool:
    known = event_types().get(event)
    return known is not None and "attack" in (event, *known.ancestors)


def _civilians(asked: Asked) -> Answer:
    """A term that protects civilians is about attacks on them, and not about attacks as such."""
    kinds = {asked.actors[one].kind for one in asked.told.targets if one in asked.actors}
    if kinds & UNARMED:
        return Answer(Applicability.APPLIES, "those whom the term protects are told to have been hit")
    if kinds:
        return Answer(Applicability.NOT_COVERED, "those told to have been hit are not whom the term protects")
    return Answer(Applicability.UNCLEAR, "whether those whom the term protects were hit is not told")


def _excluded(target: str, exclusions: list[Exclusion], asked: Asked) -> Exclusion | None:
    return next((one for one in exclusions if among([target], [one.actor], asked.actors)), None)


def _affiliates(targets: frozenset[str], exclusions: list[Exclusion], asked: Asked) -> Answer | None:
    """By the exclusion's word on affiliates, where the book ties a target to one who is excluded."""
    for target in sorted(targets):
        entry = asked.actors.get(target)
        tied = {relation.to for relation in entry.relations} if entry else set()
        for one in exclusions:
            if one.actor in tied and one.affiliates != "excluded":
                says = f"{asked.name(target)} is tied to {asked.name(one.actor)}, who is excluded"
                if one.affiliates == "included":
                    return Answer(Applicability.NOT_COVERED, f"{says} with its affiliates")
                return Answer(Applicability.UNCLEAR, f"{says}; whether its affiliates are is unclear")
    return None
