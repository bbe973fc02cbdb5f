"""The cells by which trips and parcels find each other, the trips' by month of departure."""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from core.passages.states import passages_of_parcel, passages_of_trip

revision: str = "0008"
down_revision: str | None = "0007"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

# Creating a month takes this lock on its parent anyway. Taken first, it keeps two from making one
# month: who waited for it looks again.
MAKE_MONTH = """
CREATE FUNCTION make_passage_month(moment timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    first timestamptz := date_trunc('month', moment, 'UTC');
    month text := 'trip_passage_' || to_char(first AT TIME ZONE 'UTC', 'YYYY_MM');
BEGIN
    IF to_regclass(month) IS NOT NULL THEN
        RETURN;
    END IF;
    LOCK TABLE trip_passage IN ACCESS EXCLUSIVE MODE;
    IF to_regclass(month) IS NOT NULL THEN
        RETURN;
    END IF;
    EXECUTE format(
        'CREATE TABLE %I PARTITION OF trip_passage FOR VALUES FROM (%L) TO (%L)',
        month, first, (first AT TIME ZONE 'UTC' + interval '1 month') AT TIME ZONE 'UTC'
    );
END $$
"""

DROP_MONTHS = """
CREATE FUNCTION drop_passage_months_before(moment timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    oldest_kept text := 'trip_passage_' || to_char(moment AT TIME ZONE 'UTC', 'YYYY_MM');
    month regclass;
    dropped bigint := 0;
BEGIN
    FOR month IN
        SELECT inhrelid::regclass
        FROM pg_inherits JOIN pg_class ON pg_class.oid = inhrelid
        WHERE inhparent = 'trip_passage'::regclass AND relname < oldest_kept
    LOOP
        EXECUTE format('DROP TABLE %s', month);
        dropped := dropped + 1;
    END LOOP;
    RETURN dropped;
END $$
"""

OPEN_TRIPS = """
SELECT trip.id, mode = 'car' AS is_drive, departs_at AS at,
       a.latitude, a.longitude, b.latitude AS to_latitude, b.longitude AS to_longitude
FROM glide_path AS trip
JOIN place AS a ON a.id = from_place_id
JOIN place AS b ON b.id = to_place_id
WHERE state = 'open'
"""

OPEN_PARCELS = """
SELECT parcel.id, deliver_by AS at,
       a.latitude, a.longitude, b.latitude AS to_latitude, b.longitude AS to_longitude
FROM drop_parcel AS parcel
JOIN place AS a ON a.id = from_place_id
JOIN place AS b ON b.id = to_place_id
WHERE state = 'open'
"""


def upgrade() -> None:
    trips = op.create_table(
        "trip_passage",
        sa.Column("from_cell", sa.BigInteger(), nullable=False),
        sa.Column("to_cell", sa.BigInteger(), nullable=False),
        sa.Column("departs_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(
            "from_cell", "to_cell", "departs_at", "path_id", name=op.f("pk_trip_passage")
        ),
        postgresql_partition_by="RANGE (departs_at)",
    )
    op.create_index(op.f("ix_trip_passage_path_id"), "trip_passage", ["path_id"])
    parcels = op.create_table(
        "parcel_passage",
        sa.Column("from_cell", sa.BigInteger(), nullable=False),
        sa.Column("to_cell", sa.BigInteger(), nullable=False),
        sa.Column("deliver_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.PrimaryKeyConstraint(
            "from_cell", "to_cell", "deliver_by", "parcel_id", name=op.f("pk_parcel_passage")
        ),
    )
    op.create_index(op.f("ix_parcel_passage_parcel_id"), "parcel_passage", ["parcel_id"])
    op.execute(MAKE_MONTH)
    op.execute(DROP_MONTHS)
    op.execute(
        "SELECT make_passage_month(now() + make_interval(months => ahead))"
        " FROM generate_series(0, 1) AS ahead"
    )
    _index_what_is_open(trips, parcels)


def _index_what_is_open(trips: sa.Table, parcels: sa.Table) -> None:
    """Index what was posted before: nothing else would do so."""
    connection = op.get_bind()
    for row in connection.execute(sa.text(OPEN_TRIPS)).all():
        connection.execute(sa.select(sa.func.make_passage_month(row.at)))
        ends = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        passages = passages_of_trip(*ends, is_drive=row.is_drive)
        op.bulk_insert(
            trips,
            [
                {"from_cell": one, "to_cell": other, "departs_at": row.at, "path_id": row.id}
                for one, other in passages
            ],
        )
    for row in connection.execute(sa.text(OPEN_PARCELS)).all():
        ends = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        op.bulk_insert(
            parcels,
            [
                {"from_cell": one, "to_cell": other, "deliver_by": row.at, "parcel_id": row.id}
                for one, other in passages_of_parcel(*ends)
            ],
        )


def downgrade() -> None:
    op.drop_table("parcel_passage")
    op.drop_table("trip_passage")
    op.execute("DROP FUNCTION drop_passage_months_before(timestamptz)")
    op.execute("DROP FUNCTION make_passage_month(timestamptz)")
