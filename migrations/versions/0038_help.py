"""Help: its pages, the words they are found by, and how often they helped."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0038"
down_revision: str | None = "0037"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "help_files",
        sa.Column("sha256", sa.String(64), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("sha256", name=op.f("pk_help_files")),
    )
    op.create_table(
        "help_article",
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("topic", sa.String(32), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("way", sa.String(32), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("language", "slug", name=op.f("pk_help_article")),
    )
    op.create_table(
        "help_word",
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("word", sa.Text(), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("weight", sa.Float(53), nullable=False),
        sa.ForeignKeyConstraint(
            ["language", "slug"],
            ["help_article.language", "help_article.slug"],
            name=op.f("fk_help_word_language_slug_help_article"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("language", "word", "slug", name=op.f("pk_help_word")),
    )
    op.create_index("ix_help_word_language_slug", "help_word", ["language", "slug"])
    op.create_table(
        "help_verdict",
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("slug", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("helped", sa.BigInteger(), nullable=False),
        sa.Column("failed", sa.BigInteger(), nullable=False),
        sa.CheckConstraint("helped >= 0 AND failed >= 0", name=op.f("ck_help_verdict_counted")),
        sa.PrimaryKeyConstraint("language", "slug", "day", name=op.f("pk_help_verdict")),
    )


def downgrade() -> None:
    op.drop_table("help_verdict")
    op.drop_table("help_word")
    op.drop_table("help_article")
    op.drop_table("help_files")
