"""Repairing: what a crash left is set right; what was changed is taken as it stands only where a person says so."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from trucewatch.errors import CaseError, Fault
from trucewatch.store.case_folder import CaseFolder
from trucewatch.store.database import CaseStore
from trucewatch.store.disk import disk_told
from trucewatch.store.marks import kept_heads, put_heads


def repair_case(
    kept: CaseFolder, database: Callable[[], CaseStore] | None, file: Path | None, accept: bool
) -> list[Fault]:
    """Set right what a crash or a full disk leaves, each thing told; nothing is thrown away but unfinished files.

    Args:
        kept: the case's files.
        database: opens its database; None where there is none.
        file: the file that it is in; None where it is on a server.
        accept: take receipts, history and heads as they stand for whole, and put a database that cannot be used aside.

    Raises:
        IntegrityError: decisions were changed: these are put back from a copy, or stay as they are.
    """
    told = [*kept.mend(), *kept.ledger.mend()]
    if not accept:
        return told
    told += [*kept.receipts.chain.rechain(), *kept.history.chain.rechain(), *kept.answers.chain.rechain()]
    kept.accept()
    if database is None:
        return told
    try:
        put_heads(database(), kept.now())
    except CaseError as error:
        told += [*error.faults, *([_set_aside(file)] if file else [])]
    return told


def still_broken(kept: CaseFolder, database: Callable[[], CaseStore] | None) -> list[Fault]:
    """What keeps a build from going on."""
    try:
        return kept.broken(kept_heads(database()) if database else {})
    except CaseError as error:
        return list(error.faults)


def _set_aside(file: Path) -> Fault:
    """Put the database away under another name: archive and receipts give it anew."""
    number = 1
    while (aside := file.with_name(f"{file.name}.aside-{number}")).exists():
        number += 1
    with disk_told(file):
        file.rename(aside)
        for ending in ("-wal", "-shm"):
            log = file.with_name(file.name + ending)
            if log.exists():
                log.rename(aside.with_name(aside.name + ending))
    return Fault("store.altered", f"is kept as {aside.name}; the next build makes it anew", file.name)
