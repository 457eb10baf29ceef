"""`release.toml`: what of a case goes to readers outside; and a preview of what goes and what stays, and why."""

from __future__ import annotations

import tomllib
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from trucewatch.errors import CaseError, Fault
from trucewatch.knowledge.ontology import event_types
from trucewatch.pipeline.lookup import Lookup
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.pipeline.publishing import Publisher
from trucewatch.pipeline.statuses import actors_of
from trucewatch.records.cases import CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.report.private import contacts, is_caseless
from trucewatch.report.public import DELAY_DAYS, GRAIN_KM, PublicPolicy, name_pattern, withheld_names
from trucewatch.report.words import plural

NAME = "release.toml"
Name = Annotated[str, Field(min_length=2)]


class _Release(BaseModel):
    """The file. What is left out is as it is without a file."""

    model_config = ConfigDict(extra="forbid", strict=True)

    delay_days: int = Field(default=DELAY_DAYS, ge=0, le=36_500)
    grain_km: float = Field(default=GRAIN_KM, ge=1.0, le=1_000.0)
    withhold_names: list[Name] = []
    drop_kinds: list[str] = []


@dataclass(frozen=True)
class Withheld:
    """One thing that stays inside or goes out otherwise: which, what becomes of it, why."""

    record: str
    what: str
    why: str


@dataclass(frozen=True)
class Preview:
    """What a public version of a case would hold: how many of each go, of how many; and each thing that does not."""

    policy: PublicPolicy
    goes: tuple[tuple[str, int, int], ...]
    withheld: tuple[Withheld, ...]


def release_policy(folder: Path, delay_days: int | None = None, grain_km: float | None = None) -> PublicPolicy:
    """The policy of a case: its `release.toml`, and what is asked for beside it, which goes before the file.

    Raises:
        CaseError: every fault of the file.
    """
    made = _read(folder / NAME)
    return PublicPolicy(
        delay_days=made.delay_days if delay_days is None else delay_days,
        grain_km=made.grain_km if grain_km is None else grain_km,
        withhold_names=tuple(made.withhold_names),
        drop_kinds=tuple(made.drop_kinds),
    )


def _read(path: Path) -> _Release:
    if not path.exists():
        return _Release()
    try:
        made = _Release.model_validate(tomllib.loads(path.read_text(encoding="utf-8-sig")))
    except ValidationError as error:
        faults = [
            Fault(
                "release.field", f"{one['msg']}; found {one.get('input')!r}"[:300], NAME, ".".join(map(str, one["loc"]))
            )
            for one in error.errors()
        ]
        raise CaseError(*faults) from error
    except (OSError, ValueError) as error:
        raise CaseError(Fault("release.toml", f"cannot be read: {error}", NAME)) from error
    faults = list(_unknown_kinds(made.drop_kinds))
    if faults:
        raise CaseError(*faults)
    return made


def _unknown_kinds(kinds: list[str]) -> Iterator[Fault]:
    known = {*event_types(), *(one.family for one in event_types().values())}
    for number, kind in enumerate(kinds):
        if kind not in known:
            near = get_close_matches(kind, known, n=1)
            meant = f"; did you mean {near[0]}?" if near else "; `trucewatch list CASE events` names them"
            message = f"{kind!r} is no event type and no family{meant}"
            yield Fault("release.kind", message, NAME, f"drop_kinds[{number}]")


def preview(case: OpenedCase, policy: PublicPolicy, today: str, at: str | None = None) -> Preview:
    """What a public version would hold today, and all that it would not. It names names: keep it inside."""
    publisher = Publisher(case, policy, today)
    whole, cut = case.record(), publisher.cut(publisher.latest(at))
    goes = tuple(
        (name, len(getattr(cut, name)), len(getattr(whole, name)))
        for name in ("documents", "claims", "tallies", "incidents", "statements", "commitments", "findings")
    )
    withheld = (
        *_late(publisher, policy, whole),
        *_dropped(policy, whole, cut),
        *_lost_incidents(whole, cut),
        *_names(case, policy, cut),
        *_of_texts(policy, cut),
        *_persons(cut),
    )
    return Preview(policy, goes, withheld)


