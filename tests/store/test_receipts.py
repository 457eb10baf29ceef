"""Receipts: each on its own line, whoever writes at the same time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from trucewatch.store import receipts as receipts_module
from trucewatch.store.receipts import Receipt, Receipts


def receipt(number: int) -> Receipt:
    return Receipt(sha256=f"{number:064x}", name=f"{number}.txt", retrieved="2026-01-01T00:00:00Z")


def test_many_writers_lose_no_line(tmp_path: Path):
    path = tmp_path / "receipts.jsonl"
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: Receipts(path).append(receipt(number)), range(20)))
    kept, faults = Receipts(path).all()
    assert (len(kept), faults) == (20, ())


def test_the_folder_is_on_the_disk_too(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    synced: list[Path] = []
    monkeypatch.setattr(receipts_module, "sync_folder", synced.append)
    Receipts(tmp_path / "receipts.jsonl").append(receipt(1))
    assert synced == [tmp_path]
