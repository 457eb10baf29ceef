"""Telegram's JSON export: each message a publication of its channel, or of the member of a group who wrote it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

from trucewatch.errors import Fault
from trucewatch.read.formats.chat import message_part
from trucewatch.read.formats.format import Bounds, Part, damaged
from trucewatch.read.front import read_date
from trucewatch.records.documents import CHAT


def unpack(raw: bytes, name: str, bounds: Bounds) -> Iterator[Part | Fault]:
    """The messages in order. Those without words, and notices of the program, are passed over."""
    try:
        export = json.loads(raw)
    except (ValueError, RecursionError) as error:
        raise damaged(name, error) from error
    several = export.get("chats", {})
    chats = several.get("list", []) if isinstance(several, dict) else []
    for chat in chats or [export]:
        if not isinstance(chat, dict) or not isinstance(chat.get("messages"), list):
            continue
        for message in chat["messages"]:
            part = _part(message, chat) if isinstance(message, dict) else None
            if part is not None:
                yield part


def _part(message: dict[str, Any], chat: dict[str, Any]) -> Part | None:
    if message.get("type") != "message":
        return None
    title = chat.get("name") if isinstance(chat.get("name"), str) else None
    channel = "channel" in str(chat.get("type", ""))
    sender = title if channel else message.get("from")
    edited = _moment(message, "edited")
    where = None if channel else f"{CHAT}{title or 'unnamed'} (Telegram)"
    return message_part(
        message.get("id", "?"),
        words_of(message.get("text")),
        sender=sender if isinstance(sender, str) else None,
        published=_moment(message, "date"),
        note="; ".join(filter(None, (where, f"edited {edited}" if edited else None))) or None,
        forwarded=message.get("forwarded_from") if isinstance(message.get("forwarded_from"), str) else None,
    )


def words_of(text: Any) -> str:
    """The words of a message, which may be given in pieces: plain ones, links, bold ones."""
    if isinstance(text, str):
        return text
    pieces = text if isinstance(text, list) else []
    return "".join(str(one.get("text", "")) if isinstance(one, dict) else str(one) for one in pieces)


def _moment(message: dict[str, Any], key: str) -> str | None:
    """When: the exact time where it is given, else the clock of whoever exported."""
    try:
        return datetime.fromtimestamp(int(message[f"{key}_unixtime"]), UTC).isoformat()
    except (KeyError, ValueError, TypeError, OverflowError, OSError):
        given = message.get(key)
        return read_date(given)[0] if isinstance(given, str) else None
