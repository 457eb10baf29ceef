"""CaseStore: documents, the results of stages, and the build, in one database, each change whole or not at all."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from sqlalchemy import Connection, bindparam, delete, insert, select, update
from sqlalchemy.exc import DBAPIError

from trucewatch.errors import CaseError, Fault, IntegrityError
from trucewatch.records.base import Record
from trucewatch.records.documents import Document
from trucewatch.store.replacing import Held, plan_of
from trucewatch.store.rows import (
    document_in,
    document_of,
    encode,
    faults_of,
    intact,
    must_be_all,
    sum_in,
    sums_of,
    validated,
    with_digest,
)
from trucewatch.store.schema import (
    DOCUMENTS,
    MARKS,
    RECORDS,
    SCHEMA_VERSION,
    STAGES,
    TABLES,
    VERSION,
    WRITES,
    missing_tables,
    open_engine,
    open_unchanging,
    refusal,
    strangers,
    version_fault,
)

EARLIER = frozenset(map(str, range(1, SCHEMA_VERSION)))
_SCHEMA, _BUILD, _SUMS = "schema", "build", "sums"
_MARK = select(MARKS.c.value).where(MARKS.c.key == bindparam("key"))
R = TypeVar("R", bound=Record)


class CaseStore:
    """The database of a case: a SQLite file, or any database that SQLAlchemy's URL names.

    Every method is one transaction. Records are kept as canonical JSON, each row with the SHA-256 of its columns, and
    are checked on the way out: against that hash, and every span against the text of its document.
    """

    def __init__(self, target: Path | str, *, unchanging: bool = False) -> None:
        """Open, and make the tables where there are none.

        Args:
            target: a SQLite file, or an SQLAlchemy URL.
            unchanging: the file lies on a disk that cannot be written; it is only read.

        Raises:
            CaseError: `store.newer-schema`, `store.older-schema`, `store.database` or `store.address`.
            IntegrityError: `store.altered`: tables were taken away, or the version mark was changed.
        """
        self._unchanging = unchanging and isinstance(target, Path)
        self._held: dict[str, tuple[str | None, tuple[Held, ...]]] = {}
        """The rows of a build by kind, with the sum of them all."""
        self._made: dict[str, tuple[tuple[Held, ...], tuple[Any, ...]]] = {}
        """Records by kind, with the rows that they were made of."""
        self._where = str(target) if isinstance(target, Path) else None
        if isinstance(target, Path) and unchanging:
            self._engine = open_unchanging(target, self)
        else:
            self._engine = open_engine(target)
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
        body = encode(document.id, document.canonical_json())
        row = with_digest(
            DOCUMENTS, {"id": document.id, "sha256": document.sha256, "read_version": read_version, "json": body}
        )
        with self._writing() as connection:
            old = connection.execute(select(DOCUMENTS.c.json).where(DOCUMENTS.c.id == document.id)).scalar()
            if old is None:
                connection.execute(insert(DOCUMENTS).values(**row))
                return
            connection.execute(update(DOCUMENTS).where(DOCUMENTS.c.id == document.id).values(**row))
            if old != body:
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
                documents.append(document_of(row))
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
        return document_of(row)

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
        return None if row is None else intact(STAGES, row)

    def results(self, stage: str) -> tuple[dict[str, tuple[str, str]], list[Fault]]:
        """Of each document that has a result of this stage: its fingerprint and the result; and what was changed."""
        found: dict[str, tuple[str, str]] = {}
        faults: list[Fault] = []
        for row in self._stage_rows(stage):
            try:
                found[str(row.document_id)] = str(row.fingerprint), intact(STAGES, row)
            except IntegrityError as error:
                faults += error.faults
        return found, faults

    def put_stages(self, stage: str, results: Sequence[tuple[str, str, str]]) -> None:
        """Keep results of a stage in one transaction, in place of those before; see `put_stage`.

        Args:
            stage: the stage's name.
            results: each a document that is kept here, the fingerprint, and the result, JSON.
        """
        rows = []
        for name, fingerprint, result in results:
            body = encode(f"{name}/{stage}", result)
            row = {"document_id": name, "stage": stage, "fingerprint": fingerprint, "json": body}
            rows.append(with_digest(STAGES, row))
        if not rows:
            return
        with self._writing() as connection:
            connection.execute(
                delete(STAGES).where(STAGES.c.document_id == bindparam("old"), STAGES.c.stage == stage),
                [{"old": name} for name, _, _ in results],
            )
            connection.execute(insert(STAGES), rows)

    def stages(self, stage: str) -> dict[str, tuple[str, str]]:
        """Of each document that has a result of this stage: its fingerprint and the result, whatever their state."""
        return {str(row.document_id): (str(row.fingerprint), str(row.json)) for row in self._stage_rows(stage)}

    def _stage_rows(self, stage: str) -> Sequence[Any]:
        with self._reading() as connection:
            return connection.execute(select(STAGES).where(STAGES.c.stage == stage)).all()

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
        with self._reading() as connection:
            if connection.execute(select(DOCUMENTS.c.number).where(DOCUMENTS.c.id == document_id)).first() is None:
                raise _unknown(document_id)
        self.put_stages(stage, [(document_id, fingerprint, result)])

    # The build

    def put_build(
        self, records: Mapping[str, Sequence[str]], fingerprint: str, marks: Mapping[str, str] | None = None
    ) -> None:
        """Put a build in the place of the one before: for each kind its records, JSON, in order; all of it or nothing.

        Rows that are as they were stay as they are: what is written is what changed.

        Args:
            records: kind → records as JSON objects.
            fingerprint: of all that the build was made from.
            marks: small values that belong to the build.
        """
        with self._writing() as connection:
            there = set(connection.execute(select(RECORDS.c.kind).distinct()).scalars())
            plans = {kind: plan_of(kind, records.get(kind, ()), self._intact_rows(kind)) for kind in there | {*records}}
            stay = {kind: {row.position for row in plan.rows} for kind, plan in plans.items()}
            for kind, plan in plans.items():
                self._take_out(connection, kind, stay[kind] - {row.position for row in plan.new})
            new = [row._asdict() for plan in plans.values() for row in plan.new]
            if new:
                connection.execute(insert(RECORDS), new)
            sums = sums_of({kind: [row.digest for row in plan.rows] for kind, plan in plans.items()})
            for key, value in {**(marks or {}), _BUILD: fingerprint, _SUMS: sums}.items():
                _put_mark(connection, key, encode(key, value))
        self._held = {kind: (sum_in(sums, kind), tuple(plan.rows)) for kind, plan in plans.items()}

    def _take_out(self, connection: Connection, kind: str, stay: Collection[int]) -> None:
        """Take out the rows of a kind but those that stay."""
        there = connection.execute(select(RECORDS.c.position).where(RECORDS.c.kind == kind)).scalars()
        gone = [{"of": kind, "at": position} for position in there if position not in stay]
        if gone:
            at = (RECORDS.c.kind == bindparam("of"), RECORDS.c.position == bindparam("at"))
            connection.execute(delete(RECORDS).where(*at), gone)

    def _intact_rows(self, kind: str) -> tuple[Held, ...]:
        """The rows of a kind; none where one of them was changed, so that all are put in anew."""
        try:
            return self._rows(kind)
        except IntegrityError:
            return ()

    def _rows(self, kind: str) -> tuple[Held, ...]:
        """The rows of a kind, each held to its hash and all to their sum; those of the same build are loaded once."""
        sums = self.mark(_SUMS)
        held = self._held.get(kind)
        if held is not None and held[0] is not None and held[0] == sum_in(sums, kind):
            return held[1]
        query = select(RECORDS).where(RECORDS.c.kind == kind).order_by(RECORDS.c.position)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        for row in rows:
            intact(RECORDS, row)
        must_be_all(kind, [row.digest for row in rows], sums)
        found = tuple(Held(row.kind, row.position, row.id, row.json, row.digest) for row in rows)
        self._held[kind] = sum_in(sums, kind), found
        return found

    def clear(self) -> None:
        """Take everything out but the marks: archive and receipts give it again."""
        with self._writing() as connection:
            for table in (RECORDS, STAGES, DOCUMENTS):
                connection.execute(delete(table))
            connection.execute(delete(MARKS).where(MARKS.c.key == _BUILD))

    def build_fingerprint(self) -> str | None:
        """What the build was made from; None where there is none."""
        return self.mark(_BUILD)

    def build(self, kind: str) -> tuple[str, ...]:
        """The build's records of a kind, as JSON, in order.

        Raises:
            IntegrityError: `store.altered`.
        """
        return tuple(row.json for row in self._rows(kind))

    def build_some(self, kind: str, names: Collection[str]) -> tuple[str, ...]:
        """The build's records of a kind with one of these ids, as JSON.

        Raises:
            IntegrityError: `store.altered`.
        """
        query = select(RECORDS).where(RECORDS.c.kind == kind, RECORDS.c.id.in_(names))
        with self._reading() as connection:
            return tuple(intact(RECORDS, row) for row in connection.execute(query).all())

    def build_records(self, kind: str, model: type[R], texts: Mapping[str, str] | None = None) -> tuple[R, ...]:
        """The build's records of a kind; spans of one that names its `document` are held against that one's text.

        Args:
            kind: as given to `put_build`.
            model: the record's class.
            texts: document id → text, where the caller has them; else they are loaded.

        Raises:
            IntegrityError: `store.altered`, with record and field.
        """
        rows = self._rows(kind)
        free = "document" not in model.model_fields
        made = self._made.get(kind)
        if free and made is not None and made[0] is rows:
            return made[1]
        if free:
            found = tuple(validated(model, row.json, None, f"{kind}/{row.id or row.position}") for row in rows)
            self._made[kind] = rows, found
            return found
        texts = {document.id: document.text for document in self.documents()} if texts is None else texts
        return tuple(
            validated(model, row.json, texts.get(document_in(row.json)), f"{kind}/{row.id or row.position}")
            for row in rows
        )

    # Marks, and the whole

    def mark(self, key: str) -> str | None:
        """A small value kept beside the records, such as the ledger's head; None where there is none."""
        with self._reading() as connection:
            return connection.execute(_MARK, {"key": key}).scalar()

    def put_mark(self, key: str, value: str) -> None:
        """Keep a small value under a key of the caller's own; the same once more writes nothing."""
        if self.mark(key) == value:
            return
        with self._writing() as connection:
            _put_mark(connection, key, encode(key, value))

    def verify(self, kinds: Iterable[str] | None = None) -> list[Fault]:
        """Every row that is not as it was written, and what the program did not put here.

        Args:
            kinds: of records that a build can have; None: whatever there are.
        """
        with self._reading() as connection:
            documents = connection.execute(select(DOCUMENTS).order_by(DOCUMENTS.c.number)).all()
            stages = connection.execute(select(STAGES)).all()
            records = connection.execute(select(RECORDS)).all()
            others = strangers(connection)
        faults = [fault for row in documents for fault in faults_of(document_of, row)]
        faults += [fault for row in stages for fault in faults_of(intact, STAGES, row)]
        faults += [fault for row in records for fault in faults_of(intact, RECORDS, row)]
        built = self.build_fingerprint() is not None
        faults += [fault for kind in kinds or () if built for fault in self._lacking(kind)]
        unknown = set() if kinds is None else {str(row.kind) for row in records} - set(kinds)
        others += [f"records of a kind {kind!r}" for kind in sorted(unknown)]
        message = "was put into the database by nothing of this program; look at it and take it away"
        return [*faults, *(Fault("store.stranger", message, self._where, other) for other in others)]

    def _lacking(self, kind: str) -> tuple[Fault, ...]:
        """Whether the build has records of a kind too many or too few."""
        query = select(RECORDS.c.digest).where(RECORDS.c.kind == kind).order_by(RECORDS.c.position)
        with self._reading() as connection:
            digests = list(connection.execute(query).scalars())
        return faults_of(must_be_all, kind, digests, self.mark(_SUMS))

    # Within

    def _check_schema(self) -> None:
        with self._reading() as connection:
            missing = missing_tables(connection)
            found = None if MARKS.name in missing else connection.execute(_MARK, {"key": _SCHEMA}).scalar()
        if found is None and len(missing) == len(TABLES.tables) - 1:
            self._make()
        elif missing:
            names = ", ".join(missing)
            message = "is not there any more; take the database away and build again: archive and receipts give it anew"
            raise IntegrityError(Fault("store.altered", message, self._where, names))
        elif found in EARLIER:
            self._bring_up(found)
        elif found != str(SCHEMA_VERSION):
            raise CaseError(version_fault(found, self._where))

    def _make(self) -> None:
        """Make the tables where there are none."""
        self._must_be_writable()
        with self._writing() as connection:
            TABLES.create_all(connection)
            connection.execute(insert(VERSION).values(version_num=str(SCHEMA_VERSION)))
            _put_mark(connection, _SCHEMA, str(SCHEMA_VERSION))

    def _bring_up(self, found: str) -> None:
        """Bring the tables of an earlier version to this one, all of the way or not at all."""
        self._must_be_writable()
        # Alembic takes a fifth of a second to load, and is needed once in the life of a database.
        from trucewatch.store.migrations import migrate  # noqa: PLC0415

        with self._writing() as connection:
            VERSION.create(connection, checkfirst=True)
            connection.execute(delete(VERSION))
            connection.execute(insert(VERSION).values(version_num=found))
            migrate(connection)
            _put_mark(connection, _SCHEMA, str(SCHEMA_VERSION))

    def _must_be_writable(self) -> None:
        if self._unchanging:
            message = "was made by an earlier version of the program; build it once where it can be written"
            raise CaseError(Fault("store.older-schema", message, where=self._where))

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
            raise CaseError(refusal(error, self._where)) from error


def _put_mark(connection: Connection, key: str, value: str) -> None:
    connection.execute(delete(MARKS).where(MARKS.c.key == key))
    connection.execute(insert(MARKS).values(key=key, value=value))


def _unknown(document_id: str) -> CaseError:
    return CaseError(Fault("store.unknown-document", "is no document of this case", where=document_id))
