"""What others tell us, and what is to be told."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0003"
down_revision: str | None = "0002"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

BELLS = {"inbox_item": "inbox", "outbox_row": "outbox"}
"""Who is rung when a row comes: in the database, so that it costs no round trip."""


def upgrade() -> None:
    op.create_table(
        "inbox_item",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("source", sa.Enum("telegram", native_enum=False, length=32), nullable=False),
        sa.Column("outside_id", sa.Text(), nullable=False),
        sa.Column("lane", sa.BigInteger(), nullable=False),
        sa.Column("payload", postgresql.JSONB(), nullable=True),
        sa.Column(
            "state",
            sa.Enum("waiting", "done", "quarantined", native_enum=False, length=32),
            nullable=False,
        ),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=False),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("acted_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'done') = (payload IS NULL)", name=op.f("ck_inbox_item_payload_until_done")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inbox_item")),
        sa.UniqueConstraint("source", "outside_id", name=op.f("uq_inbox_item_source_outside_id")),
    )
    op.create_index("ix_inbox_item_received_at", "inbox_item", ["received_at"])
    op.create_index(
        "ix_inbox_item_waiting",
        "inbox_item",
        ["source", "id"],
        postgresql_where="state = 'waiting'",
    )
    op.create_index(
        "ix_inbox_item_waiting_lane",
        "inbox_item",
        ["source", "lane", "id"],
        postgresql_where="state = 'waiting'",
    )
    op.create_table(
        "outbox_row",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("address", sa.Text(), nullable=True),
        sa.Column("urgency", sa.SmallInteger(), nullable=False),
        sa.Column("method", sa.Text(), nullable=True),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("coalesce_key", sa.Text(), nullable=True),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column(
            "state",
            sa.Enum(
                "queued",
                "leased",
                "sent",
                "parked",
                "expired",
                "superseded",
                "dropped",
                "dead",
                native_enum=False,
                length=32,
            ),
            nullable=False,
        ),
        sa.Column("attempts", sa.BigInteger(), nullable=False),
        sa.Column("message_id", sa.BigInteger(), nullable=True),
        sa.Column("ambiguous_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("request_id", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(channel_id IS NULL) <> (address IS NULL)", name=op.f("ck_outbox_row_one_receiver")
        ),
        sa.CheckConstraint(
            "(method IS NULL) <> (notice IS NULL)", name=op.f("ck_outbox_row_call_or_notice")
        ),
        sa.CheckConstraint("urgency BETWEEN 0 AND 4", name=op.f("ck_outbox_row_urgency")),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_outbox_row_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outbox_row")),
    )
    op.create_index("ix_outbox_row_channel_id", "outbox_row", ["channel_id", "coalesce_key"])
    op.create_index("ix_outbox_row_created_at", "outbox_row", ["created_at"])
    op.create_index(
        "ix_outbox_row_live", "outbox_row", ["id"], postgresql_where="state IN ('queued', 'leased')"
    )
    op.create_table(
        "outbox_file",
        sa.Column("row_id", sa.BigInteger(), nullable=False),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["row_id"],
            ["outbox_row.id"],
            name=op.f("fk_outbox_file_row_id_outbox_row"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("row_id", "part", name=op.f("pk_outbox_file")),
    )
    op.create_table(
        "press",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("mark", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_press_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "mark", name=op.f("pk_press")),
    )
    op.create_index(op.f("ix_press_at"), "press", ["at"])
    op.execute(
        "CREATE FUNCTION ring() RETURNS trigger LANGUAGE plpgsql AS "
        "$$ BEGIN PERFORM pg_notify(TG_ARGV[0], ''); RETURN NULL; END $$"
    )
    for table, channel in BELLS.items():
        op.execute(
            f"CREATE TRIGGER ring AFTER INSERT ON {table} "
            f"FOR EACH STATEMENT EXECUTE FUNCTION ring('{channel}')"
        )


def downgrade() -> None:
    for table in ("press", "outbox_file", "outbox_row", "inbox_item"):
        op.drop_table(table)
    op.execute("DROP FUNCTION ring()")
