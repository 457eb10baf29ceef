"""Seven small truces against what was expected of them before any output was seen: findings, commitments, status.

Where an expectation was corrected afterwards, a comment beside it says how it was first written, and why.

What is reached is pinned as a floor, which may only rise; a row that is not reached says in `missed` what class of
error keeps it.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from tests.cases.truce_case import Built, build_case, case_names, told
from tests.cases.truce_rows import commitment_meets, finding_meets, status_meets

from trucewatch.extract.syntax.parser import Parser

HERE = Path(__file__).resolve().parent / "truces"
CASES = case_names(HERE)


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory, parser: Parser) -> dict[str, Built]:
    return {name: build_case(HERE / name, tmp_path_factory.mktemp(name), parser) for name in CASES}


def open_rows(case: Built) -> dict[str, list[str]]:
    """Every row that does not come out, by what it is about; rows marked `missed` name a class that is known to be."""
    found: dict[str, list[str]] = {"findings": [], "commitments": [], "status": []}
    for row in case.expected["findings"]:
        if not any(finding_meets(one, row) for one in case.findings(row)):
            found["findings"].append(told(row))
    for row in case.expected.get("commitments", ()):
        if not commitment_meets(case.commitments(row["at"]), row):
            found["commitments"].append(told(row))
    for row in case.expected["status"]:
        if not status_meets(case, case.status(row["at"]), row):
            found["status"].append(told(row))
    return found


@pytest.mark.parametrize("what", ["findings", "commitments", "status"])
@pytest.mark.parametrize("name", CASES)
def test_what_was_expected_comes_out(built: dict[str, Built], name: str, what: str) -> None:
    surprising = [row for row in open_rows(built[name])[what] if "missed: " not in row]
    assert not surprising, "\n".join(surprising)


@pytest.mark.parametrize(
    ("what", "least", "reached"), [("findings", 40, 37), ("status", 25, 31), ("commitments", 10, 14)]
)
def test_how_much_is_expected_and_comes_out(built: dict[str, Built], what: str, least: int, reached: int) -> None:
    expected = sum(len(case.expected.get(what, ())) for case in built.values())
    missing = [f"{name}, {row}" for name, case in built.items() for row in open_rows(case)[what]]
    assert expected >= least
    assert expected - len(missing) >= reached, "\n".join(missing)


ASKED: dict[str, tuple[str, str, str]] = {
    "excluded actor": ("findings", "applies", "not_a_party"),
    "outside zone": ("findings", "applies", "outside_zone"),
    "before entry into force": ("findings", "applies", "not_in_force"),
    "clock reset": ("status", "clock", "seven-days"),
    "self-defence claimed": ("findings", "value", "exception_claimed"),
    "proxy": ("findings", "duty", "proxy"),
    "third-party duty": ("findings", "duty", "prevention"),
    "overdue withdrawal": ("commitments", "state", "overdue"),
    "quota not met": ("commitments", "state", "partial"),
    "both parties accuse each other": ("findings", "attribution", "contested"),
    "monitor unable to rule": ("findings", "value", "unable_to_rule"),
    "resumed after suspension": ("status", "value", "suspended"),
    "two zones with different status": ("status", "zones", ""),
}
"""What the cases must cover, and where a row that comes out shows it: section, field, value (any, where empty)."""


@pytest.mark.parametrize("kind", ASKED)
def test_what_must_be_covered_comes_out_somewhere(built: dict[str, Built], kind: str) -> None:
    section, field, value = ASKED[kind]
    cases = [case for case in built.values() if kind in case.expected["covers"]]
    reached = [
        row for case in cases for row in case.expected.get(section, []) if told(row) not in open_rows(case)[section]
    ]
    assert any(field in row and (not value or str(row[field]) == value) for row in reached)


def test_documents_say_what_they_are() -> None:
    for path in HERE.glob("*/input/*.txt"):
        text = path.read_text(encoding="utf-8")
        assert "Written for Trucewatch: public facts of the time, and incidents invented" in text, path.name
        assert ".example/" in text, path.name
