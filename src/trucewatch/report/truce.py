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
class Said:
    """One statement on the truce."""

    speaker: str
    side: str | None
    """Who answers for the speaker, where that is somebody else."""
    standing: str
    position: str
    shape: str
    force: str
    about: str | None
    when: str
    claim: str
    cite: Cite | None
    documents: list[int]
    told_by: str | None
    """Who tells the speaker's position, None where the words are given as the speaker's own."""
    outsider: bool
    named: bool
    """Whether a book knows the speaker."""


@dataclass(frozen=True)
class Speaker:
    """A speaker's latest statement in its own words, where there is one, and its other statements."""

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
    unnamed: list[Speaker]
    """Speakers whom no book knows."""
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
    speakers = _speakers(index, at)
    heard = {item.speaker for item in index.record.statements}
    agreement = index.record.files.agreement
    present = {index.side(item) for item in heard}
    silent = [
        f"{index.actor(item.actor)} ({word(item.capacity)})"
        for item in (agreement.participants if agreement else ())
        if item.actor not in heard and item.actor not in present
    ]
    named = [speaker for speaker in speakers if speaker.latest.named or not speaker.latest.outsider]
    outside = [speaker for speaker in named if speaker.latest.outsider]
    others = outside[OUTSIDERS:] if len(outside) > OUTSIDERS + 1 else []
    shown = [speaker for speaker in named if speaker not in others]
    unnamed = [speaker for speaker in speakers if speaker not in named]
    return TruceView(views[-1] if views else None, views, shown, others, unnamed, silent)


def _status(index: CaseIndex, status: Status) -> StatusView:
    wording = index.neutral(status.wording) or word(status.value)
    return StatusView(
        value=status.value.value,
        wording=wording[:1].upper() + wording[1:],
        at=date_words(status.at) if status.at else "by all that the record holds",
        reasons=view_reasons(index, status.trace),
    )


def _speakers(index: CaseIndex, at: str | None) -> list[Speaker]:
    """Each speaker's statements, those in its own words first, latest first; those after `at` are left out."""
    grouped: defaultdict[tuple[int, int, bool, str], list[Statement]] = defaultdict(list)
    for item in index.record.statements:
        begun = item.begin or item.finish
        if at is None or begun is None or begun[: len(at)] <= at[: len(begun)]:
            grouped[speaker_order(index, item)].append(item)
    speakers = []
    for _, said in sorted(grouped.items()):
        said.sort(key=lambda item: item.finish or item.begin or "", reverse=True)
        views = sorted((_said(index, item) for item in said), key=lambda view: view.told_by is not None)
        speakers.append(Speaker(views[0], views[1:]))
    return speakers


def speaker_order(index: CaseIndex, item: Statement) -> tuple[int, int, bool, str]:
    """Parties first, then sponsors, mediators, monitors and outsiders; one side together, its own name first."""
    agreement = index.record.files.agreement
    sides = [index.side(one.actor) for one in agreement.participants] if agreement else []
    side = index.side(item.speaker)
    place = sides.index(side) if side in sides else len(sides)
    return (list(Standing).index(item.standing), place, side != item.speaker, item.speaker)


def _said(index: CaseIndex, item: Statement) -> Said:
    about = "its own conduct" if item.about_self else (index.actor(item.about) if item.about else None)
    side = index.side(item.speaker)
    return Said(
        speaker=index.speaker(item.speaker, item.speaker_name),
        side=index.actor(side) if side != item.speaker and index.known(side) else None,
        standing=word(item.standing),
        position=word(item.position),
        shape=item.position.value,
        force=word(item.force),
        about=about,
        when=said_when(item),
        claim=item.claim,
        cite=index.cite_claim(item.claim),
        documents=sorted(index.numbers[name] for name in item.documents if name in index.numbers),
        told_by=told_by(index, item),
        outsider=item.standing is Standing.OUTSIDER,
        named=index.known(item.speaker),
    )


def said_when(item: Statement) -> str:
    """When a statement was made; one known by its document's date alone was made by then."""
    return f"by {date_words(item.finish)}" if item.finish and not item.begin else range_words(item.begin, item.finish)


def told_by(index: CaseIndex, item: Statement) -> str | None:
    """Who puts the position in the speaker's mouth: None where the text gives the words as the speaker's."""
    claim = index.claims.get(item.claim)
    if claim is None:
        return None
    if claim.holder:
        own = any(item.speaker == link.actor or item.speaker_name == link.name for link in claim.holder)
        return None if own else index.participant(claim.holder[-1])
    document = index.document_of.get(claim.document)
    source = index.sources.get(document.source or "") if document is not None else None
    if document is None or item.speaker in (document.source, source.actor if source is not None else None):
        return None
    return source.name if source is not None else "the text’s author"


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
