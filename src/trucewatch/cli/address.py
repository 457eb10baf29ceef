"""Where the record of a case is kept, if the call says so before its command."""

from __future__ import annotations

from contextvars import ContextVar

ADDRESS: ContextVar[str | None] = ContextVar("address", default=None)
