"""Trucewatch: contested reports about a ceasefire as an auditable record. Each name is loaded when it is first used."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from trucewatch.errors import (
        AnchorError,
        CaseError,
        DefectError,
        Fault,
        InputError,
        IntegrityError,
        KnowledgeError,
        ReadError,
        RecordError,
        TrucewatchError,
    )
    from trucewatch.pipeline.case import Case
    from trucewatch.pipeline.opened import OpenedCase
    from trucewatch.pipeline.python_face import annotate, load_agreement
    from trucewatch.read.document import read_document as read
    from trucewatch.records.actors import Actor
    from trucewatch.records.agreements import Agreement, Clock, Term, Zone
    from trucewatch.records.assessments import Commitment, Finding, Statement, Status
    from trucewatch.records.cases import CaseFiles, CaseRecord
    from trucewatch.records.claims import Claim, Force, Holder, Tally
    from trucewatch.records.decisions import Decision, DecisionKind, LedgerEntry
    from trucewatch.records.documents import Document, Metadata, Rejection, Source
    from trucewatch.records.incidents import Grade, Incident, Origin, Support, Telling
    from trucewatch.records.places import EventPlace
    from trucewatch.records.spans import Span
    from trucewatch.records.times import EventTime

__version__ = "0.1.0"
__all__ = [
    "Actor",
    "Agreement",
    "AnchorError",
    "Case",
    "CaseError",
    "CaseFiles",
    "CaseRecord",
    "Claim",
    "Clock",
    "Commitment",
    "Decision",
    "DecisionKind",
    "DefectError",
    "Document",
    "EventPlace",
    "EventTime",
    "Fault",
    "Finding",
    "Force",
    "Grade",
    "Holder",
    "Incident",
    "InputError",
    "IntegrityError",
    "KnowledgeError",
    "LedgerEntry",
    "Metadata",
    "OpenedCase",
    "Origin",
    "ReadError",
    "RecordError",
    "Rejection",
    "Source",
    "Span",
    "Statement",
    "Status",
    "Support",
    "Tally",
    "Telling",
    "Term",
    "TrucewatchError",
    "Zone",
    "annotate",
    "load_agreement",
    "read",
]
_HOMES = {
    "errors": "AnchorError CaseError DefectError Fault InputError IntegrityError KnowledgeError ReadError RecordError "
    "TrucewatchError",
    "pipeline.case": "Case",
    "pipeline.python_face": "annotate load_agreement",
    "pipeline.opened": "OpenedCase",
    "records.actors": "Actor",
    "records.agreements": "Agreement Clock Term Zone",
    "records.assessments": "Commitment Finding Statement Status",
    "records.cases": "CaseFiles CaseRecord",
    "records.claims": "Claim Force Holder Tally",
    "records.decisions": "Decision DecisionKind LedgerEntry",
    "records.documents": "Document Metadata Rejection Source",
    "records.incidents": "Grade Incident Origin Support Telling",
    "records.places": "EventPlace",
    "records.spans": "Span",
    "records.times": "EventTime",
}
_HOME = {name: home for home, names in _HOMES.items() for name in names.split()}


def __getattr__(name: str) -> Any:
    """A public name, from the module that has it. `read` is the package of that name, which can be called."""
    if name == "read":
        return import_module("trucewatch.read")
    if name not in _HOME:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(f"trucewatch.{_HOME[name]}"), name)


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
