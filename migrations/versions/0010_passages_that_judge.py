"""Passages say enough of a trip or parcel that most of what does not fit is left out by the index.

The searches become functions: so they are planned once a connection, and not for each question.
"""

from collections.abc import Sequence

import sqlalchemy as sa
from alembic import op

from core.passages.states import passages_of_parcel, passages_of_trip, plane_of
from core.sphere import vector_of

revision: str = "0010"
down_revision: str | None = "0009"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

TRIP_KEY = "from_cell, to_cell, departs_at, path_id"
PARCEL_KEY = "from_cell, to_cell, deliver_by, parcel_id"

WIDER = f"""
TRUNCATE trip_passage, parcel_passage;
ALTER TABLE trip_passage
    ADD arrives_at timestamptz NOT NULL,
    ADD plane_x real, ADD plane_y real, ADD plane_z real, ADD leaves_km real,
    DROP CONSTRAINT pk_trip_passage,
    ADD CONSTRAINT pk_trip_passage PRIMARY KEY ({TRIP_KEY})
        INCLUDE (arrives_at, plane_x, plane_y, plane_z, leaves_km);
ALTER TABLE parcel_passage
    ADD ready_at timestamptz NOT NULL, ADD grams integer NOT NULL, ADD millilitres integer NOT NULL,
    ADD from_x real NOT NULL, ADD from_y real NOT NULL, ADD from_z real NOT NULL,
    ADD to_x real NOT NULL, ADD to_y real NOT NULL, ADD to_z real NOT NULL,
    DROP CONSTRAINT pk_parcel_passage,
    ADD CONSTRAINT pk_parcel_passage PRIMARY KEY ({PARCEL_KEY})
        INCLUDE (ready_at, grams, millilitres, from_x, from_y, from_z, to_x, to_y, to_z);
"""

NARROWER = f"""
ALTER TABLE parcel_passage
    DROP CONSTRAINT pk_parcel_passage,
    ADD CONSTRAINT pk_parcel_passage PRIMARY KEY ({PARCEL_KEY}),
    DROP ready_at, DROP grams, DROP millilitres,
    DROP from_x, DROP from_y, DROP from_z, DROP to_x, DROP to_y, DROP to_z;
ALTER TABLE trip_passage
    DROP CONSTRAINT pk_trip_passage,
    ADD CONSTRAINT pk_trip_passage PRIMARY KEY ({TRIP_KEY}),
    DROP arrives_at, DROP plane_x, DROP plane_y, DROP plane_z, DROP leaves_km;
"""

# Two arrays and not their pairs as rows: one scan of the index takes a third of the time. A unit
# vector n that stands on the plane of a great circle lies |n·p| off p, in radii of the earth, and
# p comes before q along it when n·(p × q) is positive. Ends that lie almost opposite to each other
# have their order judged later, because it turns around there.
TRIPS = """
CREATE FUNCTION trips_in_cells(
    ends_first bigint[], ends_later bigint[], ends_after timestamptz,
    roads_first bigint[], roads_later bigint[], roads_after timestamptz,
    ready timestamptz, until timestamptz, near_road double precision,
    px double precision, py double precision, pz double precision,
    qx double precision, qy double precision, qz double precision
) RETURNS TABLE (id uuid) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    slack CONSTANT double precision := 2e-6;
    radius_km CONSTANT double precision := 6371.0088;
    judges_order CONSTANT boolean := px * qx + py * qy + pz * qz > -0.98;
    turn_x double precision := CASE WHEN judges_order THEN py * qz - pz * qy ELSE 0 END;
    turn_y double precision := CASE WHEN judges_order THEN pz * qx - px * qz ELSE 0 END;
    turn_z double precision := CASE WHEN judges_order THEN px * qy - py * qx ELSE 0 END;
BEGIN
    RETURN QUERY
    SELECT path_id FROM trip_passage
    WHERE from_cell = ANY (ends_first) AND to_cell = ANY (ends_later)
        AND departs_at > ends_after AND departs_at <= until AND arrives_at <= until;
    RETURN QUERY
    SELECT DISTINCT path_id FROM trip_passage
    WHERE from_cell = ANY (roads_first) AND to_cell = ANY (roads_later)
        AND departs_at > roads_after AND departs_at <= until AND arrives_at >= ready
        AND abs(plane_x * px + plane_y * py + plane_z * pz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND abs(plane_x * qx + plane_y * qy + plane_z * qz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND plane_x * turn_x + plane_y * turn_y + plane_z * turn_z > -slack;
END $$
"""

FOUND = """
    id uuid, ready_at timestamptz, deliver_by timestamptz, grams integer, millilitres integer,
    px real, py real, pz real, qx real, qy real, qz real
"""

