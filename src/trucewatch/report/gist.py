"""Gist: an incident in one line, as told: who → whom, and the range of the harm, each number with its words."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from trucewatch.records.claims import Claim, Count
from trucewatch.records.incidents import Incident
from trucewatch.report.cites import Cite
from trucewatch.report.fields import denied_in, field_name, harm_counts, in_words
from trucewatch.report.index import CaseIndex
from trucewatch.report.words import count_words, number_words

NOBODY = "nobody named"
SHOWN = 3
"""Names on one side of the arrow; more are counted."""
QUOTED = 40
"""Longer quoted words say more than who, and belong below."""


@dataclass(frozen=True)
class HarmRange:
    """What tellings give for one kind of harm: the lowest and the highest count, each with its words."""

    label: str
    low: str
    low_cite: Cite | None
    high: str
    """"" where all give the same."""
    high_cite: Cite | None


@dataclass(frozen=True)
class Gist:
    """One line on an incident."""

    who: str
    whom: str
    harm: list[HarmRange]


def gist_of(index: CaseIndex, incident: Incident, disputed: set[str]) -> Gist:
    """The gist; names that no book knows stand in quotation marks, and are left out where another is known."""
    who, whom = (_names(index, incident, name, name in disputed) for name in ("actor", "target"))
    return Gist(who or (NOBODY if whom else ""), whom, list(_harm(index, incident)))


def _names(index: CaseIndex, incident: Incident, name: str, disputed: bool) -> str:
    """What is told of a field, most often told first; a denial tells of nobody, where another tells of the act."""
    values = [value for telling in incident.tellings for value in telling.values if field_name(value.field) == name]
    told: dict[str, int] = {}
    for value in [one for one in values if not denied_in(index, one.claims)] or values:
        words = index.neutral(in_words(index, name, value.value, value.claims))
        for part in words.split("; "):
            told[part] = told.get(part, 0) + 1
    ranked = sorted(told, key=lambda part: (-told[part], part))
    known = [part for part in ranked if not part.startswith("“")]
    shown = known or sorted((part for part in ranked if len(part) <= QUOTED), key=len, reverse=True)[:1] or ranked[:1]
    more = f" and {len(shown) - SHOWN} more" if len(shown) > SHOWN else ""
    return (" or " if disputed else ", ").join(shown[:SHOWN]) + more


def _harm(index: CaseIndex, incident: Incident) -> Iterator[HarmRange]:
    claims = [index.claims.get(identifier) for identifier in incident.claims]
    told = [claim for claim in claims if isinstance(claim, Claim) and claim.harm is not None and not claim.negated]
    for label in ("killed", "injured", "missing", "detained", "displaced"):
        counts = [(count, claim) for claim in told if (count := harm_counts(claim.harm).get(label)) is not None]
        if counts:
            yield _range(index, label, counts)
    none = next((claim for claim in told if claim.harm is not None and claim.harm.none_reported is not None), None)
    if none is not None and none.harm is not None:
        yield HarmRange("", "no harm reported", index.cite_claim(none.id, none.harm.none_reported, 80), "", None)


def _range(index: CaseIndex, label: str, counts: list[tuple[Count, Claim]]) -> HarmRange:
    low, low_claim = min(counts, key=lambda item: (item[0].low, _top(item[0])))
    high, high_claim = max(counts, key=lambda item: (_top(item[0]), item[0].low))
    low_cite = index.cite_claim(low_claim.id, low.span, 80)
    if (low.low, low.high) == (high.low, high.high):
        same = {count.of for count, _ in counts}
        return HarmRange(label, count_words(low) if len(same) == 1 else _number(low), low_cite, "", None)
    return HarmRange(label, _number(low), low_cite, _number(high), index.cite_claim(high_claim.id, high.span, 80))


def _number(count: Count) -> str:
    return number_words(count.low, count.high, count.span.quote)


def _top(count: Count) -> float:
    return float("inf") if count.high is None else float(count.high)
