"""Deliveries: what each claim says of a term that must be delivered, by whom, and of whose delivery."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from zoneinfo import ZoneInfo

from trucewatch.assess.applies import covers
from trucewatch.assess.local import local_extent, zone_of
from trucewatch.assess.quantities import counts_goods, counts_others, delivered, names_goods, part_of, sent_of
from trucewatch.assess.speakers import Speaker, Speakers
from trucewatch.assess.wording import (
    has_run_out,
    is_what_a_deadline_is_for,
    next_sentence_end,
    phrases,
    sentence_start,
)
from trucewatch.knowledge.ontology import event_types, family_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Term, TermKind, Zone
from trucewatch.records.assessments import WITHOUT_STANDING
from trucewatch.records.claims import Claim, ClaimKind, Force, Participant
from trucewatch.records.documents import Document

GENERAL = frozenset({"commitment_met", "commitment_not_met"})
UNREAL = frozenset({Force.PREDICTS, Force.THREATENS, Force.DEMANDS, Force.ASKS, Force.CONDITIONAL, Force.RETRACTS})
HARMING = frozenset({"violence", "obstruction"})
TAKING = frozenset({"detention", "abduction", "reinforcement", "regroup", "recruitment"})
NEARBY = 400  # characters: a judgement so close behind a delivery, by the same speaker, is on its adequacy
_NOT_THAT = re.compile(
    r"\bnot\s+(?:the|those|what)\s+(?:[\w’'-]+\s+){0,3}?(?:(?:that|which)\s+)?(?:was|were|had\s+been)\s+"
    r"(?:asked\s+for|agreed|promised|requested|owed)\b",
    re.IGNORECASE,
)
""" "This is not the road that was asked for." """
_RECEIVED = frozenset({"receive", "receives", "received", "receiving"})
_SENT = re.compile(r"\b(?:officers?|delegates?|delegations?|representatives?|observers?|negotiators?)\b", re.IGNORECASE)
_OWN = re.compile(r"(?:its|their|our|his|her)\b|(?:it|they|we|he|she)$", re.IGNORECASE)


class Kind(StrEnum):
    """What a claim says of a delivery."""

    DONE = "done"
    PART_DONE = "part_done"
    INADEQUATE = "inadequate"
    NOT_DONE = "not_done"
    PROMISED = "promised"
    WAIVED = "waived"


SAYS = {
    Kind.DONE: "done",
    Kind.PART_DONE: "done in part",
    Kind.INADEQUATE: "done, and not as agreed",
    Kind.NOT_DONE: "not done",
    Kind.PROMISED: "promised",
    Kind.WAIVED: "no longer asked for",
}


DELIVERED = frozenset({Kind.DONE, Kind.PART_DONE, Kind.INADEQUATE})
"""Words by which something was delivered, in whatever shape."""


@dataclass(frozen=True)
class Word:
    """What one claim says of a commitment.

    Attributes:
        doer: the side of whoever delivered, or did not; None where the words name nobody that is known.
        owes: whether the doer is among those who owe it; None where the doer is not known.
        acknowledges: whether the speaker has standing, or is owed it, and is not the doer.
        owed: whether the speaker is one to whom it is owed.
        detail: what of it, where the words say.
        said: when it was published, ISO 8601.
    """

    claim: Claim
    speaker: Speaker
    kind: Kind
    doer: str | None
    owes: bool | None
    acknowledges: bool
    owed: bool = False
    general: bool = False
    detail: str | None = None
    said: str | None = None

    @property
    def counts(self) -> bool:
        """Whether it says where the commitment stands: what nobody is known to have done is not done by them."""
        if self.kind is Kind.PROMISED:
            return False
        if self.kind is Kind.WAIVED:
            return self.owed
        return bool(self.owes) or self.kind in (Kind.NOT_DONE, Kind.INADEQUATE)

    def says(self) -> str:
        """In words."""
        said = SAYS[self.kind]
        if self.detail is not None:
            said = f"{said}: {self.detail}"
        if self.kind in (Kind.PROMISED, Kind.WAIVED):
            return said
        if not self.owes:
            return f"{said}, by whom is not clear"
        return f"{said}, said of all that it owes" if self.general else said


@dataclass(frozen=True)
class Deliveries:
    """What words on deliveries are read from: the claims in order, by whose documents, and who speaks in them."""

    claims: Sequence[Claim]
    documents: Mapping[str, Document]
    speakers: Speakers
    actors: Mapping[str, Actor]

    def words(self, term: Term, zone: Zone | None, begin: datetime | None) -> list[Word]:
        """What is said of one term's delivery; a word on all that a party owes only where nothing else is said."""
        here = zone_of(self.speakers.agreement)
        told = [one for one in self.claims if one.force not in UNREAL and not _before(one, begin, here)]
        acts = [one for one in told if _is_act(one, term) and not is_part_of(one, told) and _in_zone(one, zone)]
        general = [one for one in told if one.event in GENERAL]
        chosen = [one for one in acts if self._may_be_owed(one, term)]
        if not any(self._owes(one, term) for one in acts):
            chosen += [one for one in general if self._owes(one, term)]
        return [self._word(one, term, zone, general) for one in chosen]

    def _may_be_owed(self, claim: Claim, term: Term) -> bool:
        """Whether an act may be the delivery: by whose act it is, else by what was handed over."""
        owes = self._owes(claim, term)
        return owes is True or (owes is None and (claim.event != "handover" or names_goods(term, claim.span.quote)))

    def _word(self, claim: Claim, term: Term, zone: Zone | None, general: Sequence[Claim]) -> Word:
        document = self.documents[claim.document]
        speaker = self.speakers.of(claim, document)
        doer = self._through(claim, term) or self._doer(claim)
        kind, detail = self._kind(claim, term, zone, general)
        own = doer is not None and self.speakers.side(speaker.id) == doer
        owed = self.speakers.side(speaker.id) in {self.speakers.side(one) for one in term.beneficiaries}
        standing = owed or self.speakers.standing(speaker) not in WITHOUT_STANDING
        return Word(
            claim=claim,
            speaker=speaker,
            kind=kind,
            doer=doer,
            owes=self._owes(claim, term),
            acknowledges=not own and standing,
            owed=owed,
            general=claim.event in GENERAL,
            detail=detail,
            said=document.published,
        )

    def _kind(self, claim: Claim, term: Term, zone: Zone | None, general: Sequence[Claim]) -> tuple[Kind, str | None]:
        words = claim.span.quote
        if claim.force is Force.ANNOUNCES:
            return Kind.PROMISED, None
        if is_what_a_deadline_is_for(claim):
            return (Kind.NOT_DONE if has_run_out(claim) else Kind.PROMISED), None
        if phrases("waiving").search(words):
            return Kind.WAIVED, None
        if not _says_done(claim):
            return Kind.NOT_DONE, None
        if phrases("in_part").search(words):
            return Kind.PART_DONE, None
        if self._is_judged(claim, general):
            return Kind.INADEQUATE, None
        amount = delivered(term, words)
        if amount is not None:
            return (Kind.DONE if amount.enough else Kind.PART_DONE), amount.says()
        if (part := part_of(words) or sent_of(term, words)) is not None:
            return Kind.PART_DONE, part
        if zone is not None and len(zone.places) > 1 and claim.place is not None and claim.place.id in zone.places:
            return Kind.PART_DONE, f"at {claim.place.name}"
        return Kind.DONE, None

    def _is_judged(self, claim: Claim, general: Sequence[Claim]) -> bool:
        """Whether the same text says, right behind the delivery or in its sentence, that it is not what was agreed."""
        text = self.documents[claim.document].text
        behind = text[sentence_start(claim, text) : min(next_sentence_end(claim, text), self._next_act(claim))]
        if phrases("falling_short").search(behind) or _NOT_THAT.search(behind):
            return True
        doer = self._doer(claim)
        return any(
            other.document == claim.document
            and other.event == "commitment_not_met"
            and 0 <= other.trigger.start - claim.trigger.start <= NEARBY
            and self._doer(other) in (None, doer)
            for other in general
        )

    def _next_act(self, claim: Claim) -> int:
        """Where the same text begins to tell of another act: what is judged behind that is the other one."""
        starts = (
            one.span.start
            for one in self.claims
            if one.document == claim.document
            and one.event not in (claim.event, *GENERAL)
            and one.kind in (ClaimKind.COMMITMENT, ClaimKind.OCCURRENCE)
            and one.span.start >= claim.span.end
        )
        return min(starts, default=len(self.documents[claim.document].text))

    def _doer(self, claim: Claim) -> str | None:
        """The side that delivers: who acts, or where the words are the speaker's own ("its forces"), the speaker.

        Officers whom nobody is said to have named are named by their own side ("officers of the government").
        """
        if claim.actor is not None and claim.actor.actor is not None:
            return side_of(claim.actor.actor, self.actors)
        sent = claim.target if claim.actor is None and claim.event == "handover" else None
        if sent is not None and sent.actor is not None and _SENT.search(sent.span.quote):
            return side_of(sent.actor, self.actors)
        speaker = claim.holder[-1].actor if claim.holder else None
        if speaker is not None and claim.actor is not None and _OWN.match(claim.actor.span.quote):
            return side_of(speaker, self.actors)
        return None

    def _through(self, claim: Claim, term: Term) -> str | None:
        """Who delivers by another's act: what somebody says that he received, a monitor's office that was opened."""
        if len(term.obligors) != 1 or claim.actor is None or claim.actor.actor is None:
            return None
        who = {claim.actor.actor, side_of(claim.actor.actor, self.actors)}
        agreement = self.speakers.agreement
        monitors = set(agreement.mechanism.monitors) if agreement and agreement.mechanism else set()
        received = claim.trigger.quote.casefold() in _RECEIVED and who & set(term.beneficiaries)
        opened = term.kind is TermKind.MONITORING and who & monitors
        return side_of(term.obligors[0], self.actors) if received or opened else None

    def _owes(self, claim: Claim, term: Term) -> bool | None:
        """Whether who acts is bound by the term; None where the words name nobody that is known.

        What counts as delivered may name only the goods ("310 lorries entered", "the groups have been disarmed"): then
        it is whoever owes them, and where several do, only what comes about by itself.
        """
        if self._through(claim, term) is not None:
            return True
        doer = self._doer(claim)
        if doer is None and self.speakers.together(claim.actor):
            return True
        if doer is None:
            return True if self._names_goods_alone(claim, term) else None
        return not term.obligors or doer in {side_of(name, self.actors) for name in term.obligors} | set(term.obligors)

    def _names_goods_alone(self, claim: Claim, term: Term) -> bool:
        words = claim.span.quote
        counted = delivered(term, words) is not None
        if len(term.obligors) == 1:
            nobody = claim.actor is None or counts_goods(term, claim.actor.span.quote)
            return counted or (nobody and _is_typed(claim, term) and names_goods(term, words))
        return (
            claim.target is None
            and (claim.actor is None or counts_goods(term, claim.actor.span.quote))
            and (counted or counts_goods(term, words))
        )


