"""Find what was given up without looking at all that was not."""

from collections.abc import Sequence

from alembic import op

revision: str = "0006"
down_revision: str | None = "0005"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_index(
        "ix_inbox_item_quarantined",
        "inbox_item",
        ["id"],
        postgresql_where="state = 'quarantined'",
    )
    op.create_index("ix_outbox_row_dead", "outbox_row", ["id"], postgresql_where="state = 'dead'")
    op.create_index(
        "ix_outbox_row_parked", "outbox_row", ["id"], postgresql_where="state = 'parked'"
    )


def downgrade() -> None:
    op.drop_index("ix_outbox_row_parked", "outbox_row")
    op.drop_index("ix_outbox_row_dead", "outbox_row")
    op.drop_index("ix_inbox_item_quarantined", "inbox_item")
