"""What is odd about a document and no reason to leave it out: told when it is taken in, a line each."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from trucewatch.errors import Fault
from trucewatch.read.cues import load_lexicon, plain_form
from trucewatch.read.front import KEYS
from trucewatch.read.table import CSV_TYPE
from trucewatch.records.documents import Document

READ = ("en",)
"""Languages from which claims are taken."""
LANGUAGES = {
    "am": "Amharic",
    "ar": "Arabic",
    "de": "German",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "he": "Hebrew",
    "hy": "Armenian",
    "it": "Italian",
    "ka": "Georgian",
    "my": "Burmese",
    "pt": "Portuguese",
    "ru": "Russian",
    "so": "Somali",
    "sr": "Serbian",
    "sw": "Swahili",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
_WALL_WORDS = 150  # words of a page that asks for cookies, a login, a captcha; a longer one has its article below
_LITTLE = 25  # words of a page's article, under which it is probably not there
_NAMED = 12
_ZONES = 1  # days by which a date may be ahead somewhere on earth


def warnings_of(document: Document) -> tuple[Fault, ...]:
    """All that is odd about a document, one fault each."""
    return tuple(_found(document))


def _found(document: Document) -> Iterator[Fault]:
    name, language = document.name, (document.language or "").split("-")[0].lower()
    for key in document.unknown:
        yield Fault("read.unknown-key", f"unknown key, passed over; the keys are {', '.join(KEYS)}", name, key)
    if language and language not in READ:
        spoken = LANGUAGES.get(language, f"a language ({language})")
        yield Fault("read.language", f"is in {spoken}, which is not read: kept, and no claim is taken from it", name)
    report = _report(document)
    words = len(report.split())
    wall = _wall(report) if words > _LITTLE else _wall(document.text)
    if wall is not None and words <= _WALL_WORDS:
        yield Fault("read.wall", f"is a page in front of the article ({wall!r}), not the article; save that", name)
    elif not words:
        yield Fault(
            "read.only-boilerplate", "has notices, links and the like, and no report; save the article itself", name
        )
    elif document.media_type == "text/html" and words < _LITTLE:
        yield Fault("read.little-text", f"has {words} words of text; if its article is longer, save that", name)
    scanned = [str(page.number) for page in document.pages if page.scanned]
    if scanned:
        named = ", ".join(scanned[:_NAMED]) + (f" and {len(scanned) - _NAMED} more" if len(scanned) > _NAMED else "")
        message = f"pages {named} are pictures, and nothing of them is read; `ocrmypdf IN OUT` makes them text"
        yield Fault("read.scanned-pages", message, name)
    if document.published is None and document.made is not None:
        message = (
            f"says no date of publication; it was made on {document.made}: --published {document.made} if that is it"
        )
        yield Fault("read.undated", message, name)
    if document.media_type == CSV_TYPE and document.table is None:
        message = "is a table of unknown columns; `trucewatch columns FILE` offers a layout, `add --columns` takes it"
        yield Fault("read.columns", message, name)
    if (ahead := _days_ahead(document)) > _ZONES:
        yield Fault(
            "read.future", f"is dated {document.published}, {ahead} days after it was taken in; mind the date", name
        )


def _report(document: Document) -> str:
    """The text without what is left out of reading."""
    pieces, position = [], 0
    for part in document.boilerplate:
        pieces.append(document.text[position : part.span.start])
        position = part.span.end
    return " ".join([*pieces, document.text[position:]]).strip()


def _wall(text: str) -> str | None:
    """The words of a page that stands in front of an article, None where it has none."""
    plain = plain_form(text)
    return next((phrase for phrase in load_lexicon().walls if phrase in plain), None)


def _days_ahead(document: Document) -> int:
    """By how many days the date of publication lies behind that of retrieval; 0 where one of them is not known."""
    try:
        published = date.fromisoformat((document.published or "")[:10])
        return (published - date.fromisoformat((document.retrieved or "")[:10])).days
    except ValueError:
        return 0
