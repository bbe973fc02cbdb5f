"""LinkLine: lines, what is said on them, and the copies of it; messages by week of their end."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0028"
down_revision: str | None = "0027"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

MAKE_WEEK = """
CREATE FUNCTION make_link_week(monday date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    week text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['link_message', 'link_revision'] LOOP
        week := parent || '_' || to_char(monday, 'YYYY_MM_DD');
        IF to_regclass(week) IS NULL THEN
            EXECUTE format(
                'CREATE TABLE %I PARTITION OF %I FOR VALUES FROM (%L) TO (%L)',
                week, parent, monday, monday + 7
            );
        END IF;
    END LOOP;
END $$
"""

DROP_WEEKS = """
CREATE FUNCTION drop_link_weeks_before(day date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    week regclass;
    dropped bigint := 0;
BEGIN
    FOREACH parent IN ARRAY ARRAY['link_message', 'link_revision'] LOOP
        FOR week IN
            SELECT inhrelid::regclass
            FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
            WHERE inhparent = parent::regclass
              AND relname <= parent || '_' || to_char(day, 'YYYY_MM_DD')
              AND relname <> parent || '_live'
        LOOP
            EXECUTE format('DROP TABLE %s', week);
            dropped := dropped + 1;
        END LOOP;
    END LOOP;
    RETURN dropped;
END $$
"""

RING = """
CREATE FUNCTION ring_lines() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    PERFORM pg_notify('lines', '');
    RETURN NULL;
END $$
"""

RING_ON_CHANGE = """
CREATE TRIGGER link_line_changed AFTER UPDATE ON link_line FOR EACH ROW
WHEN (NEW.changes > OLD.changes) EXECUTE FUNCTION ring_lines()
"""


def upgrade() -> None:
    _make_lines()
    _make_messages()
    op.create_table(
        "link_copy",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("is_own", sa.Boolean(), nullable=False),
        sa.Column("row_id", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.SmallInteger(), nullable=False),
        sa.Column("chat_message_id", sa.BigInteger(), nullable=True),
        sa.Column("fate", sa.String(32), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_noted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_link_copy_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["line_id"],
            ["link_line.id"],
            name=op.f("fk_link_copy_line_id_link_line"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("message_id", "channel_id", name=op.f("pk_link_copy")),
    )
    op.create_index("ix_link_copy_chat", "link_copy", ["channel_id", "chat_message_id"])
    op.create_index(op.f("ix_link_copy_line_id"), "link_copy", ["line_id"])
    op.create_index(
        "ix_link_copy_row_id",
        "link_copy",
        ["row_id"],
        postgresql_where=sa.text("row_id IS NOT NULL"),
    )
    op.create_index(
        "ix_link_copy_news",
        "link_copy",
        ["message_id"],
        postgresql_where=sa.text("NOT is_noted"),
    )
    for statement in (MAKE_WEEK, DROP_WEEKS, RING, RING_ON_CHANGE):
        op.execute(statement)


def _make_lines() -> None:
    op.create_table(
        "link_line",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.Column("carrier_id", sa.Uuid(), nullable=False),
        sa.Column("requester_id", sa.Uuid(), nullable=False),
        sa.Column("changes", sa.BigInteger(), nullable=False),
        sa.Column("told", sa.BigInteger(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("spoken_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("carrier_id <> requester_id", name=op.f("ck_link_line_two_peers")),
        sa.CheckConstraint("changes >= told AND told >= 0", name=op.f("ck_link_line_told")),
        sa.ForeignKeyConstraint(
            ["parcel_id"], ["drop_parcel.id"], name=op.f("fk_link_line_parcel_id_drop_parcel")
        ),
        sa.ForeignKeyConstraint(
            ["path_id"], ["glide_path.id"], name=op.f("fk_link_line_path_id_glide_path")
        ),
        sa.ForeignKeyConstraint(
            ["carrier_id"], ["peer.id"], name=op.f("fk_link_line_carrier_id_peer")
        ),
        sa.ForeignKeyConstraint(
            ["requester_id"], ["peer.id"], name=op.f("fk_link_line_requester_id_peer")
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_line")),
        sa.UniqueConstraint("parcel_id", "path_id", name=op.f("uq_link_line_parcel_id_path_id")),
    )
    op.create_index(op.f("ix_link_line_path_id"), "link_line", ["path_id"])
    op.create_index("ix_link_line_carrier_id", "link_line", ["carrier_id", "spoken_at"])
    op.create_index("ix_link_line_requester_id", "link_line", ["requester_id", "spoken_at"])
    op.create_index(
        "ix_link_line_untold", "link_line", ["id"], postgresql_where=sa.text("told < changes")
    )
    op.create_index(
        "ix_link_line_live", "link_line", ["id"], postgresql_where=sa.text("ended_at IS NULL")
    )
    op.create_table(
        "link_side",
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("alias", sa.Text(), nullable=False),
        sa.Column("is_muted", sa.Boolean(), nullable=False),
        sa.Column("is_warned", sa.Boolean(), nullable=False),
        sa.Column("has_shown_self", sa.Boolean(), nullable=False),
        sa.Column("revealed_at", sa.DateTime(timezone=True), nullable=True),
        _to_line("link_side"),
        sa.PrimaryKeyConstraint("line_id", "side", name=op.f("pk_link_side")),
    )
    op.create_table(
        "link_seat",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_link_seat_channel_id_channel"),
            ondelete="CASCADE",
        ),
        _to_line("link_seat"),
        sa.PrimaryKeyConstraint("channel_id", name=op.f("pk_link_seat")),
    )
    op.create_index(op.f("ix_link_seat_line_id"), "link_seat", ["line_id"])
    op.create_table(
        "link_report",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("by", sa.String(32), nullable=False),
        sa.Column("reason", sa.String(32), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        _to_line("link_report"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_link_report")),
    )
    op.create_index(op.f("ix_link_report_line_id"), "link_report", ["line_id"])


def _to_line(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(
        ["line_id"],
        ["link_line.id"],
        name=op.f(f"fk_{table}_line_id_link_line"),
        ondelete="CASCADE",
    )


def _make_messages() -> None:
    op.create_table(
        "link_message",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("side", sa.String(32), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("held_for", sa.String(32), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("reply_to", sa.Uuid(), nullable=True),
        sa.Column("quote", sa.Text(), nullable=True),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("is_forwarded", sa.Boolean(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("change", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("said_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("looked_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(state = 'held') = (held_for IS NOT NULL)", name=op.f("ck_link_message_held_for")
        ),
        sa.CheckConstraint(
            "version > 0 AND change >= place", name=op.f("ck_link_message_counted")
        ),
        _to_line("link_message"),
        sa.PrimaryKeyConstraint("id", "purge_on", name=op.f("pk_link_message")),
        postgresql_partition_by="RANGE (purge_on)",
    )
    op.create_index("ix_link_message_line_id_change", "link_message", ["line_id", "change"])
    op.create_index(
        "ix_link_message_looking",
        "link_message",
        ["said_at"],
        postgresql_where=sa.text("state = 'looking'"),
    )
    op.create_index(
        "ix_link_message_album",
        "link_message",
        ["album"],
        postgresql_where=sa.text("album IS NOT NULL"),
    )
    op.create_table(
        "link_revision",
        sa.Column("message_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("purge_on", sa.Date(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        _to_line("link_revision"),
        sa.PrimaryKeyConstraint("message_id", "version", "purge_on", name=op.f("pk_link_revision")),
        postgresql_partition_by="RANGE (purge_on)",
    )
    op.create_index(op.f("ix_link_revision_line_id"), "link_revision", ["line_id"])
    op.create_table(
        "link_parked",
        sa.Column("channel_id", sa.Uuid(), nullable=False),
        sa.Column("chat_message_id", sa.BigInteger(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("album", sa.Text(), nullable=True),
        sa.Column("is_forwarded", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["channel_id"],
            ["channel.id"],
            name=op.f("fk_link_parked_channel_id_channel"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("channel_id", "chat_message_id", name=op.f("pk_link_parked")),
    )
    for table in ("link_message", "link_revision"):
        op.execute(f"CREATE TABLE {table}_live PARTITION OF {table} DEFAULT")


def downgrade() -> None:
    op.drop_table("link_copy")
    op.drop_table("link_parked")
    for table in ("link_revision", "link_message", "link_report", "link_seat", "link_side"):
        op.drop_table(table)
    op.drop_table("link_line")
    for function in ("ring_lines()", "drop_link_weeks_before(date)", "make_link_week(date)"):
        op.execute(f"DROP FUNCTION {function}")
