"""Events on their way to who hears them, the audit log by month, and the slots of the clock."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision: str = "0004"
down_revision: str | None = "0003"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

REFUSE_CHANGE = """
CREATE FUNCTION refuse_audit_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the audit log only grows: % refused', TG_OP
        USING ERRCODE = 'insufficient_privilege';
END $$
"""

# A statement trigger of the parent is not inherited, so each month gets its own against TRUNCATE.
# Creating a month takes this lock on its parent anyway. Taken first, it keeps two from making one
# month: who waited for it looks again. An advisory lock would not do, for the second look would
# then be answered from the catalogue's cache.
MAKE_MONTH = """
CREATE FUNCTION make_audit_month(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz := date_trunc('month', moment, 'UTC');
    month text := 'audit_entry_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF to_regclass(month) IS NOT NULL THEN
        RETURN;
    END IF;
    LOCK TABLE audit_entry IN ACCESS EXCLUSIVE MODE;
    IF to_regclass(month) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format(
        'CREATE TABLE %I PARTITION OF audit_entry FOR VALUES FROM (%L) TO (%L)',
        month, first, (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'
    );
    EXECUTE format(
        'CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON %I EXECUTE FUNCTION refuse_audit_change()',
        month
    );
END $$
"""

DROP_MONTHS = """
CREATE FUNCTION drop_audit_months_before(moment timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    oldest_kept text := 'audit_entry_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM');
    month regclass;
    dropped bigint := 0;
BEGIN
    FOR month IN
        SELECT inhrelid::regclass
        FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'audit_entry'::regclass AND relname < oldest_kept
    LOOP
        EXECUTE format('DROP TABLE %s', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$
"""


def _facts_of_an_event() -> list[sa.Column[Any]]:
    return [
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("about", sa.Uuid(), nullable=False),
        sa.Column("by_peer_id", sa.Uuid(), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("facts", postgresql.JSONB(), nullable=False),
    ]


def upgrade() -> None:
    op.create_table(
        "event",
        sa.Column("position", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        *_facts_of_an_event(),
        sa.PrimaryKeyConstraint("position", name=op.f("pk_event")),
        sa.UniqueConstraint("id", name=op.f("uq_event_id")),
    )
    op.create_table(
        "event_delivery",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        *_facts_of_an_event(),
        sa.Column("attempts", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("not_before", sa.DateTime(timezone=True), nullable=True),
        sa.Column("error", sa.Text(), nullable=True),
        sa.Column("died_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_event_delivery")),
        sa.UniqueConstraint("group", "event_id", name=op.f("uq_event_delivery_group_event_id")),
    )
    op.create_index(
        "ix_event_delivery_waiting",
        "event_delivery",
        ["group", "id"],
        postgresql_where="died_at IS NULL",
    )
    op.create_index(
        "ix_event_delivery_waiting_about",
        "event_delivery",
        ["group", "about", "id"],
        postgresql_where="died_at IS NULL",
    )
    op.create_table(
        "event_seen",
        sa.Column("group", sa.Text(), nullable=False),
        sa.Column("event_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("group", "event_id", name=op.f("pk_event_seen")),
    )
    op.create_index(op.f("ix_event_seen_at"), "event_seen", ["at"])
    op.create_table(
        "clock_slot",
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("fire_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("taken_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("name", "fire_at", name=op.f("pk_clock_slot")),
    )
    _create_audit_log()


def _create_audit_log() -> None:
    op.create_table(
        "audit_entry",
        sa.Column("event_id", sa.Uuid(), nullable=False),
        *_facts_of_an_event(),
        sa.PrimaryKeyConstraint("at", "event_id", name=op.f("pk_audit_entry")),
        postgresql_partition_by="RANGE (at)",
    )
    op.create_index(op.f("ix_audit_entry_about_at"), "audit_entry", ["about", "at"])
    op.create_index(op.f("ix_audit_entry_name_at"), "audit_entry", ["name", "at"])
    for function in (REFUSE_CHANGE, MAKE_MONTH, DROP_MONTHS):
        op.execute(function)
    op.execute(
        "CREATE TRIGGER refuse_change BEFORE UPDATE OR DELETE ON audit_entry"
        " FOR EACH ROW EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "CREATE TRIGGER refuse_truncate BEFORE TRUNCATE ON audit_entry"
        " EXECUTE FUNCTION refuse_audit_change()"
    )
    op.execute(
        "SELECT make_audit_month(now() + make_interval(months => ahead))"
        " FROM generate_series(0, 3) AS ahead"
    )


def downgrade() -> None:
    for table in ("audit_entry", "clock_slot", "event_seen", "event_delivery", "event"):
        op.drop_table(table)
    for function in (
        "drop_audit_months_before(timestamptz)",
        "make_audit_month(timestamptz)",
        "refuse_audit_change()",
    ):
        op.execute(f"DROP FUNCTION {function}")
