"""Which characters stand in quotation marks."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trucewatch.extract.attribution.quotations import find_quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"The road is shut," he said. "Stay."', ['"The road is shut,"', '"Stay."']),
        ("“The road is shut,” he said.", ["“The road is shut,”"]),
        ("“We call it a ‘pause’,” he said.", ["“We call it a ‘pause’,”"]),
        ("''It holds'' they said", ["''It holds''"]),
        ('A 6" pipe was found.', []),
        ("No marks at all.", []),
    ],
)
def test_marks(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in find_quotations(text)] == quoted


def test_open_paragraph_may_go_on() -> None:
    first, second = find_quotations("“We left the town.\n\n“We shall return,” he said.")
    assert (first.closed, second.closed, second.opens_paragraph) == (False, True, True)


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet=st.sampled_from("ab .,\n\"'“”‘’«»\x00\ud800"), max_size=120))
def test_quotations_are_ordered_and_inside(text: str) -> None:
    last = 0
    for quotation in find_quotations(text):
        assert last <= quotation.start < quotation.end <= len(text)
        last = quotation.end
