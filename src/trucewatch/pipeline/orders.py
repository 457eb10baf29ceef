"""Orders: what a person writes to `decide`, made into a decision on records, its words anchored, its values checked."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import cached_property

from trucewatch.decide.adding import anchor_by_hand, made_by_hand
from trucewatch.decide.documents import METADATA
from trucewatch.decide.fields import FIELDS, corrected, written
from trucewatch.decide.grounds import anchor_of
from trucewatch.decide.names import Names
from trucewatch.decide.places import PLACE_FIELDS
from trucewatch.decide.redacting import PASSAGE, find_sealed, sealed
from trucewatch.decide.words import nearest_words, the_words
from trucewatch.errors import CaseError, Fault, TrucewatchError
from trucewatch.link.copies import copy_clusters
from trucewatch.pipeline.lookup import Kind, Lookup
from trucewatch.pipeline.order import WORDS, Order
from trucewatch.pipeline.order_faults import few, one_of, quoted, wrong
from trucewatch.pipeline.place_names import with_point
from trucewatch.pipeline.tools import Tools
from trucewatch.read.front import read_metadata
from trucewatch.records.assessments import FindingValue
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import Anchor, Decision, DecisionKind, FieldChange, LedgerEntry
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Grade, Incident, incident_id

BREACH = "breach"
TAKE_VALUES = frozenset({DecisionKind.CORRECT, DecisionKind.ADD, DecisionKind.NAME})
ON_WORDS = (Kind.CLAIM, Kind.TALLY)
ANYTHING = tuple(Kind)


class Orders:
    """Makes decisions on one record.

    Args:
        lookup: of the record that the person saw.
        tools: the case's books and gazetteer.
        at: the present, ISO 8601.
        unread: ids of files that could not be read, by name: these can be left out or mended.
    """

    def __init__(self, lookup: Lookup, tools: Tools, at: str, unread: Mapping[str, str] | None = None) -> None:
        self.lookup = lookup
        self.tools = tools
        self.at = at
        self.unread = unread or {}
        sources = {source.id: source for source in lookup.record.files.sources}
        self.names = Names(tools.book.entries, sources)
        self._claims = {claim.id: claim for claim in lookup.record.claims}
        self._makers: Mapping[DecisionKind, Callable[[Order], Decision]] = {
            DecisionKind.MERGE: self._merge,
            DecisionKind.SPLIT: self._split,
            DecisionKind.MOVE: self._move,
            DecisionKind.CORRECT: self._correct,
            DecisionKind.ACCEPT: self._mark,
            DecisionKind.REJECT: self._mark,
            DecisionKind.ADD: self._add,
            DecisionKind.GRADE: self._grade,
            DecisionKind.RULE: self._rule,
            DecisionKind.DISSENT: self._remark,
            DecisionKind.NOTE: self._remark,
            DecisionKind.NAME: self._name,
            DecisionKind.COPIES: self._copies,
            DecisionKind.APART: self._copies,
            DecisionKind.DEPENDS: self._depends,
            DecisionKind.REMOVE: self._remove,
            DecisionKind.REPLACE: self._replace,
            DecisionKind.REDACT: self._redact,
            DecisionKind.REVOKE: self._undo,
        }

    def decision(self, order: Order) -> Decision:
        """The decision that an order makes.

        Raises:
            CaseError: `decide.…` or `show.…`: nothing can be recorded.
        """
        kind = WORDS.get(order.kind)
        if kind is None:
            near = get_close_matches(order.kind, WORDS, n=1)
            meant = f"; did you mean {near[0]}?" if near else ""
            raise wrong("decide.kind", f"no such decision{meant}; there are {', '.join(WORDS)}", order.kind)
        faults = []
        if not order.by.strip():
            faults.append(Fault("decide.by", "a decision is somebody's: give --by NAME"))
        if not order.reason.strip():
            faults.append(Fault("decide.reason", "a decision needs its why: give --reason TEXT"))
        if kind not in TAKE_VALUES:
            faults += [Fault("decide.field", f"{order.kind} takes no fields", field=key) for key in order.values]
        if faults:
            raise CaseError(*faults)
        return self._makers[kind](order)

    def _made(self, order: Order, subjects: Sequence[str], **more: object) -> Decision:
        return Decision.model_validate(
            {
                "kind": WORDS[order.kind],
                "subjects": tuple(subjects),
                "by": order.by.strip(),
                "at": self.at,
                "reason": order.reason.strip(),
                **more,
            }
        )

    # The kinds

    def _merge(self, order: Order) -> Decision:
        found = self._all(order, order.words, (Kind.INCIDENT, Kind.CLAIM), least=2)
        return self._made(order, found, anchors=self._anchors(found))

    def _split(self, order: Order) -> Decision:
        found = self._all(order, order.words, (Kind.CLAIM,), least=1)
        return self._made(order, found, anchors=self._anchors(found))

    def _move(self, order: Order) -> Decision:
        if len(order.words) < 2:
            raise few(order, "claims, and last the incident that they belong to")
        claims = self._all(order, order.words[:-1], (Kind.CLAIM,), least=1)
        home = self._one(order.words[-1], (Kind.INCIDENT,))
        return self._made(order, claims, value=home, anchors=self._anchors([*claims, home]))

    def _correct(self, order: Order) -> Decision:
        if len(order.words) != 1:
            raise few(order, "one claim or document, and fields as event=shelling")
        unread = self._unread(order.words[0])
        found = unread or self._one(order.words[0], (Kind.CLAIM, Kind.DOCUMENT))
        if not order.values:
            raise few(order, "what it is to be, as event=shelling or published=2016-09-17")
        if found in self._claims:
            return self._correct_claim(order, self._claims[found])
        return self._correct_document(order, found)

    def _correct_claim(self, order: Order, claim: Claim) -> Decision:
        changes = [
            FieldChange(field=name, value=value, before=written(claim, name) if name in FIELDS else None)
            for name, value in self._located(order.values).items()
        ]
        now = corrected(claim, changes, self._document(claim.document).text, self.names)
        told = tuple(_canonical(change, now) for change in changes)
        same = [one.id for one in self._same_sentence(claim, order) if self._can_be(one, told)]
        return self._made(order, [claim.id, *same], fields=told, anchors=self._anchors([claim.id, *same]))

    def _correct_document(self, order: Order, name: str) -> Decision:
        wrong = [key for key in order.values if key not in METADATA]
        if wrong:
            message = f"no field of a document that can be corrected; there are {', '.join(METADATA)}"
            raise CaseError(*(Fault("decide.field", message, field=key) for key in wrong))
        given = "\n".join(f"{key}: {quoted(value)}" for key, value in order.values.items() if value is not None)
        try:
            metadata = read_metadata(given, "decide")
        except TrucewatchError as error:
            told = (Fault("decide.value", fault.message, field=fault.field) for fault in error.faults)
            raise CaseError(*told) from None
        document = next((one for one in self.lookup.documents if one.id == name), None)
        changes = [
            FieldChange(field=key, value=getattr(metadata, key), before=getattr(document, key, None))
            for key in order.values
        ]
        return self._made(order, [name], fields=tuple(changes))

    def _mark(self, order: Order) -> Decision:
        found = self._all(order, order.words, ON_WORDS, least=1)
        told = [self._claims[name] for name in found if name in self._claims]
        same = [one.id for claim in told for one in self._same_sentence(claim, order)]
        found = list(dict.fromkeys([*found, *same]))
        return self._made(order, found, anchors=self._anchors(found))

    def _add(self, order: Order) -> Decision:
        if len(order.words) != 2 or not order.values.get("event"):
            raise few(order, "a document, words of it in quotation marks, and event=TYPE")
        document = self._document(self._one(order.words[0], (Kind.DOCUMENT,)))
        span = the_words(document.text, order.words[1], document.name)
        named = order.values.get("trigger")
        trigger = nearest_words(document.text, named, span) if named else span
        if trigger is None or not span.covers(trigger):
            raise wrong("decide.words", f"the word “{named}” for the event is not among the words given")
        values = self._located({name: value for name, value in order.values.items() if name != "trigger"})
        event = (values.pop("event") or "").replace(" ", "_")
        fields = tuple(FieldChange(field=name, value=value) for name, value in values.items())
        anchor = anchor_by_hand(document, span, trigger, event)
        made = made_by_hand(anchor, (FieldChange(field="event", value=event), *fields), document, self.names)
        told = tuple(_canonical(change, made) for change in fields)
        return self._made(order, [anchor.subject], fields=told, anchors=(anchor,))

    def _grade(self, order: Order) -> Decision:
        if len(order.words) != 2:
            raise few(order, "an incident and a grade")
        found = self._one(order.words[0], (Kind.INCIDENT,))
        value = one_of(order.words[1], [grade.value for grade in Grade], "grade")
        return self._made(order, [found], value=value, anchors=self._anchors([found]))

    def _rule(self, order: Order) -> Decision:
        if len(order.words) not in (3, 4):
            raise few(order, "an incident, a term, perhaps a party, and what is found")
        incident = self._one(order.words[0], (Kind.INCIDENT,))
        term = self._one(order.words[1], (Kind.TERM,))
        party = [self._actor(words) for words in order.words[2:-1]]
        value = one_of(order.words[-1].replace(" ", "_"), [BREACH, *(one.value for one in FindingValue)], "finding")
        return self._made(order, [incident, term, *party], value=value, anchors=self._anchors([incident]))

    def _remark(self, order: Order) -> Decision:
        found = self._all(order, order.words, ANYTHING, least=1)
        return self._made(order, found, anchors=self._anchors(found))

    def _name(self, order: Order) -> Decision:
        named = {key for key in order.values if key != "in"}
        if len(order.words) != 1 or not (named == {"actor"} or (named and named <= set(PLACE_FIELDS))):
            raise few(order, "the words, and actor=WHO or place=NAME [point=LAT,LON] [in=DOCUMENT or CLAIM]")
        within = order.values.get("in")
        home = self._one(within, (Kind.DOCUMENT, Kind.CLAIM)) if within else None
        values = self._located({key: value for key, value in order.values.items() if key != "in"})
        if named == {"actor"}:
            values = {"actor": self._actor(values["actor"] or "")}
        fields = tuple(FieldChange(field=key, value=value) for key, value in values.items())
        anchors = self._anchors([home] if home else [])
        return self._made(order, order.words, fields=fields, within=home, anchors=anchors)

    def _remove(self, order: Order) -> Decision:
        if not order.words:
            raise few(order, "a document, or the name of a file that could not be read")
        found = [self._unread(words) or self._one(words, (Kind.DOCUMENT,)) for words in order.words]
        return self._made(order, found)

    def _replace(self, order: Order) -> Decision:
        found = self._all(order, order.words, (Kind.DOCUMENT,), least=2)
        if len(found) > 2:
            raise few(order, "a document, and the better version of it, which was added and built")
        return self._made(order, found[:1], value=found[1])

    def _redact(self, order: Order) -> Decision:
        if len(order.words) != 2:
            raise few(order, "a document, and the words of it that are withheld, in quotation marks")
        document = self._document(self._one(order.words[0], (Kind.DOCUMENT,)))
        seal = sealed(order.words[1])
        if not find_sealed(document.text, seal):
            raise wrong("decide.words", "the words to withhold do not stand there as whole words", document.name)
        text = self._texts[document.id]
        beside = [one for one in self.lookup.documents if order.copies and self._texts[one.id] == text]
        same = [one.id for one in beside if one.id != document.id and find_sealed(one.text, seal)]
        return self._made(order, [document.id, *same], fields=(FieldChange(field=PASSAGE, value=seal),))

    def _copies(self, order: Order) -> Decision:
        return self._made(order, self._all(order, order.words, (Kind.DOCUMENT,), least=2))

    def _depends(self, order: Order) -> Decision:
        if len(order.words) != 2:
            raise few(order, "a source, and the actor or source that it depends on")
        source, whom = (self.names.speaker(words) for words in order.words)
        if source is None or source.id not in self.names.sources:
            raise wrong("decide.value", f"{order.words[0]!r} is no source of sources.yaml", field="source")
        if whom is None or whom.id == source.id:
            message = f"{order.words[1]!r} is no other source, and nobody that the actor book knows"
            raise wrong("decide.value", message, field="on")
        return self._made(order, [source.id], value=whom.id)

    def _undo(self, order: Order) -> Decision:
        if not order.words:
            raise few(order, "the number of a decision, as `trucewatch history CASE` tells it")
        numbers = [f"ruling {words}" if words.isdigit() else words for words in order.words]
        return self._made(order, [self._one(words, (Kind.DECISION,)) for words in numbers])

    # What they need

    def _one(self, words: str, kinds: Sequence[Kind]) -> str:
        found = self.lookup.find(words, kinds)
        return found.hash if isinstance(found, LedgerEntry) else found.id

    def _all(self, order: Order, words: Sequence[str], kinds: Sequence[Kind], least: int) -> list[str]:
        found = list(dict.fromkeys(self._one(one, kinds) for one in words))
        if len(found) < least:
            raise few(order, f"at least {least} of: {', '.join(kind.value for kind in kinds)}")
        return found

    def _anchors(self, subjects: Sequence[str]) -> tuple[Anchor, ...]:
        """The words of the subjects that rest on some; an incident's are those of the claim that founded it."""
        found = []
        for name in subjects:
            thing = self.lookup.things[name]
            if isinstance(thing, (Claim, Tally)):
                found.append(anchor_of(name, thing))
            elif isinstance(thing, Incident):
                founder = next(claim for claim in thing.claims if incident_id(claim) == name)
                found.append(anchor_of(name, self._claims[founder]))
        return tuple(found)

    @cached_property
    def _texts(self) -> dict[str, str]:
        """Document id → the text that it is a version of."""
        return copy_clusters(self.lookup.documents, self.lookup.record.copies)

    def _same_sentence(self, claim: Claim, order: Order) -> list[Claim]:
        """The same claim of the same sentence in the other copies of its text, unless only the one is meant."""
        if not order.copies:
            return []
        text, words = self._texts[claim.document], _words(claim)
        return [
            one
            for one in self._claims.values()
            if one.id != claim.id and self._texts[one.document] == text and _words(one) == words
        ]

    def _can_be(self, claim: Claim, changes: Sequence[FieldChange]) -> bool:
        try:
            corrected(claim, changes, self._document(claim.document).text, self.names)
        except CaseError:
            return False
        return True

    def _document(self, name: str) -> Document:
        return next(one for one in self.lookup.documents if one.id == name)

    def _unread(self, words: str) -> str | None:
        return self.unread.get(words) or next((one for one in self.unread.values() if one == words), None)

    def _actor(self, words: str) -> str:
        known = self.names.actor(words)
        if known is None:
            near = get_close_matches(words, self.tools.book.entries, n=1)
            meant = f"; did you mean {near[0]}?" if near else "; give an id or a name of the actor book"
            raise wrong("decide.value", f"{words!r} is nobody that the book knows{meant}", field="actor")
        return known.id

    def _located(self, values: Mapping[str, str | None]) -> dict[str, str | None]:
        """The values, with the point of a place that the gazetteer knows by its name."""
        return with_point(values, self.tools)


def _words(claim: Claim) -> tuple[str, str, str]:
    return " ".join(claim.span.quote.split()), claim.trigger.quote, claim.event


def _canonical(change: FieldChange, claim: Claim) -> FieldChange:
    """A value in its one form: the actor's id for a name that was given."""
    return change if change.value is None else change.model_copy(update={"value": written(claim, change.field)})
