"""1: marks, documents, results of stages, and the records of the build, each row with the hash of its JSON."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "1"
down_revision = None


def upgrade() -> None:
    """Make the tables."""
    op.create_table(
        "marks",
        sa.Column("key", sa.String(200), primary_key=True),
        sa.Column("value", sa.Text, nullable=False),
    )
    op.create_table(
        "documents",
        sa.Column("number", sa.Integer, primary_key=True, autoincrement=True),
        sa.Column("id", sa.String(200), nullable=False, unique=True),
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("read_version", sa.Integer, nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "stages",
        sa.Column("document_id", sa.String(200), sa.ForeignKey("documents.id", ondelete="CASCADE"), primary_key=True),
        sa.Column("stage", sa.String(100), primary_key=True),
        sa.Column("fingerprint", sa.String(200), nullable=False),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
    op.create_table(
        "records",
        sa.Column("kind", sa.String(100), primary_key=True),
        sa.Column("position", sa.Integer, primary_key=True, autoincrement=False),
        sa.Column("id", sa.String(200)),
        sa.Column("json", sa.Text, nullable=False),
        sa.Column("digest", sa.String(64), nullable=False),
    )
