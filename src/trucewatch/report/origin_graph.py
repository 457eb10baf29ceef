"""The origin graph of one incident: which documents lead to which origins, by way of whom.

Documents stand on the left, relays (credited agencies and the outer links of a chain of attribution) in the middle,
origins on the right. The same is told in words, for whoever does not see the drawing.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field

from markupsafe import Markup

from trucewatch.records.claims import Claim
from trucewatch.records.documents import CreditRole, Document
from trucewatch.records.incidents import CopyKind, Dependence, Telling
from trucewatch.report.cites import anchor, shorten
from trucewatch.report.index import CaseIndex
from trucewatch.report.page import fill
from trucewatch.report.tellings import IncidentView, origin_name
from trucewatch.report.words import word

WIDTH = 900.0
ROW, BOX = 34.0, 24.0
APART = (CopyKind.QUOTES, CopyKind.ROUND_UP)
"""Kinds of likeness that make no two versions of one text."""
DRAWN = 40
"""Documents drawn; more are counted in one box."""
LETTERS = 34
"""Letters of a name that a box holds."""


@dataclass(frozen=True)
class Path:
    """How one document leads to an origin: the names of the relays between them, the outermost first."""

    documents: tuple[int, ...]
    """Numbers of documents that are versions of one text and go the same way."""
    relays: tuple[str, ...]


@dataclass(frozen=True)
class OriginPaths:
    """An origin with all that leads to it."""

    name: str
    kind: str
    dependence: str
    resolved: bool
    paths: list[Path]


@dataclass(frozen=True)
class Node:
    """A box of the drawing; `role` is "document", "relay" or "origin"."""

    x: float
    y: float
    width: float
    role: str
    text: str
    title: str
    href: str
    dashed: bool = False


@dataclass(frozen=True)
class Graph:
    """Boxes, and lines as SVG paths; a dashed line leads to an origin whose independence is unknown."""

    width: float
    height: float
    nodes: list[Node]
    edges: list[tuple[str, bool]]
    origins: list[OriginPaths]
    heads: list[tuple[float, str]] = field(default_factory=list)


def view_paths(index: CaseIndex, view: IncidentView) -> list[OriginPaths]:
    """The origins of an incident in the order of its tellings, with the ways that lead to each."""
    texts = _texts(index)
    found = []
    for telling in view.incident.tellings:
        origin = telling.origin
        found.append(
            OriginPaths(
                name=origin_name(index, origin),
                kind=word(origin.kind),
                dependence=word(origin.dependence),
                resolved=origin.dependence is Dependence.INDEPENDENT,
                paths=_paths(index, telling, texts),
            )
        )
    return found


def _paths(index: CaseIndex, telling: Telling, texts: dict[str, str]) -> list[Path]:
    grouped: defaultdict[tuple[str, tuple[str, ...]], set[int]] = defaultdict(set)
    reached: set[str] = set()
    for identifier in telling.claims:
        claim = index.claims.get(identifier)
        document = index.document_of.get(claim.document) if claim is not None else None
        if isinstance(claim, Claim) and document is not None:
            reached.add(document.id)
            relays = _relays(index, claim, document, origin_name(index, telling.origin))
            grouped[texts.get(document.id, document.id), relays].add(index.numbers[document.id])
    for name in telling.documents:
        if name not in reached and name in index.numbers:
            grouped[texts.get(name, name), ()].add(index.numbers[name])
    paths = [Path(tuple(sorted(numbers)), relays) for (_, relays), numbers in grouped.items()]
    return sorted(paths, key=lambda path: (path.documents, path.relays))


def _relays(index: CaseIndex, claim: Claim, document: Document, origin: str) -> tuple[str, ...]:
    """Whom a claim passed through between its document and its origin."""
    agencies = (CreditRole.AGENCY, CreditRole.ORIGINAL)
    names = [credit.name for credit in document.credits if credit.role in agencies]
    names += [index.participant(link) for link in claim.holder[:-1]]
    skipped = {origin, index.source(document)}
    return tuple(name for name in dict.fromkeys(names) if name not in skipped and index.neutral(name) not in skipped)


def _texts(index: CaseIndex) -> dict[str, str]:
    """For each document that has copies: the id of one that stands for all versions of its text."""
    stands: dict[str, str] = {}

    def of(name: str) -> str:
        while stands.get(name, name) != name:
            name = stands[name]
        return name

    edges = [edge for edge in index.record.copies if edge.kind not in APART]
    for edge in edges:
        first, second = sorted((of(edge.first), of(edge.second)))
        stands[second] = first
    return {name: of(name) for edge in edges for name in (edge.first, edge.second)}


def view_graph(index: CaseIndex, view: IncidentView) -> Graph:
    """The drawing of an incident's origins as numbers that a template draws."""
    origins = view_paths(index, view)
    nodes: list[Node] = []
    edges: list[tuple[str, bool]] = []
    relays: dict[str, Node] = {}
    y, drawn = 34.0, 0
    for origin in origins:
        shown = origin.paths[: max(DRAWN - drawn, 0)] or origin.paths[:1]
        drawn += len(shown)
        middle = y + (len(shown) + (len(shown) < len(origin.paths)) - 1) * ROW / 2
        target = Node(
            640, middle, 250, "origin", shorten(origin.name, LETTERS), _title(origin), "", not origin.resolved
        )
        nodes.append(target)
        for path in shown:
            start = _document_node(index, path, y)
            nodes.append(start)
            _join(path, start, target, relays, nodes, edges)
            y += ROW
        if len(shown) < len(origin.paths):
            more = Node(10, y, 250, "more", f"and {len(origin.paths) - len(shown)} more texts", "", "")
            nodes.append(more)
            edges.append((_curve(more, target), target.dashed))
            y += ROW
    heads = [(10.0, "documents"), (325.0, "by way of"), (640.0, "origins")]
    return Graph(WIDTH, y, nodes, edges, origins, heads)


