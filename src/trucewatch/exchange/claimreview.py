"""ClaimReview (schema.org): what a person ruled on an incident, under that person's name; nothing by rule."""

from __future__ import annotations

import json
from typing import Any

from trucewatch.exchange.cells import names
from trucewatch.exchange.outgoing import Loss, Outgoing, Written, plain
from trucewatch.records.assessments import FindingValue
from trucewatch.records.decisions import Decision, DecisionKind, DecisionState, LedgerEntry, standing
from trucewatch.records.incidents import Grade, Incident
from trucewatch.report.words import word

REVIEWS = frozenset({DecisionKind.GRADE, DecisionKind.RULE})
NO_REVIEW = "it is on how the record reads or holds together, not on what is claimed"


def write(out: Outgoing) -> Written:
    """A review for each grade and each finding that a person ruled and that stands."""
    states = {effect.number: effect.state for effect in out.record.effects}
    reviews: list[dict[str, Any]] = []
    losses: list[Loss] = []
    for entry in standing(out.record.decisions):
        incident = _incident(out, entry.decision)
        name = f"ruling {entry.number}"
        if entry.decision.kind not in REVIEWS:
            losses.append(Loss(name, f"the ruling: {word(entry.decision.kind)}", NO_REVIEW))
        elif incident is None or states.get(entry.number) is DecisionState.ORPHANED:
            losses.append(Loss(name, "the ruling", "what it is on is not in this export"))
        else:
            reviews.append(_review(out, entry, incident))
    body = json.dumps({"@context": "https://schema.org", "@graph": reviews}, ensure_ascii=False, indent=1)
    return Written({"claimreview.json": body.encode("utf-8") + b"\n"}, len(reviews), tuple(losses))


def _incident(out: Outgoing, decision: Decision) -> Incident | None:
    shown = {one.id: one for one in out.incidents}
    found = (shown.get(out.index.homes.get(name, name)) for name in decision.subjects)
    return next((one for one in found if one is not None), None)


def _review(out: Outgoing, entry: LedgerEntry, incident: Incident) -> dict[str, Any]:
    decision = entry.decision
    documents = [out.index.document_of[name] for name in incident.documents if name in out.index.document_of]
    origins = [telling.origin.name for telling in incident.tellings]
    claim: dict[str, Any] = {
        "@type": "Claim",
        "name": plain(out.index.neutral(incident.title)),
        "author": [{"@type": "Organization", "name": plain(name)} for name in dict.fromkeys(origins)],
        "appearance": [
            _without_gaps(
                {
                    "@type": "CreativeWork",
                    "headline": plain(one.title) if one.title else plain(one.name),
                    "url": one.url,
                    "datePublished": one.published,
                }
            )
            for one in documents
        ],
    }
    return {
        "@type": "ClaimReview",
        "identifier": f"{out.record.files.settings.id}:ruling-{entry.number}",
        "datePublished": decision.at,
        "author": {"@type": "Person", "name": plain(decision.by)},
        "claimReviewed": plain(_told(out, incident)),
        "itemReviewed": claim,
        "reviewRating": {
            "@type": "Rating",
            "alternateName": _value(out, decision),
            "ratingExplanation": plain(decision.reason),
        },
    }


def _told(out: Outgoing, incident: Incident) -> str:
    """What is claimed, in a line."""
    actors, targets = (", ".join(names(out, ids)) for ids in (incident.actors, incident.targets))
    parties = " → ".join(part or "nobody named" for part in (actors, targets)) if actors or targets else ""
    return f"{out.index.neutral(incident.title)}{f' ({parties})' if parties else ''}"


def _value(out: Outgoing, decision: Decision) -> str:
    """The person's word: a grade, or a finding with the term that it is under."""
    value = decision.value or ""
    if decision.kind is DecisionKind.GRADE:
        return word(Grade(value)) if value in tuple(Grade) else value
    said = word(FindingValue(value)) if value in tuple(FindingValue) else value.replace("_", " ")
    term = next((out.index.terms[name].title for name in decision.subjects if name in out.index.terms), None)
    return f"{said} of: {term}" if term is not None else said


def _without_gaps(value: dict[str, Any]) -> dict[str, Any]:
    return {name: one for name, one in value.items() if one is not None}
