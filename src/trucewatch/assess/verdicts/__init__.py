"""The rules of finding, one a file, in the order in which they are asked (DESIGN.md, "Findings")."""

from __future__ import annotations

from trucewatch.assess.verdicts.as_asked import AsAsked
from trucewatch.assess.verdicts.contradicted import Contradicted
from trucewatch.assess.verdicts.exception import ExceptionClaimed
from trucewatch.assess.verdicts.missing import Missing
from trucewatch.assess.verdicts.not_bound import NotBound
from trucewatch.assess.verdicts.possible_breach import PossibleBreach
from trucewatch.assess.verdicts.rule import Facts, FindingRule, Verdict
from trucewatch.assess.verdicts.unchecked import Unchecked
from trucewatch.assess.verdicts.withdrawn import Withdrawn

FINDING_RULES: tuple[FindingRule, ...] = (
    NotBound(),
    Withdrawn(),
    Missing(),
    AsAsked(),
    ExceptionClaimed(),
    Contradicted(),
    Unchecked(),
    PossibleBreach(),
)


def rule(facts: Facts) -> tuple[str, Verdict]:
    """The code and verdict of the first rule that has one; the last always has."""
    verdicts = ((one.code, one.apply(facts)) for one in FINDING_RULES)
    return next((code, verdict) for code, verdict in verdicts if verdict is not None)
