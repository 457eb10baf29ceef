"""Whether or who is contradicted."""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.verdicts.rule import Facts, Verdict
from trucewatch.records.assessments import FindingValue
from trucewatch.records.incidents import Grade


class Contradicted:
    """Unable to rule, where whether it happened or who did it is contradicted and nobody independent settles it.

    What the party itself owns is not contradicted. Independent support outweighs a bare denial; an accusation by one
    side alone does not.
    """

    code: ClassVar[str] = "finding.contradicted"

    def apply(self, facts: Facts) -> Verdict | None:
        """Unable to rule, with what stands against what."""
        if facts.granted or (facts.grade is Grade.CONFIRMED and facts.attribution == "conceded"):
            return None
        if facts.grade is Grade.CONTESTED:
            return _unable("whether or who is contradicted, and nobody independent settles it")
        if len(facts.incident.actors) > 1 and facts.attribution == "contested":
            return _unable("different actors are named")
        if facts.denied and facts.grade is not Grade.FAIR:
            return _unable("it is denied, and no independent support outweighs the denial")
        return None


def _unable(says: str) -> Verdict:
    return Verdict(FindingValue.UNABLE_TO_RULE, says)
