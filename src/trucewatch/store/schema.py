"""The database's tables, the same on SQLite and PostgreSQL, and how a connection is opened."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from sqlalchemy import (
    Column,
    Connection,
    Engine,
    ForeignKey,
    Integer,
    MetaData,
    String,
    Table,
    Text,
    create_engine,
    event,
)
from sqlalchemy.exc import ArgumentError, NoSuchModuleError

from trucewatch.errors import CaseError, Fault

SCHEMA_VERSION = 1
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


def open_engine(target: Path | str) -> Engine:
    """An engine for a SQLite file, or for an SQLAlchemy URL.

    Raises:
        CaseError: `store.address`: no database can be meant by that address, or its driver is not installed.
    """
    is_url = isinstance(target, str) and "://" in target
    if not is_url:
        Path(target).parent.mkdir(parents=True, exist_ok=True)
    try:
        engine = create_engine(str(target) if is_url else f"sqlite:///{target}")
    except (ArgumentError, NoSuchModuleError, ModuleNotFoundError) as error:
        # The address may hold a password, so it is not repeated.
        message = f"the database's address cannot be used: {type(error).__name__}; install its driver or correct it"
        raise CaseError(Fault("store.address", message)) from error
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _set_up_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    return engine


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
