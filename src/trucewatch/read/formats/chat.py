"""A message of a chat or channel as a publication: who wrote it, when, and whose words it passes on."""

from __future__ import annotations

from trucewatch.read.formats.format import Part
from trucewatch.read.front import is_text
from trucewatch.records.documents import Credit, CreditRole, Metadata


def message_part(
    number: int | str,
    words: str,
    *,
    sender: str | None,
    published: str | None,
    note: str | None = None,
    forwarded: str | None = None,
) -> Part | None:
    """A message; None where it has no words.

    Args:
        number: what the export calls it.
        words: its text.
        sender: the channel, or the member of a group who wrote it.
        published: ISO 8601.
        note: where it stood, whether it was changed.
        forwarded: from whom it was forwarded: the words are theirs.
    """
    if not words.strip() or not is_text(words):
        return None
    said = Metadata(source=_name(sender), published=published, note=note if note and is_text(note) else None)
    whose = _name(forwarded)
    passed_on = (Credit(role=CreditRole.ORIGINAL, name=whose),) if whose else ()
    return Part(words.encode(), f"message {number}", said, media_type="text/plain; charset=utf-8", credits=passed_on)


def _name(words: str | None) -> str | None:
    joined = " ".join((words or "").replace("\u200e", "").replace("\u202a", "").replace("\u202c", "").split())
    return joined if joined and is_text(joined) else None
