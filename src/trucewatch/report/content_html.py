"""A report as one self-contained HTML page: each number leads to its note, and each note to its document."""

from __future__ import annotations

from trucewatch.report.content import Content
from trucewatch.report.page import write_page
from trucewatch.report.public import one_length


def write_html(content: Content) -> str:
    """The report as HTML; NUL and lone surrogates are written as U+FFFD."""
    return one_length(write_page("content.html.j2", {"content": content}))