SAID = """
    parcel_id, ready_at, deliver_by, grams, millilitres, from_x, from_y, from_z, to_x, to_y, to_z
"""

PARCELS_BY_ROAD = f"""
CREATE FUNCTION parcels_by_road(
    first_cells bigint[], later_cells bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision, near_road double precision,
    nx double precision, ny double precision, nz double precision
) RETURNS TABLE ({FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
BEGIN
    RETURN QUERY
    SELECT {SAID}
    FROM unnest(first_cells, later_cells) AS given (first, later)
    JOIN parcel_passage ON from_cell = first AND to_cell = later
    WHERE deliver_by >= departs AND ready_at <= arrives
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
CREATE FUNCTION parcels_by_ends(
    first_cells bigint[], later_cells bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision
) RETURNS TABLE ({FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
BEGIN
    RETURN QUERY
    SELECT {SAID} FROM parcel_passage
    WHERE from_cell = ANY (first_cells) AND to_cell = ANY (later_cells)
        AND deliver_by >= arrives AND ready_at <= departs
        AND grams <= most_grams AND millilitres <= most_millilitres;
END $$
"""

OPEN_TRIPS = """
SELECT trip.id, departs_at, arrives_at, detour_km,
       a.latitude, a.longitude, b.latitude AS to_latitude, b.longitude AS to_longitude
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

_BIG, _MOMENT = sa.BigInteger(), sa.DateTime(timezone=True)
_REAL: sa.REAL[float] = sa.REAL()
_PLANE = ("plane_x", "plane_y", "plane_z")
_SPOTS = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
_TRIP_PASSAGE = sa.table(
    "trip_passage",
    sa.column("from_cell", _BIG),
    sa.column("to_cell", _BIG),
    sa.column("departs_at", _MOMENT),
    sa.column("path_id", sa.Uuid()),
    sa.column("arrives_at", _MOMENT),
    *(sa.column(name, _REAL) for name in (*_PLANE, "leaves_km")),
)
_PARCEL_PASSAGE = sa.table(
    "parcel_passage",
    sa.column("from_cell", _BIG),
    sa.column("to_cell", _BIG),
    sa.column("deliver_by", _MOMENT),
    sa.column("parcel_id", sa.Uuid()),
    sa.column("ready_at", _MOMENT),
    sa.column("grams", sa.Integer()),
    sa.column("millilitres", sa.Integer()),
    *(sa.column(name, _REAL) for name in _SPOTS),
)


def upgrade() -> None:
    for statement in filter(str.strip, WIDER.split(";")):
        op.execute(statement)
    op.create_index(
        op.f("ix_place_metro_code"),
        "place",
        ["metro_code"],
        postgresql_where=sa.text("code IS NOT NULL"),
    )
    for function in (TRIPS, PARCELS_BY_ROAD, PARCELS_BY_ENDS):
        op.execute(function)
    _index_what_is_open()


def _index_what_is_open() -> None:
    """Index anew what was posted before: nothing else would do so."""
    connection = op.get_bind()
    for row in connection.execute(sa.text(OPEN_TRIPS)).all():
        connection.execute(sa.select(sa.func.make_passage_month(row.departs_at)))
        start, end = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        is_drive = row.detour_km is not None
        plane = plane_of(start, end) if is_drive else (None, None, None)
        same = {
            "departs_at": row.departs_at,
            "path_id": row.id,
            "arrives_at": row.arrives_at,
            "leaves_km": row.detour_km,
            **dict(zip(_PLANE, plane, strict=True)),
        }
        cells = passages_of_trip(start, end, is_drive=is_drive)
        op.bulk_insert(_TRIP_PASSAGE, [_cells(one) | same for one in cells])
    for row in connection.execute(sa.text(OPEN_PARCELS)).all():
        start, end = (row.latitude, row.longitude), (row.to_latitude, row.to_longitude)
        same = {
            "deliver_by": row.deliver_by,
            "parcel_id": row.id,
            "ready_at": row.ready_at,
            "grams": row.weight_grams,
            "millilitres": row.volume_millilitres,
            **dict(zip(_SPOTS, (*vector_of(start), *vector_of(end)), strict=True)),
        }
        cells = passages_of_parcel(start, end)
        op.bulk_insert(_PARCEL_PASSAGE, [_cells(one) | same for one in cells])


def _cells(passage: tuple[int, int]) -> dict[str, object]:
    return {"from_cell": passage[0], "to_cell": passage[1]}


def downgrade() -> None:
    for function in ("trips_in_cells", "parcels_by_road", "parcels_by_ends"):
        op.execute(f"DROP FUNCTION {function}")
    op.drop_index(op.f("ix_place_metro_code"), "place")
    for statement in filter(str.strip, NARROWER.split(";")):
        op.execute(statement)
