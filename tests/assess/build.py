"""Synthetic words on a truce, and an agreement between two parties that differ in nothing but their names."""

from __future__ import annotations

from link.build import ACTORS, SOURCES, Story, link
from trucewatch.assess.findings import assess_incidents
from trucewatch.assess.statements import find_statements
from trucewatch.assess.status import status_at
from trucewatch.records.agreements import (
    Agreement,
    Capacity,
    Clock,
    Exclusion,
    Instrument,
    Modality,
    Participation,
    Term,
    Zone,
)
from trucewatch.records.assessments import Finding, Statement, Status
from trucewatch.records.claims import Claim, ClaimKind, Force

TRUCE = Agreement(
    id="truce",
    title="Truce of September",
    instruments=(Instrument(id="accord", title="Accord"),),
    participants=(
        Participation(actor="north", capacity=Capacity.PARTY),
        Participation(actor="south", capacity=Capacity.PARTY),
        Participation(actor="sponsor", capacity=Capacity.CO_SPONSOR),
    ),
    exclusions=(Exclusion(actor="front"),),
    zones=(
        Zone(id="country", name="the whole country", countries=("XX",)),
        Zone(id="belt", name="the belt", outline=((36.0, 33.0), (37.0, 33.0), (37.0, 34.0), (36.0, 34.0))),
    ),
    clocks=(
        Clock(id="whole", name="The truce", begin="2016-09-12T19:00", finish="2016-10-12T19:00"),
        Clock(id="week", name="First week", after="whole", duration="P7D"),
    ),
    whole="whole",
    terms=(
        Term(
            id="no-attacks",
            instrument="accord",
            title="No attacks",
            modality=Modality.MUST_NOT,
            events=("attack",),
            obligors=("north", "south"),
            beneficiaries=("north", "south"),
            zone="country",
            clock="whole",
            exceptions=("self-defence",),
        ),
        Term(
            id="no-flights",
            instrument="accord",
            title="No flights over the belt",
            modality=Modality.MUST_NOT,
            events=("overflight",),
            obligors=("north", "south"),
            zone="belt",
        ),
        Term(
            id="pull-back",
            instrument="accord",
            title="Both pull back",
            modality=Modality.MUST,
            events=("withdrawal",),
            obligors=("north", "south"),
            deliverable=True,
            clock="week",
        ),
    ),
)


class Word(Story):
    """A story whose sentences are about the truce."""

    def word(
        self,
        event: str,
        *,
        by: str | None = None,
        actor: str | None = None,
        day: str | None = None,
        force: Force = Force.ASSERTS,
        negated: bool = False,
        opening: str | None = None,
        trigger: str | None = None,
    ) -> Claim:
        """Add a word on the truce: `by` says it, `actor` is whose conduct it speaks of."""
        kind = ClaimKind.COMMITMENT if event.startswith(("commitment", "handover")) else ClaimKind.TRUCE
        return self.tell(
            event,
            by=[by] if by else [],
            actor=actor,
            day=day,
            force=force,
            negated=negated,
            kind=kind,
            opening=opening,
            trigger=trigger,
        )


def statements(*stories: Story, agreement: Agreement | None = TRUCE) -> tuple[Statement, ...]:
    """What stories say of the truce."""
    claims = [claim for story in stories for claim in story.claims]
    return find_statements(claims, [story.document for story in stories], agreement, SOURCES, ACTORS)


def status(*stories: Story, at: str | None = "2016-09-20", agreement: Agreement | None = TRUCE) -> Status:
    """What follows of the truce from stories."""
    return status_at(agreement, statements(*stories, agreement=agreement), at, ACTORS)


def findings(*stories: Story, agreement: Agreement | None = TRUCE) -> tuple[Finding, ...]:
    """What follows by rule for the incidents of stories."""
    claims = [claim for story in stories for claim in story.claims]
    return assess_incidents(agreement, link(*stories), claims, ACTORS, None)
