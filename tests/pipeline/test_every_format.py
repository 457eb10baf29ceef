"""Files of every format in a case: all in, each fault told, one statement the same claims, rulings on parts."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from pipeline.small_case import now
from read.formats import made
from read.formats.test_hostile import bomb_docx, encrypted_pdf, encrypted_zip, nested_zip, truncated_pdf
from read.formats.test_pdf import columns, picture
from trucewatch.pipeline.case import Case
from trucewatch.pipeline.deciding import decide
from trucewatch.pipeline.order import Order
from trucewatch.pipeline.reporting import report_page
from trucewatch.pipeline.showing import show_lines
from trucewatch.pipeline.template import make_case
from trucewatch.records.documents import Document, Metadata
from trucewatch.report.public import PublicPolicy

GIVEN = Metadata(source="Example Agency", published="2018-12-19")


def other(number: int) -> str:
    return f"The mission said that the truce held in sector {number} during the night."


def mail_with(*attached: tuple[str, bytes]) -> bytes:
    mail = made.mail("The mission sends its reports of the night.", Subject="Reports")
    for name, content in attached:
        mail.add_attachment(content, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def forty() -> dict[str, bytes]:
    """Forty files as a desk has them, some of them broken."""
    text = {f"notes/{number}.txt": other(number).encode() for number in range(1, 5)}
    pages = {
        f"pages/{number}.html": f"<html><body><p>{other(number)}</p></body></html>".encode() for number in range(5, 9)
    }
    return {
        **text,
        **pages,
        "pdf/statement.pdf": made.as_pdf((other(9),)),
        "pdf/bulletin.pdf": columns(),
        "pdf/annexes.pdf": made.as_pdf((other(10),), before=2),
        "pdf/called.txt": made.as_pdf((other(11),)),
        "pdf/half-scanned.pdf": picture(2, other(12)),
        "pdf/scan.pdf": picture(1),
        "pdf/locked.pdf": encrypted_pdf(),
        "pdf/cut.pdf": truncated_pdf(),
        "word/statement.docx": made.as_docx(),
        "word/no-ending": made.as_docx().replace(b"python-docx", b"python-docy"),
        "word/bomb.docx": bomb_docx(),
        "word/old.doc": b"\xd0\xcf\x11\xe0" + b"\0" * 600,
        "office/statement.odt": made.as_odt(),
        "office/statement.rtf": made.as_rtf(),
        "mail/one.eml": made.as_eml(),
        "mail/attached.eml": mail_with(("night.pdf", made.as_pdf((other(13),))), ("night.docx", made.as_docx())),
        "mail/no-name": mail_with(("list.txt", other(14).encode())),
        "mail/box.mbox": made.as_mbox(),
        "web/page.mhtml": made.as_mhtml(),
        "web/rss.xml": made.as_rss(),
        "web/atom.xml": made.as_atom(),
        "web/feed.json": made.as_json_feed(),
        "web/capture.warc": made.as_warc(packed=False),
        "web/capture.warc.gz": made.as_warc(),
        "web/capture.wacz": made.as_wacz(),
        "chat/result.json": made.telegram(),
        "chat/messages.html": made.as_telegram_page(),
        "chat/WhatsApp Chat with Desk.txt": made.as_whatsapp(),
        "packed/all.zip": made.as_zip(
            {"a.txt": other(15).encode(), "b.pdf": made.as_pdf((other(16),)), "c.png": b"\x89PNG"}
        ),
        "packed/locked.zip": encrypted_zip(),
        "packed/deep.zip": nested_zip(),
        "pictures/photo.jpg": b"\xff\xd8\xff\xe0" + b"\0" * 100,
    }


FAULTS = {
    "pdf/scan.pdf": "read.scanned",
    "pdf/locked.pdf": "read.encrypted",
    "pdf/cut.pdf": "read.damaged",
    "word/bomb.docx": "read.too-large",
    "word/old.doc": "read.media-type",
    "packed/locked.zip/a.txt": "read.encrypted",
    "packed/all.zip/c.png": "read.media-type",
    "packed/deep.zip": "read.too-deep",
    "pictures/photo.jpg": "read.media-type",
}


def fill(case: Path, files: dict[str, bytes]) -> None:
    for name, content in files.items():
        path = case / "documents" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


@pytest.fixture
def empty(tmp_path: Path) -> Path:
    target = tmp_path / "case"
    make_case(target, "Every format")
    return target


def test_forty_files_in_all_formats_are_in_and_each_fault_is_told(empty: Path) -> None:
    files = forty()
    assert len(files) == 40
    fill(empty, files)
    case = Case(empty, now)
    summary = case.build()
    for name, code in FAULTS.items():
        assert [fault.code for fault in summary.faults if (fault.where or "").startswith(name)] == [code], name
    assert len(summary.faults) == len(FAULTS)
    documents = case.record().documents
    told = [*(one.name for one in documents), *map(str, (*summary.faults, *summary.warnings))]
    assert {name for name in files if not any(name in one for one in told)} == set()
    warned = {"document.same-bytes", "read.scanned-pages", "read.undated", "read.little-text"}
    assert {fault.code for fault in summary.warnings} == warned
    archived = {path.name for path in (empty / "archive").rglob("*") if len(path.name) == 64}
    assert all((document.original or document.sha256) in archived for document in documents)
    assert case.verify() == []


def claims_of(case: Case, document: str) -> set[tuple[str, str, str, str | None]]:
    """What a document's claims say, by their words."""
    return {
        (
            claim.event,
            claim.force.value,
            " ".join(claim.trigger.quote.split()),
            claim.time.begin if claim.time else None,
        )
        for claim in case.record().claims
        if claim.document == document
    }


