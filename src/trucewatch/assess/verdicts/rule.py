"""What a rule of finding looks at, and what it gives."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar, Protocol

from trucewatch.assess.applies import Bearing
from trucewatch.records.agreements import Term
from trucewatch.records.assessments import Duty, FindingValue
from trucewatch.records.incidents import Grade, Incident

DECISIVE = frozenset({"occurrence", "actor"})
"""Fields without which it is not known whether, or who."""


@dataclass(frozen=True)
class Facts:
    """An incident under a term, for a party.

    Attributes:
        bearing: whether the term applies.
        attribution: none, undisputed, conceded or contested.
        reasons: kinds of reason that the party gives, speaking of its own act.
        duty: as what the party is asked.
        relied: whether a claim that lays the act at the party's door is sure, or was accepted by a person.
        granted: True where one account is taken for right, so that nobody contradicts it.
    """

    incident: Incident
    term: Term
    bearing: Bearing
    attribution: str
    reasons: frozenset[str]
    duty: Duty = Duty.ITSELF
    granted: bool = False
    relied: bool = True

    @property
    def grade(self) -> Grade | None:
        """The grade of support; None where one account is taken for right."""
        return None if self.granted else self.incident.support.grade

    @property
    def denied(self) -> bool:
        """Whether an origin that counts denies it."""
        return not self.granted and bool(self.incident.support.against)

    @property
    def disputed(self) -> bool:
        """Whether tellings differ on whether, or on who."""
        return not self.granted and any(one.field in DECISIVE for one in self.incident.disputes)


@dataclass(frozen=True)
class Verdict:
    """What a rule gives: the finding and the reason in words."""

    value: FindingValue
    says: str


class FindingRule(Protocol):
    """A rule of finding. Its docstring is its page in the docs."""

    code: ClassVar[str]

    def apply(self, facts: Facts) -> Verdict | None:
        """The finding, or None where the rule has nothing to say."""
        ...
