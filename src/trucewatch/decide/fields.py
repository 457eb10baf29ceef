"""Fields: what of a claim a person may correct, how a value is written, and the claim that follows from it.

A value that names somebody or some place of the books is theirs; else its words must stand in the document. Where
a person gives a value that the sentence has no words for, it is anchored to what the machine had for it, or to the
word that names the event.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from enum import StrEnum
from typing import TypeVar

from trucewatch.decide.names import Names
from trucewatch.decide.places import PLACE_FIELDS, place_of, with_place
from trucewatch.decide.words import nearest_words, words_for
from trucewatch.errors import CaseError, Fault
from trucewatch.knowledge.ontology import event_types
from trucewatch.records.claims import Claim, ClaimKind, Count, Force, Harm, Holder, Participant
from trucewatch.records.decisions import PERSON, FieldChange
from trucewatch.records.times import EventTime, TimeBasis, TimePrecision, check_iso

WHO = ("actor", "target", "means")
HARM = ("killed", "injured", "missing", "detained", "displaced")
FIELDS = ("event", "kind", *WHO, *PLACE_FIELDS, "time", *HARM, "holder", "force", "negated", "factuality")
"""Everything that `correct` and `add` take, in the order in which it is told."""
SAYS_NO = frozenset({Force.DENIES, Force.RETRACTS})
RELAYS = "<"
"""Between the links of a chain of attribution, outermost first."""
E = TypeVar("E", bound=StrEnum)


def corrected(claim: Claim, fields: Sequence[FieldChange], text: str, names: Names) -> Claim:
    """The claim with these values, each as a person wrote it; `text` is its document's.

    Raises:
        CaseError: `decide.field` or `decide.value`, every fault at once.
    """
    faults: list[Fault] = []
    values = {one.field: one.value for one in fields}
    for field in FIELDS:
        if field not in values:
            continue
        try:
            claim = _set(claim, field, values, text, names)
        except CaseError as error:
            faults += error.faults
    faults += [_unknown(field) for field in values if field not in FIELDS]
    if faults:
        raise CaseError(*faults)
    return claim


def written(claim: Claim, field: str) -> str | None:
    """A claim's value of a field as `decide` writes it; None where it has none."""
    if field in WHO:
        who: Participant | None = getattr(claim, field)
        return None if who is None else who.actor or who.name
    if field in HARM:
        count: Count | None = getattr(claim.harm, field) if claim.harm is not None else None
        return None if count is None else _range(count)
    if field in PLACE_FIELDS:
        return place_of(claim, field)
    match field:
        case "holder":
            return f" {RELAYS} ".join(link.actor or link.name for link in claim.holder) or None
        case "time":
            return _extent(claim.time)
        case "negated":
            return "yes" if claim.negated else "no"
        case "factuality":
            return f"{claim.factuality:+.1f}"
        case _:
            return str(getattr(claim, field))


def _set(claim: Claim, field: str, values: Mapping[str, str | None], text: str, names: Names) -> Claim:
    value = values[field]
    if field in PLACE_FIELDS:
        return with_place(claim, field, value, text)
    if field in WHO:
        return claim.model_copy(update={field: _who(claim, field, value, text, names)})
    if field in HARM:
        harm = claim.harm or Harm()
        count = None if value is None else _count(getattr(harm, field), field, value, claim, text)
        return claim.model_copy(update={"harm": harm.model_copy(update={field: count})})
    return claim.model_copy(update=_OTHERS[field](claim, value, text, names))


