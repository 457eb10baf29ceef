"""CaseStore: documents, the results of stages, and the build, in one database, each change whole or not at all."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from pydantic import ValidationError
from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from trucewatch.errors import CaseError, Fault, IntegrityError
from trucewatch.records.base import Record
from trucewatch.records.documents import Document
from trucewatch.store.schema import DOCUMENTS, MARKS, RECORDS, SCHEMA_VERSION, STAGES, TABLES, WRITES, open_engine

_SCHEMA, _BUILD = "schema", "build"
R = TypeVar("R", bound=Record)


class CaseStore:
    """The database of a case: a SQLite file, or any database that SQLAlchemy's URL names.

    Every method is one transaction. Records are kept as canonical JSON with its SHA-256, and are checked on the
    way out: against that hash, and every span against the text of its document.
    """

    def __init__(self, target: Path | str) -> None:
        """Open, and make the tables where there are none.

        Raises:
            CaseError: `store.newer-schema`, `store.database` or `store.address`.
        """
        self._engine = open_engine(target)
        self._where = str(target) if isinstance(target, Path) else None
        try:
            self._check_schema()
        except BaseException:
            self.close()
            raise

    def close(self) -> None:
        """Give up all connections."""
        self._engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    # Documents

    def put_document(self, document: Document, read_version: int) -> None:
        """Keep a document; where it is kept already and differs, it is replaced and its stages' results go."""
        body = _encode(document.id, document.canonical_json())
        row = {"sha256": document.sha256, "read_version": read_version, "json": body, "digest": _digest(body)}
        with self._writing() as connection:
            old = connection.execute(select(DOCUMENTS.c.digest).where(DOCUMENTS.c.id == document.id)).scalar()
            if old is None:
                connection.execute(insert(DOCUMENTS).values(id=document.id, **row))
                return
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document.id).values(**row))
            if old != row["digest"]:
                connection.execute(delete(STAGES).where(STAGES.c.document_id == document.id))

    def documents(self) -> tuple[Document, ...]:
        """All documents, in the order in which they were first put in.

        Raises:
            IntegrityError: `store.altered`, with document and field, for every row that is not as it was.
        """
        with self._reading() as connection:
            rows = connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.number)).all()
        faults: list[Fault] = []
        documents: list[Document] = []
        for row in rows:
            try:
                documents.append(_document(row))
            except IntegrityError as error:
                faults.extend(error.faults)
        if faults:
            raise IntegrityError(*faults)
        return tuple(documents)

    def document(self, document_id: str) -> Document:
        """One document.

        Raises:
            CaseError: `store.unknown-document`.
            IntegrityError: `store.altered`.
        """
        with self._reading() as connection:
            row = connection.execute(select(DOCUMENTS).where(DOCUMENTS.c.id == document_id)).first()
        if row is None:
            raise _unknown(document_id)
        return _document(row)

    def read_versions(self) -> dict[str, int]:
        """Each document's id and the version of reading that made it, in order."""
        query = select(DOCUMENTS.c.id, DOCUMENTS.c.read_version).order_by(DOCUMENTS.c.number)
        with self._reading() as connection:
            return {row.id: row.read_version for row in connection.execute(query)}

    def remove_document(self, document_id: str) -> None:
        """Take a document and its stages' results out; its original stays in the archive.

        Raises:
            CaseError: `store.unknown-document`.
        """
        with self._writing() as connection:
            found = connection.execute(delete(DOCUMENTS).where(DOCUMENTS.c.id == document_id))
            if found.rowcount == 0:
                raise _unknown(document_id)

    # Results of stages

    def stage(self, document_id: str, stage: str, fingerprint: str) -> str | None:
        """A stage's result for a document, as JSON; None where it has none made under that fingerprint.

        Raises:
            IntegrityError: `store.altered`.
        """
        query = select(STAGES).where(
            STAGES.c.document_id == document_id, STAGES.c.stage == stage, STAGES.c.fingerprint == fingerprint
        )
        with self._reading() as connection:
            row = connection.execute(query).first()
        return None if row is None else _intact(row.json, row.digest, f"{document_id}/{stage}")

    def put_stage(self, document_id: str, stage: str, fingerprint: str, result: str) -> None:
        """Keep a stage's result, JSON, for a document, in place of the one before.

        Args:
            document_id: a document that is kept here.
            stage: the stage's name.
            fingerprint: of all that the result depends on besides the document: version, lexicons, settings.
            result: JSON; what it says is the caller's.

        Raises:
            CaseError: `store.unknown-document`.
        """
        body = _encode(f"{document_id}/{stage}", result)
        with self._writing() as connection:
            if connection.execute(select(DOCUMENTS.c.number).where(DOCUMENTS.c.id == document_id)).first() is None:
                raise _unknown(document_id)
            connection.execute(delete(STAGES).where(STAGES.c.document_id == document_id, STAGES.c.stage == stage))
            row = {"stage": stage, "fingerprint": fingerprint, "json": body, "digest": _digest(body)}
            connection.execute(insert(STAGES).values(document_id=document_id, **row))

    # The build

    def put_build(self, records: Mapping[str, Sequence[str]], fingerprint: str) -> None:
        """Replace the whole build: for each kind its records, JSON, in order; all of it or nothing.

        Args:
            records: kind → records as JSON objects.
            fingerprint: of all that the build was made from.
        """
        rows = []
        for kind, bodies in records.items():
            for position, given in enumerate(bodies):
                body = _encode(f"{kind}/{position}", given)
                rows.append(
                    {"kind": kind, "position": position, "id": _id(body), "json": body, "digest": _digest(body)}
                )
        with self._writing() as connection:
            connection.execute(delete(RECORDS))
            if rows:
                connection.execute(insert(RECORDS), rows)
            _put_mark(connection, _BUILD, fingerprint)

    def build_fingerprint(self) -> str | None:
        """What the build was made from; None where there is none."""
        return self.mark(_BUILD)

    def build(self, kind: str) -> tuple[str, ...]:
        """The build's records of a kind, as JSON, in order.

        Raises:
            IntegrityError: `store.altered`.
        """
        query = select(RECORDS).where(RECORDS.c.kind == kind).order_by(RECORDS.c.position)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        return tuple(_intact(row.json, row.digest, f"{kind}/{row.id or row.position}") for row in rows)

    def build_records(self, kind: str, model: type[R], texts: Mapping[str, str] | None = None) -> tuple[R, ...]:
        """The build's records of a kind; spans of one that names its `document` are held against that one's text.

        Args:
            kind: as given to `put_build`.
            model: the record's class.
            texts: document id → text, where the caller has them; else they are loaded.

        Raises:
            IntegrityError: `store.altered`, with record and field.
        """
        texts = {document.id: document.text for document in self.documents()} if texts is None else texts
        made: list[R] = []
        for position, body in enumerate(self.build(kind)):
            value = json.loads(body)
            text = texts.get(value["document"]) if isinstance(value.get("document"), str) else None
            made.append(_validated(model, body, text, f"{kind}/{value.get('id', position)}"))
        return tuple(made)

    # Marks, and the whole

    def mark(self, key: str) -> str | None:
        """A small value kept beside the records, such as the ledger's head; None where there is none."""
        with self._reading() as connection:
            return connection.execute(select(MARKS.c.value).where(MARKS.c.key == key)).scalar()

    def put_mark(self, key: str, value: str) -> None:
        """Keep a small value under a key of the caller's own."""
        with self._writing() as connection:
            _put_mark(connection, key, _encode(key, value))

    def verify(self) -> list[Fault]:
        """Every row that is not as it was written."""
        with self._reading() as connection:
            documents = connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.number)).all()
            stages = connection.execute(select(STAGES)).all()
            records = connection.execute(select(RECORDS)).all()
        faults: list[Fault] = []
        for row in documents:
            faults += _faults_of(_document, row)
        for row in stages:
            faults += _faults_of(_intact, row.json, row.digest, f"{row.document_id}/{row.stage}")
        for row in records:
            faults += _faults_of(_intact, row.json, row.digest, f"{row.kind}/{row.id or row.position}")
        return faults

    # Within

    def _check_schema(self) -> None:
        with self._writing() as connection:
            TABLES.create_all(connection)
            found = connection.execute(select(MARKS.c.value).where(MARKS.c.key == _SCHEMA)).scalar()
            if found is None:
                _put_mark(connection, _SCHEMA, str(SCHEMA_VERSION))
            elif found != str(SCHEMA_VERSION):
                message = f"has tables of version {found}, and this program knows version {SCHEMA_VERSION}; update it"
                raise CaseError(Fault("store.newer-schema", message, where=self._where))

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        with self._faults_told(), self._engine.connect() as plain:
            connection = plain.execution_options(**{WRITES: True})
            with connection.begin():
                yield connection

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        with self._faults_told(), self._engine.connect() as connection:
            yield connection

    @contextmanager
    def _faults_told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            # The driver's own words; SQLAlchemy's would add the whole statement with its values.
            raise CaseError(
                Fault("store.database", f"the database refuses: {error.orig}", where=self._where)
            ) from error


