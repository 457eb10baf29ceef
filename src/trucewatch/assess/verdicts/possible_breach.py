"""The conduct as told falls under the term."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import Duty, FindingValue
from trucewatch.records.incidents import Grade


class PossibleBreach:
    """Possible breach, where the conduct as told falls under the term and nobody with standing outweighs the telling.

    It is possible only: that it is one, a person rules. Where it is unclear whether the term binds a participant that
    it does not name, it is one if the term does. A party that answers for others is asked about its own duty, and is
    not called the one who acted.
    """

    code: ClassVar[str] = "finding.possible-breach"

    def apply(self, facts: Facts) -> Verdict | None:
        """Possible breach, always: this rule is asked last."""
        says = f"{_conduct(facts)}{_weight(facts)}"
        if facts.bearing.open:
            says = f"if the term binds here, {says}"
        return Verdict(FindingValue.POSSIBLE_BREACH, says)


def _conduct(facts: Facts) -> str:
    match facts.duty:
        case Duty.ITSELF:
            return "the conduct as told falls under the term"
        case Duty.PROXY:
            return "the conduct as told falls under the term, which makes it the party's own"
        case Duty.PREVENTION:
            return "the conduct as told is what the term binds the party to prevent: not its own act"


def _weight(facts: Facts) -> str:
    if facts.granted:
        return ""
    if facts.grade is Grade.CONFIRMED and facts.attribution == "conceded":
        return ", and the party owns it"
    if facts.denied:
        return ", and independent support outweighs a bare denial"
    return ", and nobody with standing denies it"
