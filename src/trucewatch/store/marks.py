"""The marks of a build in the database: how far the chains had come, who made it, what the history waits for."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import ValidationError

from trucewatch.errors import CaseError, Fault, IntegrityError
from trucewatch.store.database import CaseStore
from trucewatch.store.heads import Head

MADE_BY = "made-by"
"""The fingerprint of the program and its knowledge."""
HISTORY = "history"
"""What the last build changed of incidents, as the line that it adds to the history."""
FIGHTING, COPIES_OF = "fighting", "copies-of"
"""What the next build needs of this one: see `pipeline/lastbuild.py`."""
CASE = "case"
"""The id of the case whose record a database on a server keeps."""
CHAINS = ("receipts", "history", "ledger", "answers")


def kept_heads(store: CaseStore) -> dict[str, Head]:
    """How far each chain had come at the last build.

    Raises:
        IntegrityError: `store.altered`: a mark cannot be read.
    """
    found: dict[str, Head] = {}
    for name in CHAINS:
        value = store.mark(f"head-{name}")
        try:
            found |= {name: Head.model_validate_json(value)} if value else {}
        except ValidationError as error:
            message = "is no mark of this program: it was changed; `trucewatch repair CASE --yes` makes it anew"
            raise IntegrityError(Fault("store.altered", message, "marks", f"head-{name}")) from error
    return found


def must_be_of(store: CaseStore, case: str) -> None:
    """Mark a database as that of a case; CaseError `store.other-case` where it is another's already."""
    held = store.mark(CASE)
    if held is None:
        store.put_mark(CASE, case)
    elif held != case:
        message = f"keeps the record of the case {held!r}; name another database, one for each case"
        raise CaseError(Fault("store.other-case", message, case))


def put_heads(store: CaseStore, heads: Mapping[str, Head]) -> None:
    """Keep how far each chain has come; a chain without entries has an empty mark."""
    for name in CHAINS:
        head = heads.get(name)
        store.put_mark(f"head-{name}", head.canonical_json() if head else "")
