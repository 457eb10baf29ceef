"""Links: the address of every record's page, and the report's links within one page led to these addresses."""

from __future__ import annotations

import re
from collections.abc import Mapping
from urllib.parse import quote, urlencode

from markupsafe import Markup

from trucewatch.report.cites import anchor
from trucewatch.report.tellings import incident_anchor
from trucewatch.serve.snapshot import Snapshot

_WITHIN = re.compile(r'href="#([A-Za-z0-9_-]+)"')
_WORDS = re.compile(r"(.+)-(\d+)-(\d+)")
SECTIONS = {
    "status": "/#status",
    "incidents": "/incidents",
    "disputes": "/#disputes",
    "commitments": "/agreement#commitments",
    "agreement": "/agreement#agreement",
    "symmetry": "/agreement#symmetry",
    "documents": "/lists/documents",
    "rulings": "/decisions",
}


def incident_path(name: str) -> str:
    """The page of an incident."""
    return f"/incidents/{quote(name, safe='')}"


def document_path(name: str, start: int | None = None, end: int | None = None) -> str:
    """The page of a document; with a span, at these words."""
    page = f"/documents/{quote(name, safe='')}"
    return page if start is None else f"{page}?at={start}-{end}#words"


def claim_path(name: str) -> str:
    """The page of a claim or tally."""
    return f"/claims/{quote(name, safe='')}"


def with_query(path: str, values: Mapping[str, str]) -> str:
    """A path with a query, values that are empty left out."""
    kept = {name: value for name, value in values.items() if value}
    return f"{path}?{urlencode(kept)}" if kept else path


class Fragments:
    """Where the fragments of the report's one page stand in the workbench, for one build."""

    def __init__(self, snapshot: Snapshot) -> None:
        record = snapshot.record
        terms = record.files.agreement.terms if record.files.agreement else ()
        self._documents = {anchor(one.id): one.id for one in record.documents}
        self._pages = {
            **SECTIONS,
            **{incident_anchor(one.id): incident_path(one.id) for one in record.incidents},
            **{name: document_path(one) for name, one in self._documents.items()},
            **{f"{name}-claims": document_path(one) + "#claims" for name, one in self._documents.items()},
            **{f"term-{anchor(one.id)}": f"/agreement#term-{anchor(one.id)}" for one in terms},
            **{f"ruling-{entry.number}": f"/decisions#ruling-{entry.number}" for entry in record.decisions},
        }

    def address(self, fragment: str) -> str | None:
        """The page that a fragment stands for; None for one that stays within its page."""
        if fragment in self._pages:
            return self._pages[fragment]
        words = _WORDS.fullmatch(fragment)
        document = self._documents.get(words[1]) if words else None
        return document_path(document, int(words[2]), int(words[3])) if words and document else None

    def linked(self, html: str) -> Markup:
        """A page's HTML with these links. Texts are escaped in it, so that no text can hold what is matched here."""
        return Markup(_WITHIN.sub(lambda found: f'href="{self.address(found[1]) or "#" + found[1]}"', html))
