"""What ACLED and UCDP GED ask of an incident, as far as the record has it: one claim's coding, one day, one number."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from trucewatch.exchange.cells import counts_of, denies
from trucewatch.exchange.outgoing import Outgoing
from trucewatch.extract.coding.crosswalk import acled_pair
from trucewatch.records.claims import Claim
from trucewatch.records.documents import Document
from trucewatch.records.incidents import Incident
from trucewatch.resolve.actor_codes import coded_parties

Pair = tuple[str, str]


@dataclass(frozen=True)
class Coding:
    """How event data would code an incident: its types, and the names of its two parties.

    `claim` is the one whose words gave it; `others` are types and names that other claims of the incident give.
    """

    claim: Claim
    pair: Pair
    actor: str | None
    target: str | None
    others: tuple[str, ...]


class Coder:
    """Codes the incidents of one export."""

    def __init__(self, out: Outgoing) -> None:
        self.out = out
        around: defaultdict[str, list[Claim]] = defaultdict(list)
        for claim in out.record.claims:
            around[claim.document].append(claim)
        self._around: Mapping[str, Sequence[Claim]] = around

    def code(self, incident: Incident) -> Coding | None:
        """The coding that most claims of an incident give, the surest first; None where ACLED has no type for it."""
        told = [claim for claim in self.out.told(incident) if not denies(claim)]
        pairs = {claim.id: acled_pair(claim, self._around[claim.document]) for claim in told}
        own = [claim for claim in told if claim.event == incident.event] or told
        votes = Counter(pair for claim in own if (pair := pairs[claim.id]) is not None)
        if not votes:
            return None
        chosen = max(votes, key=lambda pair: (votes[pair], pair))
        named = {claim.id: coded_parties(claim, chosen, self.out.book) for claim in told}
        lead = min(
            (claim for claim in own if pairs[claim.id] == chosen),
            key=lambda claim: (len(claim.why_check), -sum(name is not None for name in named[claim.id])),
        )
        actor, target = named[lead.id]
        actor = actor or next((name for claim in told if (name := named[claim.id][0]) is not None), None)
        target = target or next((name for claim in told if (name := named[claim.id][1]) is not None), None)
        seen = {name for names in named.values() for name in names if name is not None} - {actor, target}
        types = {pair[1] for pair in pairs.values() if pair is not None} - {chosen[1]}
        return Coding(lead, chosen, actor, target, tuple(sorted(types | seen)))


@dataclass(frozen=True)
class Dead:
    """The dead as told: the lowest and the highest number; `high` is None where no upper bound is told."""

    low: int
    high: int | None

    @property
    def agreed(self) -> bool:
        """Whether all give one number."""
        return self.low == self.high


def dead_of(out: Outgoing, incident: Incident) -> Dead | None:
    """The dead of an incident as its claims give them; None where none of them counts any."""
    counts = [count for name, count in counts_of(out.told(incident)) if name == "killed"]
    if not counts:
        return None
    highs = [count.high for count in counts]
    return Dead(
        min(count.low for count in counts), None if None in highs else max(high for high in highs if high is not None)
    )


def first_document(out: Outgoing, incident: Incident) -> Document | None:
    """The document of an incident that was out first."""
    shown = set(incident.documents)
    return next((one for one in out.index.documents if one.id in shown), None)


def country_of(out: Outgoing, coding: Coding | None, incident: Incident) -> str | None:
    """ISO 3166-1 alpha-2 of where an incident was, as its claims have it."""
    found = ((claim.place.country if claim.place else None) or claim.country for claim in out.told(incident))
    own = None if coding is None else (coding.claim.place.country if coding.claim.place else None)
    return own or next((country for country in found if country), None)


def country_name(out: Outgoing, code: str | None) -> str | None:
    """A country by name, as the actor book has its state."""
    state = out.book.get(f"state:{code}") if code is not None else None
    return state.name if state is not None else code
