"""Tokens by which programs act for operators, and by which of them an act was done.

What a program was answered is remembered by who called, a Peer or an operator.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0052"
down_revision: str | None = "0051"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_WHOSE = "fk_answered_request_peer_id_peer"


def upgrade() -> None:
    op.create_table(
        "operator_mandate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("begins", sa.String(16), nullable=False),
        sa.Column("secret_hash", sa.String(64), nullable=False),
        sa.Column("scopes", postgresql.ARRAY(sa.Text()), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "length(name) BETWEEN 1 AND 40", name=op.f("ck_operator_mandate_name")
        ),
        sa.CheckConstraint("cardinality(scopes) > 0", name=op.f("ck_operator_mandate_scopes")),
        sa.CheckConstraint("until > made_at", name=op.f("ck_operator_mandate_until")),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_operator_mandate_operator_id_operator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_mandate")),
        sa.UniqueConstraint("secret_hash", name=op.f("uq_operator_mandate_secret_hash")),
    )
    op.create_index(
        op.f("ix_operator_mandate_operator_id"), "operator_mandate", ["operator_id"]
    )
    op.add_column("audit_entry", sa.Column("by_mandate_id", sa.Uuid(), nullable=True))
    op.drop_constraint(op.f(_WHOSE), "answered_request", type_="foreignkey")
    op.alter_column("answered_request", "peer_id", new_column_name="caller_id")


def downgrade() -> None:
    op.execute(
        "DELETE FROM answered_request WHERE NOT EXISTS"
        " (SELECT FROM peer WHERE peer.id = answered_request.caller_id)"
    )
    op.alter_column("answered_request", "caller_id", new_column_name="peer_id")
    op.create_foreign_key(op.f(_WHOSE), "answered_request", "peer", ["peer_id"], ["id"])
    op.drop_column("audit_entry", "by_mandate_id")
    op.drop_table("operator_mandate")
