"""Six truces of our own, expected apart from the rules and before any output: every key of what is expected.

`python -m tests.cases.test_own_truces` prints the figures, and with `--rows` every row that does not come out with
what did.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from ruamel.yaml import YAML
from tests.cases import truce_incidents as happened
from tests.cases import truce_rows as rows
from tests.cases.truce_case import Built, build_case, case_names

from trucewatch.extract.syntax.parser import Parser, load_parser

HERE = Path(__file__).resolve().parent / "own_truces"
CASES = case_names(HERE)
SCORERS = (
    rows.status_outcomes,
    rows.forbidden_outcomes,
    rows.speaker_outcomes,
    rows.no_statement_outcomes,
    rows.finding_outcomes,
    rows.never_finding_outcomes,
    rows.commitment_outcomes,
    happened.incident_outcomes,
    happened.apart_outcomes,
    happened.none_outcomes,
    happened.silent_outcomes,
    happened.tally_outcomes,
    happened.copy_outcomes,
    happened.never_outcomes,
)
KEYS = (
    "status",
    "forbidden",
    "speakers",
    "no_statement",
    "findings",
    "findings once checked",
    "never_findings",
    "commitments",
    "incidents",
    "incident fields",
    "apart",
    "none",
    "silent",
    "tallies",
    "copies",
    "not_copies",
    "never",
)
"""The keys of `expected.yaml`; `forbidden`: the endings among what comes out for `status`; `findings once checked`:
with what would follow if a person had accepted what the program read; `incident fields`: what the rows of `incidents`
ask beyond being one."""


def outcomes(case: Built) -> Iterator[rows.Outcome]:
    for scorer in SCORERS:
        yield from scorer(case)


MARKS = YAML(typ="safe", pure=True).load((HERE / "floors.yaml").read_text(encoding="utf-8"))
FLOORS: dict[str, dict[str, int]] = MARKS["floors"]
LOST = Counter((one["case"], one["key"]) for one in MARKS["lost"])
ENDED_WRONGLY = {(one["case"], one["at"]): one["why"] for one in MARKS["ended_wrongly"]}


def score(name: str, parser: Parser) -> list[rows.Outcome]:
    with TemporaryDirectory() as folder:
        return list(outcomes(build_case(HERE / name, Path(folder), parser)))


@pytest.fixture(scope="module")
def scored(parser: Parser) -> dict[str, list[rows.Outcome]]:
    return {name: score(name, parser) for name in CASES}


def of_key(found: list[rows.Outcome], key: str) -> tuple[int, list[str]]:
    """How many rows of a key came out, and those that did not, with what did."""
    asked = [one for one in found if one.key == key]
    missed = [f"{one.row}\n    got {one.got}" for one in asked if not one.right]
    return len(asked) - len(missed), missed


@pytest.mark.parametrize("key", KEYS)
@pytest.mark.parametrize("name", CASES)
def test_what_came_out_before_comes_out(scored: dict[str, list[rows.Outcome]], name: str, key: str) -> None:
    right, missed = of_key(scored[name], key)
    print(f"{name}, {key}: {right} come out, {len(missed)} do not", *missed, sep="\n  ")
    assert right >= FLOORS[name][key] - LOST[name, key], "\n".join(missed)
    assert not LOST[name, key] or right < FLOORS[name][key], "what is marked as lost comes out: take its mark away"


@pytest.mark.parametrize("name", CASES)
def test_no_truce_ends_where_none_may(scored: dict[str, list[rows.Outcome]], name: str) -> None:
    wrong = [one for one in scored[name] if one.key == "forbidden" and not one.right]
    known = [reason for (case, _), reason in ENDED_WRONGLY.items() if case == name]
    new = [f"{one.row}\n    got {one.got}" for one in wrong if (name, one.at) not in ENDED_WRONGLY]
    assert not new, "\n".join(new)
    assert len(wrong) == len(known), "one that is marked comes out right: take its mark away"


def test_every_key_of_what_is_expected_is_scored() -> None:
    known = {"agreement", "countries", "time_zone", "covers", *KEYS} - {
        "forbidden",
        "findings once checked",
        "incident fields",
    }
    for name in CASES:
        expected = YAML(typ="safe", pure=True).load((HERE / name / "expected.yaml").read_text(encoding="utf-8"))
        assert set(expected) <= known, name


def test_documents_say_what_they_are() -> None:
    for path in HERE.glob("*/input/*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "Written for Trucewatch: public facts of the time, and incidents invented" in text, path.name
        assert ".example/" in text, path.name


def main(arguments: list[str]) -> None:
    """Print how many rows of each key come out, by case and in all; with `--rows`, those that do not."""
    parser, right, asked = load_parser(), Counter[str](), Counter[str]()
    for name in CASES:
        found = score(name, parser)
        here, good = Counter(one.key for one in found), Counter(one.key for one in found if one.right)
        print(name, _figures(good, here))
        for one in found:
            if "--rows" in arguments and not one.right:
                print(f"  {one.key} | {one.row}\n      {one.got}")
        right, asked = right + good, asked + here
    print("all", _figures(right, asked))


def _figures(right: Counter[str], asked: Counter[str]) -> str:
    return ", ".join(f"{key} {right[key]} of {asked[key]}" for key in KEYS if asked[key])


if __name__ == "__main__":
    main(sys.argv[1:])
