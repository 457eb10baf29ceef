"""Migrations: the steps from each version of the database's tables to the next, run by Alembic.

Each file in `versions/` is one step, and says what it does in words that stay true: nothing of the program that may
change is imported there.
"""

from __future__ import annotations

from pathlib import Path

from alembic.config import Config
from alembic.runtime.environment import EnvironmentContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection

FOLDER = Path(__file__).parent


def migrate(connection: Connection, to: str = "head") -> None:
    """Bring a database to a version of the tables, within the transaction that is open; its own is marked in it."""
    script = steps()
    context = EnvironmentContext(Config(), script, fn=lambda now, _: script._upgrade_revs(to, now))
    with context:
        context.configure(connection=connection)
        context.run_migrations()


def steps() -> ScriptDirectory:
    """All steps."""
    return ScriptDirectory(str(FOLDER))
