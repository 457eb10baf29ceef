"""The agreements that come as examples: whole, in neutral words, sourced, and true to what is known."""

from __future__ import annotations

import json
from datetime import datetime
from functools import cache
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from trucewatch.assess.clocks import period_of
from trucewatch.knowledge import ROOT as KNOWLEDGE
from trucewatch.pipeline.agreements import CheckedAgreement, check_file, page_lines
from trucewatch.records.agreements import Agreement, Publication
from trucewatch.records.provisions import ExtensionKind, Measure

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"
FILES = sorted((*EXAMPLES.glob("agreements/*/agreement.yaml"), EXAMPLES / "syria-2016" / "agreement.yaml"))
SCHEMA = KNOWLEDGE / "schemas" / "agreement.schema.json"
LOADED = ("terrorist", "regime", "rebel", "militant", "junta", "occupation", "separatist")


@cache
def checked(path: Path) -> CheckedAgreement:
    return check_file(path)


def load(name: str) -> Agreement:
    agreement = checked(EXAMPLES / "agreements" / name / "agreement.yaml").agreement
    assert agreement is not None
    return agreement


def measures(agreement: Agreement, term: str) -> list[Measure]:
    return [one for entry in agreement.terms if entry.id == term for one in entry.measures]


def test_all_six_truces_are_there() -> None:
    names = {path.parent.name for path in FILES}
    assert names >= {
        "syria-2016",
        "syria-2016-02",
        "minsk-2014-09",
        "minsk-2015-02",
        "hodeidah-2018-12",
        "south-sudan-2017-12",
        "south-sudan-2018-09",
        "israel-lebanon-2024-11",
        "gaza-2025-01",
    }


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_a_file_has_no_fault_and_fits_the_schema(path: Path) -> None:
    assert checked(path).faults == ()
    validator = jsonschema.Draft202012Validator(json.loads(SCHEMA.read_text(encoding="utf-8")))
    assert list(validator.iter_errors(YAML(typ="safe", pure=True).load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_every_entry_names_its_source_and_nothing_is_named_by_a_label(path: Path) -> None:
    agreement = checked(path).agreement
    assert agreement is not None
    for entries in (agreement.instruments, agreement.participants, agreement.zones, agreement.clocks, agreement.terms):
        assert all(entry.source for entry in entries), path
    words = "\n".join(page_lines(checked(path).page())).lower()
    words = words.replace("list of designated terrorist organisations", "").replace("regime of calm", "")
    assert [label for label in LOADED if label in words] == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.parent.name)
def test_what_is_not_public_is_marked(path: Path) -> None:
    agreement = checked(path).agreement
    assert agreement is not None
    hidden = {one.id for one in agreement.instruments if one.publication is Publication.UNPUBLISHED}
    assert all(term.quote is None for term in agreement.terms if term.instrument in hidden)
    assert {"eth_prio", "pa_x"} <= set(agreement.identifiers)
    assert agreement.identifiers["eth_prio"] is None


def test_minsk_measures_by_class_of_weapon_from_a_line_of_each_party() -> None:
    agreement = load("minsk-2015-02")
    widths = [one.value for one in measures(agreement, "heavy-weapons") if one.kind == "width"]
    assert widths == [50, 70, 140]
    lines = {line.party: line.date for zone in agreement.zones for line in zone.lines}
    assert lines["dpr"] == "2014-09-19"
    assert lines["state:UA"] != lines["dpr"]


def test_hodeidah_is_due_two_and_three_weeks_after_the_ceasefire() -> None:
    agreement = load("hodeidah-2018-12")
    assert period_of(agreement, "first-phase").finish == datetime(2018, 12, 31, 21)
    assert period_of(agreement, "full-redeployment").finish == datetime(2019, 1, 7, 21)


def test_minsk_withdrawal_runs_from_the_second_day_and_releases_five_days_more() -> None:
    agreement = load("minsk-2015-02")
    assert period_of(agreement, "heavy-weapons").begin == datetime(2015, 2, 15, 22)
    assert period_of(agreement, "heavy-weapons").finish == datetime(2015, 3, 1, 22)
    assert period_of(agreement, "release").finish == datetime(2015, 3, 6, 22)


def test_gaza_counts_by_day_ratio_and_quota_and_goes_on_while_talks_do() -> None:
    agreement = load("gaza-2025-01")
    aid = {one.of: (one.value, one.per) for one in measures(agreement, "aid")}
    assert aid["lorries of aid"] == (600, "day")
    assert period_of(agreement, "day-22").begin == datetime(2025, 2, 9, 6, 30)
    (phase,) = [clock for clock in agreement.clocks if clock.id == "first-phase"]
    assert phase.extension is not None
    assert phase.extension.kind is ExtensionKind.WHILE_TALKS
    assert {name for value in phase.values for name in value.by} == {"state:IL"}
    counts = [one.value for one in measures(agreement, "release-of-hostages") if one.kind == "quota"]
    assert sum(value or 0 for value in counts) + 4 * 3 == 33


def test_lebanon_answers_for_keeping_others_from_attacks() -> None:
    (term,) = [one for one in load("israel-lebanon-2024-11").terms if one.id == "lebanon-prevents"]
    assert (term.obligors, term.proxies, term.proxy_duty) == (("state:LB",), ("hezbollah",), "prevents")


def test_who_did_not_sign_is_not_bound() -> None:
    agreement = load("south-sudan-2018-09")
    (nas,) = [one for one in agreement.participants if one.actor == "nas"]
    assert nas.act == "refused"
    assert all("nas" not in term.obligors for term in agreement.terms)
