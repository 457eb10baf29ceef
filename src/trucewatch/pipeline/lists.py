"""Lists: incidents, claims, documents and all else that a record holds, as rows that can be filtered and sorted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from functools import cached_property, partial
from typing import TypeVar

from trucewatch.decide.fields import written
from trucewatch.decide.marks import marks_of
from trucewatch.knowledge.ontology import event_types, family_of
from trucewatch.pipeline.decisions_told import rows_on
from trucewatch.pipeline.list_kinds import COLUMNS, FILTERS, What
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.rows import Cell, Listing, Row, given, names_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.assessments import Statement
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Holder, Party, Tally
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident
from trucewatch.records.places import EventPlace
from trucewatch.report.words import word

P = TypeVar("P", Claim, Tally)


class Lists:
    """The lists of one record. `actors` is the book that it was built with."""

    def __init__(self, record: CaseRecord, actors: Mapping[str, Actor]) -> None:
        self.record = record
        self.lookup = Lookup(record)
        self._actors = actors
        self._sources = {source.id: source for source in record.files.sources}
        self._makers: Mapping[What, Callable[[], Iterable[Row]]] = {
            What.INCIDENTS: self._incidents,
            What.CLAIMS: lambda: [self._claim(one) for one in self._in_order(record.claims)],
            What.DOCUMENTS: self._of_documents,
            What.TALLIES: lambda: [self._tally(one) for one in self._in_order(record.tallies)],
            What.SPEAKERS: self._speakers,
            What.PLACES: self._places,
            What.DECISIONS: self._decisions,
            What.REJECTED: self._rejected,
            What.UNRESOLVED: self._unresolved,
            What.EVENTS: lambda: [_event(name) for name in sorted(event_types())],
        }

    def listing(self, what: What) -> Listing:
        """One of the lists, whole and in the order of its numbers or of the documents."""
        return Listing(COLUMNS[what], FILTERS[what], tuple(self._makers[what]()))

    @cached_property
    def _documents(self) -> Mapping[str, Document]:
        return {document.id: document for document in self.record.documents}

    @cached_property
    def _claims(self) -> Mapping[str, Claim]:
        return {claim.id: claim for claim in self.record.claims}

    @cached_property
    def _home(self) -> Mapping[str, Incident]:
        """Claim id → the incident that holds it."""
        return {claim: one for one in self.record.incidents for claim in one.claims}

    @cached_property
    def _terms(self) -> Mapping[str, list[str]]:
        """Incident id → the terms that it is held to."""
        terms: defaultdict[str, list[str]] = defaultdict(list)
        for finding in self.record.findings:
            terms[finding.incident].append(finding.term)
        return terms

    # Incidents

    def _incidents(self) -> Iterator[Row]:
        for number, one in enumerate(self.lookup.incidents, 1):
            yield self._incident(number, one)

    def _held_by(self, one: Incident) -> list[Claim]:
        return [self._claims[name] for name in one.claims if name in self._claims]

    def _incident_facets(self, one: Incident) -> Mapping[str, Collection[str]]:
        told = self._held_by(one)
        return {
            "party": [*self._sides(one.actors), *self._sides(one.targets)],
            "kind": names_of(one.event, family_of(one.event)),
            "grade": [one.support.grade.value],
            "trust": {name for claim in told for name in self._trust(claim)},
            "term": self._terms.get(one.id, []),
            "area": [*names_of(one.place, one.place_id), *(name for claim in told for name in _area(claim.place))],
            "source": [name for document in one.documents for name in self._source(document)],
        }

    def _incident_text(self, one: Incident) -> str:
        return " ".join([one.title, *(claim.span.quote for claim in self._held_by(one)), *map(self._name, one.actors)])

    def _incident(self, number: int, one: Incident) -> Row:
        cells: dict[str, Cell] = {
            "no": number,
            "id": one.id,
            "date": _range(one.begin, one.finish),
            "title": one.title,
            "grade": one.support.grade.value,
            "by_rule": one.support.by_rule.value if one.support.by_rule else None,
            "actors": tuple(map(self._name, one.actors)),
            "targets": tuple(map(self._name, one.targets)),
            "place": one.place,
            "disputed": tuple(dispute.field for dispute in one.disputes),
            "documents": len(one.documents),
            "origins": len(one.tellings),
            "claims": len(one.claims),
            "rulings": self._rulings({one.id, *one.claims}),
        }
        point = None if one.lat is None or one.lon is None else (one.lat, one.lon)
        facets, text = partial(self._incident_facets, one), partial(self._incident_text, one)
        return Row(cells, facets, one.begin, one.finish, point, text)

    # Claims and tallies

    def _claim(self, claim: Claim) -> Row:
        home = self._home.get(claim.id)
        time = claim.time
        cells: dict[str, Cell] = {
            **self._told(claim),
            "kind": claim.kind.value,
            "force": claim.force.value,
            "target": self._who(claim.target),
            "place": claim.place.name if claim.place else None,
            "time": written(claim, "time"),
            "killed": written(claim, "killed"),
            "incident": self.lookup.label(home.id) if home is not None else None,
        }
        place = claim.place
        point = None if place is None or place.lat is None or place.lon is None else (place.lat, place.lon)
        begin, finish = (time.begin, time.finish) if time else (None, None)
        text = given(f"{claim.span.quote} {claim.event} {cells['holder']}")
        return Row(cells, partial(self._claim_facets, claim), begin, finish, point, text)

    def _claim_facets(self, claim: Claim) -> Mapping[str, Collection[str]]:
        home, facets = self._home.get(claim.id), self._facets(claim)
        kinds = [*facets["kind"], claim.kind.value, claim.force.value]
        return {**facets, "kind": kinds, "grade": [home.support.grade.value] if home is not None else []}

    def _tally(self, tally: Tally) -> Row:
        window = tally.window
        begin, finish = (window.begin, window.finish) if window else (None, None)
        cells: dict[str, Cell] = {**self._told(tally), "count": tally.count.span.quote, "window": _range(begin, finish)}
        text = given(f"{tally.span.quote} {tally.event}")
        return Row(cells, partial(self._facets, tally), begin, finish, None, text)

    def _told(self, one: Claim | Tally) -> dict[str, Cell]:
        return {
            "id": one.id,
            "document": self.lookup.label(one.document),
            "event": one.event,
            "holder": " ← ".join(self._who(link) or link.name for link in one.holder) or "the text’s author",
            "actor": self._who(one.actor),
            "trust": self.marks.get(one.id, one.trust.value),
            "why_check": tuple(word(doubt) for doubt in one.why_check),
            "words": one.span.quote,
        }

    def _facets(self, one: Claim | Tally) -> dict[str, list[str]]:
        named = [who.actor for who in (one.actor, one.target, *one.holder) if who is not None and who.actor is not None]
        return {
            "party": list(self._sides(named)),
            "kind": list(names_of(one.event, family_of(one.event))),
            "trust": list(self._trust(one)),
            "area": list(_area(one.place)),
            "source": list(self._source(one.document)),
        }

    @cached_property
    def marks(self) -> dict[str, str]:
        """Claim or tally → accepted, corrected or rejected, by the last decision on it that stands."""
        return marks_of(self.record)

    def _trust(self, one: Claim | Tally) -> tuple[str, ...]:
        """What a filter finds it by: what a person said of it, and whether the program is sure of what it read."""
        mark = self.marks.get(one.id, "as read")
        return (mark,) if mark == "rejected" else (mark, one.trust.value)

    # Documents, places, speakers

    def _of_documents(self) -> Iterator[Row]:
        claims: defaultdict[str, int] = defaultdict(int)
        for claim in self.record.claims:
            claims[claim.document] += 1
        for number, one in enumerate(self.lookup.documents, 1):
            cells: dict[str, Cell] = {
                "no": f"D{number}",
                "id": one.id,
                "published": one.published,
                "source": self._source_name(one),
                "name": one.name,
                "title": one.title,
                "language": one.language,
                "claims": claims[one.id],
                "left_out": tuple(dict.fromkeys(part.kind.value for part in one.boilerplate)),
            }
            facets = given({"source": list(self._source(one.id)), "kind": names_of(one.language)})
            text = given(f"{one.name} {one.title or ''} {one.text}")
            yield Row(cells, facets, one.published, one.published, None, text)

    def _speakers(self) -> Iterator[Row]:
        grouped: defaultdict[str, list[Statement]] = defaultdict(list)
        for one in self.record.statements:
            grouped[one.speaker].append(one)
        for said in grouped.values():
            last = max(said, key=lambda one: one.begin or one.finish or "")
            begin, finish = last.begin or last.finish, last.finish
            cells: dict[str, Cell] = {
                "speaker": last.speaker_name,
                "standing": word(last.standing),
                "statements": len(said),
                "last": _range(last.begin, last.finish),
                "says": word(last.position),
                "documents": len({name for one in said for name in one.documents}),
            }
            facets = given({"party": [*self._sides([last.speaker]), last.speaker_name], "kind": [last.standing.value]})
            yield Row(cells, facets, begin, finish, None, given(f"{last.speaker_name} {word(last.position)}"))

    def _places(self) -> Iterator[Row]:
        grouped: defaultdict[tuple[str, str | None], list[Claim]] = defaultdict(list)
        for claim in self.record.claims:
            if claim.place is not None:
                grouped[claim.place.name, claim.place.id].append(claim)
        for (name, identifier), told in sorted(grouped.items(), key=lambda item: (item[0][0], item[0][1] or "")):
            place = min((one.place for one in told if one.place), key=lambda one: (one.lat is None, one.radius_km or 0))
            homes = {self._home[claim.id].id for claim in told if claim.id in self._home}
            located = place.lat is not None and place.lon is not None
            cells: dict[str, Cell] = {
                "place": name,
                "id": identifier,
                "point": f"{place.lat:g},{place.lon:g}" if located else None,
                "country": place.country,
                "precision": place.precision.value,
                "claims": len(told),
                "incidents": tuple(self.lookup.label(one) for one in sorted(homes)),
            }
            point = (place.lat, place.lon) if place.lat is not None and place.lon is not None else None
            text = given(f"{name} {identifier or ''}")
            yield Row(cells, given({"area": list(_area(place))}), None, None, point, text)

    # What persons did, and what is open

    def _decisions(self) -> Iterator[Row]:
        for row in rows_on(self.lookup, None):
            cells: dict[str, Cell] = {
                "no": row.entry.number,
                "at": row.decision.at,
                "by": row.decision.by,
                "what": row.what(),
                "on": row.subjects,
                "state": row.effect.state.value,
                "reason": row.decision.reason,
            }
            facets = given({"kind": [row.decision.kind.value], "trust": [row.effect.state.value]})
            at = row.decision.at
            yield Row(cells, facets, at, at, None, given(f"{row.decision.by} {row.decision.reason} {row.what()}"))

    def _rejected(self) -> Iterator[Row]:
        for one in self.record.rejections:
            named = one.where if one.where in self._documents else None
            cells: dict[str, Cell] = {
                "code": one.code,
                "document": self.lookup.label(named) if named else one.where,
                "words": one.quote,
                "message": one.message,
                "id": one.field,
            }
            facets = given({"kind": [one.code, one.code.partition(".")[0]], "source": self._source(named or "")})
            yield Row(cells, facets, text=given(f"{one.message} {one.quote or ''} {one.where or ''}"))

    def _unresolved(self) -> Iterator[Row]:
        """Words of claims for somebody or some place that no book knows, the most frequent first."""
        found: defaultdict[tuple[str, str], list[tuple[Claim, tuple[str, ...]]]] = defaultdict(list)
        for claim in self.record.claims:
            for what, who in (("actor", claim.actor), ("target", claim.target), *(("holder", h) for h in claim.holder)):
                if who is not None and who.actor is None and who.span is not None:
                    found[who.name, what].append((claim, who.candidates))
            if claim.place is not None and claim.place.lat is None:
                found[claim.place.name, "place"].append((claim, ()))
        for (words, what), told in sorted(found.items(), key=lambda item: (-len(item[1]), item[0])):
            documents = tuple(dict.fromkeys(self.lookup.label(claim.document) for claim, _ in told))
            cells: dict[str, Cell] = {
                "words": words,
                "what": what,
                "times": len(told),
                "may_be": tuple(dict.fromkeys(name for _, names in told for name in names)),
                "documents": documents,
                "example": told[0][0].id,
            }
            sources = [name for claim, _ in told for name in self._source(claim.document)]
            yield Row(cells, given({"kind": [what], "source": sources}), text=given(words))

    # Names

    def _in_order(self, told: Iterable[P]) -> list[P]:
        place = {one.id: n for n, one in enumerate(self.lookup.documents)}
        return sorted(told, key=lambda one: (place.get(one.document, len(place)), one.trigger.start, one.id))

    def _who(self, who: Party | Holder | None) -> str | None:
        if who is None:
            return None
        return self._name(who.actor) if who.actor is not None else f"“{who.name}”"

    def _name(self, identifier: str) -> str:
        known = self._actors.get(identifier) or self._sources.get(identifier)
        return known.name if known is not None else identifier

    def _sides(self, named: Iterable[str]) -> list[str]:
        """Actors and the sides that answer for them, by id and by name."""
        ids = {one for name in named for one in (name, side_of(name, self._actors))}
        return [words for name in sorted(ids) for words in (name, self._name(name))]

    def _source(self, document: str) -> list[str]:
        known = self._documents.get(document)
        if known is None:
            return []
        return [*names_of(known.source, self._source_name(known)), self.lookup.label(document), known.name]

    def _source_name(self, document: Document) -> str | None:
        return self._name(document.source) if document.source else None

    def _rulings(self, names: set[str]) -> int:
        return sum(1 for ruled in self._ruled if not ruled.isdisjoint(names))

    @cached_property
    def _ruled(self) -> list[set[str]]:
        """What each decision that was not undone is on."""
        standing = (effect for effect in self.record.effects if effect.ended_by is None)
        return [{*one.subjects, *(change.subject for change in one.changes)} for one in standing]


def _event(name: str) -> Row:
    known = event_types()[name]
    parent = known.ancestors[0] if known.ancestors else None
    cells: dict[str, Cell] = {"id": name, "label": known.label, "family": known.family, "parent": parent}
    return Row(cells, given({"kind": [known.family, *known.ancestors]}), text=given(f"{name} {known.label}"))


def _area(place: EventPlace | None) -> list[str]:
    return [] if place is None else list(names_of(place.name, place.span.quote, place.id, place.country))


def _range(begin: str | None, finish: str | None) -> str | None:
    if begin is None or finish is None or begin == finish:
        return begin or finish
    return f"{begin}..{finish}"
