"""Span: where words stand, and the words (W3C Web Annotation: TextPosition + TextQuote)."""

from __future__ import annotations

from typing import Self

from pydantic import Field, ValidationInfo, model_validator

from trucewatch.errors import AnchorError, Fault
from trucewatch.records.base import Record


class Span(Record):
    """`[start, end)` in code points of a document's text, and the quote that stands there.

    A span is never empty and its quote is as long as its extent. Where the text is at hand, as it is in
    `Span.on` and in validation with `context={"text": …}`, a quote that does not match cannot be made.
    """

    start: int = Field(ge=0)
    end: int
    quote: str

    @classmethod
    def on(cls, text: str, start: int, end: int, quote: str | None = None) -> Self:
        """The span `[start, end)` of `text`.

        Raises:
            AnchorError: the span is empty or outside the text, or `quote` is given and is not what stands there.
        """
        if not 0 <= start < end <= len(text):
            message = f"span [{start}, {end}) is empty or outside the text of {len(text)} characters"
            raise AnchorError(Fault("anchor.outside", message))
        found = text[start:end]
        if quote is not None and quote != found:
            raise AnchorError(Fault("anchor.mismatch", f"[{start}, {end}) reads {found!r}, not {quote!r}"))
        return cls(start=start, end=end, quote=found)

    @model_validator(mode="after")
    def _quote_fits(self, info: ValidationInfo) -> Self:
        if self.end <= self.start:
            raise ValueError(f"empty span [{self.start}, {self.end})")
        if len(self.quote) != self.end - self.start:
            raise ValueError(f"quote of {len(self.quote)} characters in span [{self.start}, {self.end})")
        text = (info.context or {}).get("text")
        if text is not None and not self.holds(text):
            raise ValueError(f"[{self.start}, {self.end}) reads {text[self.start : self.end]!r}, not {self.quote!r}")
        return self

    def holds(self, text: str) -> bool:
        """Whether the quote stands at this place of `text`."""
        return text[self.start : self.end] == self.quote

    def covers(self, other: Span) -> bool:
        """Whether `other` lies inside this span."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """Whether the two share a character."""
        return self.start < other.end and other.start < self.end
