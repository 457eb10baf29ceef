"""Cite: a quote on the page that leads to its words in a document, and how it is written in HTML."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache

from markupsafe import Markup, escape

QUOTE_LENGTH = 140
"""Longer quotes are cut on the page at a word; the whole is one step away."""
_UNSAFE = re.compile(r"[^A-Za-z0-9_-]+")
_NO_WORDS = Markup('<span class="none">words not in the record</span>')


@lru_cache(maxsize=4096)
def anchor(identifier: str) -> str:
    """An id that is safe in a fragment and as an HTML id."""
    return _UNSAFE.sub("-", identifier).strip("-") or "x"


def shorten(words: str, length: int = QUOTE_LENGTH) -> str:
    """The words on one line, cut at a blank before `length` characters, with an ellipsis where cut."""
    line = " ".join(words.split())
    if len(line) <= length:
        return line
    cut = line.rfind(" ", length // 2, length)
    return line[: cut if cut > 0 else length] + " …"


@dataclass(frozen=True)
class Cite:
    """A quote and where it stands: `[start, end)` in code points of `document`, which has `number` in the report.

    `quote` is cut where it is long. `context` is the wider passage (the claim) around the words, "start-end", or ""
    where it is the words themselves.
    """

    href: str
    number: int
    quote: str
    context: str
    language: str | None
    document: str = ""
    start: int = 0
    end: int = 0
    page: str = ""
    """The page that the words stand on, "p. 3", where the document has pages."""

    def __html__(self) -> str:
        """A link with the quote and the document's number; written by hand, as a page has tens of thousands."""
        context = f' data-context="{self.context}"' if self.context else ""
        language = f' lang="{escape(self.language)}"' if self.language else ""
        page = f", {self.page}" if self.page else ""
        return (
            f'<a class="cite" href="{self.href}"{context}><q>“<bdi{language}>{escape(self.quote)}</bdi>”</q>'
            f' <span class="ref">D{self.number}{page}</span></a>'
        )


def cite_html(cite: Cite | None) -> Markup:
    """A citation in HTML; where there is none, it says so."""
    return Markup(cite.__html__()) if cite is not None else _NO_WORDS


def cites_html(cites: Iterable[Cite]) -> Markup:
    """Citations one after another."""
    return Markup(" ".join(cite.__html__() for cite in cites))
