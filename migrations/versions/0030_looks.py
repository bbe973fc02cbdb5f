"""Looks: when a picture or a file is looked into, and how often it was tried."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0030"
down_revision: str | None = "0029"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.drop_index("ix_link_message_looking", "link_message")
    op.alter_column("link_message", "looked_at", new_column_name="look_at")
    op.add_column(
        "link_message", sa.Column("looks", sa.SmallInteger(), nullable=False, server_default="0")
    )
    # Nobody has looked so far, so what waits for it is due.
    op.execute("UPDATE link_message SET look_at = said_at WHERE state = 'looking'")
    op.create_check_constraint(
        op.f("ck_link_message_look_at"), "link_message", "state <> 'looking' OR look_at IS NOT NULL"
    )
    op.create_index(
        "ix_link_message_look_at",
        "link_message",
        ["look_at"],
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )


def downgrade() -> None:
    op.drop_index("ix_link_message_look_at", "link_message")
    op.drop_constraint(op.f("ck_link_message_look_at"), "link_message")
    op.drop_column("link_message", "looks")
    op.alter_column("link_message", "look_at", new_column_name="looked_at")
    op.create_index(
        "ix_link_message_looking",
        "link_message",
        ["said_at"],
        postgresql_where=sa.text("state = 'looking'"),
    )
