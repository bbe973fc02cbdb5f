"""Who is of the organisation, and which operators it has let out."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0047"
down_revision: str | None = "0046"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "organisation_membership",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=True),
        sa.Column("member_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("is_gone", sa.Boolean(), nullable=False),
        sa.Column("user_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_organisation_membership")),
    )
    op.create_table(
        "organisation_dissolved",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("issuer", name=op.f("pk_organisation_dissolved")),
    )
    op.add_column(
        "operator",
        sa.Column("is_out_there", sa.Boolean(), nullable=False, server_default=sa.false()),
    )
    op.alter_column("operator", "is_out_there", server_default=None)
    op.create_check_constraint(
        op.f("ck_operator_is_out_there"), "operator", "NOT is_out_there OR disabled_at IS NOT NULL"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_operator_is_out_there"), "operator", type_="check")
    op.drop_column("operator", "is_out_there")
    op.drop_table("organisation_dissolved")
    op.drop_table("organisation_membership")