def _late(publisher: Publisher, policy: PublicPolicy, whole: CaseRecord) -> Iterator[Withheld]:
    look = Lookup(whole)
    for one in look.documents:
        if publisher.is_late(one):
            day = one.published or one.retrieved
            why = f"of {day}, within the last {policy.delay_days} days" if day else "it has no date"
            yield Withheld(f"{look.label(one.id)} {one.name}", "the document, and all that rests on it alone", why)


def _dropped(policy: PublicPolicy, whole: CaseRecord, cut: CaseRecord) -> Iterator[Withheld]:
    dropped = [one for one in _told(whole) if policy.drops(one.event)]
    kinds = Counter(one.event for one in dropped)
    for event, count in sorted(kinds.items()):
        label = event_types()[event].label
        yield Withheld(f"{count} × {label}", "claims and tallies", f"{event} is among drop_kinds")
    shared = {(one.document, one.span.start, one.span.end) for one in _told(cut)}
    for one in dropped:
        if (one.document, one.span.start, one.span.end) in shared:
            why = "another claim of the same words goes out: reject or redact it if the words must not be seen"
            yield Withheld(one.id, "its words stay in sight", why)


def _told(record: CaseRecord) -> tuple[Claim | Tally, ...]:
    return (*record.claims, *record.tallies)


def _lost_incidents(whole: CaseRecord, cut: CaseRecord) -> Iterator[Withheld]:
    look, kept = Lookup(whole), {claim for one in cut.incidents for claim in one.claims}
    for one in look.incidents:
        gone = [claim for claim in one.claims if claim not in kept]
        if len(gone) == len(one.claims):
            yield Withheld(f"{look.label(one.id)}, {one.title}", "the incident", "nothing that tells of it goes out")
        elif gone:
            what = f"{len(gone)} of its {len(one.claims)} claims"
            yield Withheld(f"{look.label(one.id)}, {one.title}", what, "of documents or kinds that are held back")


def _names(case: OpenedCase, policy: PublicPolicy, cut: CaseRecord) -> Iterator[Withheld]:
    names = withheld_names(cut, actors_of(case.books).values(), policy)
    found = Counter(match[0] for one in cut.documents for match in name_pattern(names).finditer(one.text))
    for name in sorted(names):
        if found[name]:
            why = (
                "named in release.toml"
                if name in policy.withhold_names
                else "taken for a private person's, or a part of one"
            )
            yield Withheld(f"“{name}”", f"the name, {found[name]} times in texts and wherever else it stands", why)


def _of_texts(policy: PublicPolicy, cut: CaseRecord) -> Iterator[Withheld]:
    look = Lookup(cut)
    for one in look.documents:
        where = one.name
        if is_caseless(one.text):
            yield Withheld(where, "every letter", "its script has no capitals, so that no name can be told in it")
        elif number := sum(1 for _ in contacts(one.text)):
            yield Withheld(
                where,
                plural(number, "address, number or coordinate", "addresses, numbers or coordinates"),
                "they lead to somebody, or to the metre",
            )
    if cut.documents:
        yield Withheld(
            f"{len(cut.documents)} documents", "their whole texts", "only passages that a claim cites go out"
        )
    points = [
        one for one in (*cut.incidents, *(c.place for c in cut.claims)) if one is not None and one.lat is not None
    ]
    if points:
        what = f"to the middle of a field of {policy.grain_km:g} km"
        yield Withheld(f"{len(points)} points", what, "no place is told finer (grain_km)")


def _persons(cut: CaseRecord) -> Iterator[Withheld]:
    people = {entry.decision.by for entry in cut.decisions}
    if people:
        yield Withheld(f"{len(people)} persons", "stand as “person 1” …", "whoever ruled is not named")
