"""Weeks of what was said are laid down and dropped beside a live line, not in its way.

With a partition for the rest, each new week had that locked and searched for rows of its own; now
what is live has a range like the others. A week is made apart and then attached. Neither waits
long for a lock, because everybody who writes would wait behind it.
"""

from collections.abc import Sequence

from alembic import op

revision: str = "0032"
down_revision: str | None = "0031"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_TABLES = ("link_message", "link_revision")

MAKE_WEEK = """
CREATE OR REPLACE FUNCTION make_link_week(monday date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    week text;
BEGIN
    FOREACH parent IN ARRAY ARRAY['link_message', 'link_revision'] LOOP
        week := parent || '_' || to_char(monday, 'YYYY_MM_DD');
        IF to_regclass(week) IS NULL THEN
            PERFORM set_config('lock_timeout', '5s', true);
            EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING ALL)', week, parent);
            EXECUTE format(
                'ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
                parent, week, monday, monday + 7
            );
        END IF;
    END LOOP;
END $$
"""

DROP_WEEKS = """
CREATE OR REPLACE FUNCTION drop_link_weeks_before(day date) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    parent text;
    week regclass;
    dropped bigint := 0;
BEGIN
    PERFORM set_config('lock_timeout', '5s', true);
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

MAKE_WEEK_BEFORE = """
CREATE OR REPLACE FUNCTION make_link_week(monday date) RETURNS void LANGUAGE plpgsql AS $$
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


def upgrade() -> None:
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DETACH PARTITION {table}_live")
        op.execute(
            f"ALTER TABLE {table} ATTACH PARTITION {table}_live"
            " FOR VALUES FROM ('infinity') TO (MAXVALUE)"
        )
    op.execute(MAKE_WEEK)
    op.execute(DROP_WEEKS)


def downgrade() -> None:
    op.execute(MAKE_WEEK_BEFORE)
    for table in _TABLES:
        op.execute(f"ALTER TABLE {table} DETACH PARTITION {table}_live")
        op.execute(f"ALTER TABLE {table} ATTACH PARTITION {table}_live DEFAULT")
