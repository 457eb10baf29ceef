"""3: records are found by their ids without a look at all of their kind."""

from __future__ import annotations

from alembic import op

revision = "3"
down_revision = "2"


def upgrade() -> None:
    """Make the index."""
    op.create_index("records_by_id", "records", ["kind", "id"])
