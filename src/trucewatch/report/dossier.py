"""The dossier of one incident on the page: its tellings by field, its origins as a drawing, its counts over time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from markupsafe import Markup

from trucewatch.report.index import CaseIndex
from trucewatch.report.lineage import ChangeView, History, RelationView, view_history, view_relations
from trucewatch.report.origin_graph import draw_graph, origin_words, view_graph
from trucewatch.report.tellings import IncidentView
from trucewatch.report.versions import FieldVersions, Revision, view_revisions, view_versions

SIDE_BY_SIDE = 4
"""Tellings with a column each; more stand by field, each value with the origins that give it."""


@dataclass(frozen=True)
class Dossier:
    """What stands in an incident beside its tellings."""

    versions: list[FieldVersions]
    """Empty where the tellings stand side by side."""
    revisions: list[Revision]
    graph: Markup | None
    """None where one document leads straight to one origin: there is nothing to draw."""
    ways: list[str]
    """The same in words."""
    relations: list[RelationView]
    history: list[ChangeView]


def view_dossiers(index: CaseIndex, views: list[IncidentView], history: History) -> dict[str, Dossier]:
    """The dossiers of all incidents, by their place on the page."""
    known = {view.incident.id: view for view in views}
    return {view.id: view_dossier(index, view, known, history) for view in views}


def view_dossier(index: CaseIndex, view: IncidentView, views: Mapping[str, IncidentView], history: History) -> Dossier:
    """The dossier of an incident; `views` are all incidents by id, `history` what became of them build by build."""
    graph = view_graph(index, view)
    plain = len(graph.edges) < 2
    return Dossier(
        versions=view_versions(view) if len(view.columns) > SIDE_BY_SIDE else [],
        revisions=view_revisions(index, view),
        graph=None if plain else draw_graph(graph, f"Which documents lead to which origins of incident {view.number}"),
        ways=[] if plain else [origin_words(origin) for origin in graph.origins],
        relations=view_relations(index, view, views),
        history=view_history(view, views, history),
    )
