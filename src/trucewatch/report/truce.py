"""What the truce section, the commitments and the findings show: values with their reasons and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.records.assessments import FindingValue, Reason, Standing, Statement, Status
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView, incident_anchor
from trucewatch.report.words import date_words, range_words, word

BLANK = (FindingValue.NO_BREACH.value, FindingValue.NOT_ASSESSED.value)
OUTSIDERS = 8
"""Outsiders in the table itself; more are folded below it."""


@dataclass(frozen=True)
class ReasonView:
    """One step of a trace, with the words it rests on."""

    rule: str
    says: str
    cites: list[Cite]


@dataclass(frozen=True)
class Said:
    """One statement on the truce."""

    speaker: str
    standing: str
    position: str
    shape: str
    force: str
    about: str | None
    when: str
    cite: Cite | None
    documents: list[int]
    outsider: bool


@dataclass(frozen=True)
class Speaker:
    """A speaker's latest statement, and the ones before it."""

    latest: Said
    before: list[Said]


@dataclass(frozen=True)
class StatusView:
    """The derived status at a time."""

    value: str
    wording: str
    at: str
    reasons: list[ReasonView]


@dataclass(frozen=True)
class TruceView:
    """The section "Does the truce hold?"."""

    status: StatusView | None
    changes: list[StatusView]
    speakers: list[Speaker]
    others: list[Speaker]
    """Outsiders beyond the first few, who decide nothing of the status."""
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
    title: str
    state: str
    due: str | None
    says: list[Says]
    reasons: list[ReasonView]


@dataclass(frozen=True)
class FindingView:
    """One incident under one term."""

    href: str
    incident: str
    party: str
    applicability: str
    value: str
    words: str
    attribution: str
    reasons: list[ReasonView]


@dataclass(frozen=True)
class TermFindings:
    """A term and the findings under it."""

    id: str
    title: str
    findings: list[FindingView]
    blank: list[FindingView]
    """Findings that the term does not bind, or that there is nothing to go by."""


def view_reasons(index: CaseIndex, trace: Iterable[Reason]) -> list[ReasonView]:
    """A trace with citations."""
    return [ReasonView(step.rule, index.neutral(step.says), index.cite_claims(step.claims)) for step in trace]


def view_truce(index: CaseIndex, statuses: Iterable[Status], at: str | None) -> TruceView:
    """The last status with its reasons, the changes before it, and each speaker's words up to then."""
    views = [_status(index, status) for status in statuses]
    speakers = _speakers(index, at)
    heard = {item.speaker for item in index.record.statements}
    agreement = index.record.files.agreement
    present = {index.side(item) for item in heard}
    silent = [
        f"{index.actor(item.actor)} ({word(item.capacity)})"
        for item in (agreement.participants if agreement else ())
        if item.actor not in heard and item.actor not in present
    ]
    outside = [speaker for speaker in speakers if speaker.latest.outsider]
    others = outside[OUTSIDERS:] if len(outside) > OUTSIDERS + 1 else []
    shown = [speaker for speaker in speakers if speaker not in others]
    return TruceView(views[-1] if views else None, views, shown, others, silent)


def _status(index: CaseIndex, status: Status) -> StatusView:
    wording = index.neutral(status.wording) or word(status.value)
    return StatusView(
        value=status.value.value,
        wording=wording[:1].upper() + wording[1:],
        at=date_words(status.at) if status.at else "by all that the record holds",
        reasons=view_reasons(index, status.trace),
    )


def _speakers(index: CaseIndex, at: str | None) -> list[Speaker]:
    """Each speaker's statements, latest first; those after `at` are left to the time line."""
    order = list(Standing)
    grouped: defaultdict[tuple[int, str], list[Statement]] = defaultdict(list)
    for item in index.record.statements:
        begun = item.begin or item.finish
        if at is None or begun is None or begun[: len(at)] <= at[: len(begun)]:
            grouped[order.index(item.standing), item.speaker].append(item)
    speakers = []
    for _, said in sorted(grouped.items()):
        said.sort(key=lambda item: item.finish or item.begin or "", reverse=True)
        views = [_said(index, item) for item in said]
        speakers.append(Speaker(views[0], views[1:]))
    return speakers


def _said(index: CaseIndex, item: Statement) -> Said:
    about = "its own conduct" if item.about_self else (index.actor(item.about) if item.about else None)
    return Said(
        speaker=index.speaker(item.speaker, item.speaker_name),
        standing=word(item.standing),
        position=word(item.position),
        shape=item.position.value,
        force=word(item.force),
        about=about,
        when=range_words(item.begin, item.finish),
        cite=index.cite_claim(item.claim),
        documents=sorted(index.numbers[name] for name in item.documents if name in index.numbers),
        outsider=item.standing is Standing.OUTSIDER,
    )


def view_commitments(index: CaseIndex) -> list[CommitmentView]:
    """The commitments, in the order of the record."""
    return [
        CommitmentView(
            id=f"commitment-{anchor(item.term)}",
            title=item.title,
            state=word(item.state),
            due=date_words(item.due) if item.due else None,
            says=[
                Says(index.neutral(index.actor(who)), index.neutral(words), index.cite_claim(claim))
                for who, words, claim in item.says
            ],
            reasons=view_reasons(index, item.trace),
        )
        for item in index.record.commitments
    ]


def view_findings(index: CaseIndex, incidents: list[IncidentView]) -> list[TermFindings]:
    """The findings by term, each in the order of the incidents."""
    order = {view.incident.id: (view.number, view.title) for view in incidents}
    grouped: defaultdict[str, list[tuple[int, FindingView]]] = defaultdict(list)
    for item in index.record.findings:
        number, title = order.get(item.incident, (0, item.incident))
        view = FindingView(
            href=f"#{incident_anchor(item.incident)}",
            incident=f"{number}. {title}" if number else title,
            party=index.actor(item.party) if item.party else "no party named",
            applicability=word(item.applicability),
            value=item.value.value,
            words=word(item.value),
            attribution=index.neutral(item.attribution),
            reasons=view_reasons(index, item.trace),
        )
        grouped[item.term].append((number, view))
    titles = {term: entry.title for term, entry in index.terms.items()}
    terms = [term for term in titles if term in grouped] + [term for term in grouped if term not in titles]
    return [_term_findings(term, titles.get(term, term), grouped[term]) for term in terms]


def _term_findings(term: str, title: str, found: list[tuple[int, FindingView]]) -> TermFindings:
    ordered = [view for _, view in sorted(found, key=lambda item: item[0])]
    telling = [view for view in ordered if view.value not in BLANK]
    return TermFindings(f"term-{anchor(term)}", title, telling, [view for view in ordered if view.value in BLANK])
