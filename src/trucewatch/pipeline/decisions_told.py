"""Decisions told: every entry of the ledger with what became of it, for `history`, `show` and `list decisions`."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from trucewatch.pipeline.lookup import Lookup
from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import Decision, DecisionKind, DecisionState, Effect, LedgerEntry
from trucewatch.records.incidents import Incident
from trucewatch.report.words import word

UNKNOWN = "unknown"
NAMING_ANOTHER = {DecisionKind.MOVE: "to", DecisionKind.REPLACE: "by"}
"""Decisions whose value is another record, with the word before it."""


@dataclass(frozen=True)
class DecisionRow:
    """One entry of the ledger and its effect; `subjects` as faces print them."""

    entry: LedgerEntry
    effect: Effect
    subjects: tuple[str, ...]
    ended_by: str

    @property
    def decision(self) -> Decision:
        """What was decided."""
        return self.entry.decision

    def what(self) -> str:
        """ "graded “weak”"; without a value the kind alone."""
        value = self.decision.value if self.decision.kind not in NAMING_ANOTHER else None
        if self.decision.kind is DecisionKind.NAME:
            value = next((one.value for one in self.decision.fields if one.field in ("actor", "place")), None)
        return f"{word(self.decision.kind)} “{value}”" if value else word(self.decision.kind)

    def as_json(self) -> dict[str, Any]:
        """The entry with its effect, for machines."""
        return {**self.entry.model_dump(mode="json"), "effect": self.effect.model_dump(mode="json")}


def decision_rows(record: CaseRecord, wanted: str | None = None) -> list[DecisionRow]:
    """The ledger, first to last; with `wanted` only what is on that record: of an incident also on its claims, of a
    claim also on its incident.

    Raises:
        CaseError: `show.unknown` or `show.ambiguous`.
    """
    lookup = Lookup(record)
    names: set[str] | None = None
    if wanted is not None:
        thing = lookup.find(wanted)
        name = thing.hash if isinstance(thing, LedgerEntry) else thing.id
        homes = (incident.id for incident in record.incidents if name in incident.claims)
        names = {name, *homes, *(thing.claims if isinstance(thing, Incident) else ())}
    return rows_on(lookup, names)


def rows_on(lookup: Lookup, names: set[str] | None) -> list[DecisionRow]:
    """The rows of decisions on any of these records; all where `names` is None."""
    effects = {effect.number: effect for effect in lookup.record.effects}
    by_number = {entry.number: entry for entry in lookup.record.decisions}
    found = []
    for entry in lookup.record.decisions:
        effect = effects.get(entry.number) or Effect(number=entry.number, state=DecisionState.STANDS)
        about = {*entry.decision.subjects, *effect.subjects, *(change.subject for change in effect.changes)}
        about |= {entry.decision.value or "", entry.hash}
        if names is None or about & names:
            ended = by_number.get(effect.ended_by or 0)
            by = f"{ended.decision.by}, {ended.decision.at}" if ended is not None else ""
            found.append(DecisionRow(entry, effect, _subjects(lookup, entry, effect), by))
    return found


def _subjects(lookup: Lookup, entry: LedgerEntry, effect: Effect) -> tuple[str, ...]:
    revokes = entry.decision.kind is DecisionKind.REVOKE
    named = entry.decision.subjects if revokes or not effect.subjects else effect.subjects
    shown = tuple(lookup.label(name) for name in named)
    home = entry.decision.value
    towards = NAMING_ANOTHER.get(entry.decision.kind)
    return (*shown, f"{towards} {lookup.label(home)}") if towards and home else shown


def history_lines(row: DecisionRow) -> Iterator[str]:
    """One decision in plain lines."""
    decision = row.decision
    state = f" [{word(row.effect.state)}]" if row.effect.state is DecisionState.ORPHANED else ""
    ended = f" [undone by {row.ended_by}]" if row.ended_by else ""
    who = f"ruling {row.entry.number}, {decision.by}, {decision.at}"
    yield f"{who}: {row.what()} {', '.join(row.subjects)}{state}{ended}"
    yield f"    why: {decision.reason}"
    for change in row.effect.changes:
        yield f"    {change.subject}: {change.field} {change.before or UNKNOWN} → {change.after or UNKNOWN}"
    for lost in row.effect.lost:
        quote = f" “{' '.join(lost.quote.split())}”" if lost.quote else ""
        alike = f"; most like it now: {', '.join(lost.alike)}" if lost.alike else ""
        yield f"    {lost.subject}{quote}: {lost.why}{alike}"