def _encode(where: str, body: str) -> str:
    try:
        body.encode("utf-8")
    except UnicodeEncodeError as error:
        message = f"holds a lone surrogate at {error.start}, which no database can keep; it is no text"
        raise CaseError(Fault("store.not-text", message, where=where)) from error
    return body


def _digest(body: str) -> str:
    return hashlib.sha256(body.encode("utf-8")).hexdigest()


def _id(body: str) -> str | None:
    value = json.loads(body)
    found = value.get("id") if isinstance(value, dict) else None
    return found if isinstance(found, str) else None


def _put_mark(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(MARKS).where(MARKS.c.key == key))
    connection.execute(insert(MARKS).values(key=key, value=value))


def _unknown(document_id: str) -> CaseError:
    return CaseError(Fault("store.unknown-document", "is no document of this case", where=document_id))


def _document(row: Row[Any]) -> Document:
    """A row's document. Spans are checked before the hash, so that a fault names the field where it can."""
    try:
        text = json.loads(row.json).get("text")
    except (ValueError, AttributeError) as error:
        raise IntegrityError(_altered(row.id, None, "is no record")) from error
    document = _validated(Document, row.json, text if isinstance(text, str) else None, row.id)
    if document.id != row.id or document.sha256 != row.sha256:
        raise IntegrityError(_altered(row.id, "id", "is another document than its row says"))
    _intact(row.json, row.digest, row.id)
    return document


def _validated(model: type[R], body: str, text: str | None, where: str) -> R:
    try:
        return model.model_validate_json(body, context={"text": text})
    except ValidationError as error:
        found = error.errors(include_url=False, include_input=False)
        faults = [_altered(where, ".".join(map(str, part["loc"])) or None, part["msg"]) for part in found]
        raise IntegrityError(*faults) from error


def _intact(body: str, digest: str, where: str) -> str:
    if _digest(body) != digest:
        raise IntegrityError(_altered(where, None, "was changed after it was written"))
    return body


def _altered(where: str, field: str | None, what: str) -> Fault:
    return Fault("store.altered", f"{what}; rebuild it from the archive", where=where, field=field)


def _faults_of(check: Callable[..., object], *arguments: Any) -> tuple[Fault, ...]:
    try:
        check(*arguments)
    except IntegrityError as error:
        return error.faults
    return ()
