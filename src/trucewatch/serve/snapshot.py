"""Snapshot: one build of a case with the views that pages are made of, each made when it is first asked for."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property
from typing import Any, TypeVar

from trucewatch.errors import CaseError
from trucewatch.pipeline.books import Books
from trucewatch.pipeline.list_kinds import What
from trucewatch.pipeline.lists import Lists
from trucewatch.pipeline.lookup import Kind, Lookup
from trucewatch.pipeline.near import Near, NearPair
from trucewatch.pipeline.rows import Listing
from trucewatch.pipeline.statuses import status_history
from trucewatch.pipeline.waiting import ToCheck, claims_to_check, open_pairs
from trucewatch.records.assessments import Status
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident, IncidentChange
from trucewatch.report.findings import BLANK, TermFindings, view_findings
from trucewatch.report.grouping import group_of, start_of, support_ranks
from trucewatch.report.index import CaseIndex
from trucewatch.report.lineage import History
from trucewatch.report.rulings import Rulings, view_rulings
from trucewatch.report.tellings import IncidentView, view_incident
from trucewatch.store.history import HistoryEntry

Made = TypeVar("Made")
MOST_KEPT = 40
"""Things made that are kept at once: every selection that somebody draws is one."""


class Snapshot:
    """What one build of a case knows, ready for pages.

    Args:
        record: of that build.
        books: what it was built with.
        fingerprint: of the build.
        builds: the history of builds up to it.
    """

    def __init__(self, record: CaseRecord, books: Books, fingerprint: str, builds: Sequence[HistoryEntry] = ()) -> None:
        self.record = record
        self.books = books
        self.fingerprint = fingerprint
        self.builds = builds
        self.actors = books.book.entries
        self._listings: dict[What, Listing] = {}
        self._views: dict[str, IncidentView] = {}
        self._kept: dict[str, Any] = {}

    @cached_property
    def lookup(self) -> Lookup:
        """Everything by id and number."""
        return Lookup(self.record)

    @cached_property
    def index(self) -> CaseIndex:
        """Names and citations."""
        return CaseIndex(self.record, self.actors.values())

    @cached_property
    def bare_index(self) -> CaseIndex:
        """The same without anybody's word on the truce: for drawings of incidents alone."""
        return CaseIndex(self.record.model_copy(update={"statements": ()}), self.actors.values())

    @cached_property
    def lists(self) -> Lists:
        """The maker of lists."""
        return Lists(self.record, self.actors)

    @cached_property
    def statuses(self) -> tuple[Status, ...]:
        """The derived status at each change; the last follows from all that is known."""
        return status_history(self.record, self.books, None)

    @cached_property
    def near(self) -> Near:
        """Incidents that are almost one."""
        return Near(self.record, self.actors)

    @cached_property
    def open_pairs(self) -> list[NearPair]:
        """Those of which nobody has said anything yet."""
        return open_pairs(self.record, self.near.pairs)

    @cached_property
    def to_check(self) -> list[ToCheck]:
        """Claims that something hangs on and that nobody has looked at."""
        return claims_to_check(self.lookup)

    @cached_property
    def rulings(self) -> Rulings:
        """What persons ruled."""
        named = {name for entry in self.record.decisions for name in (*entry.decision.subjects, entry.decision.value)}
        named |= {name for effect in self.record.effects for name in effect.subjects}
        homes = {self.index.homes.get(name or "", name or "") for name in named}
        return view_rulings(self.index, self.views(sorted(homes & self.index.incidents.keys())))

    @cached_property
    def findings(self) -> list[TermFindings]:
        """Findings by term."""
        held = dict.fromkeys(one.incident for one in self.record.findings)
        return view_findings(self.index, self.views(name for name in held if name in self.index.incidents))

    @cached_property
    def found_under(self) -> Mapping[str, list[tuple[str, str, str, bool]]]:
        """By an incident's fragment: a term's fragment and title, what was found, and whether that says little."""
        found: defaultdict[str, list[tuple[str, str, str, bool]]] = defaultdict(list)
        for term in self.findings:
            for item in (view for group in term.found for view in group.findings):
                blank = item.value in BLANK
                words = item.words if blank else f"{item.words} ({item.party})"
                found[item.href.removeprefix("#")].append((term.id, term.title, words, blank))
        return found

    @cached_property
    def homes(self) -> Mapping[str, Incident]:
        """Claim → the incident that holds it."""
        return {claim: one for one in self.record.incidents for claim in one.claims}

    @cached_property
    def marks(self) -> Mapping[str, str]:
        """Claim or tally → accepted, corrected, by hand or rejected, where a person said so."""
        return self.lists.marks

    @cached_property
    def history(self) -> History:
        """What became of incidents from build to build."""
        found: defaultdict[str, list[tuple[str, IncidentChange]]] = defaultdict(list)
        for entry in self.builds:
            for change in entry.changes:
                for name in dict.fromkeys((change.incident, *change.others)):
                    found[name].append((entry.at, change))
        return found

    def kept(self, name: str, make: Callable[[], Made]) -> Made:
        """What `make` gives, made once for this build."""
        if name not in self._kept:
            if len(self._kept) > MOST_KEPT:
                self._kept.clear()
            self._kept[name] = make()
        made: Made = self._kept[name]
        return made

    @cached_property
    def of_document(self) -> Mapping[str, list[Claim | Tally]]:
        """Document → its claims and tallies, in the order of the words that name their events."""
        found: defaultdict[str, list[Claim | Tally]] = defaultdict(list)
        told: list[Claim | Tally] = [*self.record.claims, *self.record.tallies]
        for one in sorted(told, key=lambda c: (c.trigger.start, c.span.start, c.id)):
            found[one.document].append(one)
        return found

    def listing(self, what: What) -> Listing:
        """One of the lists, whole."""
        if what not in self._listings:
            self._listings[what] = self.lists.listing(what)
        return self._listings[what]

    @cached_property
    def _order(self) -> Mapping[str, tuple[int, int]]:
        """Incident → its number, and its place by support."""
        ranks = support_ranks(self.lookup.incidents)
        return {one.id: (number, ranks[one.id]) for number, one in enumerate(self.lookup.incidents, 1)}

    def view(self, name: str) -> IncidentView:
        """An incident as a reader sees it."""
        if name not in self._views:
            incident, (number, rank) = self.index.incidents[name], self._order[name]
            group = group_of(incident, start_of(self.record.files.agreement))
            self._views[name] = view_incident(self.index, incident, number, group, rank)
        return self._views[name]

    def views(self, names: Iterable[str]) -> list[IncidentView]:
        """Some incidents, in the order given."""
        return [self.view(name) for name in names]

    def all_views(self) -> list[IncidentView]:
        """Every incident, in the order of numbers."""
        return self.views(one.id for one in self.lookup.incidents)

    def claim(self, wanted: str) -> Claim | Tally:
        """A claim or tally; CaseError `show.unknown`."""
        found = self.lookup.find(wanted, (Kind.CLAIM, Kind.TALLY))
        assert isinstance(found, (Claim, Tally))
        return found

    def document(self, wanted: str) -> Document:
        """A document; CaseError `show.unknown`."""
        found = self.lookup.find(wanted, (Kind.DOCUMENT,))
        assert isinstance(found, Document)
        return found

    def incident(self, wanted: str) -> Incident:
        """An incident, by any id that a claim of it could have given it; CaseError `show.unknown`."""
        found = self.lookup.find(wanted, (Kind.INCIDENT,))
        assert isinstance(found, Incident)
        return found

    def mark(self, names: Iterable[str]) -> str:
        """What stands of these records, as one short word: another word means that something of them was changed."""
        digest = hashlib.sha256()
        for name in sorted(set(names)):
            digest.update(f"{name}\n{self._state(name)}\n".encode("utf-8", "surrogatepass"))
        return digest.hexdigest()[:20]

    def _state(self, name: str) -> str:
        try:
            thing = self.lookup.find(name)
        except CaseError:
            return "gone"
        held = [thing.model_dump_json() if not isinstance(thing, Document) else thing.id]
        about = {name}
        if isinstance(thing, Incident):
            held += [self.index.claims[one].model_dump_json() for one in thing.claims if one in self.index.claims]
            about |= {thing.id, *thing.claims}
        if isinstance(thing, (Claim, Tally)):
            home = self.homes.get(thing.id)
            held.append(home.id if home is not None else "")
        held += [f"{entry.number}" for entry in self.record.decisions if about & {*entry.decision.subjects}]
        held += [
            f"{effect.number} {effect.state.value}" for effect in self.record.effects if about & {*effect.subjects}
        ]
        return "\n".join(held)
