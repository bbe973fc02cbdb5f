"""A way says whose it is and what is carried, so that a search looks at no other table."""

from collections.abc import Sequence
from typing import Any

import sqlalchemy as sa
from alembic import op

from core.cargo import Category

revision: str = "0055"
down_revision: str | None = "0054"
branch_labels: str | Sequence[str] | None = None
depends_on: str | Sequence[str] | None = None

_SPOTS = ("from_x", "from_y", "from_z", "to_x", "to_y", "to_z")
_BETWEEN = ("peer_id", "from_place_id", "to_place_id")
_ROOM = ("grams", "millilitres", "takes", "price_minor_per_kg", "currency")
_CARGO = ("grams", "millilitres", "category", "reward_minor", "reward_currency")
_WAY = ("path_id", "arrives_at", "leaves_km", "from_metro", "to_metro", *_SPOTS)
_PASSAGE = ("arrives_at", "plane_x", "plane_y", "plane_z", "leaves_km", *_SPOTS)
_PARCEL = ("parcel_id", "ready_at", *_SPOTS)

_NUMBER, _LARGE, _CODE = sa.Integer(), sa.BigInteger(), sa.String(3)
_BETWEEN_TYPES = {"peer_id": sa.Uuid(), "from_place_id": _LARGE, "to_place_id": _LARGE}
_TRIP_TYPES = {
    **_BETWEEN_TYPES,
    **dict.fromkeys(("grams", "millilitres", "takes"), _NUMBER),
    "price_minor_per_kg": _LARGE,
    "currency": _CODE,
}
_PARCEL_TYPES = {
    **_BETWEEN_TYPES,
    "category": sa.String(32),
    "reward_minor": _LARGE,
    "reward_currency": _CODE,
}
_TABLES: dict[str, dict[str, Any]] = {
    "trip_way": _TRIP_TYPES,
    "trip_passage": _TRIP_TYPES,
    "parcel_way": _PARCEL_TYPES,
}
_MAY_BE_NULL = ("price_minor_per_kg", "currency")

_BITS = " + ".join(
    f"(CASE WHEN '{one}' = ANY (trip.categories) THEN {1 << number} ELSE 0 END)"
    for number, one in enumerate(Category)
)
_FILL_TRIPS = f"""
UPDATE %s AS way
SET peer_id = trip.peer_id, from_place_id = trip.from_place_id, to_place_id = trip.to_place_id,
    grams = trip.capacity_grams, millilitres = trip.capacity_millilitres, takes = {_BITS},
    price_minor_per_kg = trip.price_minor_per_kg, currency = trip.currency
FROM glide_path AS trip WHERE trip.id = way.path_id
"""  # noqa: S608  (of our own constants)
_FILL_PARCELS = """
UPDATE parcel_way AS way
SET peer_id = parcel.peer_id, from_place_id = parcel.from_place_id,
    to_place_id = parcel.to_place_id, category = parcel.category,
    reward_minor = parcel.reward_minor, reward_currency = parcel.reward_currency
FROM drop_parcel AS parcel WHERE parcel.id = way.parcel_id
"""
_DROP_WHAT_DEPARTED = """
DELETE FROM trip_passage AS passage
WHERE NOT EXISTS (
    SELECT FROM glide_path AS trip WHERE trip.id = passage.path_id AND trip.state = 'open'
)
"""

_OLD_TRIPS = (
    "bigint[], bigint[], timestamptz, timestamptz, timestamptz, timestamptz, double precision,"
    " double precision, text, text, double precision, double precision, double precision,"
    " double precision, double precision, double precision"
)
_SIZE = "timestamptz, timestamptz, double precision, double precision"
_OLD = {
    "trips_in_cells": _OLD_TRIPS,
    "parcels_in_cells_by_road": f"bigint[], {_SIZE}" + 4 * ", double precision",
    "parcels_in_cells_by_ends": f"bigint[], {_SIZE}" + 8 * ", double precision",
}
_POINTS = 4 * "double precision[], "
_OLD_IN_REACH = {
    "trips_in_reach": _POINTS + 2 * "double precision, " + ", ".join(4 * ["timestamptz"]),
    "parcels_in_reach_of_road": f"{_POINTS}double precision, {_SIZE}",
    "parcels_in_reach_of_ends": f"{_POINTS}double precision, {_SIZE}",
}
"""Those of PostGIS, if there are any: the next start with that setting makes them anew."""

