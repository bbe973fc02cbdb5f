"""Ids are found by their last signs, and acts of operators apart from events."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0037"
down_revision: str | None = "0036"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = ("peer", "glide_path", "drop_parcel", "offer", "quest", "payment")


def upgrade() -> None:
    for table in _TABLES:
        op.create_index(f"ix_{table}_tail", table, [sa.text("\"right\"(id::text, 8)")])
    op.create_index(
        "ix_audit_entry_acts", "audit_entry", ["at", "event_id"], postgresql_where="is_act"
    )


def downgrade() -> None:
    op.drop_index("ix_audit_entry_acts", table_name="audit_entry")
    for table in _TABLES:
        op.drop_index(f"ix_{table}_tail", table_name=table)