def _before(claim: Claim, begin: datetime | None, here: ZoneInfo | None) -> bool:
    """Whether what a claim tells of was over before the term began to bind."""
    when = local_extent(claim.time.begin, claim.time.finish, here) if claim.time else None
    return when is not None and begin is not None and when[1] <= begin


def _is_act(claim: Claim, term: Term) -> bool:
    """Whether a claim tells of what the term owes: by its type, or by the goods that it counts."""
    if claim.event in GENERAL or claim.kind not in (ClaimKind.COMMITMENT, ClaimKind.OCCURRENCE):
        return False
    if covers(term, claim.event):
        types = event_types()[claim.event]
        by = {types.id, *types.ancestors} & set(term.events)
        if claim.event in TAKING and claim.event not in term.events:
            return False
        vague = by <= {"movement"} or (by <= {"handover"} and bool(term.measures))
        if vague and not names_goods(term, claim.span.quote) and sent_of(term, claim.span.quote) is None:
            return False  # the type does not say what was moved or handed over
        return claim.target is None or not counts_others(term, claim.target.span.quote)
    return _may_bring(claim.event, term) and delivered(term, claim.span.quote) is not None


def _is_typed(claim: Claim, term: Term) -> bool:
    """Whether an act is of a type that the term names itself."""
    return claim.event not in GENERAL and covers(term, claim.event)


