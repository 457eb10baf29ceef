"""Does the term bind who is said to have acted?"""

from __future__ import annotations

from typing import ClassVar

from trucewatch.assess.applies.question import Answer, Asked, among
from trucewatch.records.agreements import Capacity, Exclusion, Participation
from trucewatch.records.assessments import Applicability, Duty
from trucewatch.records.calendar import bounds
from trucewatch.records.provisions import ProxyDuty


class Party:
    """A term binds those it names, or where it names nobody, all who take part; nobody who is excluded is bound.

    A ministry, a force or a spokesman is bound with the side that answers for it. Whether a participant is bound by a
    term that does not name it, as a co-sponsor by what the parties owe, is unclear, and not for want of facts. Who is
    not known is unclear too. Whoever takes no part is not bound, nor is a participant before or after its part.
    """

    code: ClassVar[str] = "applies.party"

    def answer(self, asked: Asked) -> Answer:
        """Applies, not a party, or unclear."""
        party = asked.party
        if party is None:
            return Answer(Applicability.UNCLEAR, "who did it is not known")
        name = asked.name(party)
        if asked.duty is not Duty.ITSELF:
            return _answers(asked, party, name)
        if any(_unbinds(one) and among([party], [one.actor], asked.actors) for one in asked.agreement.exclusions):
            return Answer(Applicability.NOT_A_PARTY, f"{name} is excluded from the agreement")
        parts = [one for one in asked.agreement.participants if among([party], [one.actor], asked.actors)]
        outside = [says for one in parts if (says := _not_then(one, asked)) is not None]
        if parts and len(outside) == len(parts):
            return Answer(Applicability.NOT_A_PARTY, f"{name} {outside[0]}")
        if among([party], asked.term.obligors, asked.actors):
            return Answer(Applicability.APPLIES, f"the term binds {name}")
        if not parts:
            return Answer(Applicability.NOT_A_PARTY, f"{name} takes no part in the agreement")
        return _unnamed(parts[0], name, asked)


def _answers(asked: Asked, party: str, name: str) -> Answer:
    """Whether a party answers for who acted: by the term, unless it reads the term in another way itself."""
    if asked.term.proxy_duty is ProxyDuty.UNKNOWN:
        says = f"the term lists who acted, and what {name} owes for them is not settled"
        return Answer(Applicability.UNCLEAR, says, scope=True)
    other = next((one for one in asked.term.readings if among([party], one.by, asked.actors)), None)
    if asked.duty is Duty.PROXY and other is not None:
        says = f"whether {name} answers for who acted is read in two ways; by its own reading, {other.says}"
        return Answer(Applicability.UNCLEAR, says, scope=True)
    return Answer(Applicability.APPLIES, f"the term lays a duty on {name} for who acted")


def _unnamed(part: Participation, name: str, asked: Asked) -> Answer:
    capacity = (
        part.capacity.value.replace("_", "-") if part.capacity is not Capacity.UNKNOWN else "one of unknown capacity"
    )
    if not asked.term.obligors:
        return Answer(Applicability.APPLIES, f"the term names nobody; {name} takes part as {capacity}")
    return Answer(Applicability.UNCLEAR, f"{name} takes part as {capacity}, and the term does not name it", scope=True)


def _unbinds(one: Exclusion) -> bool:
    return one.effect != "not_protected"


def _not_then(one: Participation, asked: Asked) -> str | None:
    """Why a participant's part does not cover the time told; None where it does, or where that is not known."""
    when, since, until = asked.told.when, bounds(one.since), bounds(one.until)
    if when is not None and since is not None and when[1] <= since[0]:
        return f"took part only from {one.since}"
    if when is not None and until is not None and when[0] >= until[1]:
        return f"took part only until {one.until}"
    return None
