"""A case that grows step by step has the record that a build of all of it at once gives, whatever the steps were."""

from __future__ import annotations

import os
import random
from pathlib import Path
from typing import Any

import pytest

from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.recording import get_status
from trucewatch.pipeline.statuses import last_status
from trucewatch.pipeline.template import make_case
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseRecord

SEEDS = range(int(os.environ.get("TRUCEWATCH_STEPWISE_SEEDS", "4")))
NOW = "2026-01-01T00:00:00Z"
AGREEMENT = """\
id: talks
title: A truce
instruments:
  - {id: main, title: The text, date: 2018-12-13, publication: official, source: an example}
participants:
  - {actor: "state:YE", capacity: party}
  - {actor: "houthis", capacity: party}
clocks:
  - {id: truce, name: the ceasefire, begin: "2018-12-18"}
whole: truce
terms:
  - {id: no-attacks, instrument: main, title: No attacks, modality: must_not, events: [attack], clock: truce}
"""
WHO = ("The army", "The Houthis", "Houthi fighters", "Residents", "A local monitor", "The government")
WHOM = ("Houthi fighters", "government forces", "the army", "rebels")
TOWNS = ("Hodeidah", "Taiz", "Zabid")
SAID = (
    "{who} said {whom} shelled {town} on Tuesday, killing {n} people.",
    "{who} denied that {whom} had shelled {town} on Tuesday.",
    "{whom} shelled a market in {town} on {day} December, killing {n} civilians, {who} said.",
    "{who} said that the attack killed {n} people.",
    "{who} said the truce was still in force.",
    "{who} condemned the shelling of {town}.",
    "{whom} seized a checkpoint near {town}. It was the second such attack in a week, {who} said.",
)


def reports(chance: random.Random) -> list[str]:
    """Made reports of few towns and days, so that much of them may be of one thing; some are copies of others."""
    found: list[str] = []
    for number in range(9):
        if found and chance.random() < 0.25:
            _, _, body = chance.choice(found).split("---\n")
        else:
            told = [
                chance.choice(SAID).format(
                    who=chance.choice(WHO),
                    whom=chance.choice(WHOM),
                    town=chance.choice(TOWNS),
                    n=chance.choice((2, 3, 12)),
                    day=chance.randint(17, 20),
                )
                for _ in range(chance.randint(1, 4))
            ]
            body = f"Report {number}\n\n{' '.join(told)}\n"
        front = f"source: Agency {chance.randint(1, 4)}\npublished: 2018-12-{chance.randint(18, 22)}\n"
        found.append(f"---\n{front}---\n{body}")
    return found


def order_for(record: CaseRecord, chance: random.Random) -> Order | None:
    """A decision on something of the record."""
    claims = [claim for claim in record.claims if claim.harm is not None or claim.target is not None]
    if not claims or not record.incidents:
        return None
    claim, incidents = chance.choice(claims), list(record.incidents)
    orders: list[tuple[str, list[str], dict[str, str | None]]] = [
        ("correct", [claim.id], {"killed": str(chance.randint(1, 50))}),
        ("correct", [claim.id], {"place": chance.choice(TOWNS)}),
        ("reject", [claim.id], {}),
        ("accept", [claim.id], {}),
        ("grade", [chance.choice(incidents).id, "weak"], {}),
        ("name", ["rebels"], {"actor": "houthis"}),
        ("remove", [chance.choice(record.documents).id], {}),
        ("correct", [chance.choice(record.documents).id], {"published": "2018-12-19"}),
    ]
    orders += [
        ("split", [claim.id], {}),
        ("redact", [claim.document, claim.span.quote.split()[-1].strip(".,")], {}),
    ]
    if len(incidents) > 1:
        orders.append(("merge", [one.id for one in chance.sample(incidents, 2)], {}))
        orders.append(("move", [claim.id, chance.choice(incidents).id], {}))
    if len(record.documents) > 1:
        orders.append((chance.choice(("copies", "apart")), [one.id for one in chance.sample(record.documents, 2)], {}))
    if record.decisions:
        orders.append(("undo", [str(chance.choice(record.decisions).number)], {}))
    kind, words, values = chance.choice(orders)
    return Order(kind, tuple(words), values, "A. Reader", "as the words say")


def without_names(record: CaseRecord) -> dict[str, Any]:
    """What the record says but for what incidents are called, which follows from who came first.

    So does which of several copies is compared with the rest, and with it the order of an incident's reasons.
    """
    names = {one.id: "/".join(one.claims) for one in record.incidents}

    def plain(one: Record) -> str:
        text = one.canonical_json()
        for name, claims in names.items():
            text = text.replace(name, claims)
        return text

    incidents = [one.model_copy(update={"reasons": tuple(sorted(one.reasons))}) for one in record.incidents]
    record = record.model_copy(update={"incidents": tuple(incidents)})
    documents = {one.model_copy(update={"arrival": None}).canonical_json() for one in record.documents}
    kinds = ("claims", "incidents", "findings", "statements", "copies", "tallies")
    return {"documents": documents, **{kind: {plain(one) for one in getattr(record, kind)} for kind in kinds}}


def filled(folder: Path) -> Case:
    make_case(folder, "Talks")
    (folder / "agreement.yaml").write_text(AGREEMENT, encoding="utf-8")
    return Case(folder, lambda: NOW)


@pytest.mark.parametrize("seed", SEEDS)
def test_each_step_gives_what_a_build_from_nothing_gives(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts, folder = reports(chance), tmp_path / "case"
    case = filled(folder)
    waiting = list(enumerate(texts))
    chance.shuffle(waiting)
    while waiting:
        for number, text in [waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 1, 2, 4))))]:
            (folder / "documents" / f"{number}.txt").write_text(text, encoding="utf-8")
        case = case if chance.random() < 0.5 else Case(folder, lambda: NOW)
        case.build()
        for _ in range(chance.choice((0, 1, 2))):
            order = order_for(case.record(), chance)
            if order is not None:
                try:
                    decide(case, [order], NOW)
                except Exception as error:
                    assert getattr(error, "faults", None), error
        fresh = Case(folder, lambda: NOW)
        assert fresh.verify() == []
        assert fresh.record() == case.record()
        assert get_status(fresh.store) == last_status(fresh.record(), fresh.books, None)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_order_in_which_documents_come_changes_only_names(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    texts = reports(chance)
    found = []
    for attempt in range(3):
        folder = tmp_path / str(attempt)
        case = filled(folder)
        waiting = list(enumerate(texts))
        chance.shuffle(waiting)
        while waiting:
            for number, text in [waiting.pop() for _ in range(min(len(waiting), chance.choice((1, 3, 9))))]:
                (folder / "documents" / f"{number}.txt").write_text(text, encoding="utf-8")
            case.build()
        found.append(without_names(case.record()))
    for kind, first in found[0].items():
        for other in found[1:]:
            assert other[kind] == first, kind
