"""The report as one self-contained HTML page: no request to anywhere, every value one step from its words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence

from trucewatch.records.actors import Actor
from trucewatch.records.assessments import Status
from trucewatch.records.audits import Audit, TallyComparison
from trucewatch.records.cases import CaseRecord
from trucewatch.report.agreement import view_agreement
from trucewatch.report.disputes import view_disputes
from trucewatch.report.documents import summary_of, view_documents, view_tally
from trucewatch.report.dossier import view_dossiers
from trucewatch.report.findings import BLANK, TermFindings, view_findings
from trucewatch.report.grouping import BEFORE, ORDER, UNDATED, WITHIN, Start, start_of
from trucewatch.report.index import CaseIndex
from trucewatch.report.left_out import view_rejections, view_unlinked
from trucewatch.report.lineage import History
from trucewatch.report.map import view_map
from trucewatch.report.page import write_page
from trucewatch.report.parties import view_audit, view_beside, view_symmetry
from trucewatch.report.public import one_length, version_words
from trucewatch.report.rulings import view_rulings
from trucewatch.report.tellings import IncidentView, view_incidents
from trucewatch.report.timeline import view_timeline
from trucewatch.report.truce import view_commitments, view_truce
from trucewatch.report.words import date_words


def render_report(
    record: CaseRecord,
    *,
    at: str | None,
    statuses: Sequence[Status],
    generated: str,
    actors: Sequence[Actor] = (),
    public: bool = False,
    audit: Audit | None = None,
    comparisons: Sequence[TallyComparison] = (),
    history: History | None = None,
) -> str:
    """The dossier of a case as one HTML page.

    Args:
        record: the whole case record.
        at: the moment that the report speaks of, ISO 8601; None: all that the record holds.
        statuses: the derived status at each moment at which it changed, in order; the last is the one for `at`.
        generated: when the report was made, ISO 8601, from the caller's clock.
        actors: the actor book that the record was built with, for the names of actors that the case does not list.
        audit: the symmetry audit of the record, None: only what the page counts itself.
        comparisons: tallies beside what the record holds of them.
        history: what became of incidents from build to build, by incident.
        public: whether the record is a public one (`public_record`): only cited passages of the texts are shown.

    Returns:
        The page, UTF-8 safe: NUL and lone surrogates of a text are shown as U+FFFD.
    """
    index = CaseIndex(record, actors)
    incidents = view_incidents(index)
    agreement = record.files.agreement
    findings = view_findings(index, incidents)
    view = {
        "settings": record.files.settings,
        "at": date_words(at) if at else "all that the record holds",
        "generated": date_words(generated),
        "index": index,
        "incidents": incidents,
        "dossiers": view_dossiers(index, incidents, history or {}),
        "public": public,
        "version": version_words(public),
        "truce": view_truce(index, statuses, at),
        "timeline": view_timeline(index, statuses, incidents, at),
        "map": view_map(index, incidents),
        "disputes": view_disputes(index, incidents),
        "commitments": view_commitments(index),
        "findings": findings,
        "tallies": [view_tally(index, tally) for tally in record.supported[1]],
        "symmetry": view_symmetry(index, incidents),
        "audit": view_audit(audit, incidents),
        "beside": view_beside(comparisons, incidents),
        "agreement": view_agreement(agreement, index.actor, _place_names(record)) if agreement else None,
        "rejections": view_rejections(index),
        "unlinked": view_unlinked(index),
        "rulings": view_rulings(index, incidents),
        "groups": _groups(incidents, start_of(agreement)),
        "start": start_of(agreement),
        "dated": summary_of(index),
        "claims": len(record.claims),
    }
    view["found_under"] = _found_under(findings)
    view["documents"] = view_documents(index, public=public)
    page = write_page("report.html.j2", view)
    return one_length(page) if public else page


def _found_under(findings: Sequence[TermFindings]) -> defaultdict[str, list[tuple[str, str, str, bool]]]:
    """For each incident's fragment: a term's fragment and title, what was found, and whether that says little."""
    found: defaultdict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
    for term in findings:
        for item in (view for group in term.found for view in group.findings):
            blank = item.value in BLANK
            words = item.words if blank else f"{item.words} ({item.party})"
            found[item.href.removeprefix("#")].append((term.id, term.title, words, blank))
    return found


def _place_names(record: CaseRecord) -> Callable[[str], str]:
    """What the case's own places are called, by id; an id that it lacks stays as it is."""
    names = {place.id: place.name for place in record.files.places}
    return lambda place: names.get(place, place)


def _groups(incidents: list[IncidentView], start: Start | None) -> list[tuple[str, str, bool, list[IncidentView]]]:
    """The incidents' groups that hold any: key, heading, whether it is folded at first, incidents."""
    headings = {
        WITHIN: f"Since {date_words((start.clock.begin or '')[:10])}" if start is not None else "",
        BEFORE: "Before the agreement",
        UNDATED: "Date unknown",
    }
    found = [(key, headings[key], key != WITHIN, [v for v in incidents if v.group == key]) for key in ORDER]
    held = [group for group in found if group[3]]
    return held if len(held) > 1 else [(key, heading, False, views) for key, heading, _, views in held]
