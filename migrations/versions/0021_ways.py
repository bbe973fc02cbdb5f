"""A trip and a parcel say once where they go, and a passage is one number.

So what goes by a timetable has one row instead of a pair of tables to look into, a parcel one
instead of two, and a B-tree is asked for one column of its key, which it always does in one scan.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from core.passages.states import number_of, passages_of_parcel, passages_of_trip, plane_of
from core.sphere import vector_of

revision: str = "0021"
down_revision: str | None = "0020"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SPOTS = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
_METROS = ("from_metro", "to_metro")
_PLANE = ("plane_x", "plane_y", "plane_z")

OLD_FUNCTIONS = ("trips_in_cells", "parcels_by_road", "parcels_by_ends")
NEW_FUNCTIONS = ("trips_in_cells", "parcels_in_cells_by_road", "parcels_in_cells_by_ends")

MAKE_MONTHS = (
    "SELECT make_passage_month(now() + make_interval(months => ahead))"
    " FROM generate_series(0, 1) AS ahead"
)

# A unit vector n that stands on the plane of a great circle lies |n·p| off p, in radii of the
# earth, and p comes before q along it when n·(p × q) is positive. Ends that lie almost opposite to
# each other have their order judged later, because it turns around there. Between unit vectors the
# square of the chord says as much as the arc, and costs no arc sine.
TRIPS = """
CREATE FUNCTION trips_in_cells(
    ends bigint[], roads bigint[], ends_after timestamptz, roads_after timestamptz,
    ready timestamptz, until timestamptz, near_chord double precision, near_road double precision,
    first_metro text, then_metro text,
    px double precision, py double precision, pz double precision,
    qx double precision, qy double precision, qz double precision
) RETURNS TABLE (
    path_id uuid, departs_at timestamptz, arrives_at timestamptz, leaves_km real,
    from_metro varchar, to_metro varchar,
    ax real, ay real, az real, bx real, by real, bz real
) LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
    radius_km CONSTANT double precision := 6371.0088;
    near_square CONSTANT double precision := (near_chord + slack) ^ 2;
    judges_order CONSTANT boolean := px * qx + py * qy + pz * qz > -0.98;
    turn_x double precision := CASE WHEN judges_order THEN py * qz - pz * qy ELSE 0 END;
    turn_y double precision := CASE WHEN judges_order THEN pz * qx - px * qz ELSE 0 END;
    turn_z double precision := CASE WHEN judges_order THEN px * qy - py * qx ELSE 0 END;
