"""Things along a text: what is found by place is what going through all of them would find."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from trucewatch.records.along import Along
from trucewatch.records.spans import Span

PLACES = st.lists(st.tuples(st.integers(0, 60), st.integers(1, 12)), max_size=30)


def span(start: int, length: int) -> Span:
    return Span(start=start, end=start + length, quote="x" * length)


@given(PLACES, st.integers(-5, 80), st.integers(-5, 80))
def test_what_touches_is_found_in_the_order_given(places: list[tuple[int, int]], start: int, end: int) -> None:
    things = [(number, span(*place)) for number, place in enumerate(places)]
    found = Along(things, lambda thing: thing[1]).touching(start, end)
    assert found == [thing for thing in things if start < end and thing[1].start < end and thing[1].end > start]


def test_only_what_is_near_is_looked_at() -> None:
    asked: list[int] = []

    class Counting(Span):
        def __getattribute__(self, name: str) -> object:
            if name == "end":
                asked.append(1)
            return super().__getattribute__(name)

    spans = [Counting(start=10 * number, end=10 * number + 5, quote="xxxxx") for number in range(1000)]
    along = Along(spans, lambda one: one)
    asked.clear()
    assert along.touching(5000, 5012) == spans[500:502]
    assert len(asked) < 5