def _event(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    event = (value or "").strip().replace(" ", "_")
    if event not in event_types():
        raise _wrong("event", value, "no type of the ontology; `trucewatch list CASE events` names them")
    return {"event": event}


def _kind(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    return {"kind": _member(ClaimKind, "kind", value)}


def _force(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    """The force, and how sure the author then is: who denies it does not think that it happened."""
    force = _member(Force, "force", value)
    sure = abs(claim.factuality)
    return {"force": force, "factuality": -sure if force in SAYS_NO else sure}


def _negated(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    if value not in ("yes", "no"):
        raise _wrong("negated", value, "yes or no")
    return {"negated": value == "yes"}


def _factuality(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    try:
        number = float(value or "")
    except ValueError:
        number = 9.0
    if not -3.0 <= number <= 3.0:
        raise _wrong("factuality", value, "a number from -3 (certainly not) to 3 (certainly)")
    return {"factuality": number}


def _time(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    if value is None:
        return {"time": None}
    first, _, last = value.partition("..")
    try:
        begin, finish = check_iso(first), check_iso(last or first)
    except ValueError as error:
        raise _wrong("time", value, f"YYYY-MM-DD[THH:MM], or two with .. between ({error})") from error
    if finish < begin and not begin.startswith(finish):
        raise _wrong("time", value, "the end is before the beginning")
    expression = claim.time.expression if claim.time is not None else None
    fine = TimePrecision.DAYS if last and first != last else _FINENESS.get(len(first), TimePrecision.MINUTE)
    time = EventTime(
        begin=begin, finish=finish, precision=fine, basis=TimeBasis.STATED, expression=expression, rule=PERSON
    )
    return {"time": time}


def _holder(claim: Claim, value: str | None, text: str, names: Names) -> dict[str, object]:
    parts = [part.strip() for part in (value or "").replace("←", RELAYS).split(RELAYS) if part.strip()]
    return {"holder": tuple(_link(part, claim, text, names) for part in parts)}


def _link(words: str, claim: Claim, text: str, names: Names) -> Holder:
    known = names.speaker(words)
    if known is not None:
        span = words_for(text, known, claim.span) or claim.trigger
        kind = {"kind": known.kind} if known.id in names.actors else {}
        return Holder.model_validate({"name": known.name, "span": span, "actor": known.id, **kind})
    found = nearest_words(text, words, claim.span)
    if found is None:
        raise _wrong("holder", words, "an id or a name of actors.yaml or sources.yaml, or words of the document")
    return Holder(name=words, span=found)


def _who(claim: Claim, field: str, value: str | None, text: str, names: Names) -> Participant | None:
    if value is None:
        return None
    now: Participant | None = getattr(claim, field)
    known = names.actor(value)
    if known is not None:
        span = words_for(text, known, claim.span) or (now.span if now is not None else claim.trigger)
        return Participant(span=span, name=known.name, actor=known.id, kind=known.kind, rule=PERSON)
    found = nearest_words(text, value, claim.span)
    if found is None:
        raise _wrong(field, value, "an id or a name that the actor book knows, or words of the document")
    return Participant(span=found, name=value, rule=PERSON)


def _count(now: Count | None, field: str, value: str, claim: Claim, text: str) -> Count:
    first, dash, last = value.partition("-")
    more = first.endswith("+")
    try:
        low = int(first.removesuffix("+"))
        high = None if more else int(last) if dash else low
        if low < 0 or (high is not None and high < low):
            raise ValueError
    except ValueError as error:
        raise _wrong(field, value, "a number, as 62, 62-80 or 62+ (at least)") from error
    span = nearest_words(text, str(low), claim.span)
    if span is None or not claim.span.covers(span):
        span = now.span if now is not None else claim.trigger
    given = {"low": low, "high": high, "span": span}
    return now.model_copy(update=given) if now is not None else Count.model_validate(given)


def _member(kind: type[E], field: str, value: str | None) -> E:
    try:
        return kind(value or "")
    except ValueError as error:
        raise _wrong(field, value, f"one of {', '.join(member.value for member in kind)}") from error


def _range(count: Count) -> str:
    if count.high is None:
        return f"{count.low}+"
    return str(count.low) if count.high == count.low else f"{count.low}-{count.high}"


def _extent(time: EventTime | None) -> str | None:
    if time is None or (time.begin is None and time.finish is None):
        return None
    begin, finish = time.begin or time.finish, time.finish or time.begin
    return begin if begin == finish else f"{begin}..{finish}"


def _wrong(field: str, value: str | None, wanted: str) -> CaseError:
    return CaseError(Fault("decide.value", f"{value!r} is not {wanted}", field=field))


def _unknown(field: str) -> Fault:
    return Fault("decide.field", f"no field of a claim; the fields are {', '.join(FIELDS)}", field=field)


_FINENESS = {4: TimePrecision.YEAR, 7: TimePrecision.MONTH, 10: TimePrecision.DAY}
_OTHERS: Mapping[str, Callable[[Claim, str | None, str, Names], dict[str, object]]] = {
    "event": _event,
    "kind": _kind,
    "time": _time,
    "holder": _holder,
    "force": _force,
    "negated": _negated,
    "factuality": _factuality,
}