BEGIN
    RETURN QUERY
    SELECT path_id, departs_at, arrives_at, leaves_km, from_metro, to_metro,
        from_x, from_y, from_z, to_x, to_y, to_z
    FROM trip_way
    WHERE passage = ANY (ends) AND departs_at > ends_after AND departs_at <= until
        AND arrives_at <= until
        AND ((from_x - px) ^ 2 + (from_y - py) ^ 2 + (from_z - pz) ^ 2 <= near_square
            OR from_metro = first_metro)
        AND ((to_x - qx) ^ 2 + (to_y - qy) ^ 2 + (to_z - qz) ^ 2 <= near_square
            OR to_metro = then_metro);
    RETURN QUERY
    SELECT DISTINCT ON (path_id) path_id, departs_at, arrives_at, leaves_km,
        NULL::varchar, NULL::varchar, from_x, from_y, from_z, to_x, to_y, to_z
    FROM trip_passage
    WHERE passage = ANY (roads) AND departs_at > roads_after AND departs_at <= until
        AND arrives_at >= ready
        AND abs(plane_x * px + plane_y * py + plane_z * pz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND abs(plane_x * qx + plane_y * qy + plane_z * qz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND plane_x * turn_x + plane_y * turn_y + plane_z * turn_z > -slack;
END $$
"""

FOUND = """
    parcel_id uuid, ready_at timestamptz, deliver_by timestamptz, grams integer,
    millilitres integer, px real, py real, pz real, qx real, qy real, qz real
"""

SAID = """
    parcel_id, ready_at, deliver_by, grams, millilitres, from_x, from_y, from_z, to_x, to_y, to_z
"""

PARCELS_BY_ROAD = f"""
CREATE FUNCTION parcels_in_cells_by_road(
    passages bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision, near_road double precision,
    nx double precision, ny double precision, nz double precision
) RETURNS TABLE ({FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
BEGIN
    RETURN QUERY
    SELECT {SAID} FROM parcel_way
    WHERE passage = ANY (passages) AND deliver_by >= departs AND ready_at <= arrives
        AND grams <= most_grams AND millilitres <= most_millilitres
        AND abs(nx * from_x + ny * from_y + nz * from_z) <= near_road + slack
        AND abs(nx * to_x + ny * to_y + nz * to_z) <= near_road + slack
        AND (
            nx * (from_y * to_z - from_z * to_y)
            + ny * (from_z * to_x - from_x * to_z)
            + nz * (from_x * to_y - from_y * to_x) > -slack
            OR from_x * to_x + from_y * to_y + from_z * to_z < -0.98
        );
END $$
"""

PARCELS_BY_ENDS = f"""
CREATE FUNCTION parcels_in_cells_by_ends(
    passages bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision,
    first_chord double precision, then_chord double precision,
    ax double precision, ay double precision, az double precision,
    bx double precision, by double precision, bz double precision
) RETURNS TABLE ({FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
    first_square CONSTANT double precision := (first_chord + slack) ^ 2;
    then_square CONSTANT double precision := (then_chord + slack) ^ 2;
BEGIN
    RETURN QUERY
    SELECT {SAID} FROM parcel_way
    WHERE passage = ANY (passages) AND deliver_by >= arrives AND ready_at <= departs
        AND grams <= most_grams AND millilitres <= most_millilitres
        AND (from_x - ax) ^ 2 + (from_y - ay) ^ 2 + (from_z - az) ^ 2 <= first_square
        AND (to_x - bx) ^ 2 + (to_y - by) ^ 2 + (to_z - bz) ^ 2 <= then_square;
END $$
"""

OPEN_TRIPS = """
SELECT trip.id, departs_at, arrives_at, detour_km,
       a.latitude, a.longitude, a.metro_code AS from_metro,
       b.latitude AS to_latitude, b.longitude AS to_longitude, b.metro_code AS to_metro
FROM glide_path AS trip
JOIN place AS a ON a.id = from_place_id
JOIN place AS b ON b.id = to_place_id
WHERE state = 'open'
"""

OPEN_PARCELS = """
SELECT parcel.id, ready_at, deliver_by, weight_grams, volume_millilitres,
       a.latitude, a.longitude, b.latitude AS to_latitude, b.longitude AS to_longitude
FROM drop_parcel AS parcel
JOIN place AS a ON a.id = from_place_id
JOIN place AS b ON b.id = to_place_id
WHERE state = 'open'
"""


def _reals(names: Sequence[str], *, nullable: bool = False) -> list[sa.Column[float]]:
    return [sa.Column(name, sa.REAL(), nullable=nullable) for name in names]


def _moments(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.DateTime(timezone=True), nullable=False) for name in names]


def upgrade() -> None:
    for function in OLD_FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    op.drop_table("parcel_passage")
    op.drop_table("trip_passage")
    passages = op.create_table(
        "trip_passage",
        sa.Column("passage", sa.BigInteger(), nullable=False),
        *_moments("departs_at"),
        sa.Column("path_id", sa.Uuid(), nullable=False),
        *_moments("arrives_at"),
        *_reals((*_PLANE, "leaves_km", *_SPOTS)),
        sa.PrimaryKeyConstraint(
            *("passage", "departs_at", "path_id"),
            name=op.f("pk_trip_passage"),
            postgresql_include=["arrives_at", *_PLANE, "leaves_km", *_SPOTS],
        ),
        postgresql_partition_by="RANGE (departs_at)",
    )
    op.create_index(op.f("ix_trip_passage_path_id"), "trip_passage", ["path_id"])
    trips = op.create_table(
        "trip_way",
        sa.Column("path_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.BigInteger()),
        *_moments("departs_at", "arrives_at"),
        *_reals(("leaves_km",), nullable=True),
        sa.Column("from_metro", sa.String(3)),
        sa.Column("to_metro", sa.String(3)),
        *_reals(_SPOTS),
        sa.PrimaryKeyConstraint("path_id", name=op.f("pk_trip_way")),
    )
    op.create_index(
        op.f("ix_trip_way_passage_departs_at"),
        "trip_way",
        ["passage", "departs_at"],
        postgresql_include=["path_id", "arrives_at", "leaves_km", *_METROS, *_SPOTS],
        postgresql_where=sa.text("passage IS NOT NULL"),
    )
    parcels = op.create_table(
        "parcel_way",
        sa.Column("parcel_id", sa.Uuid(), nullable=False),
        sa.Column("passage", sa.BigInteger(), nullable=False),
        *_moments("ready_at", "deliver_by"),
        sa.Column("grams", sa.Integer(), nullable=False),
        sa.Column("millilitres", sa.Integer(), nullable=False),
        *_reals(_SPOTS),
        sa.PrimaryKeyConstraint("parcel_id", name=op.f("pk_parcel_way")),
    )
    op.create_index(
        op.f("ix_parcel_way_passage_deliver_by"),
        "parcel_way",
        ["passage", "deliver_by"],
        postgresql_include=["parcel_id", "ready_at", "grams", "millilitres", *_SPOTS],
    )
    for statement in (TRIPS, PARCELS_BY_ROAD, PARCELS_BY_ENDS, MAKE_MONTHS):
        op.execute(statement)
    _index_what_is_open(trips, passages, parcels)


def _index_what_is_open(trips: sa.Table, passages: sa.Table, parcels: sa.Table) -> None:
    """Index anew what was posted before: nothing else would do so."""
    connection = op.get_bind()
    for row in connection.execute(sa.text(OPEN_TRIPS)).all():
        ends = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        is_drive = row.detour_km is not None
        numbers = [number_of(one) for one in passages_of_trip(*ends, is_drive=is_drive)]
        same = {
            "path_id": row.id,
            "departs_at": row.departs_at,
            "arrives_at": row.arrives_at,
            "leaves_km": row.detour_km,
        }
        passage = None if is_drive else numbers[0]
        metros = {"from_metro": row.from_metro, "to_metro": row.to_metro}
        same |= _spots(*ends)
        op.bulk_insert(trips, [{**same, **metros, "passage": passage}])
        if is_drive:
            connection.execute(sa.select(sa.func.make_passage_month(row.departs_at)))
            same |= dict(zip(_PLANE, plane_of(*ends), strict=True))
            op.bulk_insert(passages, [{**same, "passage": one} for one in numbers])
    for row in connection.execute(sa.text(OPEN_PARCELS)).all():
        ends = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        (only,) = passages_of_parcel(*ends)
        fact = {
            "parcel_id": row.id,
            "passage": number_of(only),
            "ready_at": row.ready_at,
            "deliver_by": row.deliver_by,
            "grams": row.weight_grams,
            "millilitres": row.volume_millilitres,
        }
        op.bulk_insert(parcels, [{**fact, **_spots(*ends)}])


def _spots(start: tuple[float, float], end: tuple[float, float]) -> dict[str, float]:
    return dict(zip(_SPOTS, (*vector_of(start), *vector_of(end)), strict=True))


def downgrade() -> None:
    """Go back to the tables as 0008 and 0010 have made and filled them."""
    for function in NEW_FUNCTIONS:
        op.execute(f"DROP FUNCTION {function}")
    for table in ("parcel_way", "trip_way", "trip_passage"):
        op.drop_table(table)
    for function in ("drop_passage_months_before", "make_passage_month"):
        op.execute(f"DROP FUNCTION {function}(timestamptz)")
    op.drop_index(op.f("ix_place_metro_code"), "place")
    environment = op.get_context().environment_context
    if environment is None:
        raise LookupError("the migrations are not run by their env.py")
    for number in ("0008", "0010"):
        environment.script.get_revision(number).module.upgrade()
