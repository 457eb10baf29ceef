"""Receipts: each on its own line, whoever writes at the same time; an intake ends when it is closed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from trucewatch.records.documents import Metadata
from trucewatch.store.heads import NAME, Heads
from trucewatch.store.receipts import Receipt, Receipts


def receipts_in(folder: Path) -> Receipts:
    return Receipts(folder / "receipts.jsonl", Heads(folder / "archive" / NAME))


def receipt(number: int, **told: object) -> Receipt:
    values = {"sha256": f"{number:064x}", "name": f"{number}.txt", "retrieved": "2026-01-01T00:00:00Z", **told}
    return Receipt.model_validate(values)


def test_many_writers_lose_no_line(tmp_path: Path):
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(lambda number: receipts_in(tmp_path).append(receipt(number)), range(20)))
    kept, faults = receipts_in(tmp_path).all()
    assert (len(kept), faults) == (20, ())


def test_what_comes_before_an_intake_is_closed_came_together(tmp_path: Path):
    receipts = receipts_in(tmp_path)
    receipts.close()  # nothing came: no intake
    receipts.append(receipt(1, retrieved="2026-01-01T00:00:00Z"))
    receipts.append(receipt(2, retrieved="2026-01-09T00:00:00Z"))
    receipts.close()
    receipts.close()
    receipts.append(receipt(3))
    assert [(one.receipt.name, one.intake) for one in receipts.arrived()] == [("1.txt", 1), ("2.txt", 1), ("3.txt", 2)]


def test_the_same_bytes_keep_the_intake_they_came_with(tmp_path: Path):
    receipts = receipts_in(tmp_path)
    receipts.append(receipt(1, path="documents/a.txt"))
    receipts.close()
    receipts.append(receipt(1, path="documents/a.txt", metadata=Metadata(published="2018-12-20")))
    (kept,) = receipts.arrived()
    assert (kept.intake, kept.receipt.metadata.published) == (1, "2018-12-20")
    receipts.append(receipt(2, path="documents/a.txt"))
    (kept,) = receipts.arrived()
    assert (kept.intake, kept.receipt.sha256[-1]) == (2, "2")


def test_receipts_taken_off_the_end_are_missed(tmp_path: Path):
    receipts = receipts_in(tmp_path)
    for number in range(3):
        receipts.append(receipt(number))
    receipts.close()
    receipts.path.write_bytes(b"".join(receipts.path.read_bytes().splitlines(keepends=True)[:2]))
    assert [fault.code for fault in receipts.all()[1]] == ["receipts.shortened"]
