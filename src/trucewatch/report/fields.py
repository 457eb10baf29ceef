"""Fields: the rows of a telling, their values in words, and the words in a claim that carry each."""

from __future__ import annotations

import re
from collections.abc import Iterable

from trucewatch.records.claims import Claim, Count, Force, Harm
from trucewatch.records.spans import Span
from trucewatch.report.cites import Cite
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import count_words, range_words

DENYING = frozenset({Force.DENIES, Force.RETRACTS})
"""Stances on an act that did not happen, by that origin: whom they name as its actor they do not accuse."""
ROWS = {
    "event": "What happened",
    "actor": "By whom",
    "target": "Against whom or what",
    "means": "With what",
    "place": "Where",
    "time": "When",
    "killed": "Killed",
    "injured": "Injured",
    "missing": "Missing",
    "detained": "Detained",
    "displaced": "Displaced",
    "harm": "Harm",
    "intent": "Why, or whether on purpose",
}
_ALIASES = {
    "what": "event",
    "occurrence": "force",
    "who": "actor",
    "actors": "actor",
    "targets": "target",
    "whom": "target",
    "where": "place",
    "when": "time",
    "date": "time",
    "stance": "force",
    "on_purpose": "intent",
}


def field_name(name: str) -> str:
    """The row that a telling's field belongs to: `harm.killed` and `killed` are one."""
    last = name.rsplit(".", 1)[-1].strip().lower()
    return _ALIASES.get(last, last)


def row_label(name: str) -> str:
    """What a row is called on the page; the stance is on whether it happened at all."""
    if name == "force":
        return "Whether it happened"
    return ROWS.get(name, name.replace("_", " ").capitalize())


def short_label(name: str) -> str:
    """A row's name in a list of what is disputed: "intent", "when"."""
    return _SHORT.get(name) or row_label(name).lower()


_SHORT = {"target": "against whom", "intent": "intent", "event": "what happened"}
_DATE = r"\d{4}(?:-\d{2}(?:-\d{2}(?:T[\d:.]+(?:Z|[+-]\d{2}:?\d{2})?)?)?)?"
_ISO_RANGE = re.compile(rf"(?<![\w-])({_DATE})(?: to ({_DATE}))?(?![\w-])")


def in_words(index: CaseIndex, name: str, value: str, claims: Iterable[str] = ()) -> str:
    """A value as a reader sees it: ids by their names, ISO dates in words, counts as ranges with their words."""
    if name == "event":
        return index.event(value)
    if name in ("actor", "target"):
        return index.actor(value)
    if name == "time":
        return _ISO_RANGE.sub(lambda match: range_words(match[1], match[2] or match[1]), value)
    found = (index.claims.get(identifier) for identifier in claims)
    counts = [harm_counts(claim.harm).get(name) for claim in found if isinstance(claim, Claim)]
    told = dict.fromkeys(count_words(count) for count in counts if count is not None and count.span.quote in value)
    return "; ".join(told) or value


def denied_in(index: CaseIndex, claims: Iterable[str]) -> bool:
    """Whether all of these claims deny or take back what they tell, or tell that it did not happen."""
    found = [claim for identifier in claims if isinstance(claim := index.claims.get(identifier), Claim)]
    return bool(found) and all(claim.negated or claim.force in DENYING for claim in found)


def cite_field(index: CaseIndex, identifier: str, name: str) -> Cite | None:
    """A citation of the words in a claim that carry one field; the whole claim where no words of its own do."""
    claim = index.claims.get(identifier)
    span = field_span(claim, name) if isinstance(claim, Claim) else None
    return index.cite_claim(identifier, span, 80)


def field_span(claim: Claim, name: str) -> Span | None:
    """The words of a claim that carry one field, None where it has none."""
    participant = {"actor": claim.actor, "target": claim.target, "means": claim.means}.get(name)
    if participant is not None:
        return participant.span
    if name == "event":
        return claim.trigger
    if name == "place":
        return claim.place.span if claim.place is not None else None
    if name == "time":
        return claim.time.expression if claim.time is not None else None
    count = harm_counts(claim.harm).get(name)
    if count is not None:
        return count.span
    return claim.harm.none_reported if claim.harm is not None and name == "harm" else None


def harm_counts(harm: Harm | None) -> dict[str, Count]:
    """The counts that a claim gives, by field."""
    if harm is None:
        return {}
    names = ("killed", "injured", "missing", "detained", "displaced")
    return {name: count for name in names if (count := getattr(harm, name)) is not None}
