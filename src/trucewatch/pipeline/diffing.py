"""What changed in the record between two dates and why, as history and ledger tell it; nothing is read or linked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.order import named
from trucewatch.records.calendar import bounds
from trucewatch.records.decisions import LedgerEntry
from trucewatch.report.words import plural
from trucewatch.store.history import HistoryEntry, Told

MOST_NAMED = 8
UNKNOWN = "unknown"


@dataclass(frozen=True)
class BuildDiff:
    """What one build changed, with its decisions and the names of the documents that it follows from."""

    entry: HistoryEntry
    rulings: tuple[LedgerEntry, ...]
    names: Mapping[str, str]
    """Document id → name."""

    def why(self, told: Told) -> list[str]:
        """The reasons of a change, in words."""
        return [self._cause(cause) for cause in told.because]

    def as_json(self) -> Iterator[dict[str, Any]]:
        """One value a change, for machines."""
        entry = self.entry
        for one in entry.came:
            yield {"at": entry.at, "what": "came", "subject": one.id, "name": one.name}
        for one in entry.gone:
            yield {"at": entry.at, "what": "gone", "subject": one.id, "name": one.name}
        for ruling in self.rulings:
            yield {"at": entry.at, "what": "ruling", **ruling.model_dump(mode="json")}
        for told in entry.told:
            yield {"at": entry.at, **told.model_dump(mode="json")}

    def lines(self) -> Iterator[str]:
        """The same for a person."""
        entry = self.entry
        yield f"{entry.at}"
        for what, documents in (("came in", entry.came), ("went", entry.gone)):
            if documents:
                some = ", ".join(one.name for one in documents[:MOST_NAMED])
                more = f" and {len(documents) - MOST_NAMED} more" if len(documents) > MOST_NAMED else ""
                yield f"  {plural(len(documents), 'document')} {what}: {some}{more}"
        for ruling in self.rulings:
            decision = ruling.decision
            yield f"  ruling {ruling.number}, {decision.by}, {decision.at}: {named(decision.kind)}; {decision.reason}"
        for told in entry.told:
            yield f"  {_what(told)}"
            why = self.why(told)
            if why:
                yield f"      because {'; '.join(why[:MOST_NAMED])}"

    def _cause(self, cause: str) -> str:
        kind, _, name = cause.partition(" ")
        match kind:
            case "document":
                went = name in {one.id for one in self.entry.gone}
                return f"{self.names.get(name, name)} {'went' if went else 'came in'}"
            case "ruling":
                by = next((one.decision.by for one in self.rulings if str(one.number) == name), None)
                return f"ruling {name} by {by}" if by else f"ruling {name}"
            case "files":
                return f"{name} changed"
            case _:
                return "another version of the program or its knowledge reads it so"


def diff(case: OpenedCase, begin: str | None = None, end: str | None = None) -> list[BuildDiff]:
    """The builds from `begin` to `end` that changed the record, first to last.

    Args:
        case: the case.
        begin, end: ISO 8601 of whatever fineness, a day meaning all of it; None: the first or the last build.

    Raises:
        CaseError: `diff.range`: the end is before the beginning.
        IntegrityError: the history or the ledger is not as it was.
    """
    first, last = bounds(begin), bounds(end)
    if first is not None and last is not None and last[1] <= first[0]:
        raise CaseError(Fault("diff.range", f"{end} is before {begin}", field="to"))
    entries = case.history.checked()
    names = {one.id: one.name for entry in entries for one in (*entry.came, *entry.gone)}
    ledger = {one.number: one for one in case.ledger.entries()}
    return [
        BuildDiff(entry, tuple(ledger[number] for number in entry.rulings if number in ledger), names)
        for entry in entries
        if _within(entry.at, first and first[0], last and last[1])
    ]


def _within(at: str, first: Any, end: Any) -> bool:
    moment = bounds(at)
    return moment is None or not ((first and moment[0] < first) or (end and moment[0] >= end))


def _what(told: Told) -> str:
    label = told.name if told.subject == told.name else f"{told.subject}, {told.name}"
    if told.before is not None:
        return f"{label}: {'' if told.what == told.subject else told.what + ' '}{told.before} → {told.after or UNKNOWN}"
    return f"{label}: {told.what}" + (f" ({told.after})" if told.after else "")


def diff_lines(found: Sequence[BuildDiff]) -> Iterator[str]:
    """All of them for a person."""
    for one in found:
        yield from one.lines()