# See 0021 for the geometry.
TRIPS = """
CREATE FUNCTION trips_in_cells(
    ends bigint[], roads bigint[], ends_after timestamptz, roads_after timestamptz,
    ready timestamptz, until timestamptz, near_chord double precision, near_road double precision,
    first_metro text, then_metro text,
    px double precision, py double precision, pz double precision,
    qx double precision, qy double precision, qz double precision,
    least_grams double precision, least_millilitres double precision, kind integer, own uuid
) RETURNS TABLE (
    path_id uuid, peer_id uuid, from_place_id bigint, to_place_id bigint,
    departs_at timestamptz, arrives_at timestamptz, leaves_km real, grams integer,
    millilitres integer, price_minor_per_kg bigint, currency varchar,
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
    SELECT path_id, peer_id, from_place_id, to_place_id, departs_at, arrives_at, leaves_km, grams,
        millilitres, price_minor_per_kg, currency, from_metro, to_metro,
        from_x, from_y, from_z, to_x, to_y, to_z
    FROM trip_way
    WHERE passage = ANY (ends) AND departs_at > ends_after AND departs_at <= until
        AND arrives_at <= until AND grams >= least_grams AND millilitres >= least_millilitres
        AND takes & kind <> 0 AND peer_id <> own
        AND ((from_x - px) ^ 2 + (from_y - py) ^ 2 + (from_z - pz) ^ 2 <= near_square
            OR from_metro = first_metro)
        AND ((to_x - qx) ^ 2 + (to_y - qy) ^ 2 + (to_z - qz) ^ 2 <= near_square
            OR to_metro = then_metro);
    RETURN QUERY
    SELECT DISTINCT ON (path_id) path_id, peer_id, from_place_id, to_place_id, departs_at,
        arrives_at, leaves_km, grams, millilitres, price_minor_per_kg, currency,
        NULL::varchar, NULL::varchar, from_x, from_y, from_z, to_x, to_y, to_z
    FROM trip_passage
    WHERE passage = ANY (roads) AND departs_at > roads_after AND departs_at <= until
        AND arrives_at >= ready AND grams >= least_grams AND millilitres >= least_millilitres
        AND takes & kind <> 0 AND peer_id <> own
        AND abs(plane_x * px + plane_y * py + plane_z * pz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND abs(plane_x * qx + plane_y * qy + plane_z * qz)
            <= least(near_road, leaves_km / radius_km) + slack
        AND plane_x * turn_x + plane_y * turn_y + plane_z * turn_z > -slack;
END $$
"""

_FOUND = """
    parcel_id uuid, peer_id uuid, from_place_id bigint, to_place_id bigint, ready_at timestamptz,
    deliver_by timestamptz, grams integer, millilitres integer, category varchar,
    reward_minor bigint, reward_currency varchar,
    px real, py real, pz real, qx real, qy real, qz real
"""

_SAID = """
    parcel_id, peer_id, from_place_id, to_place_id, ready_at, deliver_by, grams, millilitres,
    category, reward_minor, reward_currency, from_x, from_y, from_z, to_x, to_y, to_z
"""

_SUITS = """grams <= most_grams AND millilitres <= most_millilitres
        AND category = ANY (categories) AND peer_id <> own"""

PARCELS_BY_ROAD = f"""
CREATE FUNCTION parcels_in_cells_by_road(
    passages bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision, near_road double precision,
    nx double precision, ny double precision, nz double precision, categories text[], own uuid
) RETURNS TABLE ({_FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
BEGIN
    RETURN QUERY
    SELECT {_SAID} FROM parcel_way
    WHERE passage = ANY (passages) AND deliver_by >= departs AND ready_at <= arrives
        AND {_SUITS}
        AND abs(nx * from_x + ny * from_y + nz * from_z) <= near_road + slack
        AND abs(nx * to_x + ny * to_y + nz * to_z) <= near_road + slack
        AND (
            nx * (from_y * to_z - from_z * to_y)
            + ny * (from_z * to_x - from_x * to_z)
            + nz * (from_x * to_y - from_y * to_x) > -slack
            OR from_x * to_x + from_y * to_y + from_z * to_z < -0.98
        );
END $$
"""  # noqa: S608  (of our own constants)

