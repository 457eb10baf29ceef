"""What a text is expected to give against what it gives: rows met and missed, parties, places and harm, and extras."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from trucewatch.pipeline.reading import Reading
from trucewatch.records.claims import Claim, Count, Participant, Tally

Row = Mapping[str, Any]
One = Claim | Tally


@dataclass
class Score:
    """Rows met and missed, claims that no row covers, forbidden claims, and fields (right, asked) of the rows met."""

    met: list[Row] = field(default_factory=list)
    missed: list[Row] = field(default_factory=list)
    extras: list[One] = field(default_factory=list)
    covered: int = 0
    forbidden: list[tuple[Row, One]] = field(default_factory=list)
    fields: dict[str, list[int]] = field(default_factory=dict)
    wrong: list[tuple[Row, str, str]] = field(default_factory=list)

    @property
    def claims(self) -> int:
        return self.covered + len(self.extras)


def score(text: str, rows: Iterable[Row], never: Iterable[Row], reading: Reading) -> Score:
    """How one text's reading compares with its rows."""
    out = Score()
    given: list[One] = [*reading.claims, *reading.tallies]
    covered: set[str] = set()
    for row in rows:
        fits = [one for one in given if meets(one, row, text)]
        covered |= {one.id for one in fits}
        if row.get("optional"):
            continue
        (out.met if fits else out.missed).append(row)
        if fits:
            best = max(fits, key=lambda one: sum(right for _, right, _ in fields_of(one, row)))
            for name, right, said in fields_of(best, row):
                counts = out.fields.setdefault(name, [0, 0])
                counts[0] += right
                counts[1] += 1
                if not right:
                    out.wrong.append((row, name, said))
    out.extras = [one for one in given if one.id not in covered]
    out.covered = len(given) - len(out.extras)
    out.forbidden = [(row, one) for row in never for one in given if is_forbidden(one, row, text)]
    return out


def meets(one: One, row: Row, text: str) -> bool:
    """Whether a claim stands at the row's words, with its event, innermost holder, force and sign."""
    if bool(row.get("tally")) != isinstance(one, Tally) or one.event not in row["event"]:
        return False
    if not stands_at(one, row["near"], text) or one.force.value not in row["force"]:
        return False
    sign = row.get("negated") is None or (isinstance(one, Claim) and one.negated == row["negated"])
    return sign and is_held(one, row["holder"])


def is_forbidden(one: One, row: Row, text: str) -> bool:
    """Whether a claim is one that must not come out."""
    at = text.find(row["near"])
    assert at >= 0, row
    here = at <= one.trigger.start < at + len(row["near"])
    if not here or one.event not in row["event"] or one.force.value not in row.get("force", [one.force.value]):
        return False
    if "negated" in row and isinstance(one, Claim) and one.negated != row["negated"]:
        return False
    if "kind" in row and isinstance(one, Claim) and one.kind.value != row["kind"]:
        return False
    if "holder" in row and not is_held(one, row["holder"]):
        return False
    return "actor" not in row or is_party(one.actor, row["actor"])


def stands_at(one: One, near: str, text: str) -> bool:
    at = text.find(near)
    assert at >= 0, f"{near!r} is not in the text"
    return one.span.start < at + len(near) and at < one.span.end


def is_held(one: One, names: Iterable[str]) -> bool:
    words = holder_words(one)
    return any(name in words if name else not words for name in names)


def holder_words(one: One) -> str:
    if not one.holder:
        return ""
    inner = one.holder[-1]
    return f"{inner.name} {inner.span.quote if inner.span else ''}".lower().replace("’", "'")


def party_words(party: Participant | None) -> str:
    if party is None:
        return ""
    via = party.via.quote if party.via else ""
    return f"{party.name} {party.span.quote} {via}".lower().replace("’", "'")


def is_party(party: Participant | None, names: Iterable[str]) -> bool:
    words = party_words(party)
    return any(name in words if name else not words for name in names)


def fields_of(one: One, row: Row) -> list[tuple[str, bool, str]]:
    """Field, whether it is right, and what the claim has, for the fields that a row asks for."""
    out = [
        (role, is_party(getattr(one, role), row[role]), party_words(getattr(one, role)))
        for role in ("actor", "target")
        if role in row
    ]
    for role, party in (("others", one.actor), ("others_target", one.target)):
        if role in row:
            beside = " ".join(other.name.lower() for other in (party.others if party else ()))
            out.append((role, all(name in beside for name in row[role]), beside))
    if "place" in row:
        said = f"{one.place.name} {one.place.span.quote}".lower() if one.place else ""
        out.append(("place", row["place"] in said, said))
    if "time" in row:
        told = one.window if isinstance(one, Tally) else one.time
        said = told.expression.quote.lower() if told and told.expression else ""
        out.append(("time", row["time"] in said or (bool(said) and said in row["time"]), said))
    for role in ("killed", "injured"):
        if role in row:
            count: Count | None = getattr(one.harm, role) if isinstance(one, Claim) and one.harm else None
            told_of = [] if count is None else [count.low, count.high]
            out.append((role, told_of == row[role], str(told_of)))
    return out


def given(one: One, row: Row, text: str) -> bool:
    """Whether a judgement is of this claim: its trigger stands in the row's words, with its event and its holder."""
    at = text.find(row["near"])
    assert at >= 0, row
    inside = at <= one.trigger.start < at + len(row["near"])
    return inside and one.event in row["event"] and is_held(one, row["holder"])


@dataclass
class Shape:
    """Of one sentence: claims right, rows missed, and claims that no row expects."""

    right: int = 0
    missed: list[Row] = field(default_factory=list)
    extras: list[One] = field(default_factory=list)


def shape_of(rows: Iterable[Row], reading: Reading) -> Shape:
    """How the claims of one sentence compare with those expected, each claim used once."""
    out = Shape(extras=[*reading.claims, *reading.tallies])
    for row in rows:
        hit = next((one for one in out.extras if _has_shape(one, row)), None)
        if hit is None:
            out.missed.append(row)
        else:
            out.right += 1
            out.extras.remove(hit)
    return out


def _has_shape(one: One, row: Row) -> bool:
    negated = isinstance(one, Claim) and one.negated
    if one.event not in row["event"] or negated != row.get("negated", False):
        return False
    return all(right for _, right, _ in fields_of(one, row))
