"""What is wrong with an order, as faults in words a person can act on."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import get_close_matches

from trucewatch.errors import CaseError, Fault
from trucewatch.pipeline.order import Order


def quoted(value: str) -> str:
    """A value as YAML takes it, whatever is in it."""
    return "'" + value.replace("'", "''") + "'"


def one_of(words: str, known: Sequence[str], what: str) -> str:
    """A value that must be one of some; CaseError `decide.value` with what is like it."""
    if words not in known:
        near = get_close_matches(words, known, n=1)
        meant = f"; did you mean {near[0]}?" if near else ""
        raise wrong("decide.value", f"{words!r} is no {what}{meant}; there are {', '.join(known)}")
    return words


def few(order: Order, wanted: str) -> CaseError:
    """An order on too few, too many or other things than it needs."""
    return wrong("decide.subjects", f"{order.kind} needs {wanted}")


def wrong(code: str, message: str, where: str | None = None, field: str | None = None) -> CaseError:
    """One fault as an error."""
    return CaseError(Fault(code, message, where, field))
