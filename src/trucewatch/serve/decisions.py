"""Decisions: a form made into an order, told dry first, then recorded; and the list of all that were made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from urllib.parse import parse_qsl, urlencode

from starlette.datastructures import FormData
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.errors import CaseError, Fault, TrucewatchError
from trucewatch.pipeline.decisions_told import DecisionRow, rows_on
from trucewatch.pipeline.order import Order
from trucewatch.serve.bench import MOST_NAME, Bench, keep
from trucewatch.serve.desk import STALE
from trucewatch.serve.guard import WHO
from trucewatch.serve.snapshot import Snapshot

MOST_WORDS = 10_000
"""Characters of one value of a form."""
NEED_PICK = frozenset({"merge", "move"})
"""Decisions of a form that may name one more record, by number, id or words."""
TAKE_FIELDS = frozenset({"correct", "add", "name"})


@dataclass(frozen=True)
class Sent:
    """A form as it came: the order, what the person had seen, and where to go on."""

    order: Order
    about: tuple[str, ...]
    seen: str
    back: str
    record: bool


def read_form(form: FormData, snapshot: Snapshot) -> Sent:
    """The decision that a form asks for.

    `word` are the order's words in their order, `pick` one more that is looked up as `show` does, `set-NAME` a field
    with `was-NAME` what it was: one that is as it was is no change.

    Raises:
        CaseError: `show.…`: what is picked is not there; `decide.value`: a value is too long.
    """
    values = {name: _text(form.getlist(name)) for name in form}
    long = [name for name, given in values.items() if any(len(one) > MOST_WORDS for one in given)]
    if long:
        raise CaseError(*(Fault("decide.value", f"over {MOST_WORDS} characters", field=name) for name in long))
    kind = _first(values, "kind")
    words = [one for one in values.get("word", []) if one.strip()]
    if kind in NEED_PICK:
        words += [_id(snapshot, one) for one in values.get("pick", []) if one.strip()]
    fields: dict[str, str | None] = {}
    for name in values if kind in TAKE_FIELDS else ():
        value = _first(values, name).strip()
        if name.startswith("set-") and value != _first(values, f"was-{name[4:]}").strip():
            fields[name[4:]] = value or None
    order = Order(
        kind=kind,
        words=tuple(dict.fromkeys(words)) if kind in NEED_PICK else tuple(words),
        values=fields,
        by=_first(values, "by").strip()[:MOST_NAME],
        reason=_first(values, "reason").strip(),
        copies=_first(values, "only_here") != "yes",
    )
    about = tuple(_first(values, "about").split())
    return Sent(order, about, _first(values, "seen"), local(_first(values, "back")), _first(values, "step") == "record")


def decide(bench: Bench, request: Request, form: FormData) -> Response:
    """Tell what a decision would change; or record it, and lead back to where it was made."""
    bench.tokens.check(request, _first({"token": _text(form.getlist("token"))}, "token"))
    snapshot = bench.desk.snapshot()
    sent: Sent | None = None
    try:
        sent = read_form(form, snapshot)
        outcome = bench.desk.decide(sent.order, sent.about, sent.seen, dry=not sent.record)
    except TrucewatchError as error:
        if any(fault.code == STALE for fault in error.faults) and sent is not None:
            return _stale(bench, request, sent)
        return bench.faults(request, error.faults)
    if not sent.record:
        known = [name for name in outcome.entries[0].decision.subjects if name in snapshot.lookup.things]
        about = tuple(dict.fromkeys((*sent.about, *known)))
        sent = replace(sent, about=about, seen=snapshot.mark(about))
        view = {"sent": sent, "outcome": outcome, "entry": outcome.entries[0], "again": False}
        told = bench.page(request, _template(request), "", view)
        keep(told, WHO, sent.order.by)
        return told
    number = outcome.entries[-1].number
    bench.told[number] = outcome.lines
    where = _with_number(sent.back, number)
    if request.headers.get("hx-request") == "true":
        response = Response(status_code=204, headers={"HX-Redirect": where})
    else:
        response = RedirectResponse(where, 303)
    keep(response, WHO, sent.order.by)
    return response


def _stale(bench: Bench, request: Request, sent: Sent) -> Response:
    """What others decided meanwhile, and the same order on what is there now, to be looked at anew."""
    snapshot = bench.desk.snapshot()
    seen = snapshot.mark(sent.about)
    names = {name for one in sent.about for name in (one, *_claims(snapshot, one))}
    others = rows_on(snapshot.lookup, names)[-5:]
    view = {"sent": replace(sent, seen=seen), "others": others, "again": True}
    return bench.page(request, _template(request, "stale"), "", view, 409)


def _claims(snapshot: Snapshot, name: str) -> tuple[str, ...]:
    try:
        return snapshot.incident(name).claims
    except CaseError:
        return ()


def _template(request: Request, name: str = "outcome") -> str:
    partial = request.headers.get("hx-request") == "true"
    return f"{name}_part.html.j2" if partial else f"{name}.html.j2"


def decisions(bench: Bench, request: Request) -> Response:
    """The ledger, last first, each with its undo."""
    snapshot = bench.desk.snapshot()
    rows: list[DecisionRow] = list(reversed(rows_on(snapshot.lookup, None)))
    views = {view.number: view for view in snapshot.rulings.entries}
    seen = {row.entry.number: snapshot.mark([row.entry.hash]) for row in rows}
    return bench.page(
        request, "decisions.html.j2", "decisions", {"rows": rows, "views": views, "seen": seen, "told": bench.told}
    )


def local(path: str) -> str:
    """A path of ours; the first page for anything else."""
    ours = path.startswith("/") and not path.startswith("//") and "\\" not in path and path.isprintable()
    return path if ours else "/"


def _with_number(path: str, number: int) -> str:
    before, mark, fragment = path.partition("#")
    base, _, query = before.partition("?")
    kept = [(name, value) for name, value in parse_qsl(query) if name != "ruled"]
    return f"{base}?{urlencode([*kept, ('ruled', str(number))])}{mark}{fragment}"


def _id(snapshot: Snapshot, words: str) -> str:
    return snapshot.incident(words.partition(":")[0] if words[:1].isdigit() else words).id


def _first(values: dict[str, list[str]], name: str) -> str:
    return next(iter(values.get(name, [])), "")


def _text(given: Sequence[object]) -> list[str]:
    """The values that are words; a file is none. Line ends as one, half characters as what says so."""
    words = [one.replace("\r\n", "\n") for one in given if isinstance(one, str)]
    return [one.encode("utf-8", "replace").decode("utf-8") for one in words]