def _document_node(index: CaseIndex, path: Path, y: float) -> Node:
    first = index.documents[path.documents[0] - 1]
    numbers = ", ".join(f"D{number}" for number in path.documents)
    source = index.source(first) or "source unknown"
    one = "; versions of one text" if len(path.documents) > 1 else f" {source}"
    return Node(10, y, 250, "document", shorten(numbers + one, LETTERS), f"{numbers}{one}", f"#{anchor(first.id)}")


def _join(
    path: Path,
    start: Node,
    target: Node,
    relays: dict[str, Node],
    nodes: list[Node],
    edges: list[tuple[str, bool]],
) -> None:
    """Lines from a document over its relays to the origin; one box for all that pass through the same relays."""
    if not path.relays:
        edges.append((_curve(start, target), target.dashed))
        return
    name = " ← ".join(path.relays)
    key = f"{name} {target.y}"
    if key not in relays:
        relays[key] = Node(325, start.y, 250, "relay", shorten(name, LETTERS), name, "")
        nodes.append(relays[key])
        edges.append((_curve(relays[key], target), target.dashed))
    edges.append((_curve(start, relays[key]), target.dashed))


def _curve(start: Node, end: Node) -> str:
    """A line from the right side of one box to the left side of another."""
    x, y, to_x, to_y = start.x + start.width, start.y + BOX / 2, end.x, end.y + BOX / 2
    bend = (x + to_x) / 2
    return f"M{x:g} {y:g}C{bend:g} {y:g} {bend:g} {to_y:g} {to_x:g} {to_y:g}"


def _title(origin: OriginPaths) -> str:
    return f"{origin.name}: {origin.kind}; {origin.dependence}"


def path_words(path: Path) -> str:
    """One way in words: "D3, D5 (versions of one text) by way of A ← B"."""
    numbers = ", ".join(f"D{number}" for number in path.documents)
    one = " (versions of one text)" if len(path.documents) > 1 else ""
    return f"{numbers}{one}" + (f" by way of {' ← '.join(path.relays)}" if path.relays else "")


def origin_words(origin: OriginPaths) -> str:
    """An origin and all that leads to it, in words."""
    return f"{origin.name} ({origin.kind}; {origin.dependence}): {'; '.join(map(path_words, origin.paths))}"


def draw_graph(graph: Graph, title: str) -> Markup:
    """The drawing as inline SVG; a document's box leads to the document."""
    return Markup(fill("origins.svg.j2", {"g": graph, "title": title, "box": BOX}))
