"""Tickets: what Peers and Support say to each other, and where it is in chats."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0039"
down_revision: str | None = "0038"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_MOMENT = sa.DateTime(timezone=True)


def upgrade() -> None:
    op.create_table(
        "support_agent",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("source", sa.String(32), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("seen_at", _MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_support_agent")),
        sa.UniqueConstraint("source", "key", name=op.f("uq_support_agent_source_key")),
    )
    op.create_table(
        "ticket",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("peer_id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(32), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("priority", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=True),
        sa.Column("payment_id", sa.Uuid(), nullable=True),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("tags", sa.ARRAY(sa.Text()), nullable=False),
        sa.Column("merged_into", sa.Uuid(), nullable=True),
        sa.Column("said", sa.Integer(), nullable=False),
        sa.Column("opened_at", _MOMENT, nullable=False),
        sa.Column("spoken_at", _MOMENT, nullable=False),
        sa.Column("waited_since", _MOMENT, nullable=True),
        sa.Column("answer_by", _MOMENT, nullable=True),
        sa.Column("reminded_at", _MOMENT, nullable=True),
        sa.Column("first_answered_at", _MOMENT, nullable=True),
        sa.Column("solved_at", _MOMENT, nullable=True),
        sa.Column("closed_at", _MOMENT, nullable=True),
        sa.Column("stars", sa.SmallInteger(), nullable=True),
        sa.Column("rated_at", _MOMENT, nullable=True),
        sa.CheckConstraint("stars BETWEEN 1 AND 5", name=op.f("ck_ticket_stars")),
        sa.CheckConstraint(
            "(state = 'closed') = (closed_at IS NOT NULL)", name=op.f("ck_ticket_closed_at")
        ),
        sa.CheckConstraint(
            "(state IN ('open', 'waiting_for_us')) = (answer_by IS NOT NULL)",
            name=op.f("ck_ticket_answer_by"),
        ),
        sa.ForeignKeyConstraint(["peer_id"], ["peer.id"], name=op.f("fk_ticket_peer_id_peer")),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["support_agent.id"], name=op.f("fk_ticket_agent_id_support_agent")
        ),
        sa.ForeignKeyConstraint(
            ["merged_into"], ["ticket.id"], name=op.f("fk_ticket_merged_into_ticket")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket")),
        sa.UniqueConstraint("number", name=op.f("uq_ticket_number")),
    )
    op.create_index("ix_ticket_peer_id", "ticket", ["peer_id", "opened_at"])
    op.create_index(
        "ix_ticket_answer_by",
        "ticket",
        ["answer_by"],
        postgresql_where=sa.text("answer_by IS NOT NULL"),
    )
    op.create_index("ix_ticket_state_spoken_at", "ticket", ["state", "spoken_at"])
    op.create_index(
        "ix_ticket_quest_id",
        "ticket",
        ["quest_id"],
        postgresql_where=sa.text("quest_id IS NOT NULL"),
    )
    op.create_table(
        "ticket_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("at", _MOMENT, nullable=False),
        sa.Column("event", sa.String(32), nullable=False),
        sa.Column("from_state", sa.String(32), nullable=True),
        sa.Column("to_state", sa.String(32), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.Column("by_agent_id", sa.Uuid(), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_ticket_step_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_step")),
    )
    op.create_index(op.f("ix_ticket_step_ticket_id"), "ticket_step", ["ticket_id"])
    op.create_table(
        "ticket_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("author", sa.String(32), nullable=False),
        sa.Column("agent_id", sa.Uuid(), nullable=True),
        sa.Column("is_note", sa.Boolean(), nullable=False),
        sa.Column("content", postgresql.JSONB(none_as_null=True), nullable=False),
        sa.Column("reply_to", sa.Uuid(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said_at", _MOMENT, nullable=False),
        sa.Column("changed_at", _MOMENT, nullable=True),
        sa.Column("taken_back_at", _MOMENT, nullable=True),
        sa.CheckConstraint(
            "(author = 'operator') = (agent_id IS NOT NULL)", name=op.f("ck_ticket_message_agent_id")
        ),
        sa.CheckConstraint(
            "NOT is_note OR author <> 'peer'", name=op.f("ck_ticket_message_note")
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_ticket_message_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["agent_id"], ["support_agent.id"], name=op.f("fk_ticket_message_agent_id_support_agent")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_message")),
        sa.UniqueConstraint("ticket_id", "place", name=op.f("uq_ticket_message_ticket_id_place")),
    )
    op.create_table(
        "ticket_file",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("kept_as", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("flaw", sa.String(32), nullable=True),
        sa.Column("look_at", _MOMENT, nullable=True),
        sa.Column("looks", sa.SmallInteger(), nullable=False),
        sa.Column("kept_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["ticket_message.id"],
            name=op.f("fk_ticket_file_message_id_ticket_message"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_ticket_file_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", name=op.f("pk_ticket_file")),
    )
    op.create_index(op.f("ix_ticket_file_ticket_id"), "ticket_file", ["ticket_id"])
    op.create_index(
        "ix_ticket_file_look_at",
        "ticket_file",
        ["look_at"],
        postgresql_where=sa.text("look_at IS NOT NULL"),
    )
    op.execute(
        """
        CREATE FUNCTION ring_ticket_files() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            PERFORM pg_notify('ticket_files', '');
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER ticket_file_rings AFTER INSERT ON ticket_file
        FOR EACH STATEMENT EXECUTE FUNCTION ring_ticket_files()
        """
    )
    op.create_table(
        "ticket_seat",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", _MOMENT, nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("quest_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_ticket_seat_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_ticket_seat")),
    )
    op.create_table(
        "ticket_copy",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=True),
        sa.Column("desk", sa.Text(), nullable=True),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=True),
        sa.Column("chat_message_id", sa.BigInteger(), nullable=True),
        sa.Column("fate", sa.String(32), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["message_id"],
            ["ticket_message.id"],
            name=op.f("fk_ticket_copy_message_id_ticket_message"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_ticket_copy_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_ticket_copy")),
        sa.UniqueConstraint(
            "message_id",
            "channel_id",
            name=op.f("uq_ticket_copy_message_id_channel_id"),
            postgresql_nulls_not_distinct=True,
        ),
    )
    op.create_index("ix_ticket_copy_chat", "ticket_copy", ["channel_id", "chat_message_id"])
    op.create_index(
        "ix_ticket_copy_row_id",
        "ticket_copy",
        ["row_id"],
        postgresql_where=sa.text("row_id IS NOT NULL"),
    )
    op.create_table(
        "ticket_topic",
        sa.Column("desk", sa.Text(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("ticket_id", sa.Uuid(), nullable=False),
        sa.Column("card_message_id", sa.BigInteger(), nullable=True),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("lost_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["ticket_id"],
            ["ticket.id"],
            name=op.f("fk_ticket_topic_ticket_id_ticket"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("desk", "thread_id", name=op.f("pk_ticket_topic")),
    )
    op.create_index(
        "uq_ticket_topic_used",
        "ticket_topic",
        ["ticket_id", "desk"],
        unique=True,
        postgresql_where=sa.text("lost_at IS NULL"),
    )
    op.create_table(
        "support_topic",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("thread_id", sa.BigInteger(), autoincrement=False, nullable=False),
        sa.Column("made_at", _MOMENT, nullable=False),
        sa.Column("lost_at", _MOMENT, nullable=True),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_support_topic_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "thread_id", name=op.f("pk_support_topic")),
    )
    op.create_index(
        "uq_support_topic_used",
        "support_topic",
        ["channel_id"],
        unique=True,
        postgresql_where=sa.text("lost_at IS NULL"),
    )


def downgrade() -> None:
    for table in (
        *("support_topic", "ticket_topic", "ticket_copy", "ticket_seat", "ticket_file"),
        *("ticket_message", "ticket_step", "ticket", "support_agent"),
    ):
        op.drop_table(table)
    op.execute("DROP FUNCTION ring_ticket_files()")
