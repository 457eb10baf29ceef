"""Numbers and ranges as texts write them: neighbours of those that failed once, written before any was read."""

from __future__ import annotations

import pytest

from trucewatch.extract.harm.amounts import amounts_in


@pytest.mark.parametrize(
    ("words", "low", "high"),
    [
        # numbers
        ("killed 14 300 people", 14300, 14300),
        ("killed 2\u202f050 people", 2050, 2050),
        ("some two and a half thousand people fled", 2500, 2500),
        ("three dozen villagers were killed", 36, 36),
        ("wounded a half-dozen guards", 6, 6),
        ("three score houses burned", 60, 60),
        ("4.5 thousand people fled", 4500, 4500),
        ("two thousand and sixty people fled", 2060, 2060),
        ("a hundred and twelve people fled", 112, 112),
        ("several hundred people fled", 300, 999),
        ("half a million people fled", 500_000, 500_000),
        ("at least two dozen people were killed", 24, None),
        ("six, not five, people were killed", 6, 6),
        ("killed 14, and not 12, men", 14, 14),
        ("a quarter of a million people fled", 250_000, 250_000),
        # ranges
        ("killed from four to six people", 4, 6),
        ("killed between a dozen and twenty people", 12, 20),
        ("killed 7—9 people", 7, 9),
        ("killed five to eight people", 5, 8),
        ("fewer than forty people were killed", 1, 39),
        ("killed below 20 people", 1, 19),
        ("12 people or more were killed", 12, None),
        ("killed ten or more people", 10, None),
        ("killed 40+ people", 40, None),
        ("killed eight or so people", 8, 8),
        ("killed two to three thousand people", 2000, 3000),
        ("at least six or seven people were killed", 6, None),
    ],
)
def test_amounts(words: str, low: int, high: int | None) -> None:
    (found,) = amounts_in(words)
    assert (found.low, found.high) == (low, high)


@pytest.mark.parametrize(
    "words",
    [
        "killed three men and five women",
        "three and five people were killed in the two raids",
        "an 82-mm mortar killed 3 people",
        "a 12-year-old boy was killed",
        "the T-72 fired",
        "killed 62 people",
        "killed 1,204 people",
        "On May 12 500 people fled",
        "Resolution 2254 of 2015",
        "they scored a point",
    ],
)
def test_what_is_no_more_than_a_number(words: str) -> None:
    assert amounts_in(words) == ()
