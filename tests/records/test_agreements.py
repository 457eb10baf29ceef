"""The record of an agreement: its schema, its short forms, and what it holds to be unknown."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pytest
from pydantic import ValidationError

from trucewatch.knowledge import ROOT
from trucewatch.records.agreements import Agreement, Mechanism, Term
from trucewatch.records.provisions import Measure

DOCS = Path(__file__).resolve().parents[2] / "docs"


def test_the_schema_is_what_the_record_says(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.syspath_prepend(str(DOCS))
    monkeypatch.delitem(sys.modules, "agreement_schema", raising=False)
    import agreement_schema

    stored = (ROOT / "schemas" / "agreement.schema.json").read_text(encoding="utf-8")
    assert stored == agreement_schema.text(), "run python docs/agreement_schema.py"
    assert json.loads(stored)["additionalProperties"] is False


def test_a_plain_text_is_the_summary_of_mechanism_and_exit() -> None:
    agreement = Agreement.model_validate({"id": "a", "title": "A", "mechanism": "They meet.", "exit": None})
    assert agreement.mechanism == Mechanism(summary="They meet.")
    assert agreement.exit is None


def test_an_agreement_comes_back_from_its_json() -> None:
    agreement = Agreement.model_validate({"id": "a", "title": "A", "exit": "By notice.", "identifiers": {"pa_x": None}})
    assert Agreement.model_validate_json(agreement.model_dump_json()) == agreement


@pytest.mark.parametrize("value", [-1, float("inf"), float("nan")])
def test_a_measure_is_no_less_than_nothing_and_has_an_end(value: float) -> None:
    with pytest.raises(ValidationError):
        Measure(kind="distance", of="guns", unit="km", value=value)


def test_what_is_not_said_of_a_term_is_unknown_and_not_assumed() -> None:
    term = Term(id="t", instrument="i", title="T", modality="must")
    assert (term.kind, term.proxy_duty, term.due, term.wording) == ("unknown", "unknown", None, None)
    assert term.deliverable is False
