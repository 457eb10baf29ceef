"""Lists of addresses and pages with their headers; a build asks no network."""

from __future__ import annotations

from pathlib import Path

import httpx

from pipeline.small_case import now
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.intake import Told, arrivals
from trucewatch.read.address_list import addresses_in
from trucewatch.read.fetch import Web
from trucewatch.records.documents import Metadata
from trucewatch.store.receipts import Receipt


def answer(request: httpx.Request) -> httpx.Response:
    if request.url.path == "/gone":
        return httpx.Response(404)
    words = f"<html><body><p>The truce held at {request.url.path}, the mission said.</p></body></html>"
    return httpx.Response(
        200, stream=httpx.ByteStream(words.encode()), headers={"content-type": "text/html", "etag": '"1"'}
    )


def test_a_list_of_addresses_is_known() -> None:
    raw = b"\xef\xbb\xbf# statements\nhttps://a.example/1 # first\n\nhttps://a.example/2\nhttps://a.example/1\n"
    assert addresses_in(raw) == ["https://a.example/1", "https://a.example/2"]
    assert addresses_in(b"https://a.example/1 tells of shelling.\n") == []
    assert addresses_in(b"The truce held.") == []


def test_each_address_of_a_list_is_retrieved_and_its_headers_are_kept(folder: Path, tmp_path: Path) -> None:
    listed = tmp_path / "urls.txt"
    listed.write_text("https://a.example/1\nhttps://a.example/gone\nhttps://a.example/2\n")
    case = Case(folder, now)
    web = Web(httpx.Client(transport=httpx.MockTransport(answer)), resolve=lambda *_: ["93.184.216.34"])
    given = Metadata(source="UN", title="holds for none")
    found = list(arrivals(case, [str(listed)], Told(given), web, lambda: b""))
    assert [(one.name, [fault.code for fault in one.faults]) for one in found] == [
        ("https://a.example/1", []),
        ("https://a.example/gone", ["read.http-status"]),
        ("https://a.example/2", []),
    ]
    receipts = case.receipts.current()
    assert {receipt.metadata.title for receipt in receipts} == {None}
    assert receipts[0].headers[0] == ("", "HTTP/1.1 200 OK") and ("etag", '"1"') in receipts[0].headers
    assert case.build().documents == 4 and case.verify() == []


def test_a_list_in_documents_is_told_and_not_retrieved(folder: Path) -> None:
    (folder / "documents" / "urls.txt").write_text("https://a.example/1\n")
    assert [(fault.code, fault.where) for fault in Case(folder, now).build().faults] == [
        ("read.address-list", "urls.txt")
    ]


def test_a_receipt_without_headers_is_written_as_before() -> None:
    receipt = Receipt(sha256="0" * 64, name="a.txt", retrieved="2026-01-01T00:00:00Z")
    assert "headers" not in receipt.model_dump(mode="json") and "headers" not in receipt.canonical_json()
