"""Agreement files by themselves: every fault in one run, plain words, and what changed between two."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.errors import CaseError
from trucewatch.pipeline.agreements import change_lines, check_file, difference, page_lines

ROOT = Path(__file__).resolve().parents[2]
FAULTY = ROOT / "tests" / "cases" / "wrong-agreement" / "agreement.yaml"
MINSK = [ROOT / "examples" / "agreements" / name for name in ("minsk-2014-09", "minsk-2015-02")]


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """The wrong file, with a NUL where the sign for it stands."""
    path = tmp_path / "agreement.yaml"
    path.write_bytes(FAULTY.read_bytes().replace("␀".encode(), b"\0"))
    return path


def marked_lines() -> set[int]:
    """The lines of the wrong file that say they have a fault."""
    lines = FAULTY.read_bytes().split(b"\n")
    return {number for number, line in enumerate(lines, 1) if re.search(rb"\S.*\s# ", line)}


def test_every_marked_line_of_the_wrong_file_is_told_and_no_other(wrong: Path) -> None:
    faults = check_file(wrong).faults
    told = {int((fault.where or "").rpartition(":")[2]) for fault in faults}
    assert told == marked_lines()
    assert len({fault.code for fault in faults}) >= 30


def test_every_fault_says_what_to_do(wrong: Path) -> None:
    for fault in check_file(wrong).faults:
        said, _, remedy = re.sub(r"\([^)]*\)", "", fault.message).rpartition("; ")
        assert said, fault
        assert remedy, fault


def test_a_file_with_slips_of_yaml_tells_its_other_faults_too(tmp_path: Path) -> None:
    path = tmp_path / "agreement.yaml"
    path.write_text(
        "id: a\ntitle: A\nclocks:\n\t- {id: truce}\nwhole: truce\n"
        "terms:\n  - {id: x, instrument: lost, title: X, modality: must, clock: truce}\n",
        encoding="utf-8",
    )
    told = {(fault.code, fault.where) for fault in check_file(path).faults}
    assert told == {("case.yaml", "agreement.yaml:4"), ("agreement.unknown-instrument", "agreement.yaml:7")}


def test_what_lies_beside_the_file_counts(tmp_path: Path) -> None:
    (tmp_path / "agreement.yaml").write_text(
        "id: a\ntitle: A\nparticipants: [{actor: valley-front, capacity: party}]\n"
        "zones: [{id: z, name: Z, places: [mill]}]\n",
        encoding="utf-8",
    )
    codes = {fault.code for fault in check_file(tmp_path).faults}
    assert codes == {"agreement.unknown-actor", "agreement.unknown-place"}
    (tmp_path / "actors.yaml").write_text("actors: [{id: valley-front, name: Valley Front, kind: armed_group}]\n")
    (tmp_path / "places.yaml").write_text("places: [{id: mill, name: The Mill, lat: 1, lon: 2}]\n")
    checked = check_file(tmp_path)
    assert checked.faults == ()
    lines = list(page_lines(checked.page()))
    assert "  Valley Front  [party]" in lines
    assert "      Covers: The Mill" in lines


def test_a_file_with_faults_has_no_page(wrong: Path) -> None:
    with pytest.raises(CaseError) as caught:
        check_file(wrong).page()
    assert len(caught.value.faults) == len(check_file(wrong).faults)


def test_nothing_changed_between_a_file_and_itself() -> None:
    assert difference(MINSK[0], MINSK[0]) == []


def test_what_changed_between_two_agreements_of_a_series() -> None:
    changes = difference(*MINSK)
    found = {(change.kind, change.section, change.entry) for change in changes}
    assert ("added", "Terms", "border") in found
    assert ("removed", "Terms", "no-offensives") in found
    assert ("added", "Participants", "state:FR co_sponsor") in found
    (clock,) = [one for one in changes if (one.section, one.entry, one.label) == ("Clocks", "ceasefire", "Begins")]
    assert (clock.before, clock.after) == (
        ("5 September 2014, 18:00 UTC+03:00",),
        ("15 February 2015, 00:00 UTC+02:00",),
    )
    (amount,) = [one for one in changes if (one.entry, one.label) == ("heavy-weapons", "How much")]
    assert any("140 km" in line for line in amount.after)


def test_one_changed_line_is_told_as_one(tmp_path: Path) -> None:
    shutil.copytree(MINSK[1], tmp_path / "b")
    path = tmp_path / "b" / "agreement.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("value: 70, unit: km", "value: 75, unit: km"))
    lines = list(change_lines(difference(MINSK[1], tmp_path / "b")))
    assert lines == [
        "Terms",
        "  ~ Both sides move heavy weapons back to equal distances, each from its own line (heavy-weapons)",
        "      How much",
        "        - width of security zone for multiple rocket launchers: 70 km",
        "        + width of security zone for multiple rocket launchers: 75 km",
    ]


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_a_file_that_was_tampered_with_is_read_or_told(tmp_path: Path, data: st.DataObject) -> None:
    lines = (MINSK[0] / "agreement.yaml").read_text(encoding="utf-8").splitlines()
    for _ in range(data.draw(st.integers(1, 4))):
        number = data.draw(st.integers(0, len(lines) - 1))
        lines[number] = data.draw(
            st.sampled_from(["", lines[number][:-3], "\t", "- x", lines[number] + " [", "terms: 7"])
        )
    path = tmp_path / "agreement.yaml"
    path.write_text("\n".join(lines), encoding="utf-8")
    checked = check_file(path)
    assert checked.faults or checked.agreement is not None
    assert all((fault.where or "").startswith("agreement.yaml") for fault in checked.faults)


def test_both_files_faults_are_told_before_a_comparison(wrong: Path) -> None:
    with pytest.raises(CaseError) as caught:
        difference(wrong, wrong)
    assert len(caught.value.faults) == 2 * len(check_file(wrong).faults)