SAME: dict[str, Callable[[], bytes]] = {
    "statement.txt": lambda: "\n\n".join(made.STATEMENT).encode(),
    "statement.html": lambda: made.as_html(),
    "statement.pdf": lambda: made.as_pdf(title=None),
    "statement.docx": made.as_docx,
    "statement.eml": made.as_eml,
    "statement.odt": made.as_odt,
    "statement.rtf": made.as_rtf,
}


def test_one_statement_gives_the_same_claims_in_every_format(empty: Path) -> None:
    case = Case(empty, now)
    found: dict[str, set[tuple[str, str, str, str | None]]] = {}
    ids = {name: next(case.add(make(), name, metadata=GIVEN).each()).document or "" for name, make in SAME.items()}
    case.build()
    text = {document.id: document for document in case.record().documents}
    for name, document in ids.items():
        told = text[document]
        begin = told.text.index(made.FIRST[:20])
        head = {claim for claim in case.record().claims if claim.document == document and claim.span.start < begin}
        found[name] = claims_of(case, document) - {
            (one.event, one.force.value, " ".join(one.trigger.quote.split()), one.time.begin if one.time else None)
            for one in head
        }
    assert found["statement.txt"]
    assert {name: claims for name, claims in found.items() if claims != found["statement.txt"]} == {}


def test_what_cites_a_document_with_pages_names_the_page(empty: Path) -> None:
    case = Case(empty, now)
    arrival = case.add(made.as_pdf(before=2), "statement.pdf", metadata=GIVEN)
    case.build()
    record = case.record()
    claim = next(one for one in record.claims if "shelled" in one.trigger.quote)
    assert any("statement.pdf, p. 3, line 2" in line for line in show_lines(record, claim.id)[1])
    assert "  3 pages" in show_lines(record, arrival.document or "")[1]
    page = report_page(case, None, now())
    assert '<span class="ref">D1, p. 3</span>' in page


def part(case: Case, name: str) -> Document:
    return next(one for one in case.record().documents if one.name.endswith(name))


def ruled(case: Case, kind: str, *words: str) -> None:
    decide(case, [Order.of(kind, words, "A. Reader", "as it stands there")], now())


def test_a_person_corrects_and_leaves_out_one_part_and_the_whole(empty: Path) -> None:
    case = Case(empty, now)
    raw = made.as_zip({"a.txt": other(1).encode(), "b.txt": other(2).encode()})
    arrival = case.add(raw, "both.zip", metadata=Metadata(source="UN", title="not for several"))
    assert [one.name for one in arrival.each()] == ["both.zip/a.txt", "both.zip/b.txt"]
    case.build()
    assert {one.source for one in case.record().documents} == {"UN"}
    assert all(one.title != "not for several" for one in case.record().documents)
    ruled(case, "correct", part(case, "a.txt").id, "published=2018-12-18")
    assert (part(case, "a.txt").published, part(case, "b.txt").published) == ("2018-12-18", None)
    ruled(case, "remove", part(case, "a.txt").id)
    assert [one.name for one in case.record().documents] == ["both.zip/b.txt"]
    assert case.verify() == []
    ruled(case, "remove", "both.zip")
    assert case.record().documents == () and case.verify() == []


def test_parts_are_read_once_and_a_rebuild_gives_the_same(empty: Path) -> None:
    fill(empty, {"box.mbox": made.as_mbox(), "all.zip": made.as_zip({"a.txt": other(1).encode(), "c.png": b"\x89PNG"})})
    case = Case(empty, now)
    first = case.build()
    assert (first.documents, first.read_anew) == (3, 3)
    assert [fault.code for fault in first.faults] == ["read.media-type"]
    again = Case(empty, now)
    second = again.build()
    assert (second.documents, second.read_anew, second.changed) == (3, 0, False)
    assert second.faults == first.faults and again.verify() == []


def test_a_part_that_is_a_file_of_its_own_elsewhere_is_kept_once(empty: Path) -> None:
    fill(empty, {"a.pdf": made.as_pdf(), "b.zip": made.as_zip({"inner.pdf": made.as_pdf()})})
    summary = Case(empty, now).build()
    assert summary.documents in (1, 2)  # the library may write another time of day into each


def test_forwards_are_relays(empty: Path) -> None:
    forwarded = {"id": 1, "type": "message", "date": "2018-12-19T12:00:00", "forwarded_from": "Army Media"}
    message = {**forwarded, "text": made.FIRST}
    export = {"name": "Example Channel", "type": "public_channel", "messages": [message]}
    case = Case(empty, now)
    case.add(json.dumps(export).encode(), "result.json")
    case.build()
    document = case.record().documents[0]
    assert document.source == "Example Channel" and [one.name for one in document.credits] == ["Army Media"]


def test_who_writes_in_a_chat_is_named_to_nobody_outside(empty: Path) -> None:
    case = Case(empty, now)
    case.add(made.as_whatsapp(), "WhatsApp Chat with Desk.txt")
    case.build()
    inside, outside = (report_page(case, None, now(), public=one) for one in (None, PublicPolicy(delay_days=0)))
    assert "Field Officer" in inside and "Field Officer" not in outside
    assert "+00 000 0000" in inside and "+00 000 0000" not in outside
