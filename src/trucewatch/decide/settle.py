"""Settle: the one place that says which decisions stand and what each changes of what was read.

The claims that come out are what everything downstream rests on: corrected, named, added by hand, and without those
that a person rejected. What the machine had read stays beside them. Merges, splits, moves and grades are handed on
with their subjects called what they are called now; `link` and `grading` obey them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from trucewatch.decide.adding import made_by_hand
from trucewatch.decide.copies import ON_COPIES
from trucewatch.decide.documents import replaced
from trucewatch.decide.fields import corrected, written
from trucewatch.decide.grounds import GONE, Grounds
from trucewatch.decide.names import Names
from trucewatch.decide.naming import names_actor, with_actor, with_place_named
from trucewatch.errors import CaseError, Fault, TrucewatchError
from trucewatch.records.cases import REJECTED
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import (
    Change,
    Decision,
    DecisionKind,
    DecisionState,
    Effect,
    LedgerEntry,
    LostGround,
    undone,
)
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.incidents import incident_id

ORPHANED = "ruling.subject-gone"
PLACED = frozenset({DecisionKind.MERGE, DecisionKind.SPLIT, DecisionKind.MOVE})
SEVERAL = frozenset({DecisionKind.CORRECT, DecisionKind.REJECT, DecisionKind.ACCEPT})
"""What is said of each of several, such as the copies of one sentence."""
TOLD = ("event", "kind", "actor", "target", "means", "place", "point", "time", "holder", "force")
"""Fields of which a change is told; the finer ones only where they were corrected by name."""


@dataclass(frozen=True)
class Settled:
    """What was read, as persons ruled on it.

    Attributes:
        claims, tallies: all of them, the rejected ones as well.
        as_read: the claims that differ now, as the machine read them.
        decisions: those that stand and are not orphaned, their subjects by their present names.
        effects: of every entry of the ledger, in order.
        rejections: what a person rejected, and the decisions that lost their ground.
    """

    claims: tuple[Claim, ...]
    tallies: tuple[Tally, ...]
    as_read: tuple[Claim, ...]
    decisions: tuple[tuple[int, Decision], ...]
    effects: tuple[Effect, ...]
    rejections: tuple[Rejection, ...]

    @property
    def rejected(self) -> frozenset[str]:
        """Ids of the claims and tallies on which nothing may rest."""
        return frozenset(one.field for one in self.rejections if one.code == REJECTED and one.field is not None)

    def standing(self) -> tuple[Decision, ...]:
        """The decisions alone, in the ledger's order."""
        return tuple(decision for _, decision in self.decisions)

    def supported(self) -> tuple[tuple[Claim, ...], tuple[Tally, ...]]:
        """The claims and tallies that something may rest on."""
        out = self.rejected
        return tuple(c for c in self.claims if c.id not in out), tuple(t for t in self.tallies if t.id not in out)


def settle(
    entries: Sequence[LedgerEntry],
    documents: Sequence[Document],
    claims: Sequence[Claim],
    tallies: Sequence[Tally],
    names: Names,
) -> Settled:
    """What stands of a ledger, and the claims that follow.

    Args:
        entries: the whole ledger, first to last.
        documents, claims, tallies: as they were read, of the whole record.
        names: the actors and sources of the case.
    """
    here = {document.id for document in documents}
    moved = {old: new for old, new in replaced(entries).items() if new in here}
    desk = _Desk(documents, claims, tallies, names, moved)
    ended = undone(entries)
    numbers = {entry.hash: entry.number for entry in entries}
    effects = []
    for entry in entries:
        if entry.hash in ended:
            effects.append(desk.pass_by(entry, ended[entry.hash].number))
        elif entry.decision.kind is DecisionKind.REVOKE:
            names_now = tuple(f"ruling {numbers[name]}" for name in entry.decision.subjects if name in numbers)
            effects.append(Effect(number=entry.number, state=DecisionState.STANDS, subjects=names_now))
        else:
            effects.append(desk.take(entry))
    return desk.settled(effects)


