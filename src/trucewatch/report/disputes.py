"""Disputes gathered: where tellings of one incident differ, each value with who gives it and in which words."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.records.incidents import Dispute, Incident
from trucewatch.report.cites import Cite
from trucewatch.report.fields import cite_field, field_name, in_words, row_label
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView, origin_names
from trucewatch.report.words import word


@dataclass(frozen=True)
class Side:
    """One value, the origins that give it, and their words."""

    value: str
    origins: list[str]
    cites: list[Cite]


@dataclass(frozen=True)
class DisputeView:
    """One field of one incident."""

    incident: IncidentView
    label: str
    sides: list[Side]


def view_disputes(index: CaseIndex, incidents: list[IncidentView]) -> list[DisputeView]:
    """Every dispute, in the order of the incidents."""
    return [
        DisputeView(view, row_label(field_name(dispute.field)), _sides(index, view.incident, dispute))
        for view in incidents
        for dispute in view.incident.disputes
    ]


def _sides(index: CaseIndex, incident: Incident, dispute: Dispute) -> list[Side]:
    names = origin_names(index, incident)
    sides = []
    for value, origins in dispute.values:
        name = field_name(dispute.field)
        cites = _cites(index, incident, name, value, origins)
        shown = in_words(index, name, value, _claims_of(incident, name, value))
        who = [names.get(origin) or index.actor(origin) for origin in origins]
        sides.append(Side(index.neutral(shown), who, cites))
    return sides


def _claims_of(incident: Incident, name: str, value: str) -> list[str]:
    """The claims that carry a value of a field."""
    told = [item for telling in incident.tellings for item in telling.values if field_name(item.field) == name]
    return [claim for item in told if value in item.value.split("; ") for claim in item.claims]


def _cites(index: CaseIndex, incident: Incident, name: str, value: str, origins: tuple[str, ...]) -> list[Cite]:
    """The words behind a value; the stance ("denies") is carried by the telling's claims themselves."""
    found: list[Cite | None] = []
    for telling in incident.tellings:
        if telling.origin.id not in origins:
            continue
        given = [item for item in telling.values if field_name(item.field) == name and value in item.value.split("; ")]
        found += [cite_field(index, claim, name) for item in given for claim in item.claims]
        if not given and (name == "force" or value in (telling.force.value, word(telling.force))):
            found += index.cite_claims(telling.claims)
    return list({cite.href: cite for cite in found if cite is not None}.values())
