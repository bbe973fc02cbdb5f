"""Topics: the part of a chat in which a phone has a line."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0034"
down_revision: str | None = "0033"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "link_topic",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lost_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_link_topic_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["link_line.id"],
            name=op.f("fk_link_topic_line_id_link_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "thread_id", name=op.f("pk_link_topic")),
    )
    op.create_index(
        "uq_link_topic_used",
        "link_topic",
        ["line_id", "channel_id"],
        unique=True,
        postgresql_where=sa.text("lost_at IS NULL"),
    )


def downgrade() -> None:
    op.drop_table("link_topic")
