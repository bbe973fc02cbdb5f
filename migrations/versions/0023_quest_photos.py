"""Photos of quests, and what proves a hand-over."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0023"
down_revision: str | None = "0022"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "quest_photo",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(length=32), nullable=False),
        sa.Column("side", sa.String(length=32), nullable=False),
        sa.Column("file_id", sa.Text(), nullable=False),
        sa.Column("file_unique_id", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=True),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.SmallInteger(), nullable=False),
        sa.Column("fetch_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(kept_at IS NULL) = (sha256 IS NULL)", name=op.f("ck_quest_photo_sha256")
        ),
        sa.CheckConstraint(
            "(kept_at IS NULL) = (fetch_at IS NOT NULL)", name=op.f("ck_quest_photo_fetch_at")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quest_photo")),
        sa.UniqueConstraint("file_unique_id", name=op.f("uq_quest_photo_file_unique_id")),
        sa.UniqueConstraint("sha256", name=op.f("uq_quest_photo_sha256")),
    )
    op.create_index("ix_quest_photo_quest_id", "quest_photo", ["quest_id", "kind"])
    op.create_index(
        "ix_quest_photo_fetch_at",
        "quest_photo",
        ["fetch_at"],
        postgresql_where=sa.text("fetch_at IS NOT NULL"),
    )
    op.add_column("quest", sa.Column("proved_by", sa.String(length=32), nullable=True))
    # Until now nothing but a code has proved a hand-over.
    op.execute("UPDATE quest SET proved_by = 'code' WHERE state IN ('delivered', 'settled', 'resolved')")


def downgrade() -> None:
    op.drop_column("quest", "proved_by")
    op.drop_table("quest_photo")
