"""Claims as the workbench shows them: in a line with its trust, and one alone with what a person may make of it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from trucewatch.decide.fields import FIELDS, written
from trucewatch.knowledge.ontology import event_types
from trucewatch.pipeline.decisions_told import rows_on
from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.showing import claim_lines, tally_lines
from trucewatch.records.claims import Claim, ClaimKind, Force, Tally, Trust
from trucewatch.report.cites import Cite
from trucewatch.report.documents import view_claim, view_tally
from trucewatch.report.tellings import IncidentView
from trucewatch.report.words import word
from trucewatch.serve.bench import Bench
from trucewatch.serve.snapshot import Snapshot

LABELS = {
    "event": "What happened",
    "kind": "What sort of claim",
    "actor": "By whom",
    "target": "Against whom or what",
    "means": "With what",
    "place": "Where",
    "time": "When",
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "detained": "Detained",
    "displaced": "Displaced",
    "holder": "On whose word",
    "force": "With what force",
    "negated": "Is it a negative?",
    "factuality": "How sure the author is",
}
HINTS = {
    "actor": "an actor’s name or id, or words of the document",
    "target": "an actor’s name or id, or words of the document",
    "place": "a name that the gazetteer knows, or words of the document",
    "time": "2016-09-17, 2016-09-17T17:00, or two with .. between",
    "killed": "62, 62-80 or 62+",
    "holder": "outermost first, < between; empty: the text’s author",
    "factuality": "from -3 (certainly not) to 3 (certainly)",
}
MOST_OFFERED = 400
"""Names of one sort that a form offers."""
FIRST = ("event", "actor", "target", "place", "time", "killed", "injured", "holder", "force")
"""Fields that stand in the form at once; the others are folded."""


@dataclass(frozen=True)
class ClaimRow:
    """A claim or tally in a list: what it is called, its trust, and where it belongs."""

    id: str
    document: str
    number: int
    head: str
    holder: str
    force: str
    negated: bool
    parts: list[str]
    cite: Cite | None
    trust: str
    """"sure", "check", "accepted", "corrected", "by hand" or "rejected"."""
    doubts: list[str]
    incident: IncidentView | None


@dataclass(frozen=True)
class Field:
    """One field of a form: what it is called, its value as `decide` writes it, and the values that it may have."""

    name: str
    label: str
    value: str
    hint: str
    choices: tuple[str, ...]
    first: bool
    read: str | None
    """What the program had read, where a person has corrected it."""


def claim_row(snapshot: Snapshot, one: Claim | Tally) -> ClaimRow:
    """A claim or tally as a row."""
    home = snapshot.homes.get(one.id)
    if isinstance(one, Claim):
        view = view_claim(snapshot.index, one)
        head = f"{view.event} ({view.kind})" if view.kind else view.event
        parts, negated = [*view.parts, view.sure], view.negated
    else:
        tally = view_tally(snapshot.index, one)
        head, parts, negated = f"{tally.count}: {tally.event} (tally)", [*tally.who, tally.window], False
    return ClaimRow(
        id=one.id,
        document=one.document,
        number=snapshot.index.numbers[one.document],
        head=head,
        holder=snapshot.index.chain(one.holder),
        force=word(one.force),
        negated=negated,
        parts=parts,
        cite=snapshot.index.cite_claim(one.id),
        trust=trust_of(snapshot, one),
        doubts=[word(doubt) for doubt in one.why_check],
        incident=snapshot.view(home.id) if home is not None else None,
    )


def claim_rows(snapshot: Snapshot, names: Iterable[str]) -> list[ClaimRow]:
    """Claims by their ids, in the order of documents and words."""
    found = [snapshot.index.claims[name] for name in names if name in snapshot.index.claims]
    numbers = snapshot.index.numbers
    return [claim_row(snapshot, one) for one in sorted(found, key=lambda c: (numbers[c.document], c.span.start, c.id))]


def trust_of(snapshot: Snapshot, one: Claim | Tally) -> str:
    """What a person made of a claim, and where nobody has, whether the program is sure of it."""
    mark = snapshot.marks.get(one.id)
    return mark or ("check" if one.trust is Trust.CHECK else "sure")


def fields_of(snapshot: Snapshot, claim: Claim) -> list[Field]:
    """The form of a claim."""
    read = next((one for one in snapshot.record.as_read if one.id == claim.id), None)
    made = []
    for name in FIELDS:
        if name not in LABELS:
            continue
        before = written(read, name) if read is not None else None
        value = written(claim, name) or ""
        shown = (before or "not known") if read is not None and (before or "") != value else None
        made.append(Field(name, LABELS[name], value, HINTS.get(name, ""), _choices(name), name in FIRST, shown))
    return made


def empty_fields() -> list[Field]:
    """The form of a claim that is to be added."""
    start = {"force": Force.ASSERTS.value}
    return [
        Field(name, LABELS[name], start.get(name, ""), HINTS.get(name, ""), _choices(name), name in FIRST, None)
        for name in FIELDS
        if name in LABELS and name != "kind"
    ]


def _choices(name: str) -> tuple[str, ...]:
    match name:
        case "force":
            return tuple(Force)
        case "kind":
            return tuple(ClaimKind)
        case "negated":
            return ("no", "yes")
        case _:
            return ()


def known_names(snapshot: Snapshot) -> dict[str, list[str]]:
    """Names that forms offer: events, actors and sources that the case speaks of, places; of very many the first."""
    return snapshot.kept("names", lambda: _known_names(snapshot))


def _known_names(snapshot: Snapshot) -> dict[str, list[str]]:
    spoken = {who for row in snapshot.listing(What.CLAIMS).rows for who in row.facets().get("party", ())}
    actors = {snapshot.actors[name].name for name in spoken if name in snapshot.actors}
    places = {str(row.cells["place"]) for row in snapshot.listing(What.PLACES).rows}
    holders = actors | {one.name for one in snapshot.record.files.sources}
    named = {"actor": actors, "target": actors, "holder": holders, "place": places}
    offered = {name: sorted(values, key=str.casefold)[:MOST_OFFERED] for name, values in named.items()}
    return {"event": sorted(event_types()), **offered}


def claim_page(bench: Bench, request: Request) -> Response:
    """One claim: its words, its trust and why, what rests on it, and the form that corrects it."""
    snapshot = bench.desk.snapshot()
    wanted = request.path_params["name"]
    claim = snapshot.claim(wanted)
    if claim.id != wanted:
        return RedirectResponse(request.url.replace(path=f"/claims/{claim.id}"), 303)
    documents = {claim.document: snapshot.document(claim.document)}
    lines = claim_lines(claim, documents) if isinstance(claim, Claim) else tally_lines(claim, documents)
    text = documents[claim.document].text
    view = {
        "claim": claim,
        "row": claim_row(snapshot, claim),
        "lines": list(lines),
        "before": text[max(claim.span.start - 240, 0) : claim.span.start],
        "behind": text[claim.span.end : claim.span.end + 240],
        "fields": fields_of(snapshot, claim) if isinstance(claim, Claim) else [],
        "names": known_names(snapshot),
        "hangs": next((one.hangs for one in snapshot.to_check if one.claim.id == claim.id), ()),
        "history": rows_on(snapshot.lookup, {claim.id}),
        "seen": snapshot.mark([claim.id]),
        "language": documents[claim.document].language,
        "copies": _copies(snapshot, claim),
    }
    return bench.page(request, "claim.html.j2", "documents", view)


def _copies(snapshot: Snapshot, claim: Claim | Tally) -> int:
    """Documents that share text with this claim's: where the sentence is the same, a decision holds there too."""
    return sum(claim.document in (edge.first, edge.second) for edge in snapshot.record.copies)