def _may_bring(event: str, term: Term) -> bool:
    """Whether a type of event can be a delivery of what a term counts: eighteen killed are no eighteen released."""
    families = {family_of(one) for one in term.events}
    brought = families | ({"military"} if "aid" in families else set())  # lorries of aid that "entered" came as goods
    return (
        family_of(event) in brought or (not term.events and family_of(event) not in HARMING)
    ) and event not in TAKING


def _in_zone(claim: Claim, zone: Zone | None) -> bool:
    """Whether a claim can be about the term's places: what is told of another place is not."""
    place = claim.place
    if zone is None or not zone.places or zone.countries or place is None or place.id is None:
        return True
    return place.id in zone.places or not _is_fine(claim)


def _is_fine(claim: Claim) -> bool:
    """Whether a place is a town or finer: a province or a country may hold the zone's places."""
    return claim.place is not None and claim.place.precision.value in ("exact", "near", "district")


def is_part_of(claim: Claim, others: Sequence[Claim]) -> bool:
    """Whether a claim's trigger is but what another act hits ("bombed the aid convoy"): no delivery."""
    return any(
        who.span.start <= claim.trigger.start and claim.trigger.end <= who.span.end
        for other in others
        if other.document == claim.document and other.event != claim.event
        for who in _participants(other)
    )


def _participants(claim: Claim) -> Iterator[Participant]:
    yield from (who for who in (claim.target, claim.actor, claim.means) if who is not None)


def _says_done(claim: Claim) -> bool:
    if claim.event == "commitment_not_met":
        return claim.force is Force.DENIES
    return claim.negated == (claim.force is Force.DENIES)
