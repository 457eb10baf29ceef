"""The queue: what deserves a person first, each with the decision that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import Response

from trucewatch.pipeline.decisions_told import DecisionRow, rows_on
from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.rows import Row
from trucewatch.records.decisions import DecisionState
from trucewatch.report.tellings import IncidentView
from trucewatch.serve.bench import Bench
from trucewatch.serve.claims import ClaimRow, claim_row, known_names
from trucewatch.serve.snapshot import Snapshot

MOST = 12
"""Things of one sort that are shown; the rest waits, and is counted."""


@dataclass(frozen=True)
class CheckItem:
    """A claim to be looked at, and what hangs on it."""

    row: ClaimRow
    hangs: Sequence[str]
    seen: str
    before: str
    behind: str


@dataclass(frozen=True)
class PairItem:
    """Two incidents that are almost one."""

    first: IncidentView
    second: IncidentView
    claims: tuple[ClaimRow, ClaimRow]
    reasons: Sequence[str]
    score: float
    needed: float
    seen: str


@dataclass(frozen=True)
class Orphan:
    """A decision that lost its ground."""

    row: DecisionRow
    seen: str


def queue(bench: Bench, request: Request) -> Response:
    """Everything that waits, the weightiest first."""
    snapshot = bench.desk.snapshot()
    rows = rows_on(snapshot.lookup, None)
    orphans = [row for row in rows if row.effect.state is DecisionState.ORPHANED]
    unresolved = snapshot.listing(What.UNRESOLVED).rows
    files = refused(snapshot)
    view = {
        "checks": [check_item(snapshot, one) for one in range(min(MOST, len(snapshot.to_check)))],
        "pairs": [pair_item(snapshot, one) for one in range(min(MOST, len(snapshot.open_pairs)))],
        "orphans": [Orphan(row, snapshot.mark([row.entry.hash])) for row in orphans],
        "unresolved": unresolved[:MOST],
        "files": files,
        "counts": {
            "checks": len(snapshot.to_check),
            "pairs": len(snapshot.open_pairs),
            "unresolved": len(unresolved),
            "orphans": len(orphans),
            "files": len(files),
        },
        "names": known_names(snapshot),
    }
    return bench.page(request, "queue.html.j2", "queue", view)


def check_item(snapshot: Snapshot, place: int) -> CheckItem:
    """The claim at this place of the queue."""
    one = snapshot.to_check[place]
    text, span = snapshot.document(one.claim.document).text, one.claim.span
    return CheckItem(
        row=claim_row(snapshot, one.claim),
        hangs=tuple(dict.fromkeys(one.hangs)),
        seen=snapshot.mark([one.claim.id]),
        before=text[max(span.start - 160, 0) : span.start],
        behind=text[span.end : span.end + 120],
    )


def pair_item(snapshot: Snapshot, place: int) -> PairItem:
    """The pair at this place of the queue."""
    pair = snapshot.open_pairs[place]
    rows = (claim_row(snapshot, snapshot.claim(pair.claims[0])), claim_row(snapshot, snapshot.claim(pair.claims[1])))
    homes = [snapshot.homes[name].id for name in pair.claims]
    return PairItem(
        first=snapshot.view(homes[0]),
        second=snapshot.view(homes[1]),
        claims=rows,
        reasons=snapshot.near.reasons(pair),
        score=pair.score,
        needed=pair.needed,
        seen=snapshot.mark(homes),
    )


def refused(snapshot: Snapshot) -> list[Row]:
    """Files of the case that could not be read."""
    return [row for row in snapshot.listing(What.REJECTED).rows if str(row.cells["code"]).startswith("read.")]
