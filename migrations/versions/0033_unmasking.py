"""Who looked up who somebody is, and why; and which earlier words of a message were sent."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0033"
down_revision: str | None = "0032"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "unmasking",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("btrim(by) <> '' AND btrim(why) <> ''", name=op.f("ck_unmasking_said")),
        sa.ForeignKeyConstraint(
            ["line_id"], ["link_line.id"], name=op.f("fk_unmasking_line_id_link_line")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_unmasking")),
    )
    op.create_index(op.f("ix_unmasking_line_id"), "unmasking", ["line_id"])
    op.execute(
        "CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON unmasking"
        " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON unmasking"
        " EXECUTE FUNCTION refuse_audit_change()"
    )
    op.add_column(
        "link_revision",
        sa.Column("was_sent", sa.Boolean(), nullable=False, server_default="true"),
    )
    op.execute("UPDATE link_revision SET was_sent = false WHERE is_held")
    op.alter_column("link_revision", "was_sent", server_default=None)
    op.create_check_constraint(
        op.f("ck_link_revision_was_sent"), "link_revision", "NOT (is_held AND was_sent)"
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_link_revision_was_sent"), "link_revision")
    op.drop_column("link_revision", "was_sent")
    op.drop_table("unmasking")
