"""One side complains, both are heard, a person decides, and either may appeal once."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0018"
down_revision: str | None = "0017"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_ENDED = "state IN ('settled', 'resolved', 'lapsed', 'cancelled')"
_ENDED_BEFORE = "state IN ('settled', 'lapsed', 'cancelled')"


def _when() -> sa.DateTime:
    return sa.DateTime(timezone=True)


def upgrade() -> None:
    op.add_column("quest", sa.Column("claim_until", _when(), nullable=True))
    op.add_column("quest", sa.Column("disputed_from", sa.String(length=32), nullable=True))
    _say_what_has_ended(_ENDED)
    op.create_check_constraint(
        op.f("ck_quest_disputed_from"),
        "quest",
        "(state = 'disputed') = (disputed_from IS NOT NULL)",
    )
    op.create_index(
        "ix_quest_claim_until",
        "quest",
        ["claim_until"],
        postgresql_where=sa.text("claim_until IS NOT NULL"),
    )
    _make_complaints()
    op.create_table(
        "complaint_word",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("photos", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("at", _when(), nullable=False),
        sa.ForeignKeyConstraint(
            ["complaint_id"],
            ["complaint.id"],
            name=op.f("fk_complaint_word_complaint_id_complaint"),
        ),
        sa.ForeignKeyConstraint(
            ["peer_id"], ["peer.id"], name=op.f("fk_complaint_word_peer_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint_word")),
    )
    for column in ("complaint_id", "peer_id"):
        op.create_index(op.f(f"ix_complaint_word_{column}"), "complaint_word", [column])
    op.create_table(
        "verdict",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("complaint_id", sa.Uuid(), nullable=False),
        *(
            sa.Column(f"{one}_minor", sa.BigInteger(), nullable=False)
            for one in ("carrier", "requester", "fee")
        ),
        sa.Column("currency", sa.String(length=3), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("at", _when(), nullable=False),
        sa.CheckConstraint(
            "carrier_minor >= 0 AND requester_minor >= 0 AND fee_minor >= 0",
            name=op.f("ck_verdict_shares"),
        ),
        sa.ForeignKeyConstraint(
            ["complaint_id"], ["complaint.id"], name=op.f("fk_verdict_complaint_id_complaint")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_verdict")),
    )
    op.create_index(op.f("ix_verdict_complaint_id"), "verdict", ["complaint_id"])


def _make_complaints() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(length=32), nullable=False),
        sa.Column("problem", sa.String(length=32), nullable=False),
        sa.Column("state", sa.String(length=32), nullable=False),
        sa.Column("made_at", _when(), nullable=False),
        sa.Column("answer_by", _when(), nullable=False),
        sa.Column("decide_by", _when(), nullable=False),
        sa.Column("reminded_at", _when(), nullable=True),
        sa.Column("appealed_by", sa.String(length=32), nullable=True),
        sa.Column("carrier_agrees", sa.Boolean(), nullable=False),
        sa.Column("requester_agrees", sa.Boolean(), nullable=False),
        sa.Column("final_at", _when(), nullable=True),
        sa.Column("ended_at", _when(), nullable=True),
        sa.CheckConstraint(
            "(state IN ('closed', 'withdrawn')) = (ended_at IS NOT NULL)",
            name=op.f("ck_complaint_ended_at"),
        ),
        sa.CheckConstraint(
            "(state = 'decided') = (final_at IS NOT NULL)", name=op.f("ck_complaint_final_at")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    live = sa.text("ended_at IS NULL")
    op.create_index(
        "ix_complaint_live", "complaint", ["quest_id"], unique=True, postgresql_where=live
    )
    op.create_index("ix_complaint_quest_id", "complaint", ["quest_id"])
    op.create_index(
        "ix_complaint_final_at",
        "complaint",
        ["final_at"],
        postgresql_where=sa.text("final_at IS NOT NULL"),
    )
    op.create_index("ix_complaint_waiting", "complaint", ["decide_by"], postgresql_where=live)


def _say_what_has_ended(states: str) -> None:
    op.drop_constraint(op.f("ck_quest_ended_at"), "quest")
    op.create_check_constraint(
        op.f("ck_quest_ended_at"), "quest", f"({states}) = (ended_at IS NOT NULL)"
    )


def downgrade() -> None:
    op.drop_table("verdict")
    op.drop_table("complaint_word")
    op.drop_table("complaint")
    op.drop_index("ix_quest_claim_until", "quest")
    op.drop_constraint(op.f("ck_quest_disputed_from"), "quest")
    _say_what_has_ended(_ENDED_BEFORE)
    op.drop_column("quest", "disputed_from")
    op.drop_column("quest", "claim_until")
