"""Operators, where they are signed in, and what they do in the audit log."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0036"
down_revision: str | None = "0035"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "operator",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("password_hash", sa.Text(), nullable=True),
        sa.Column("factor_salt", sa.LargeBinary(), nullable=False),
        sa.Column("enrolled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("last_step", sa.BigInteger(), nullable=True),
        sa.Column("link_hash", sa.String(64), nullable=True),
        sa.Column("link_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("disabled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "email = lower(btrim(email)) AND email LIKE '_%@_%'", name=op.f("ck_operator_email")
        ),
        sa.CheckConstraint(
            "(link_hash IS NULL) = (link_until IS NULL)", name=op.f("ck_operator_link")
        ),
        sa.CheckConstraint("octet_length(factor_salt) = 20", name=op.f("ck_operator_salt")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator")),
        sa.UniqueConstraint("email", name=op.f("uq_operator_email")),
        sa.UniqueConstraint("link_hash", name=op.f("uq_operator_link_hash")),
    )
    op.create_table(
        "operator_recovery_code",
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.String(64), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"],
            ["operator.id"],
            name=op.f("fk_operator_recovery_code_operator_id_operator"),
        ),
        sa.PrimaryKeyConstraint(
            "operator_id", "code_hash", name=op.f("pk_operator_recovery_code")
        ),
    )
    op.create_table(
        "operator_sitting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("token_hash", sa.String(64), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("browser", sa.Text(), nullable=False),
        sa.Column("network", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_operator_sitting_operator_id_operator")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_sitting")),
        sa.UniqueConstraint("token_hash", name=op.f("uq_operator_sitting_token_hash")),
    )
    op.create_index(op.f("ix_operator_sitting_operator_id"), "operator_sitting", ["operator_id"])
    op.create_table(
        "operator_sign_in_try",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tried_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_operator_sign_in_try")),
    )
    op.create_index(
        op.f("ix_operator_sign_in_try_tried_by_at"), "operator_sign_in_try", ["tried_by", "at"]
    )
    _let_the_log_know_operators()


def _let_the_log_know_operators() -> None:
    op.add_column(
        "audit_entry",
        sa.Column("is_act", sa.Boolean(), nullable=False, server_default="false"),
    )
    op.alter_column("audit_entry", "is_act", server_default=None)
    op.add_column("audit_entry", sa.Column("by_operator_id", sa.Uuid(), nullable=True))
    op.add_column("audit_entry", sa.Column("why", sa.Text(), nullable=True))
    op.add_column("audit_entry", sa.Column("before", postgresql.JSONB(), nullable=True))
    op.add_column("audit_entry", sa.Column("after", postgresql.JSONB(), nullable=True))
    op.create_index(
        "ix_audit_entry_by_operator",
        "audit_entry",
        ["by_operator_id", "at"],
        postgresql_where="by_operator_id IS NOT NULL",
    )


def downgrade() -> None:
    op.drop_index("ix_audit_entry_by_operator", table_name="audit_entry")
    for column in ("after", "before", "why", "by_operator_id", "is_act"):
        op.drop_column("audit_entry", column)
    for table in (
        "operator_sign_in_try",
        "operator_sitting",
        "operator_recovery_code",
        "operator",
    ):
        op.drop_table(table)
