"""Floors of quality, on data that stands beside the project; they may only rise."""

from __future__ import annotations

import hashlib
import importlib.util
import json
from pathlib import Path
from typing import Any

import pytest

from trucewatch.resolve.times import find_times

FLOORS = {
    "timebank": ("c95796a4a4ef", "value_f1", 0.837),
    "aquaint": ("493ac759bebd", "value_f1", 0.774),
    "conflict-dev": ("90fe43f81cf8", "interval_f1", 1.0),
}


def scorer(path: Path) -> Any:
    spec = importlib.util.spec_from_file_location("score_times", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def annotate(record: dict[str, Any]) -> dict[str, Any]:
    times = find_times(record["text"], record["published"])
    spans = [{"start": time.span.start, "end": time.span.end} for time in times]
    rest = [time.model_dump(mode="json", include={"type", "value", "begin", "finish"}) for time in times]
    return {"id": record["id"], "times": [span | other for span, other in zip(spans, rest, strict=True)]}


@pytest.mark.shared
@pytest.mark.parametrize("name", FLOORS)
def test_times_are_no_worse_than_they_were(name: str, shared_dir: Path) -> None:
    digest, figure, floor = FLOORS[name]
    raw = (shared_dir / "gold" / "times" / f"{name}.jsonl").read_bytes()
    if hashlib.sha256(raw).hexdigest()[:12] != digest:
        pytest.skip(f"{name} is another corpus than the one that set the floor")
    records = [json.loads(line) for line in raw.decode().splitlines()]
    score = scorer(shared_dir / "score" / "times.py")
    figures = score.figures(score.count(records, [annotate(record) for record in records]))
    assert figures[figure] >= floor
