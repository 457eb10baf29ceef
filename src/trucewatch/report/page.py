"""A page: templates filled into one self-contained HTML file that loads nothing and runs only its own script."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from trucewatch.report.cites import anchor, cite_html, cites_html
from trucewatch.report.fulltext import safe_text
from trucewatch.report.words import date_words, plural, word


def write_page(template: str, view: Mapping[str, object]) -> str:
    """A template of this package filled with a view, as HTML that UTF-8 can carry."""
    return _as_utf8(fill(template, view))


def fill(template: str, view: Mapping[str, object]) -> str:
    """A template of this package filled with a view: a page, or a part of one."""
    return _environment().get_template(template).render(view)


@cache
def _environment() -> Environment:
    return make_environment()


def make_environment(*packages: str) -> Environment:
    """The templates of this package with what they ask for, and before them those of other packages."""
    environment = Environment(
        loader=ChoiceLoader([PackageLoader(package) for package in (*packages, "trucewatch.report")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    script, style = _asset("page.js"), _asset("style.css")
    environment.globals.update(
        script=Markup(script),
        style=Markup(style),
        policy=f"default-src 'none'; script-src '{_hash(script)}'; style-src '{_hash(style)}'; "
        "img-src data:; base-uri 'none'; form-action 'none'",
        cite=cite_html,
        cites=cites_html,
    )
    environment.filters.update(
        kind=lambda block: type(block).__name__,
        word=word,
        dates=date_words,
        plural=plural,
        anchor=anchor,
        safe_text=safe_text,
    )
    return environment


def content_policy() -> str:
    """The Content-Security-Policy of a report's page: it loads nothing and runs only its own script."""
    return str(_environment().globals["policy"])


def _asset(name: str) -> str:
    return files("trucewatch.report").joinpath(name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """A Content-Security-Policy hash: only this script and this style sheet may act on the page."""
    digest = hashlib.sha256(content.encode("utf-8")).digest()
    return f"sha256-{base64.b64encode(digest).decode('ascii')}"


def _as_utf8(page: str) -> str:
    """The page without what UTF-8 and HTML cannot carry: lone surrogates and NUL become U+FFFD."""
    return page.encode("utf-8", "surrogatepass").decode("utf-8", "replace").replace("\0", "\ufffd")
