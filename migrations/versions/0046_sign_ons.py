"""What providers call operators, and who has left for one to sign in."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

revision: str = "0046"
down_revision: str | None = "0045"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None


def upgrade() -> None:
    op.create_table(
        "operator_identity",
        sa.Column("issuer", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("operator_id", sa.Uuid(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["operator_id"], ["operator.id"], name=op.f("fk_operator_identity_operator_id_operator")
        ),
        sa.PrimaryKeyConstraint("issuer", "subject", name=op.f("pk_operator_identity")),
        sa.UniqueConstraint(
            "operator_id", "issuer", name=op.f("uq_operator_identity_operator_id_issuer")
        ),
    )
    op.create_table(
        "operator_sign_on",
        sa.Column("state_hash", sa.String(64), nullable=False),
        sa.Column("browser_hash", sa.String(64), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("state_hash", name=op.f("pk_operator_sign_on")),
    )


def downgrade() -> None:
    op.drop_table("operator_sign_on")
    op.drop_table("operator_identity")
