"""The symmetry audit: what the record holds for and against each party, by the same count, so that a skew can be seen.

It counts and compares; it corrects nothing. A skew may be the world's, the sources' or ours.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from trucewatch.assess.applies import covers
from trucewatch.assess.told import DENYING
from trucewatch.knowledge.ontology import family_of
from trucewatch.records.actors import Actor, side_of
from trucewatch.records.agreements import Agreement, Modality, Term
from trucewatch.records.assessments import Finding, FindingValue, Position, Standard, Statement
from trucewatch.records.audits import Audit, BarReached, OriginsBySide, PartyAudit
from trucewatch.records.claims import Claim, ClaimKind
from trucewatch.records.incidents import Incident, Origin

ADVERSE = frozenset({"violence", "obstruction"})
OPEN = frozenset({FindingValue.UNABLE_TO_RULE, FindingValue.NOT_ASSESSED})
SKEW = 0.25
"""A share that differs by a quarter or more between two parties is told; below that, small numbers do it by chance."""
FEW = 4
"""Shares of fewer findings than this are not compared."""


def audit(
    agreement: Agreement | None,
    claims: Sequence[Claim],
    incidents: Sequence[Incident],
    statements: Sequence[Statement],
    findings: Sequence[Finding],
    actors: Mapping[str, Actor],
) -> Audit:
    """The parties beside one another: every participant's side, then every other side that an incident names.

    Args:
        agreement: for who takes part in what capacity; None: the sides that incidents name.
        claims, incidents, statements, findings: of the record.
        actors: by id.
    """
    capacities: dict[str, str] = {}
    for one in agreement.participants if agreement else ():
        capacities.setdefault(side_of(one.actor, actors), one.capacity.value)
    named = {side_of(name, actors) for one in incidents for name in (*one.actors, *one.targets)}
    sides = [*capacities, *sorted(named - set(capacities))]
    record = _Record(agreement, claims, incidents, statements, findings, actors)
    parties = tuple(record.party(side, capacities.get(side)) for side in sides)
    return Audit(parties=parties, notes=tuple(_notes([one for one in parties if one.capacity is not None])))


class _Record:
    """What is counted, with sides for actors."""

    def __init__(
        self,
        agreement: Agreement | None,
        claims: Sequence[Claim],
        incidents: Sequence[Incident],
        statements: Sequence[Statement],
        findings: Sequence[Finding],
        actors: Mapping[str, Actor],
    ) -> None:
        bans = [term for term in agreement.terms if term.modality is Modality.MUST_NOT] if agreement else []
        occurrences = [one for one in claims if one.kind is ClaimKind.OCCURRENCE]
        self._claims = [one for one in occurrences if _is_adverse(one.event, bans)]
        self._adverse = [one for one in incidents if _is_adverse(one.event, bans)]
        self._statements = statements
        self._findings = findings
        self._actors = actors

    def party(self, side: str, capacity: str | None) -> PartyAudit:
        """One party's line."""
        done = [one for one in self._adverse if side in self._sides(one.actors)]
        own = [one for one in self._findings if one.party is not None and self._side(one.party) == side]
        about = [one for one in self._claims if one.actor and one.actor.actor and self._side(one.actor.actor) == side]
        said = [one for one in self._statements if self._side(one.speaker) == side]
        answered = [one for one in done if any(self._is_of(telling.origin, side) for telling in one.tellings)]
        keeping = [one for one in self._statements if one.position is Position.HOLDING and self._is_on(one, side)]
        return PartyAudit(
            party=side,
            name=self._name(side),
            capacity=capacity,
            accused=sum(not _clears(one) for one in about if not self._is_own(one, side)),
            clearing=sum(_clears(one) for one in about) + len(keeping),
            suffered=sum(side in self._sides(one.targets) for one in self._adverse),
            incidents=len(done),
            findings=len(own),
            assessed=sum(one.value not in OPEN for one in own),
            bars=tuple(_bars(own)),
            origins=tuple(self._origins(done, side)),
            statements=len(said),
            answered=len(answered),
            silent=tuple(one.id for one in done if one not in answered),
        )

    def _side(self, actor: str) -> str:
        return side_of(actor, self._actors)

    def _sides(self, actors: Sequence[str]) -> set[str]:
        return {self._side(one) for one in actors}

    def _name(self, side: str) -> str:
        return self._actors[side].name if side in self._actors else side

    def _is_of(self, origin: Origin, side: str) -> bool:
        return side in (origin.id, origin.side, self._side(origin.id))

    def _is_own(self, claim: Claim, side: str) -> bool:
        speaker = claim.holder[-1].actor if claim.holder else None
        return speaker is not None and self._side(speaker) == side

    def _is_on(self, one: Statement, side: str) -> bool:
        return one.about is not None and self._side(one.about) == side

    def _origins(self, done: Sequence[Incident], side: str) -> Iterator[OriginsBySide]:
        """Whose word the incidents laid at a party's door rest on, by the speakers' sides."""
        against: Counter[str | None] = Counter()
        clearing: Counter[str | None] = Counter()
        names: dict[str | None, str] = {None: "no known side"}
        told = {(t.origin.id, t.force in DENYING): t.origin for one in done for t in one.tellings}
        for (_, denies), origin in sorted(told.items()):
            known = origin.side or (self._side(origin.id) if origin.id in self._actors else None)
            (clearing if denies else against)[known] += 1
            if known is not None:
                names[known] = self._name(known) if known in self._actors else origin.name
        for one in sorted({*against, *clearing}, key=lambda name: (name != side, name is None, name or "")):
            name = names[one]
            yield OriginsBySide(side=one, name=name, against=against[one], clearing=clearing[one])


def _is_adverse(event: str, bans: Sequence[Term]) -> bool:
    """Whether it counts against somebody to have done it: violence, obstruction, and what the agreement forbids."""
    return family_of(event) in ADVERSE or any(covers(term, event) for term in bans)


def _clears(claim: Claim) -> bool:
    """Whether a claim says that who is named did not do it."""
    return claim.negated != (claim.force in DENYING)


def _bars(findings: Sequence[Finding]) -> Iterator[BarReached]:
    reached = Counter(one.standard for one in findings)
    yield from (BarReached(standard=one, findings=reached[one]) for one in Standard if reached[one])


def _notes(parties: Sequence[PartyAudit]) -> Iterator[str]:
    """Where shares differ so much that a reader should be told, and who is not heard at all."""
    for one in parties:
        if one.incidents and not one.answered and not one.statements:
            yield f"{one.name}: {one.incidents} incident(s) laid at its door, and no word of its own on record"
    compared = [one for one in parties if one.findings >= FEW]
    for what, share in (("assessed", _assessed), ("above an allegation", _above)):
        shares = sorted(((share(one), one.name) for one in compared), reverse=True)
        if len(shares) > 1 and shares[0][0] - shares[-1][0] >= SKEW:
            (most, first), (least, last) = shares[0], shares[-1]
            yield f"findings {what}: {most:.0%} for {first}, {least:.0%} for {last}"


def _assessed(one: PartyAudit) -> float:
    return one.assessed / one.findings


def _above(one: PartyAudit) -> float:
    return 1 - sum(bar.findings for bar in one.bars if bar.standard is Standard.ALLEGATION) / one.findings
