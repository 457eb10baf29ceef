"""The case record into the store and out of it."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from functools import cached_property, partial
from typing import Any, TypeVar

from trucewatch.errors import Fault, IntegrityError
from trucewatch.pipeline.collecting import collecting_later
from trucewatch.records.assessments import Commitment, Finding, Statement, Status
from trucewatch.records.base import Record
from trucewatch.records.cases import CaseFiles, CaseRecord
from trucewatch.records.claims import Claim, Tally
from trucewatch.records.decisions import Effect, LedgerEntry
from trucewatch.records.documents import Document, Rejection
from trucewatch.records.incidents import CopyEdge, Incident
from trucewatch.store.database import CaseStore
from trucewatch.store.rows import altered, validated


class Placed(Record):
    """A document in the order of a build: what its reading followed from, and its cluster of copies."""

    id: str
    mark: str | None = None
    text: str | None = None


KINDS: dict[str, type[Record]] = {
    "claims": Claim,
    "tallies": Tally,
    "copies": CopyEdge,
    "incidents": Incident,
    "statements": Statement,
    "commitments": Commitment,
    "findings": Finding,
    "rejections": Rejection,
    "decisions": LedgerEntry,
    "effects": Effect,
    "as_read": Claim,
}


Part = TypeVar("Part", bound=Record)
ALL_KINDS = frozenset({*KINDS, "files", "order", "status"})
"""Every kind of row that a build puts into the store."""


def put_record(
    store: CaseStore,
    record: CaseRecord,
    status: Status,
    fingerprint: str,
    marks: Mapping[str, str] | None = None,
    placed: Mapping[str, Placed] | None = None,
) -> None:
    """Keep the whole record, the last status that follows from it, and the marks that belong to it, in one transaction.

    Its documents are in the store; `placed` has what is kept of each in the order of the build.
    """
    bodies = {kind: [one.model_dump_json() for one in getattr(record, kind)] for kind in KINDS}
    bodies["files"] = [record.files.canonical_json()]
    bodies["status"] = [status.canonical_json()]
    places = placed or {}
    bodies["order"] = [places.get(one.id, Placed(id=one.id)).model_dump_json() for one in record.documents]
    store.put_build(bodies, fingerprint, marks)


@collecting_later()
def get_record(store: CaseStore) -> CaseRecord | None:
    """The record as last built, None where there is none; every span is held to its document's text.

    Raises:
        IntegrityError: a row is not as it was written.
    """
    files = get_files(store)
    if files is None:
        return None
    documents = _documents(store)
    texts = {document.id: document.text for document in documents}
    values = {kind: store.build_records(kind, model, texts) for kind, model in KINDS.items()}
    return CaseRecord.model_validate({"files": files, "documents": tuple(documents), **values})


class Parts(Sequence[Part]):
    """The records of one kind, loaded when the first of them is asked for."""

    def __init__(
        self, load: Callable[[], Sequence[Part]], load_some: Callable[[Collection[str]], Sequence[Part]]
    ) -> None:
        self._load = load
        self._load_some = load_some

    def named(self, names: Collection[str]) -> Sequence[Part]:
        """Those with these ids, in any order; the others need not be loaded for it."""
        return self._load_some(names)

    @cached_property
    def _all(self) -> Sequence[Part]:
        return self._load()

    def __len__(self) -> int:
        return len(self._all)

    def __getitem__(self, index: Any) -> Any:
        return self._all[index]

    def __iter__(self) -> Iterator[Part]:
        return iter(self._all)


def shown_record(store: CaseStore) -> CaseRecord | None:
    """The record as `get_record` gives it, for a face that shows some of it: each part is loaded when it is asked for.

    A row is held to its hash alone; whether every span holds too, `get_record` and `verify` tell. Each part may raise
    IntegrityError where it is first asked for.
    """
    files = get_files(store)
    if files is None:
        return None
    values: dict[str, Any] = {
        kind: Parts(partial(store.build_records, kind, model, {}), partial(_some, store, kind, model))
        for kind, model in KINDS.items()
    }
    values["documents"] = Parts(partial(_documents, store), lambda names: [store.document(name) for name in names])
    return CaseRecord.model_construct(files=files, **values)


def get_claims(store: CaseStore, names: Collection[str]) -> dict[str, Claim]:
    """Claims of the last build by their ids; those that it does not have are left out.

    Raises:
        IntegrityError: a row is not as it was written.
    """
    return {claim.id: claim for claim in _some(store, "claims", Claim, names)}


def named(parts: Sequence[Part], names: Collection[str]) -> dict[str, Part]:
    """Of the records of one kind those with these ids, loaded alone where the kind is not there yet."""
    some = parts.named(names) if isinstance(parts, Parts) else parts
    return {str(name): one for one in some if (name := getattr(one, "id", None)) in names}


def _some(store: CaseStore, kind: str, model: type[Part], names: Collection[str]) -> list[Part]:
    return [validated(model, body, None, kind) for body in store.build_some(kind, names)]


def _documents(store: CaseStore) -> list[Document]:
    """The documents of the last build, in its order.

    Raises:
        IntegrityError: one is not here, or a row is not as it was written.
    """
    known = {document.id: document for document in store.documents()}
    order = [one.id for one in built_order(store)]
    missing = [name for name in order if name not in known]
    if missing:
        message = "the build speaks of it and it is not here; build again"
        raise IntegrityError(*(Fault("store.altered", message, where=name) for name in missing))
    return [known[name] for name in order]


def get_status(store: CaseStore) -> Status | None:
    """The status that followed from all that was known at the last build, None where it was not kept.

    Raises:
        IntegrityError: a row is not as it was written.
    """
    bodies = store.build("status") if store.build_fingerprint() is not None else ()
    return validated(Status, bodies[0], None, "status") if bodies else None


def get_files(store: CaseStore) -> CaseFiles | None:
    """What a person had written of the case when it was last built, None where it was not.

    Raises:
        IntegrityError: a row is not as it was written.
    """
    if store.build_fingerprint() is None:
        return None
    bodies = store.build("files")
    if len(bodies) != 1:
        raise IntegrityError(altered("files", None, f"has {len(bodies)} rows where one belongs"))
    return validated(CaseFiles, bodies[0], None, "files")


def built_order(store: CaseStore) -> list[Placed]:
    """The documents of the last build, in its order; none where there is no build.

    Raises:
        IntegrityError: a row is not as it was written.
    """
    return [validated(Placed, body, None, f"order/{number}") for number, body in enumerate(store.build("order"))]
