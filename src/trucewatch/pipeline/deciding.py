"""Deciding: a person's orders into the ledger, and what each changes of the record, told before or after."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from trucewatch.errors import CaseError, Fault
from trucewatch.link.lineage import changes
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.collecting import collecting_later
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.orders import Orders
from trucewatch.pipeline.originals import document_id
from trucewatch.pipeline.statuses import last_status
from trucewatch.records.assessments import Finding
from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import Decision, DecisionState, LedgerEntry
from trucewatch.records.incidents import ChangeKind, Incident, IncidentChange
from trucewatch.report.words import plural, word
from trucewatch.store.ledger import BEGINNING, chain_hash
from trucewatch.store.yaml_file import YamlFile

UNKNOWN = "unknown"
_ENTRY = frozenset({"kind", "on", "set", "by", "reason", "only_here"})


@dataclass(frozen=True)
class Outcome:
    """What came of orders: the entries, and what they change of the record, one line each."""

    entries: tuple[LedgerEntry, ...]
    lines: tuple[str, ...]


@collecting_later()
def decide(case: Case, orders: Sequence[Order], at: str, *, dry: bool = False) -> Outcome:
    """Record decisions and build what follows of them; with `dry` only tell what would follow.

    Files that are new in `documents/` come in with the next build: what is told here follows from the decisions alone.

    All of them are checked first: of orders of which one is wrong, none is recorded. `at` is the present, ISO 8601.

    Raises:
        CaseError: every fault of every order, with the order's number where there are several.
    """
    before = case.record()
    decisions = _decisions(case, before, orders, at)
    entries = _entries(case.ledger.entries(), decisions)
    if dry:
        after = case.would_be([*case.ledger.entries(), *entries])
    else:
        entries = [case.ledger.append(decision) for decision in decisions]
        case.build(take_in=False)
        after = case.record()
    return Outcome(tuple(entries), tuple(told_changes(case, before, after, entries)))


def _decisions(case: Case, record: CaseRecord, orders: Sequence[Order], at: str) -> list[Decision]:
    here = {document.id for document in record.documents}
    unread = {
        receipt.name: name for receipt in case.receipts.current() if (name := document_id(receipt.sha256)) not in here
    }
    desk = Orders(Lookup(record), case.tools, at, unread)
    made: list[Decision] = []
    faults: list[Fault] = []
    for number, order in enumerate(orders, 1):
        try:
            made.append(desk.decision(order))
        except CaseError as error:
            place = f"decision {number}: " if len(orders) > 1 else ""
            faults += [Fault(f.code, f"{place}{f.message}", f.where, f.field) for f in error.faults]
    if faults:
        raise CaseError(*faults)
    return made


def _entries(ledger: Sequence[LedgerEntry], decisions: Sequence[Decision]) -> list[LedgerEntry]:
    """The entries that the ledger would get."""
    found: list[LedgerEntry] = []
    previous = ledger[-1].hash if ledger else BEGINNING
    for number, decision in enumerate(decisions, len(ledger) + 1):
        previous, before = chain_hash(previous, decision), previous
        found.append(LedgerEntry(number=number, decision=decision, previous=before, hash=previous))
    return found


def told_changes(
    case: Case, before: CaseRecord, after: CaseRecord, entries: Sequence[LedgerEntry] = ()
) -> Iterator[str]:
    """What is otherwise from one record to the other: fields, incidents, grades, findings, status; one line each."""
    numbers = {entry.number for entry in entries}
    old, lookup = Lookup(before), Lookup(after)
    for effect in after.effects:
        if effect.number in numbers:
            for change in (one for one in effect.changes if one.field != "grade"):  # told with its incident
                values = f"{change.before or UNKNOWN} → {change.after or UNKNOWN}"
                yield f"{lookup.label(change.subject)}: {change.field} {values}"
            if effect.state is DecisionState.ORPHANED:
                yield from (f"{one.subject}: {one.why}" for one in effect.lost)
    yield from _documents(old, lookup)
    yield from _incidents(old, lookup)
    yield from _findings(before, lookup)
    first, last = (last_status(record, case.books, None) for record in (before, after))
    if (first.value, first.by) != (last.value, last.by):
        yield f"status: {first.wording} → {last.wording}"


def _documents(old: Lookup, new: Lookup) -> Iterator[str]:
    known, now = ({one.id: one for one in lookup.documents} for lookup in (old, new))
    yield from (f"{old.label(name)} {one.name}: left out" for name, one in known.items() if name not in now)
    yield from (f"{new.label(name)} {one.name}: comes in" for name, one in now.items() if name not in known)


def _incidents(old: Lookup, new: Lookup) -> Iterator[str]:
    before, after = old.record.incidents, new.record.incidents
    known, now = ({one.id: one for one in incidents} for incidents in (before, after))
    for change in changes(before, after):
        yield _incident_line(change, old, new, now.get(change.incident) or known[change.incident])
    for name, incident in now.items():
        if name in known and known[name].support.grade is not incident.support.grade:
            grades = f"{known[name].support.grade.value} → {incident.support.grade.value}"
            yield f"{_label(name, old, new)}, {incident.title}: grade {grades}"
        if name in known and known[name].title != incident.title:
            yield f"{_label(name, old, new)}: {known[name].title} → {incident.title}"


def _incident_line(change: IncidentChange, old: Lookup, new: Lookup, incident: Incident) -> str:
    label = _label(change.incident, old, new)
    others = ", ".join(_label(name, old, new) for name in change.others)
    told = (("+", change.gained), ("-", change.lost))
    counted = " and ".join(f"{sign}{plural(len(ids), 'claim')}" for sign, ids in told if ids)
    match change.kind:
        case ChangeKind.MERGED | ChangeKind.SPLIT:
            what = f"{word(change.kind)}: {others}" if others else word(change.kind)
        case ChangeKind.NEW | ChangeKind.GREW | ChangeKind.SHRANK | ChangeKind.GONE:
            what = word(change.kind)
    return f"{label}, {incident.title}: {what} ({counted})"


def _label(name: str, old: Lookup, new: Lookup) -> str:
    """The number that the person saw, and the new one where it is another; the new one of what is new."""
    first, now = (lookup.label(name) if name in lookup.things else name for lookup in (old, new))
    if first == name:
        return f"{now} ({name})" if now != name else name
    return first if now in (first, name) else f"{first} (now {now})"


def _findings(before: CaseRecord, new: Lookup) -> Iterator[str]:
    known = {_key(finding): finding for finding in before.findings}
    for finding in new.record.findings:
        was = known.get(_key(finding))
        who = f"{new.label(finding.incident)} under {finding.term}, {finding.party or 'nobody named'}"
        if was is not None and was.value is not finding.value:
            yield f"{who}: {word(was.value)} → {word(finding.value)}"
        if was is not None and was.ruled != finding.ruled:
            yield from (f"{who}: {one.value} by {one.by}" for one in finding.ruled if one not in was.ruled)


def _key(finding: Finding) -> tuple[str, str, str | None]:
    return finding.incident, finding.term, finding.party


def read_orders(path: Path, by: str, reason: str) -> list[Order]:
    """The orders of a decisions file: a list under `decisions:`, each with kind, on, set, by and reason.

    `by` and `reason` stand for those that an entry does not give.

    Raises:
        CaseError: `decide.file` or what a YAML file can have, every fault with its line.
    """
    file = YamlFile(path)
    faults = list(file.faults)
    entries = file.value.get("decisions") if isinstance(file.value, dict) else None
    if not isinstance(entries, list):
        faults.append(Fault("decide.file", "must hold a list under `decisions:`", file.where(())))
        raise CaseError(*faults)
    made = []
    for number, entry in enumerate(entries):
        where = file.where(("decisions", number))
        wrong = _wrong_entry(entry)
        if wrong is not None:
            faults.append(Fault("decide.file", wrong, where))
        else:
            made.append(_order(entry, by, reason))
    if faults:
        raise CaseError(*faults)
    return made


def _wrong_entry(entry: Any) -> str | None:
    if not isinstance(entry, dict) or not isinstance(entry.get("kind"), str):
        return "must be a mapping with a `kind`"
    unknown = [str(key) for key in entry if key not in _ENTRY]
    if unknown:
        return f"unknown key {', '.join(unknown)}; the keys are {', '.join(sorted(_ENTRY))}"
    if not isinstance(entry.get("set", {}), dict):
        return "`set` must be a mapping of fields"
    return None


def _order(entry: Mapping[str, Any], by: str, reason: str) -> Order:
    on = entry.get("on", [])
    words = [str(one) for one in (on if isinstance(on, list) else [on])]
    values = {str(key): None if value is None else _text(value) for key, value in entry.get("set", {}).items()}
    who, why = str(entry.get("by") or by), str(entry.get("reason") or reason)
    return Order(entry["kind"], tuple(words), values, who, why, copies=not entry.get("only_here", False))


def _text(value: Any) -> str:
    """A value as words: `yes` and `no` as they are written."""
    return {True: "yes", False: "no"}[value] if isinstance(value, bool) else str(value)
