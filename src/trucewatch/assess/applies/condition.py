"""Has come about what the term waits for?"""

from __future__ import annotations

from datetime import datetime
from typing import ClassVar

from trucewatch.assess.applies.question import Answer, Asked
from trucewatch.assess.clocks import period_of
from trucewatch.records.agreements import Agreement
from trucewatch.records.assessments import Applicability
from trucewatch.records.provisions import Precondition


class Condition:
    """A term with a precondition binds once that has come about.

    A precondition that is a clock is read off it. Whether any other has come about is no rule's to say: unclear.
    """

    code: ClassVar[str] = "applies.condition"

    def answer(self, asked: Asked) -> Answer:
        """Applies, not in force, or unclear."""
        answers = [_one(one, asked) for one in asked.term.preconditions]
        for value in (Applicability.NOT_IN_FORCE, Applicability.UNCLEAR):
            found = next((one for one in answers if one.value is value), None)
            if found is not None:
                return found
        return Answer(Applicability.APPLIES, "the term waits for nothing" if not answers else answers[0].says)


def _one(condition: Precondition, asked: Asked) -> Answer:
    begun, when = _begins(condition, asked.agreement), asked.told.when
    if begun is None or when is None:
        return Answer(Applicability.UNCLEAR, f"whether this had come about is not known: {condition.says}")
    if when[1] <= begun:
        return Answer(Applicability.NOT_IN_FORCE, f"before this came about: {condition.says}")
    return Answer(Applicability.APPLIES, f"after this came about: {condition.says}")


def _begins(condition: Precondition, agreement: Agreement) -> datetime | None:
    return period_of(agreement, condition.clock).finish if condition.clock else None
