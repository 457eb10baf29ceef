"""Sources: on whom one depends as a person says, so that the two are one side and add no origin to each other."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from trucewatch.records.actors import Actor
from trucewatch.records.decisions import Decision, DecisionKind
from trucewatch.records.documents import Source


def with_dependence(
    sources: Mapping[str, Source], decisions: Sequence[Decision], actors: Mapping[str, Actor]
) -> dict[str, Source]:
    """The sources, by id, after what persons said of them: the actor that owns one, or the family that it is of."""
    found = dict(sources)
    for decision in decisions:
        if decision.kind is not DecisionKind.DEPENDS or decision.value is None:
            continue
        for name in decision.subjects:
            if name in found and decision.value in actors:
                found[name] = found[name].model_copy(update={"owner": decision.value})
            elif name in found and decision.value in found:
                other = found[decision.value]
                family = other.family or other.id
                given = {"state": other.state, "owner": other.owner, "family": family}
                found[other.id] = other.model_copy(update={"family": family})
                found[name] = found[name].model_copy(update=given)
    return found
