"""What the truce section, the commitments and the findings show: values with their reasons and words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from trucewatch.records.assessments import FindingValue, Reason, Status
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.speakers import Speaker, view_speakers
from trucewatch.report.tellings import IncidentView, incident_anchor
from trucewatch.report.words import date_words, word

FOUND = tuple(FindingValue)
"""The order in which findings stand: what says something of conduct first, then what does not."""
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
    says: list[Says]
    reasons: list[ReasonView]


@dataclass(frozen=True)
class FindingView:
    """One incident under one term."""

    href: str
    key: tuple[str, str]
    """Ids of the incident and the term: a ruling on a finding names both."""
    incident: str
    party: str
    applicability: str
    value: str
    words: str
    attribution: str
    reasons: list[ReasonView]


@dataclass(frozen=True)
class Found:
    """The findings of one value under a term; `open` where they say something of conduct under it."""

    words: str
    findings: list[FindingView]
    open: bool


@dataclass(frozen=True)
class TermFindings:
    """A term and the findings under it."""

    id: str
    title: str
    count: int
    found: list[Found]


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
    )


def view_commitments(index: CaseIndex) -> list[CommitmentView]:
    """The commitments, in the order of the record."""
    return [
        CommitmentView(
            id=f"commitment-{anchor(item.term)}",
            term=item.term,
            title=item.title,
            state=word(item.state),
            due=date_words(item.due) if item.due else None,
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


def view_findings(index: CaseIndex, incidents: list[IncidentView]) -> list[TermFindings]:
    """The findings by term, each in the order of the incidents."""
    order = {view.incident.id: (view.number, view.title) for view in incidents}
    grouped: defaultdict[str, list[tuple[int, FindingView]]] = defaultdict(list)
    for item in index.record.findings:
        number, title = order.get(item.incident, (0, item.incident))
        view = FindingView(
            href=f"#{incident_anchor(item.incident)}",
            key=(item.incident, item.term),
            incident=f"{number}. {title}" if number else title,
            party=index.actor(item.party) if item.party else "no party named",
            applicability=word(item.applicability),
            value=item.value.value,
            words=word(item.value),
            attribution=index.neutral(item.attribution) if item.attribution != "none" else "",
            reasons=view_reasons(index, item.trace),
        )
        grouped[item.term].append((number, view))
    titles = {term: entry.title for term, entry in index.terms.items()}
    terms = [term for term in titles if term in grouped] + [term for term in grouped if term not in titles]
    return [_term_findings(term, titles.get(term, term), grouped[term]) for term in terms]


def _term_findings(term: str, title: str, found: list[tuple[int, FindingView]]) -> TermFindings:
    ordered = [view for _, view in sorted(found, key=lambda item: item[0])]
    by_value = [(value, [view for view in ordered if view.value == value.value]) for value in FOUND]
    return TermFindings(f"term-{anchor(term)}", title, len(ordered), [_found(*pair) for pair in by_value if pair[1]])


def _found(value: FindingValue, findings: list[FindingView]) -> Found:
    return Found(word(value), findings, value in (FindingValue.POSSIBLE_BREACH, FindingValue.EXCEPTION_CLAIMED))
