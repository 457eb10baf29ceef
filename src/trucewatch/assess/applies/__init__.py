"""Applicability: whether a term binds there, then, that party, for that target; one question, one file."""

from __future__ import annotations

from dataclasses import dataclass

from trucewatch.assess.applies.condition import Condition
from trucewatch.assess.applies.party import Party
from trucewatch.assess.applies.place import Place
from trucewatch.assess.applies.question import Asked, Question
from trucewatch.assess.applies.target import Target
from trucewatch.assess.applies.time import Time
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.agreements import Term
from trucewatch.records.assessments import Applicability, Reason

QUESTIONS: tuple[Question, ...] = (Time(), Party(), Condition(), Place(), Target())
"""The time goes first: what was before the truce was before anybody's part in it as well."""


@dataclass(frozen=True)
class Bearing:
    """Whether a term applies, with an answer to each question.

    `open` says where it is unclear whether it binds a participant that it does not name, `missing` what else is.
    `held` are the codes of the questions that say that it applies.
    """

    value: Applicability
    reasons: tuple[Reason, ...]
    open: tuple[str, ...]
    missing: tuple[str, ...]
    held: frozenset[str] = frozenset()


def bearing(asked: Asked) -> Bearing:
    """All questions in their order. A "no" to any settles it; without one, anything unclear makes it all unclear."""
    answers = {question.code: question.answer(asked) for question in QUESTIONS}
    reasons = tuple(Reason(rule=code, says=one.says, claims=one.claims) for code, one in answers.items())
    settled = [one.value for one in answers.values() if one.value not in (Applicability.APPLIES, Applicability.UNCLEAR)]
    unclear = [one for one in answers.values() if one.value is Applicability.UNCLEAR]
    value = settled[0] if settled else Applicability.UNCLEAR if unclear else Applicability.APPLIES
    scope = tuple(one.says for one in unclear if one.scope)
    wanting = tuple(one.says for one in unclear if not one.scope)
    held = frozenset(code for code, one in answers.items() if one.value is Applicability.APPLIES)
    return Bearing(value=value, reasons=reasons, open=scope, missing=wanting, held=held)


def covers(term: Term, event: str) -> bool:
    """Whether a term is about a type of event, or about one of which it is a kind."""
    known = event_types().get(event)
    names = {event, *(known.ancestors if known else ())}
    return bool(names & set(term.events))
