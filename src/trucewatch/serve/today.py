"""Today: whether the truce holds, by rule and by speaker; what is new, what is due, what is disputed, what waits."""

from __future__ import annotations

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.report.disputes import view_disputes
from trucewatch.report.timeline import view_timeline
from trucewatch.report.truce import view_commitments, view_truce
from trucewatch.report.words import date_words
from trucewatch.serve.bench import Bench, keep
from trucewatch.serve.queue import check_item
from trucewatch.serve.snapshot import Snapshot
from trucewatch.store.history import HistoryEntry

LOOKED = "trucewatch-looked"
MOST_DRAWN = 400
"""Incidents on its time line, the last ones of more."""
MOST_DISPUTES = 60
"""Disputed incidents that stand on this page."""
MOST_TOLD = 40
"""Changes of one build that are told at once."""
FIRST = 3
"""Claims of the queue that stand here too."""


def today(bench: Bench, request: Request) -> Response:
    """The first page."""
    snapshot = bench.desk.snapshot()
    looked = _looked(request)
    view = {
        **snapshot.kept("today", lambda: _view(snapshot)),
        "news": [(date_words(one.at), _news(snapshot, one), number >= looked) for number, one in _builds(snapshot)],
        "looked": looked,
        "builds": len(snapshot.builds),
        "first": [check_item(snapshot, place) for place in range(min(FIRST, len(snapshot.to_check)))],
    }
    return bench.page(request, "today.html.j2", "today", view)


def _view(snapshot: Snapshot) -> dict[str, object]:
    """What is the same for every visitor."""
    order = snapshot.lookup.incidents
    if len(order) > MOST_DRAWN:
        order = sorted((one for one in order if one.begin), key=lambda one: one.begin or "")[-MOST_DRAWN:]
    drawn = snapshot.views(one.id for one in order)
    disputed = snapshot.views([one.id for one in snapshot.lookup.incidents if one.disputes][:MOST_DISPUTES])
    commitments = view_commitments(snapshot.index)
    return {
        "truce": view_truce(snapshot.index, snapshot.statuses, None),
        "timeline": view_timeline(snapshot.index, snapshot.statuses, drawn, None),
        "rulings": snapshot.rulings,
        "disputes": view_disputes(snapshot.index, disputed),
        "undrawn": sum(bool(one.disputes) for one in snapshot.lookup.incidents) - len(disputed),
        "commitments": [one for one in commitments if one.due] + [one for one in commitments if not one.due],
        "sure": sum(one.trust.value == "sure" for one in snapshot.record.claims),
    }


def looked(bench: Bench, request: Request, form: FormData) -> Response:
    """Remember, for this visitor, up to which build they have looked."""
    bench.tokens.check(request, str(form.get("token", "")))
    response = RedirectResponse("/", 303)
    keep(response, LOOKED, str(len(bench.desk.snapshot().builds)))
    return response


def _looked(request: Request) -> int:
    value = request.cookies.get(LOOKED, "")
    return int(value) if value.isascii() and value.isdigit() and len(value) < 10 else 0


def _builds(snapshot: Snapshot) -> list[tuple[int, HistoryEntry]]:
    """The last builds, the latest first."""
    return list(reversed(list(enumerate(snapshot.builds))[-5:]))


def _news(snapshot: Snapshot, entry: HistoryEntry) -> list[tuple[str, str]]:
    """What a build changed, in lines, each with the page that it leads to ("" for none)."""
    known = snapshot.index.numbers
    lines = [(f"came in: {one.name}", f"/documents/{one.id}" if one.id in known else "") for one in entry.came]
    lines += [(f"no longer in the record: {one.name}", "") for one in entry.gone]
    for told in entry.told:
        shown = told.subject in snapshot.index.incidents
        values = f": {told.before or 'none'} → {told.after or 'none'}" if told.before or told.after else ""
        why = f" ({', '.join(told.because)})" if told.because else ""
        lines.append((f"{told.name}: {told.what}{values}{why}", f"/incidents/{told.subject}" if shown else ""))
    more = len(lines) - MOST_TOLD
    return [*lines[:MOST_TOLD], *([(f"and {more} more changes", "/lists/decisions")] if more > 0 else [])]
