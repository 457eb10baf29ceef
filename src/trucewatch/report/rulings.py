"""Rulings: a person's decisions from the ledger, shown beside what the rules give and never over it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry
from trucewatch.report.cites import anchor, shorten
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import date_words, word


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
    ended = _ended(entries)
    shown = {view.incident.id: view for view in incidents}
    numbers = {entry.hash: entry.number for entry in entries}
    views = [_view(index, entry, shown, numbers, ended.get(entry.hash, "")) for entry in entries]
    about: defaultdict[str, list[RulingView]] = defaultdict(list)
    for entry, view in zip(entries, views, strict=True):
        if not view.ended and entry.decision.kind is not DecisionKind.REVOKE:
            for name in dict.fromkeys(entry.decision.subjects):
                about[name].append(view)
    return Rulings(views, dict(about))


def _ended(entries: Sequence[LedgerEntry]) -> dict[str, str]:
    """By the hash of what was ended: who ended it and when. A revocation that was itself revoked ends nothing."""
    ended: dict[str, str] = {}
    for entry in reversed(entries):
        decision = entry.decision
        if decision.kind is DecisionKind.REVOKE and entry.hash not in ended:
            for name in decision.subjects:
                ended[name] = f"{decision.by}, {date_words(decision.at)}"
    return ended


def _view(
    index: CaseIndex, entry: LedgerEntry, shown: dict[str, IncidentView], numbers: dict[str, int], ended: str
) -> RulingView:
    decision = entry.decision
    return RulingView(
        id=f"ruling-{entry.number}",
        number=entry.number,
        what=_what(decision),
        by=decision.by,
        at=date_words(decision.at),
        reason=index.neutral(decision.reason),
        subjects=[_subject(index, name, shown, numbers) for name in decision.subjects],
        ended=ended,
        hash=entry.hash,
    )


def _what(decision: Decision) -> str:
    """ "graded “fair”"; without a value the kind alone."""
    return f"{word(decision.kind)} “{decision.value}”" if decision.value else word(decision.kind)


def _subject(index: CaseIndex, name: str, shown: dict[str, IncidentView], numbers: dict[str, int]) -> Subject:
    if name in shown:
        return Subject(f"incident {shown[name].number}, {shown[name].title}", f"#{shown[name].id}")
    if name in numbers:
        return Subject(f"ruling {numbers[name]}", f"#ruling-{numbers[name]}")
    if name in index.claims:
        cite = index.cite_claim(name)
        return Subject(f"claim “{cite.quote}”" if cite else f"claim {name}", cite.href if cite else "")
    if name in index.terms:
        return Subject(f"term “{shorten(index.terms[name].title, 80)}”", "#agreement")
    if name in index.document_of:
        return Subject(f"document D{index.numbers[name]}", f"#{anchor(name)}")
    return Subject(f"{name} (not in the record under this id)", "")
