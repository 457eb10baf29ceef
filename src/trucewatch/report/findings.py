"""Findings as a reader sees them: by term and value, each with who answers for what, by which account, and why."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass

from trucewatch.records.assessments import Duty, Finding, FindingValue, Version
from trucewatch.report.cites import Cite, anchor
from trucewatch.report.index import CaseIndex
from trucewatch.report.tellings import IncidentView, incident_anchor
from trucewatch.report.truce import ReasonView, view_reasons
from trucewatch.report.words import word

FOUND = tuple(FindingValue)
"""The order in which findings stand: what says something of conduct first, then what does not."""
BLANK = (FindingValue.NO_BREACH.value, FindingValue.NOT_ASSESSED.value)


@dataclass(frozen=True)
class FindingVersion:
    """What would follow if some of the accounts are right."""

    given: str
    accounts: str
    value: str
    says: str
    cites: list[Cite]


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
    answers: str
    """On what ground the party is asked, "" where it is said to have acted itself."""
    standard: str
    own_account: list[Cite]
    """Words of the party on its own act."""
    versions: list[FindingVersion]
    """What would follow by each account, where tellings differ on what decides it."""
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
            words=word(item.value) + (f"; if read rightly, {word(item.unchecked)}" if item.unchecked else ""),
            attribution=index.neutral(item.attribution) if item.attribution != "none" else "",
            answers=_answers(index, item),
            standard=word(item.standard),
            own_account=index.cite_claims(item.own_account),
            versions=[_version(index, version) for version in item.versions],
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


def _answers(index: CaseIndex, item: Finding) -> str:
    """Why the party is asked about somebody else's act."""
    if item.duty is Duty.ITSELF and item.through is None:
        return ""
    return f"{word(item.duty)}: {index.actor(item.through)}" if item.through else word(item.duty)


def _version(index: CaseIndex, version: Version) -> FindingVersion:
    told = [f"{index.neutral(one.name)} ({word(one.footing)})" for one in version.accounts]
    says = index.neutral(version.says)
    return FindingVersion(
        index.neutral(version.given), "; ".join(told), word(version.value), says, index.cite_claims(version.claims)
    )