class _Desk:
    """The claims on which decisions are laid one after the other."""

    def __init__(
        self,
        documents: Iterable[Document],
        claims: Sequence[Claim],
        tallies: Sequence[Tally],
        names: Names,
        moved: Mapping[str, str],
    ) -> None:
        self.documents = {document.id: document for document in documents}
        self.read = {claim.id: claim for claim in claims}
        self.claims = dict(self.read)
        self.tallies = {tally.id: tally for tally in tallies}
        self.grounds = Grounds([*claims, *tallies], moved)
        self.names = names
        self.decisions: list[tuple[int, Decision]] = []
        self.rejected: dict[str, int] = {}
        self.reasons: dict[int, str] = {}
        self.orphaned: list[Rejection] = []

    def take(self, entry: LedgerEntry) -> Effect:
        """Lay one decision on the claims."""
        decision, lost = self._now(entry.decision)
        changes: list[Change] = []
        if not lost or self._holds_for_the_rest(decision, lost):
            try:
                self.reasons[entry.number] = decision.reason
                changes = list(self._laid(decision, entry.number))
                self.decisions.append((entry.number, decision))
            except TrucewatchError as error:
                lost += [LostGround(subject=name, why=str(error)) for name in decision.subjects]
        stands = not lost or bool(changes)  # a copy that is gone takes nothing from what it was a copy of
        if not stands:
            self._tell(entry, lost)
        return Effect(
            number=entry.number,
            state=DecisionState.STANDS if stands else DecisionState.ORPHANED,
            subjects=decision.subjects,
            changes=tuple(changes),
            lost=tuple(lost),
        )

    def _now(self, decision: Decision) -> tuple[Decision, list[LostGround]]:
        """A decision with its subjects as they are called now, and what is not there any more."""
        wrong = self._make_room(decision) if decision.kind is DecisionKind.ADD else None
        found = [self.grounds.now(subject, decision.anchors) for subject in decision.subjects]
        beside = {name: self._beside(decision, name) for name in ("value", "within")}
        lost = [one for one in (*found, *beside.values()) if isinstance(one, LostGround)]
        lost = [one.model_copy(update={"why": wrong}) for one in lost] if wrong is not None else lost
        gone = {one for one in found if isinstance(one, str) and self._is_gone(one, decision)}
        lost += [LostGround(subject=one, why=GONE) for one in sorted(gone)]
        here = tuple(one for one in found if isinstance(one, str) and one not in gone)
        known = {name: one for name, one in beside.items() if not isinstance(one, LostGround)}
        return decision.model_copy(update={"subjects": here, **known}), lost

    def _holds_for_the_rest(self, decision: Decision, lost: Sequence[LostGround]) -> bool:
        """Whether a decision on several holds for those that are there; a move needs the place that it moves to."""
        home = decision.value if decision.kind is DecisionKind.MOVE else None
        several = decision.kind in SEVERAL or (decision.kind in PLACED and home not in {one.subject for one in lost})
        return several and bool(decision.subjects)

    def pass_by(self, entry: LedgerEntry, ended_by: int) -> Effect:
        """What a decision was on that was undone: it changes nothing."""
        decision = entry.decision
        found = (self.grounds.now(subject, decision.anchors) for subject in decision.subjects)
        here = tuple(one for one in found if isinstance(one, str))
        return Effect(number=entry.number, state=DecisionState.UNDONE, ended_by=ended_by, subjects=here)

    def settled(self, effects: Iterable[Effect]) -> Settled:
        """All of it, when the last decision was laid."""
        claims = tuple(self.claims.values())
        return Settled(
            claims=claims,
            tallies=tuple(self.tallies.values()),
            as_read=tuple(self.read[one.id] for one in claims if one.id in self.read and self.read[one.id] != one),
            decisions=tuple(self.decisions),
            effects=tuple(effects),
            rejections=(*self._rejections(), *self.orphaned),
        )

    def _laid(self, decision: Decision, number: int) -> Iterable[Change]:
        """What a decision changes, by its kind."""
        match decision.kind:
            case DecisionKind.CORRECT:
                return self._correct(decision)
            case DecisionKind.NAME:
                return self._name(decision)
            case DecisionKind.ADD:
                return self._add(decision)
            case DecisionKind.REJECT:
                return self._mark(decision, number, "counted", "left out of support")
            case DecisionKind.ACCEPT:
                return self._mark(decision, number, "as read", "accepted")
            case DecisionKind.MERGE | DecisionKind.SPLIT | DecisionKind.MOVE | DecisionKind.GRADE | DecisionKind.RULE:
                return []  # of incidents, which are not there yet
            case DecisionKind.COPIES | DecisionKind.APART | DecisionKind.REMOVE | DecisionKind.DEPENDS:
                return []  # of documents and their sources
            case DecisionKind.REPLACE:
                return [Change(subject=decision.subjects[0], field="document", before=None, after="replaced")]
            case DecisionKind.REDACT:
                here = [name for name in decision.subjects if name in self.documents]
                return [Change(subject=name, field="text", before="shown", after="passage withheld") for name in here]
            case DecisionKind.DISSENT | DecisionKind.NOTE | DecisionKind.REVOKE:
                return []

    def _correct(self, decision: Decision) -> Iterable[Change]:
        claims = [self.claims[name] for name in decision.subjects if name in self.claims]
        texts = [self.documents[claim.document].text for claim in claims]
        made = [corrected(c, decision.fields, text, self.names) for c, text in zip(claims, texts, strict=True)]
        made = [claim.model_copy(update={"why_check": ()}) for claim in made]  # a person has looked at them
        fields = tuple(one.field for one in decision.fields)
        changes = [change for claim in made for change in self._change(claim, fields)]
        for name in decision.subjects:
            if name in self.documents:  # was read with the corrected metadata
                told = decision.fields
                changes += [Change(subject=name, field=one.field, before=one.before, after=one.value) for one in told]
        return changes

    def _change(self, claim: Claim, fields: Iterable[str]) -> list[Change]:
        """Put a claim in the place of the one of its id, and say what is otherwise, beside what the machine read."""
        read, before = self.read.get(claim.id, claim), self.claims[claim.id]
        self.claims[claim.id] = claim
        told = [one for one in dict.fromkeys((*TOLD, *fields)) if written(before, one) != written(claim, one)]
        return [
            Change(subject=claim.id, field=one, before=written(read, one), after=written(claim, one)) for one in told
        ]

    def _name(self, decision: Decision) -> Iterable[Change]:
        words, known = decision.subjects[0], names_actor(decision.fields)
        actor = self.names.actors.get(known) if known is not None else None
        if known is not None and actor is None:
            raise CaseError(Fault("decide.value", f"{known!r} is in no actor book any more", field="actor"))
        rename: Callable[[Claim], Claim] = (
            (lambda claim: with_actor(claim, words, actor))
            if actor is not None
            else (lambda claim: with_place_named(claim, words, decision.fields))
        )
        found: list[Change] = []
        for claim in list(self.claims.values()):
            if decision.within in (None, claim.document) or decision.within == claim.id:
                found += self._change(rename(claim), ())
        return found

    def _make_room(self, decision: Decision) -> str | None:
        """Have the claim there that a person adds, unless the machine reads the same words by now; what is wrong."""
        anchor = decision.anchors[0] if decision.anchors else None
        document = self.documents.get(self.grounds.document(anchor.document)) if anchor is not None else None
        if anchor is None or document is None or self.grounds.claim(anchor) is not None:
            return None
        try:
            claim = made_by_hand(anchor, decision.fields, document, self.names)
        except TrucewatchError as error:
            return str(error)
        self.claims[claim.id] = claim
        self.grounds.add(claim)
        return None

    def _add(self, decision: Decision) -> Iterable[Change]:
        name = decision.subjects[0]
        claim = self.claims[name]
        if name not in self.read:
            return [Change(subject=name, field="event", after=claim.event)]
        text = self.documents[claim.document].text
        return self._change(corrected(claim, decision.fields, text, self.names), [one.field for one in decision.fields])

    def _mark(self, decision: Decision, number: int, before: str, after: str) -> Iterable[Change]:
        marked = [name for name in decision.subjects if name in self.claims or name in self.tallies]
        for name in marked:
            if decision.kind is DecisionKind.ACCEPT:
                self.rejected.pop(name, None)
                self._rely_on(name)
            elif len(decision.subjects) == len(marked):  # and no ruling on an incident under a term
                self.rejected[name] = number
        return [Change(subject=name, field="trust", before=before, after=after) for name in marked]

    def _rely_on(self, name: str) -> None:
        """A claim or tally that a person has accepted needs no more checking."""
        if name in self.claims:
            self.claims[name] = self.claims[name].model_copy(update={"why_check": ()})
        if name in self.tallies:
            self.tallies[name] = self.tallies[name].model_copy(update={"why_check": ()})

    def _is_gone(self, name: str, decision: Decision) -> bool:
        """Whether a subject that came without an anchor is in the record no more."""
        if any(one.subject == name or one.claim == name for one in decision.anchors):
            return False
        if decision.kind is DecisionKind.CORRECT:
            return name not in self.documents and name not in self.claims
        if decision.kind in ON_COPIES or decision.kind is DecisionKind.REDACT:
            return name not in self.documents
        if decision.kind is DecisionKind.DEPENDS:
            return name not in self.names.sources
        if decision.kind not in PLACED:
            return False
        return name not in self.claims and name not in {incident_id(claim) for claim in self.claims}

    def _beside(self, decision: Decision, name: str) -> str | LostGround | None:
        """What else a decision names, as it is called now: where claims are moved to, what a name holds for."""
        value: str | None = getattr(decision, name)
        return value if value is None else self.grounds.now(value, decision.anchors)

    def _tell(self, entry: LedgerEntry, lost: Sequence[LostGround]) -> None:
        """A decision that lost its ground is told, with what is most like it now."""
        for one in lost:
            alike = f"; most like it now: {', '.join(one.alike)}" if one.alike else ""
            message = f"ruling {entry.number} ({entry.decision.kind.value}) is on nothing: {one.why}{alike}"
            self.orphaned.append(Rejection(code=ORPHANED, message=message, where=one.subject, quote=one.quote))

    def _rejections(self) -> Iterable[Rejection]:
        known: Mapping[str, Claim | Tally] = {**self.claims, **self.tallies}
        for name, number in self.rejected.items():
            claim = known[name]
            yield Rejection(
                code=REJECTED,
                message=f"rejected by a person (ruling {number}): {self.reasons[number]}",
                where=claim.document,
                field=name,
                quote=claim.span.quote,
                start=claim.span.start,
            )
