"""Versions: what would follow if one account is right, where tellings differ on what decides a finding."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from trucewatch.assess.applies import Bearing, bearing
from trucewatch.assess.applies.question import Asked, among
from trucewatch.assess.local import zone_of
from trucewatch.assess.stances import account, reasons_given
from trucewatch.assess.told import Told, told_by, told_of
from trucewatch.assess.verdicts import rule
from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import Account, Applicability, FindingValue, Version
from trucewatch.records.claims import Claim
from trucewatch.records.incidents import Incident, Telling

WHO = ("actor", "target")
WHERE_WHEN = ("place", "time")
"""Fields on which the answer to a question of applicability can turn."""
NOTHING = frozenset({FindingValue.NO_BREACH, FindingValue.NOT_ASSESSED})


@dataclass(frozen=True)
class _One:
    """What follows from one telling."""

    given: str
    account: Account
    applicability: Applicability
    verdict: Verdict
    claims: tuple[str, ...]

    @property
    def outcome(self) -> tuple[Applicability, FindingValue]:
        """What follows."""
        return self.applicability, self.verdict.value


def versions_of(incident: Incident, asked: Asked, claims: Sequence[Claim]) -> tuple[Version, ...]:
    """One version for all tellings from which the same follows on the same ground; none where all agree.

    Args:
        incident: with its tellings and disputes.
        asked: the incident under a term, for a party.
        claims: the incident's own.

    Only tellings that speak of a disputed field, deny the act, or give an intent make a version: silence is none.
    """
    made = _made(incident, asked, claims, WHO)
    if any(one.field in WHERE_WHEN for one in incident.disputes):
        finer = _made(incident, asked, claims, (*WHO, *WHERE_WHEN))
        if len({one.outcome for one in finer}) > len({one.outcome for one in made}):
            made = finer  # only where it matters to the outcome is a place or a time a version of its own
    grouped: dict[tuple[str, Applicability, FindingValue], list[_One]] = {}
    for one in made:
        grouped.setdefault((one.given, one.applicability, one.verdict.value), []).append(one)
    outcomes = {(applicability, value) for _, applicability, value in grouped}
    meant = any("intent" in given and value not in NOTHING for given, _, value in grouped)
    if len(outcomes) < 2 and not meant:
        return _if_bound(incident, asked, claims)
    return tuple(
        Version(
            given=given,
            accounts=tuple(one.account for one in group),
            applicability=applicability,
            value=value,
            says=group[0].verdict.says,
            claims=tuple(sorted({claim for one in group for claim in one.claims})),
        )
        for (given, applicability, value), group in grouped.items()
    )


def _made(incident: Incident, asked: Asked, claims: Sequence[Claim], fields: Sequence[str]) -> list[_One]:
    disputed = [field for field in fields if any(one.field == field for one in incident.disputes)]
    versions = (_version(telling, incident, asked, claims, disputed) for telling in incident.tellings)
    return [one for one in versions if one is not None]


def _if_bound(incident: Incident, asked: Asked, claims: Sequence[Claim]) -> tuple[Version, ...]:
    """Where accounts agree and only the term's reach is open: what follows if it binds."""
    bears, verdict = _follows(incident, asked, claims, who=False)
    if not bears.open or bears.value is not Applicability.UNCLEAR or bears.missing or asked.party is None:
        return ()
    given = f"if the term binds {asked.name(asked.party)}"
    told = tuple(account(one.origin, asked.party, asked.agreement, asked.actors) for one in incident.tellings)
    return (
        Version(
            given=given,
            accounts=told,
            applicability=bears.value,
            value=verdict.value,
            says=verdict.says,
            claims=incident.claims,
        ),
    )


def _version(
    telling: Telling, incident: Incident, asked: Asked, claims: Sequence[Claim], disputed: Sequence[str]
) -> _One | None:
    own = [claim for claim in claims if claim.id in telling.claims]
    zone = zone_of(asked.agreement)
    told = told_by(telling, own, told_of(incident, claims, zone), zone)
    contradicted = any(one.field == "occurrence" for one in incident.disputes)
    given = _given(telling, told, disputed, contradicted=contradicted)
    if given is None:
        return None
    bears, verdict = _follows(incident, replace(asked, told=told), own, who="actor" in disputed)
    return _One(
        given=given,
        account=account(telling.origin, asked.party, asked.agreement, asked.actors),
        applicability=bears.value,
        verdict=verdict,
        claims=telling.claims,
    )


def _given(telling: Telling, told: Told, disputed: Sequence[str], *, contradicted: bool) -> str | None:
    """What the account says where others say otherwise, in words; None where it is silent on all of that."""
    if not told.happened:
        return "if it did not happen so"
    if not disputed and contradicted:
        return "if it happened so"
    values = {value.field: value.value for value in telling.values}
    decides = [field for field in disputed if field in values and (field != "target" or told.targets)]
    parts = [_words(field, values[field]) for field in decides]
    if "intent" in values:
        parts.append(f"the intent was {values['intent']}")
    return f"if {' and '.join(parts)}" if parts else None


def _words(field: str, value: str) -> str:
    match field:
        case "actor":
            return f"{value} did it"
        case "target":
            return f"the target was {value}"
        case "place":
            return f"it was {value}"
        case _:
            return f"the time was {value}"


def _follows(incident: Incident, asked: Asked, claims: Sequence[Claim], *, who: bool) -> tuple[Bearing, Verdict]:
    """What follows if an account is right; `who` says whether accounts differ on who did it."""
    bears = bearing(asked)
    if not asked.told.happened:
        return bears, Verdict(FindingValue.NO_BREACH, "then nothing happened that the term is about")
    doer = asked.told.actors
    if who and asked.party is not None and doer and not _did(asked, doer):
        return bears, Verdict(FindingValue.NO_BREACH, "then somebody else did it")
    facts = Facts(
        incident=incident,
        term=asked.term,
        bearing=bears,
        attribution="undisputed",
        reasons=reasons_given(asked.party, claims, asked.actors),
        duty=asked.duty,
        granted=True,
    )
    return bears, rule(facts)[1]


def _did(asked: Asked, doers: frozenset[str]) -> bool:
    return (asked.through is not None and asked.through in doers) or among([asked.party or ""], doers, asked.actors)
