"""A browser without a screen: it keeps cookies, sends what a browser sends, and reads forms from pages."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from lxml import html
from starlette.testclient import TestClient

from trucewatch.serve.app import make_app
from trucewatch.serve.bench import Bench
from trucewatch.serve.desk import Desk
from trucewatch.serve.snapshot import Snapshot

BASE = "http://127.0.0.1"


def now() -> str:
    return "2026-01-01T00:00:00Z"


class Client:
    """One visitor of one workbench."""

    def __init__(self, folder: Path, desk: Desk | None = None) -> None:
        self.folder = folder
        self.desk = desk or Desk(folder, now)
        app = make_app(self.desk)
        self.bench: Bench = app.state.bench
        self.web = TestClient(app, base_url=BASE, headers={"origin": BASE})

    @property
    def snapshot(self) -> Snapshot:
        return self.desk.snapshot()

    def get(self, path: str, **more: Any) -> Any:
        return self.web.get(path, **more)

    def page(self, path: str) -> html.HtmlElement:
        answer = self.get(path)
        assert answer.status_code == 200, (path, answer.status_code)
        return html.fromstring(answer.text)

    def form(self, path: str, kind: str) -> dict[str, Any]:
        """The hidden fields of the first form of a page that asks for a kind of decision."""
        page = self.page(path)
        for form in page.xpath("//form[@action='/decide']"):
            kinds = form.xpath(".//*[@name='kind']/@value")
            if kind in kinds:
                fields: dict[str, Any] = {"kind": kind, "by": "A. Reader", "reason": "as the words say"}
                for name in ("token", "about", "seen", "back"):
                    fields[name] = form.xpath(f".//input[@name='{name}']/@value")[0]
                words = form.xpath(".//input[@type='hidden'][@name='word']/@value")
                return {**fields, "word": words} if words else fields
        raise AssertionError(f"no form for {kind} on {path}")

    def decide(self, fields: dict[str, Any], **more: Any) -> Any:
        """Send it, to be told what it would change, or with `step="record"` recorded."""
        return self.web.post("/decide", data={**fields, **more}, follow_redirects=False)


def text_of(answer: Any) -> str:
    """What a reader sees of a page, blanks as one."""
    return " ".join(html.fromstring(answer.text).text_content().split())


def sent_by(form: html.HtmlElement) -> dict[str, list[str]]:
    """What a browser sends of a form."""
    found: dict[str, list[str]] = {}
    for name, value in form.form_values():
        found.setdefault(name, []).append(value)
    return found
