"""Two who have met rate each other, and neither reads the other's first."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0016"
down_revision: str | None = "0015"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "rating_round",
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("closes_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("shown_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("carrier_id <> requester_id", name=op.f("ck_rating_round_two_peers")),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["peer.id"], name=op.f("fk_rating_round_carrier_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["peer.id"], name=op.f("fk_rating_round_requester_id_peer")
        ),
        sa.PrimaryKeyConstraint("quest_id", name=op.f("pk_rating_round")),
    )
    op.create_index(
        "ix_rating_round_closes_at",
        "rating_round",
        ["closes_at"],
        postgresql_where=sa.text("shown_at IS NULL"),
    )
    for side in ("carrier_id", "requester_id"):
        op.create_index(op.f(f"ix_rating_round_{side}"), "rating_round", [side])
    op.create_table(
        "rating",
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("stars", sa.SmallInteger(), nullable=False),
        sa.Column("tags", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_rating_stars")),
        sa.ForeignKeyConstraint(
            ["quest_id"], ["rating_round.quest_id"], name=op.f("fk_rating_quest_id_rating_round")
        ),
        sa.PrimaryKeyConstraint("quest_id", "by", name=op.f("pk_rating")),
    )


def downgrade() -> None:
    op.drop_table("rating")
    op.drop_table("rating_round")
