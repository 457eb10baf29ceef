"""Known: incidents that an earlier linking made, taken as they are where nothing that they follow from is otherwise."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field

from trucewatch.link.facts import Facts
from trucewatch.records.incidents import Incident


@dataclass(frozen=True)
class Known:
    """What an earlier linking of nearly the same claims gave, under the same sources and actors.

    Attributes:
        incidents: by id, as they were in the record.
        changed: documents of which a claim, the text, the metadata or the copies may be otherwise since.
        fighting: who acted or was hit in the violence that was told of then.
    """

    incidents: Mapping[str, Incident] = field(default_factory=dict)
    changed: Set[str] = frozenset()
    fighting: frozenset[str] = frozenset()

    def same(self, name: str, group: Sequence[Facts], fighting: frozenset[str]) -> Incident | None:
        """The incident of this id, if it is of the very same claims and would be made the same again; else None.

        `fighting` is as of now: it bears on a grade only through the origins that tell of the incident.
        """
        one = self.incidents.get(name)
        if one is None or not self.changed.isdisjoint(one.documents):
            return None
        if one.claims != tuple(sorted(facts.claim.id for facts in group)):
            return None
        others = fighting ^ self.fighting
        if others and any(telling.origin.id in others or telling.origin.side in others for telling in one.tellings):
            return None
        return one.model_copy(update={"relations": ()}) if one.relations else one
