"""The database's tables, the same on SQLite and PostgreSQL, and how a connection is opened."""

from __future__ import annotations

import errno
import shutil
import sqlite3
import tempfile
import weakref
from contextlib import closing
from pathlib import Path
from typing import Any

from sqlalchemy import (
    URL,
    Column,
    Connection,
    Engine,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
    inspect,
    text,
)
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError
from sqlalchemy.pool import QueuePool

from trucewatch.errors import CaseError, Fault, disk_fault
from trucewatch.store.disk import disk_told

SCHEMA_VERSION = 3
"""The last step in `migrations/versions`, which say what each changed."""
BUSY_MILLISECONDS = 10_000
WRITES = "trucewatch_writes"

TABLES = MetaData()

MARKS = Table(
    "marks",
    TABLES,
    Column("key", String(200), primary_key=True),
    Column("value", Text, nullable=False),
)
DOCUMENTS = Table(
    "documents",
    TABLES,
    Column("number", Integer, primary_key=True, autoincrement=True),
    Column("id", String(200), nullable=False, unique=True),
    Column("sha256", String(64), nullable=False),
    Column("read_version", Integer, nullable=False),
    Column("json", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)
STAGES = Table(
    "stages",
    TABLES,
    Column("document_id", String(200), ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
    Column("stage", String(100), primary_key=True),
    Column("fingerprint", String(200), nullable=False),
    Column("json", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)
RECORDS = Table(
    "records",
    TABLES,
    Column("kind", String(100), primary_key=True),
    Column("position", Integer, primary_key=True, autoincrement=False),
    Column("id", String(200)),
    Column("json", Text, nullable=False),
    Column("digest", String(64), nullable=False),
)
Index("records_by_id", RECORDS.c.kind, RECORDS.c.id)
VERSION = Table("alembic_version", TABLES, Column("version_num", String(32), primary_key=True))
"""Where Alembic keeps which steps were taken; `marks` says the same to whoever looks at the file without it."""


def open_engine(target: Path | str) -> Engine:
    """An engine for a SQLite file, or for an SQLAlchemy URL.

    Raises:
        CaseError: `store.address`: no database can be meant by that address, or its driver is not installed.
    """
    is_url = isinstance(target, str) and "://" in target
    if not is_url:
        with disk_told(Path(target)):
            Path(target).parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = create_engine(str(target) if is_url else URL.create("sqlite", database=str(target)))
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        # The address may hold a password, so it is not repeated.
        message = f"the database's address cannot be used: {type(error).__name__}; install its driver or correct it"
        raise CaseError(Fault("store.address", message)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


def open_unchanging(path: Path, owner: object) -> Engine:
    """An engine for a SQLite file on a disk that cannot be written, as long as `owner` is there.

    SQLite then makes no file beside it; what a crash left in its log is read from a copy of both.
    """
    log = path.with_name(f"{path.name}-wal")
    if not log.exists() or log.stat().st_size == 0:
        address = f"{path.absolute().as_uri()}?mode=ro&immutable=1"
        return create_engine(
            "sqlite://",
            creator=lambda: sqlite3.connect(address, uri=True, check_same_thread=False),
            poolclass=QueuePool,
        )
    with disk_told(path):
        folder = Path(tempfile.mkdtemp())
        weakref.finalize(owner, shutil.rmtree, folder, ignore_errors=True)
        for file in (path, log):
            shutil.copyfile(file, folder / file.name)
    return open_engine(folder / path.name)


def copy_database(path: Path) -> bytes:
    """A SQLite database as one file's bytes, as it stands at one moment, whoever writes meanwhile.

    Raises:
        CaseError: `store.database`: it cannot be read.
    """
    address = f"{path.absolute().as_uri()}?mode=ro"
    try:
        with closing(sqlite3.connect(address, uri=True)) as source, closing(sqlite3.connect(":memory:")) as copy:
            source.backup(copy)
            return copy.serialize()
    except sqlite3.Error as error:
        raise CaseError(Fault("store.database", f"the database refuses: {error}", where=str(path))) from error


def refusal(error: DBAPIError, where: str | None) -> Fault:
    """What the database refused, in the driver's own words; SQLAlchemy's would add the statement with its values."""
    code = getattr(error.orig, "sqlite_errorcode", 0) & 0xFF
    if code in (sqlite3.SQLITE_FULL, sqlite3.SQLITE_READONLY):
        kind = errno.ENOSPC if code == sqlite3.SQLITE_FULL else errno.EROFS
        return disk_fault(OSError(kind, str(error.orig)), where)
    return Fault("store.database", f"the database refuses: {error.orig}", where=where)


def version_fault(found: object, where: str | None) -> Fault:
    """A mark of the tables' version that is not this program's."""
    if isinstance(found, str) and found.isdecimal() and int(found) > SCHEMA_VERSION:
        message = f"has tables of version {found}, and this program knows version {SCHEMA_VERSION}; update it"
        return Fault("store.newer-schema", message, where=where)
    message = "the mark of the tables' version was changed; take the database away and build again"
    return Fault("store.altered", message, where=where, field="schema")


def missing_tables(connection: Connection) -> list[str]:
    """Which of our tables are not there, in order; that of Alembic is no part of what a case keeps."""
    there = set(inspect(connection).get_table_names())
    return [name for name in sorted(TABLES.tables) if name not in there and name != VERSION.name]


def strangers(connection: Connection) -> list[str]:
    """What the database holds that this program did not put there; of a shared one, what hangs on our own tables."""
    if connection.dialect.name == "sqlite":
        query = (
            "SELECT type, name FROM sqlite_master WHERE type IN ('trigger', 'view')"
            " OR (type = 'index' AND sql NOT NULL) OR (type = 'table' AND name NOT LIKE 'sqlite~_%' ESCAPE '~')"
        )
    else:
        query = (
            "SELECT 'trigger', tgname || ' on ' || relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
            "WHERE NOT tgisinternal AND relnamespace = current_schema()::regnamespace"
        )
    ours = {("table", name) for name in TABLES.tables} | {("index", "records_by_id")}
    return sorted(f"{kind} {name}" for kind, name in connection.execute(text(query)) if (kind, name) not in ours)


def _set_up_sqlite(connection: Any, _: Any) -> None:
    # Transactions are begun below, tables' creation among them; the driver's own way leaves that outside.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout={BUSY_MILLISECONDS}")
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")  # what is committed is on the disk, through a power cut too
    cursor.execute("PRAGMA foreign_keys=ON")
    cursor.close()


def _begin_sqlite(connection: Connection) -> None:
    # A writer takes its place in the queue at once: one that read first might find that it can't write any more.
    writes = connection.get_execution_options().get(WRITES, False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")
