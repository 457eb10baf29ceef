"""What a case is made of beside its record, for an export that carries it whole, and back from such an export."""

from __future__ import annotations

from trucewatch.exchange.outgoing import CaseFile
from trucewatch.pipeline.opened import OpenedCase
from trucewatch.read.folder import SIDECAR
from trucewatch.records.cases import CaseRecord
from trucewatch.records.decisions import DecisionKind, standing
from trucewatch.store.case_files import case_settings

HELD_BACK = frozenset({DecisionKind.REDACT, DecisionKind.REMOVE, DecisionKind.REPLACE})
"""Rulings by which an original, or a passage of one, is shown to nobody."""
WRITTEN = ("agreement.yaml", "actors.yaml", "sources.yaml", "places.yaml", "release.toml", "gazetteer/*")
CHAINS = ("receipts.jsonl", "ledger.jsonl", "history.jsonl", "archive/heads.json")


def carried_files(case: OpenedCase, record: CaseRecord) -> tuple[CaseFile, ...] | None:
    """The files that a person wrote, the originals and the chains; None where an original must not go out.

    It must not where a person withheld a passage of one or left one out: who reads the file would see what they held
    back. It does not either where `case.toml` names a database, whose address may hold a password.
    """
    settings = case_settings(case.folder)
    if any(entry.decision.kind in HELD_BACK for entry in standing(record.decisions)):
        return None
    if settings is None or settings.database is not None:
        return None
    paths = [case.folder / "case.toml", *(p for pattern in WRITTEN for p in sorted(case.folder.glob(pattern)))]
    paths += [case.folder / name for name in CHAINS]
    paths += sorted((case.folder / "documents").rglob(f"*{SIDECAR}"))
    files = [
        CaseFile(path.relative_to(case.folder).as_posix(), path.read_bytes())
        for path in paths
        if path.is_file() and not path.is_symlink()
    ]
    # Files of `documents/` are originals: an import puts them back from the archive.
    originals = (CaseFile(f"archive/{sha[:2]}/{sha}", case.archive.get(sha)) for sha in case.archive.hashes())
    return (*files, *originals)