PARCELS_BY_ENDS = f"""
CREATE FUNCTION parcels_in_cells_by_ends(
    passages bigint[], departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision,
    first_chord double precision, then_chord double precision,
    ax double precision, ay double precision, az double precision,
    bx double precision, by double precision, bz double precision, categories text[], own uuid
) RETURNS TABLE ({_FOUND}) LANGUAGE plpgsql STABLE ROWS 50
SET plan_cache_mode = force_generic_plan AS $$
#variable_conflict use_column
DECLARE
    slack CONSTANT double precision := 2e-6;
    first_square CONSTANT double precision := (first_chord + slack) ^ 2;
    then_square CONSTANT double precision := (then_chord + slack) ^ 2;
BEGIN
    RETURN QUERY
    SELECT {_SAID} FROM parcel_way
    WHERE passage = ANY (passages) AND deliver_by >= arrives AND ready_at <= departs
        AND {_SUITS}
        AND (from_x - ax) ^ 2 + (from_y - ay) ^ 2 + (from_z - az) ^ 2 <= first_square
        AND (to_x - bx) ^ 2 + (to_y - by) ^ 2 + (to_z - bz) ^ 2 <= then_square;
END $$
"""  # noqa: S608  (of our own constants)


def _index(*, trips: Sequence[str], passages: Sequence[str], parcels: Sequence[str]) -> None:
    """Index the ways with these columns beside the key."""
    op.create_index(
        op.f("ix_trip_way_passage_departs_at"),
        "trip_way",
        ["passage", "departs_at"],
        postgresql_include=trips,
        postgresql_where=sa.text("passage IS NOT NULL"),
    )
    op.execute(
        "ALTER TABLE trip_passage ADD CONSTRAINT pk_trip_passage"
        f" PRIMARY KEY (passage, departs_at, path_id) INCLUDE ({', '.join(passages)})"
    )
    op.create_index(
        op.f("ix_parcel_way_passage_deliver_by"),
        "parcel_way",
        ["passage", "deliver_by"],
        postgresql_include=parcels,
    )


def _drop_indexes() -> None:
    op.drop_index(op.f("ix_trip_way_passage_departs_at"), "trip_way")
    op.drop_constraint(op.f("pk_trip_passage"), "trip_passage")
    op.drop_index(op.f("ix_parcel_way_passage_deliver_by"), "parcel_way")


def upgrade() -> None:
    for name, types in (_OLD | _OLD_IN_REACH).items():
        op.execute(f"DROP FUNCTION IF EXISTS {name}({types})")
    _drop_indexes()
    op.execute(_DROP_WHAT_DEPARTED)
    for table, columns in _TABLES.items():
        for name, kind in columns.items():
            op.add_column(table, sa.Column(name, kind, nullable=True))
        op.execute(_FILL_PARCELS if table == "parcel_way" else _FILL_TRIPS % table)
        for name in columns:
            if name not in _MAY_BE_NULL:
                op.alter_column(table, name, nullable=False)
    _index(
        trips=(*_WAY, *_BETWEEN, *_ROOM),
        passages=(*_PASSAGE, *_BETWEEN, *_ROOM),
        parcels=(*_PARCEL, *_BETWEEN, *_CARGO),
    )
    for statement in (TRIPS, PARCELS_BY_ROAD, PARCELS_BY_ENDS):
        op.execute(statement)


def downgrade() -> None:
    """Take the columns away, and have the functions of 0021 again."""
    new = ("trips_in_cells", "parcels_in_cells_by_road", "parcels_in_cells_by_ends")
    for function in (*new, *_OLD_IN_REACH):
        op.execute(f"DROP FUNCTION IF EXISTS {function}")
    _drop_indexes()
    for table, columns in _TABLES.items():
        for name in columns:
            op.drop_column(table, name)
    size = ("grams", "millilitres")
    _index(trips=_WAY, passages=_PASSAGE, parcels=("parcel_id", "ready_at", *size, *_SPOTS))
    environment = op.get_context().environment_context
    if environment is None:
        raise LookupError("the migrations are not run by their env.py")
    ways = environment.script.get_revision("0021").module
    for statement in (ways.TRIPS, ways.PARCELS_BY_ROAD, ways.PARCELS_BY_ENDS):
        op.execute(statement)
