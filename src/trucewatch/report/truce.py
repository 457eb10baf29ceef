"""What the truce section and the commitments show: values with their reasons and words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.records.assessments import ClockReading, PartStatus, Reason, Status
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.speakers import Speaker, view_speakers
from trucewatch.report.words import date_words, word

OUTSIDERS = 8
"""Outsiders in the table itself; more are folded below it."""


@dataclass(frozen=True)
class ReasonView:
    """One step of a trace, with the words it rests on."""

    rule: str
    says: str
    cites: list[Cite]


@dataclass(frozen=True)
class PartView:
    """A zone or a pair of parties for which something else follows than for the whole."""

    name: str
    value: str
    wording: str
    reasons: list[ReasonView]


@dataclass(frozen=True)
class ClockView:
    """What a clock of the agreement is next about to do, and the words that may move it."""

    name: str
    says: str
    cites: list[Cite]
    over: bool
    """Whether its agreed end has passed, and nothing more is to be said of it."""


@dataclass(frozen=True)
class StatusView:
    """The derived status at a time."""

    value: str
    wording: str
    at: str
    reasons: list[ReasonView]
    parts: list[PartView]
    clocks: list[ClockView]


@dataclass(frozen=True)
class TruceView:
    """The section "Does the truce hold?"."""

    status: StatusView | None
    changes: list[StatusView]
    speakers: list[Speaker]
    others: list[Speaker]
    """Outsiders beyond the first few, those first whom a book knows; they decide nothing of the status."""
    unnamed: list[Speaker]
    """Speakers without a name: the texts only describe them."""
    silent: list[str]


@dataclass(frozen=True)
class Says:
    """What one speaker says of a commitment."""

    speaker: str
    words: str
    cite: Cite | None


@dataclass(frozen=True)
class CommitmentView:
    """A commitment: where it stands, who says so."""

    id: str
    term: str
    title: str
    state: str
    due: str | None
    owed: list[tuple[str, str]]
    """By who owes it, where they stand differently."""
    says: list[Says]
    reasons: list[ReasonView]


def view_reasons(index: CaseIndex, trace: Iterable[Reason]) -> list[ReasonView]:
    """A trace with citations."""
    return [ReasonView(step.rule, index.neutral(step.says), index.cite_claims(step.claims)) for step in trace]


def view_truce(index: CaseIndex, statuses: Iterable[Status], at: str | None) -> TruceView:
    """The last status with its reasons, the changes before it, and each speaker's words up to then."""
    views = [_status(index, status) for status in statuses]
    speakers = view_speakers(index, at)
    heard = {item.speaker for item in index.record.statements}
    agreement = index.record.files.agreement
    present = {index.side(item) for item in heard}
    silent = [
        f"{index.actor(item.actor)} ({word(item.capacity)})"
        for item in (agreement.participants if agreement else ())
        if item.actor not in heard and item.actor not in present
    ]
    named = [speaker for speaker in speakers if speaker.latest.named or not speaker.latest.outsider]
    outside = sorted((one for one in named if one.latest.outsider), key=lambda one: not one.latest.known)
    others = outside[OUTSIDERS:] if len(outside) > OUTSIDERS + 1 else []
    shown = [speaker for speaker in named if speaker not in others]
    unnamed = [speaker for speaker in speakers if speaker not in named]
    changes = [view for n, view in enumerate(views) if n == 0 or view.wording != views[n - 1].wording]
    return TruceView(views[-1] if views else None, changes, shown, others, unnamed, silent)


def _status(index: CaseIndex, status: Status) -> StatusView:
    wording = index.neutral(status.wording) or word(status.value)
    return StatusView(
        value=status.value.value,
        wording=wording[:1].upper() + wording[1:],
        at=date_words(status.at) if status.at else "by all that the record holds",
        reasons=view_reasons(index, status.trace),
        parts=[_part(index, part) for part in status.parts],
        clocks=[_clock(index, clock) for clock in status.clocks],
    )


def _part(index: CaseIndex, part: PartStatus) -> PartView:
    wording = index.neutral(part.wording)
    return PartView(index.neutral(part.name), part.value.value, wording, view_reasons(index, part.trace))


def _clock(index: CaseIndex, clock: ClockReading) -> ClockView:
    return ClockView(clock.name, index.neutral(clock.says), index.cite_claims(clock.claims), clock.kind == "ended")


def view_commitments(index: CaseIndex) -> list[CommitmentView]:
    """The commitments, in the order of the record."""
    return [
        CommitmentView(
            id=f"commitment-{anchor(item.term)}",
            term=item.term,
            title=item.title,
            state=word(item.state),
            due=date_words(item.due) if item.due else None,
            owed=[(index.actor(one.obligor), word(one.state)) for one in item.owed],
            says=[
                Says(_sayer(index, who, claim), index.neutral(words), index.cite_claim(claim))
                for who, words, claim in item.says
            ],
            reasons=view_reasons(index, item.trace),
        )
        for item in index.record.commitments
    ]


def _sayer(index: CaseIndex, who: str, claim: str) -> str:
    """A commitment's speaker: a name that no book knows stands in quotation marks, as the text has it."""
    entry = index.claims.get(claim)
    link = next((link for link in entry.holder if who in (link.name, link.actor)), None) if entry else None
    if link is not None:
        return index.participant(link)
    return index.actor(who) if index.known(who) or index.known_name(who) else f"“{who}”"
