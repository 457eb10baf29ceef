"""Rows on the truce itself against what came out: status, speakers, what is no statement, findings, commitments.

What each key asks is told in `own_truces/README.md`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from tests.cases.truce_case import Built, Row, told

from trucewatch.records.assessments import Commitment, Finding, Statement, Status

ENDINGS = frozenset({"declared_ended", "suspended", "expired"})


@dataclass(frozen=True)
class Outcome:
    """One row under its key: whether it came out, and what did."""

    key: str
    right: bool
    row: str
    got: str
    at: str = ""


def any_of(row: Row, one: str, many: str) -> list[str]:
    """What a row accepts under a key or its plural; empty where it does not ask."""
    return list(row[many]) if many in row else [row[one]] if one in row else []


# --- findings


def finding_meets(one: Finding, row: Row, *, checked: bool = False) -> bool:
    """Whether a finding is the row's; `checked`: as if a person had accepted what the program read."""
    given_value = (getattr(one, "unchecked", None) or one.value.value) if checked else one.value.value
    asked = {
        "term": one.term,
        "party": one.party,
        "applies": one.applicability.value,
        "standard": one.standard.value,
        "duty": one.duty.value,
        "through": one.through,
    }
    if any(key in row and row[key] != value for key, value in asked.items()):
        return False
    if "values_not" in row:
        fits = given_value not in row["values_not"]
    else:
        fits = given_value in (any_of(row, "value", "values") or [given_value])
    if not fits or one.attribution not in (any_of(row, "attribution", "attributions") or [one.attribution]):
        return False
    given, value = row.get("version", ("", ""))
    return not given or any(given in version.given and version.value.value == value for version in one.versions)


def finding_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected["findings"]:
        found = case.findings(row)
        got = "; ".join(_finding(one) for one in found if one.term == row["term"]) or (
            f"no finding under the term ({len(found)} others)" if found else _no_incident(case, row)
        )
        yield Outcome("findings", any(finding_meets(one, row) for one in found), told(row), got)
        once_checked = any(finding_meets(one, row, checked=True) for one in found)
        yield Outcome("findings once checked", once_checked, told(row), got)


def never_finding_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("never_findings", ()):
        named = {one.id for one in case.incidents_of(case.claims_at(row))}
        hits = [one for one in case.record.findings if one.incident in named and finding_meets(one, row)]
        yield Outcome("never_findings", not hits, told(row), "; ".join(map(_finding, hits)))


def _finding(one: Finding) -> str:
    party = one.party if one.through is None else f"{one.party} through {one.through}"
    return f"{party} {one.applicability.value} {one.value.value} {one.attribution} {one.standard.value}"


def _no_incident(case: Built, row: Row) -> str:
    claims = [f"{one.trigger.quote} {one.event} {one.force.value}" for one in case.claims_near(row)]
    return f"no incident; claims: {claims}"


# --- commitments


def commitment_meets(found: dict[str, Commitment], row: Row) -> bool:
    one = found[row["term"]]
    states = {one.state.value}
    if "obligor" in row and one.owed:
        states = {owed.state.value for owed in one.owed if owed.obligor == row["obligor"]}
    return bool(states & set(any_of(row, "state", "states")))


def commitment_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("commitments", ()):
        found = case.commitments(row["at"])
        one = found[row["term"]]
        owed = {each.obligor: each.state.value for each in one.owed}
        got = f"{one.state.value} {owed} says {[(name, says) for name, says, _ in one.says]}"
        yield Outcome("commitments", commitment_meets(found, row), told(row), got)


# --- status


def status_meets(case: Built, status: Status, row: Row) -> bool:
    if "clock" in row:
        readings = [one for one in status.clocks if one.clock == row["clock"] and one.kind == row["kind"]]
        return any((one.at or "").startswith(row["on"]) for one in readings)
    if "zones" in row:
        wanted = [one.rstrip("*") for one in row["zones"]]
        parts = [one for one in status.parts if one.kind == "zone" and any(one.id.startswith(w) for w in wanted)]
        return any(one.value.value == row["value"] and sorted(one.by) == sorted(row["by"]) for one in parts)
    if "dyad" in row:
        return any(one.id == row["dyad"] and one.value.value == row["value"] for one in status.parts)
    value = status.value.value
    if value in row.get("whole_not", ()) or ("trace" in row and row["trace"] not in {one.rule for one in status.trace}):
        return False
    if value not in (any_of(row, "value", "values") or [value]):
        return False
    by = case.sides(status.by)
    if set(by) & set(row.get("by_not", ())):
        return False
    asked = "by" in row and row.get("only_if", value) == value
    return not asked or by == sorted(row["by"])


def status_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected["status"]:
        status = case.status(row["at"])
        yield Outcome("status", status_meets(case, status, row), told(row), _status(status))


def forbidden_outcomes(case: Built) -> Iterator[Outcome]:
    """One for each row on the whole: no word that declares an end, a suspension or an expiry where none may come."""
    for row in case.expected["status"]:
        accepted = any_of(row, "value", "values")
        if not accepted:
            continue
        status = case.status(row["at"])
        value = status.value.value
        wrong = value in ENDINGS and (value not in accepted or set(case.sides(status.by)) & set(row.get("by_not", ())))
        yield Outcome("forbidden", not wrong, told(row), _status(status), row["at"])


def _status(status: Status) -> str:
    said = ", ".join(f"{one.speaker} {one.position.value} of {one.about}" for one in status.latest)
    return (
        f"{status.value.value} by {list(status.by)}; {status.trace[-1].rule}: {status.trace[-1].says}; latest: {said}"
    )


# --- speakers and statements


def is_speaker(one: Statement, row: Row) -> bool:
    """Whether a statement is of the row's speaker, on the row's standing.

    One of its words must begin a word of the speaker's id or name; a word of three letters is a whole one.
    """
    said = f"{one.speaker} {one.speaker_name}".lower().replace("’", "'")
    ends = {word: r"(?!\w)" if len(word) < 4 else "" for word in row["speaker"]}
    named = any(re.search(rf"(?<!\w){re.escape(word)}{end}", said) for word, end in ends.items())
    return named and one.standing.value == row.get("standing", one.standing.value)


def speaker_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("speakers", ()):
        latest = case.status(row["at"]).latest
        spoken = [one for one in latest if is_speaker(one, row)]
        right = not any(one.position.value in row.get("position_not", ()) for one in spoken)
        if "position" in row:
            right = right and any(one.position.value in row["position"] for one in spoken)
        elif "position_not" not in row:
            right = right and bool(spoken)
        got = "; ".join(map(_statement, spoken)) or f"nothing; all: {'; '.join(map(_statement, latest))}"
        yield Outcome("speakers", right, told(row), got)


def no_statement_outcomes(case: Built) -> Iterator[Outcome]:
    for row in case.expected.get("no_statement", ()):
        claims = {one.id for one in case.claims_at(row)}
        hits = [
            one
            for one in case.record.statements
            if one.claim in claims
            and one.position.value in row["not"]
            and one.standing.value in row.get("as", [one.standing.value])
        ]
        yield Outcome("no_statement", not hits, told(row), "; ".join(map(_statement, hits)))


def _statement(one: Statement) -> str:
    return f"{one.speaker} ({one.standing.value}) {one.position.value} of {one.about} {one.begin or one.finish}"
