"""Attribution and Predicate: the layers beneath a claim's holder, force and factuality."""

from __future__ import annotations

from enum import StrEnum

from pydantic import Field

from trucewatch.records.base import Record
from trucewatch.records.spans import Span


class Mode(StrEnum):
    """How the content is quoted."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Attribution(Record):
    """Who is said to say or hold what: `source` may be empty, `cue` and `content` are not.

    Each part may be of several spans. `parent` is the index, in the document's list, of the attribution
    whose content holds this one; None at the outermost. `rule` names what found it.
    """

    source: tuple[Span, ...] = ()
    cue: tuple[Span, ...] = Field(min_length=1)
    content: tuple[Span, ...] = Field(min_length=1)
    mode: Mode
    cue_lemma: str
    parent: int | None = None
    rule: str


class Predicate(Record):
    """A predicate and how sure the text's author is that it came true: −3.0 … +3.0."""

    span: Span
    factuality: float = Field(ge=-3.0, le=3.0)
    rule: str
