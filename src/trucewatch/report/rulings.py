"""Rulings: a person's decisions from the ledger, each with what it changed and what the program had before."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.records.decisions import Change, Decision, DecisionKind, DecisionState, Effect, LedgerEntry, undone
from trucewatch.report.cites import anchor, shorten
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import date_words, word

NAMING_ANOTHER = frozenset({DecisionKind.MOVE, DecisionKind.REPLACE})
_ID = re.compile(r"[a-z]+-\S+|[0-9a-f]{64}")


@dataclass(frozen=True)
class Subject:
    """What a ruling is about, and where that stands on the page; `href` is "" where it is not in the record."""

    text: str
    href: str


@dataclass(frozen=True)
class RulingView:
    """One entry of the ledger: what was ruled, by whom, when and why."""

    id: str
    number: int
    what: str
    by: str
    at: str
    reason: str
    subjects: list[Subject]
    ended: str
    """Who revoked it and when, "" where it stands."""
    hash: str
    changes: list[str]
    """What it changed: "event: attack, now shelling"."""
    orphaned: str
    """Why it rules on nothing any more, "" where it does."""


@dataclass(frozen=True)
class Rulings:
    """All of the ledger in order, and the rulings that stand by what they are about."""

    entries: list[RulingView]
    about: dict[str, list[RulingView]]

    def on(self, *identifiers: str) -> list[RulingView]:
        """The rulings that stand on any of these records, in the ledger's order, each once."""
        found = {view.number: view for name in identifiers for view in self.about.get(name, ())}
        return [found[number] for number in sorted(found)]

    def on_both(self, first: str, second: str) -> list[RulingView]:
        """The rulings that name both records, as one on a finding names its incident and its term."""
        numbers = {view.number for view in self.about.get(second, ())}
        return [view for view in self.about.get(first, ()) if view.number in numbers]


def view_rulings(index: CaseIndex, incidents: Sequence[IncidentView]) -> Rulings:
    """The ledger as a reader sees it."""
    entries = index.record.decisions
    ended = undone(entries)
    shown = {view.incident.id: view for view in incidents}
    numbers = {entry.hash: entry.number for entry in entries}
    effects = {effect.number: effect for effect in index.record.effects}
    about: defaultdict[str, list[RulingView]] = defaultdict(list)
    views = []
    for entry in entries:
        effect = effects.get(entry.number) or Effect(number=entry.number, state=DecisionState.STANDS)
        by = ended[entry.hash].decision if entry.hash in ended else None
        view = _view(index, entry, effect, shown, numbers, f"{by.by}, {date_words(by.at)}" if by else "")
        views.append(view)
        if not view.ended and entry.decision.kind is not DecisionKind.REVOKE:
            changed = (change.subject for change in effect.changes)
            for name in dict.fromkeys((*entry.decision.subjects, *effect.subjects, *changed)):
                about[name].append(view)
    return Rulings(views, dict(about))


def ruling_words(ruling: RulingView) -> str:
    """A ruling on one line: who, when, what, what that changed, why."""
    changed = f" ({'; '.join(ruling.changes)})" if ruling.changes else ""
    return f"{ruling.by}, {ruling.at}: {ruling.what}{changed}: {ruling.reason}"


def _view(
    index: CaseIndex,
    entry: LedgerEntry,
    effect: Effect,
    shown: dict[str, IncidentView],
    numbers: dict[str, int],
    ended: str,
) -> RulingView:
    decision = entry.decision
    subjects = effect.subjects if effect.subjects and decision.kind is not DecisionKind.REVOKE else decision.subjects
    return RulingView(
        id=f"ruling-{entry.number}",
        number=entry.number,
        what=_what(index, decision),
        by=decision.by,
        at=date_words(decision.at),
        reason=index.neutral(decision.reason),
        subjects=[_subject(index, name, shown, numbers) for name in (*subjects, *_home(decision))],
        ended=ended,
        hash=entry.hash,
        changes=list(dict.fromkeys(_change(index, change) for change in effect.changes)),
        orphaned="; ".join(dict.fromkeys(one.why for one in effect.lost)),
    )


def _change(index: CaseIndex, change: Change) -> str:
    """ "event: attack, now shelling": what the program had stays beside what the person says."""
    before, after = (_value(index, change.field, value) for value in (change.before, change.after))
    return f"{change.field.replace('_', ' ')}: {before}, now {after}"


def _value(index: CaseIndex, field: str, value: str | None) -> str:
    if value is None:
        return "the text’s author" if field == "holder" else "unknown"
    if field == "event":
        return index.event(value)
    if field == "holder":
        return " ← ".join(index.actor(part) for part in value.split(" < "))
    return index.neutral(index.actor(value))


def _what(index: CaseIndex, decision: Decision) -> str:
    """ "graded “fair”"; without a value the kind alone."""
    kind, value = word(decision.kind), decision.value
    if decision.kind is DecisionKind.NAME:
        value = next((one.value for one in decision.fields if one.field in ("actor", "place")), None)
    if value is None or decision.kind in NAMING_ANOTHER:
        return kind
    return f"{kind} “{index.actor(value)}”"


def _home(decision: Decision) -> tuple[str, ...]:
    """The incident that claims were moved to, the document that stands for another."""
    return (decision.value,) if decision.kind in NAMING_ANOTHER and decision.value is not None else ()


def _subject(index: CaseIndex, name: str, shown: dict[str, IncidentView], numbers: dict[str, int]) -> Subject:
    if name in shown:
        return Subject(f"incident {shown[name].number}, {shown[name].title}", f"#{shown[name].id}")
    home = index.homes.get(name)
    if home in shown:
        return Subject(f"incident {shown[home].number}, {shown[home].title}", f"#{shown[home].id}")
    if name in numbers:
        return Subject(f"ruling {numbers[name]}", f"#ruling-{numbers[name]}")
    if name in index.claims:
        cite = index.cite_claim(name)
        return Subject(f"claim “{cite.quote}”" if cite else f"claim {name}", cite.href if cite else "")
    if name in index.terms:
        return Subject(f"term “{shorten(index.terms[name].title, 80)}”", "#agreement")
    if name in index.document_of:
        return Subject(f"document D{index.numbers[name]}", f"#{anchor(name)}")
    if name in index.sources:
        return Subject(f"source {index.actor(name)}", "")
    if _ID.fullmatch(name) is None:
        return Subject(f"“{name}”", "")  # words that a person said the meaning of
    return Subject(f"{name} (not in the record under this id)", "")
