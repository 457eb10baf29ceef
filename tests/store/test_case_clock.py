"""A case's clock: an agreement's clocks that name no time zone are on the case's, and so is a day asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from trucewatch.assess.status import status_at
from trucewatch.store.case_files import load_case_files

AGREEMENT = """\
id: truce
title: A truce
participants:
  - {actor: north, capacity: party}
  - {actor: south, capacity: party}
clocks:
  - {id: whole, name: The truce, begin: "2024-05-01T00:00", finish: "2024-05-10T00:00"%s}
whole: whole
"""


@pytest.mark.parametrize(
    ("own", "at", "value"),
    [
        ("", "2024-05-10", "expired"),
        ("", "2024-05-09T23:59", "in_force"),
        ("", "2024-05-09T21:30Z", "expired"),  # half past midnight in Aden
        (", time_zone: UTC", "2024-05-09T21:30Z", "in_force"),
    ],
)
def test_a_clock_without_a_zone_is_on_the_cases(own: str, at: str, value: str, tmp_path: Path) -> None:
    (tmp_path / "case.toml").write_text('id = "c"\ntitle = "C"\ntime_zone = "Asia/Aden"\n', encoding="utf-8")
    (tmp_path / "agreement.yaml").write_text(AGREEMENT % own, encoding="utf-8")
    files = load_case_files(tmp_path)
    assert status_at(files.agreement, (), at, {}).value.value == value
