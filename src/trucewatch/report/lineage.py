"""What else bears on an incident, and what became of it from build to build."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.records.claims import Claim
from trucewatch.records.incidents import ChangeKind, IncidentChange
from trucewatch.records.spans import Span
from trucewatch.report.cites import Cite
from trucewatch.report.content import Line, Run, join, line, said
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import date_words, plural, word

History = Mapping[str, Sequence[tuple[str, IncidentChange]]]
"""By incident: when a build was made (ISO 8601), and what it changed of the incident."""


@dataclass(frozen=True)
class RelationView:
    """A recurrence or a tally that bears on an incident and is no part of it."""

    kind: str
    words: str
    cite: Cite | None
    incidents: list[IncidentView]


@dataclass(frozen=True)
class ChangeView:
    """What one build changed of an incident."""

    when: str
    what: str
    incidents: list[IncidentView]
    gone: int
    """Other incidents that it names and that are no longer in the record."""


def view_relations(index: CaseIndex, view: IncidentView, views: Mapping[str, IncidentView]) -> list[RelationView]:
    """The relations of an incident with the words that say so; `views` are all incidents by id."""
    return [
        RelationView(
            word(one.kind),
            index.neutral(one.words),
            index.cite_claim(one.claim, _recurrence(index, one.claim)),
            [views[name] for name in one.incidents if name in views],
        )
        for one in view.incident.relations
    ]


def _recurrence(index: CaseIndex, identifier: str) -> Span | None:
    """The words of a claim that tie it to an earlier occurrence; None for a tally, which is cited whole."""
    claim = index.claims.get(identifier)
    return claim.recurs if isinstance(claim, Claim) else None


def view_history(view: IncidentView, views: Mapping[str, IncidentView], history: History) -> list[ChangeView]:
    """What became of an incident, build by build; its beginning alone is no news."""
    changes = [pair for pair in history.get(view.incident.id, ()) if pair[1].kind is not ChangeKind.NEW]
    return [_change(when, change, view.incident.id, views) for when, change in changes]


def _change(when: str, change: IncidentChange, own: str, views: Mapping[str, IncidentView]) -> ChangeView:
    counts = [
        f"{plural(len(change.gained), 'claim')} more" if change.gained else "",
        f"{plural(len(change.lost), 'claim')} fewer" if change.lost else "",
    ]
    what = ", ".join(part for part in (word(change.kind), *counts) if part)
    others = [name for name in (change.incident, *change.others) if name != own]
    known = [views[name] for name in others if name in views]
    return ChangeView(date_words(when), what, known, len(others) - len(known))


def relation_line(relation: RelationView) -> Line:
    """A relation as a line of a report."""
    what = line(Run(f"{relation.kind}: ", strong=True), said(f"“{relation.words}”", [relation.cite]))
    return line(*what, *_led_to(" See no. ", relation.incidents))


def change_line(change: ChangeView) -> Line:
    """A build's change as a line of a report."""
    gone = f" and {plural(change.gone, 'incident')} no longer in the record" if change.gone else None
    return line(f"{change.when}: {change.what}", *_led_to("; with no. ", change.incidents), gone)


def _led_to(label: str, views: Iterable[IncidentView]) -> Line:
    numbers = join((line(Run(str(view.number), href=f"#{view.id}")) for view in views), ", ")
    return (Run(label), *numbers) if numbers else ()
