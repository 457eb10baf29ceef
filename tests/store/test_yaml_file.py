"""YAML files as people write them: every fault with its line, and the rest read all the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from trucewatch.store.yaml_file import YamlFile

ROT = (
    "",
    "---\n---\n",
    "%YAML 9\n",
    "- a: [",
    "\t",
    "? [a]\n: b",
    "*x",
    "&a [*a]",
    "a: &a {b: *a}",
    "{" * 2000,
    "!!x y",
)


def read(folder: Path, raw: bytes | str) -> YamlFile:
    path = folder / "file.yaml"
    path.write_bytes(raw.encode("utf-8", "surrogatepass") if isinstance(raw, str) else raw)
    return YamlFile(path)


def told(file: YamlFile) -> list[tuple[str, str | None]]:
    return [(fault.code, fault.where) for fault in file.faults]


def test_plain_values_keep_dates_as_words(tmp_path: Path) -> None:
    file = read(tmp_path, "a: 2016-09-12\nb: 1_000\nc: 0.5\nd: yes\ne: null\nf: [x, y]\n")
    assert file.value == {"a": "2016-09-12", "b": 1000, "c": 0.5, "d": "yes", "e": None, "f": ["x", "y"]}
    assert file.faults == []


def test_a_slip_does_not_hide_the_rest(tmp_path: Path) -> None:
    file = read(tmp_path, "one: 1\ntwo:\n\t- {id: lost}\nthree: [}\nfour: 4\nfour: 5\n")
    assert file.value == {"one": 1, "four": 5}
    assert told(file) == [
        ("case.yaml", "file.yaml:3"),
        ("case.yaml", "file.yaml:4"),
        ("case.yaml-double-key", "file.yaml:6"),
    ]
    assert file.unread == {"two": {"lost"}, "three": set()}
    assert file.line(["four"]) == 5


def test_characters_that_yaml_has_not_are_told_by_line_and_left_out(tmp_path: Path) -> None:
    file = read(tmp_path, b"a: x\x00y\nb: \x07z\nc: \xe9\n")
    assert told(file) == [
        ("case.encoding", "file.yaml:3"),
        ("case.control-character", "file.yaml:1"),
        ("case.control-character", "file.yaml:2"),
    ]
    assert file.value["a"] == "xy"


def test_a_file_that_is_no_text_is_told_once(tmp_path: Path) -> None:
    file = read(tmp_path, b"\x00\x01\x02\n" * 900)
    assert (file.value, told(file)) == (None, [("case.encoding", "file.yaml")])


def test_half_a_character_behind_an_escape_is_told(tmp_path: Path) -> None:
    file = read(tmp_path, 'a: b\nc: "\\ud83d"\n')
    assert told(file) == [("case.control-character", "file.yaml:2")]
    assert file.value == {"a": "b", "c": "?"}


def test_keys_that_stand_twice_and_aliases_in_a_circle(tmp_path: Path) -> None:
    file = read(tmp_path, "a:\n  b: 1\n  b: 2\nc: &c\n  d: 1\n  e: *c\n")
    assert told(file) == [("case.yaml-double-key", "file.yaml:3"), ("case.yaml-cycle", "file.yaml:6")]
    assert file.value == {"a": {"b": 2}, "c": {"d": 1, "e": None}}


def test_an_alias_bomb_is_told_and_stops(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 9)]
    file = read(tmp_path, "\n".join(lines))
    assert [code for code, _ in told(file)] == ["case.yaml-aliases"]


def test_a_file_that_is_not_there_is_a_fault(tmp_path: Path) -> None:
    file = YamlFile(tmp_path / "none.yaml")
    assert (file.value, [fault.code for fault in file.faults]) == (None, ["case.yaml"])


@pytest.mark.parametrize("raw", ROT)
def test_nothing_crashes_it(tmp_path: Path, raw: str) -> None:
    file = read(tmp_path, raw)
    assert file.faults or file.value is None or isinstance(file.value, str)


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(raw=st.binary(max_size=200) | st.text(alphabet='ab:-[]{}"&*\n\t #?|>%', max_size=80).map(str.encode))
def test_no_bytes_crash_it_and_every_fault_names_the_file(tmp_path: Path, raw: bytes) -> None:
    file = read(tmp_path, raw)
    assert all((fault.where or "").startswith("file.yaml") and fault.message for fault in file.faults)
