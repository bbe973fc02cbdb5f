"""Building what PostGIS needs, in a database that has the extension.

It is no migration, because most installations have no PostGIS and all run the same migrations.
PostgreSQL derives the geography from the rows that `service` writes, as generated columns, in the
statement that writes them: so there is no second place that could be forgotten, and a process with
another setting keeps this index as well. Once built, it stays.
"""

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.settings import SettingsRefused

_LOCK = 7_215_002
"""Key of the advisory lock; any constant that nothing else in this database uses."""

EXTENSIONS = ("postgis", "btree_gist")


def _spot(end: str) -> str:
    """Make a point in degrees of a unit vector."""
    return (
        f"ST_MakePoint(degrees(atan2({end}_y, {end}_x)),"
        f" degrees(asin(greatest(-1, least(1, {end}_z)))))"
    )


_FROM, _TO = _spot("from"), _spot("to")


def _generated(name: str, value: str) -> str:
    return f"ADD {name} geography GENERATED ALWAYS AS ({value}) STORED"


_BUILD = (
    f"""ALTER TABLE trip_way
        {
        _generated(
            "route",
            f"CASE WHEN passage IS NULL THEN ST_MakeLine({_FROM}, {_TO})::geography END",
        )
    },
        {_generated("from_spot", f"CASE WHEN passage IS NOT NULL THEN {_FROM}::geography END")},
        {_generated("to_spot", f"CASE WHEN passage IS NOT NULL THEN {_TO}::geography END")}""",
    f"""ALTER TABLE parcel_way
        {_generated("from_spot", f"{_FROM}::geography")},
        {_generated("to_spot", f"{_TO}::geography")}""",
    """CREATE INDEX ix_trip_way_route ON trip_way USING gist (route, departs_at)
        WHERE passage IS NULL""",
    """CREATE INDEX ix_trip_way_spots ON trip_way USING gist (from_spot, to_spot, departs_at)
        WHERE passage IS NOT NULL""",
    """CREATE INDEX ix_parcel_way_spots ON parcel_way
        USING gist (from_spot, to_spot, deliver_by)""",
    "ANALYZE trip_way, parcel_way",
)

_SPOTS = "way.from_x, way.from_y, way.from_z, way.to_x, way.to_y, way.to_z"
_WAY = f"""way.path_id, way.peer_id, way.from_place_id, way.to_place_id, way.departs_at,
        way.arrives_at, way.leaves_km, way.grams, way.millilitres, way.price_minor_per_kg,
        way.currency, way.from_metro, way.to_metro, {_SPOTS}"""
_PARCEL = f"""way.parcel_id, way.peer_id, way.from_place_id, way.to_place_id, way.ready_at,
        way.deliver_by, way.grams, way.millilitres, way.category, way.reward_minor,
        way.reward_currency, {_SPOTS}"""
_POINTS = """first_east double precision[], first_north double precision[],
    later_east double precision[], later_north double precision[]"""
_PLANNED_ONCE = """LANGUAGE plpgsql STABLE ROWS 50 SET plan_cache_mode = force_generic_plan"""


def _by_ends(table: str, columns: str, condition: str) -> str:
    """Look around both ends; around each airport only where a metro has several."""
    return f"""
    IF cardinality(first_east) = 1 AND cardinality(later_east) = 1 THEN
        RETURN QUERY
        SELECT {columns} FROM {table} AS way
        WHERE ST_DWithin(from_spot, p, near_metres, false)
            AND ST_DWithin(to_spot, q, near_metres, false) AND {condition};
    ELSE
        RETURN QUERY
        SELECT DISTINCT {columns}
        FROM unnest(first_east, first_north) AS one (east, north),
            unnest(later_east, later_north) AS other (east, north), {table} AS way
        WHERE ST_DWithin(from_spot, ST_MakePoint(one.east, one.north)::geography,
                near_metres, false)
            AND ST_DWithin(to_spot, ST_MakePoint(other.east, other.north)::geography,
                near_metres, false)
            AND {condition};
    END IF;"""  # noqa: S608  (of our own constants)


_P = "p CONSTANT geography := ST_MakePoint(first_east[1], first_north[1])::geography"
_Q = "q CONSTANT geography := ST_MakePoint(later_east[1], later_north[1])::geography"

_FOUND_TRIPS = """path_id uuid, peer_id uuid, from_place_id bigint, to_place_id bigint,
    departs_at timestamptz, arrives_at timestamptz, leaves_km real, grams integer,
    millilitres integer, price_minor_per_kg bigint, currency varchar,
    from_metro varchar, to_metro varchar,
    ax real, ay real, az real, bx real, by real, bz real"""
_FOUND_PARCELS = """parcel_id uuid, peer_id uuid, from_place_id bigint, to_place_id bigint,
    ready_at timestamptz, deliver_by timestamptz, grams integer, millilitres integer,
    category varchar, reward_minor bigint, reward_currency varchar,
    px real, py real, pz real, qx real, qy real, qz real"""

_SUITS = """grams >= least_grams AND millilitres >= least_millilitres
        AND takes & kind <> 0 AND peer_id <> own"""

_TRIPS = f"""
CREATE OR REPLACE FUNCTION trips_in_reach(
    {_POINTS}, near_metres double precision, road_metres double precision,
    ends_after timestamptz, roads_after timestamptz, ready timestamptz, until timestamptz,
    least_grams double precision, least_millilitres double precision, kind integer, own uuid
) RETURNS TABLE ({_FOUND_TRIPS}) {_PLANNED_ONCE} AS $$
#variable_conflict use_column
DECLARE
    {_P};
    {_Q};
BEGIN
    {
    _by_ends(
        "trip_way",
        _WAY,
        "passage IS NOT NULL AND departs_at > ends_after AND departs_at <= until"
        f" AND arrives_at <= until AND {_SUITS}",
    )
}
    RETURN QUERY
    SELECT {_WAY} FROM trip_way AS way
    WHERE passage IS NULL
        AND ST_DWithin(route, p, road_metres, false) AND ST_DWithin(route, q, road_metres, false)
        AND departs_at > roads_after AND departs_at <= until AND arrives_at >= ready
        AND {_SUITS};
END $$
"""  # noqa: S608  (of our own constants)

_SUITED = """grams <= most_grams AND millilitres <= most_millilitres
        AND category = ANY (categories) AND peer_id <> own"""
_IN_TIME = f"deliver_by >= arrives AND ready_at <= departs AND {_SUITED}"

_PARCELS_BY_ENDS = f"""
CREATE OR REPLACE FUNCTION parcels_in_reach_of_ends(
    {_POINTS}, near_metres double precision, departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision, categories text[], own uuid
) RETURNS TABLE ({_FOUND_PARCELS}) {_PLANNED_ONCE} AS $$
#variable_conflict use_column
DECLARE
    {_P};
    {_Q};
BEGIN
    {_by_ends("parcel_way", _PARCEL, _IN_TIME)}
END $$
"""

_PARCELS_BY_ROAD = f"""
CREATE OR REPLACE FUNCTION parcels_in_reach_of_road(
    {_POINTS}, road_metres double precision, departs timestamptz, arrives timestamptz,
    most_grams double precision, most_millilitres double precision, categories text[], own uuid
) RETURNS TABLE ({_FOUND_PARCELS}) {_PLANNED_ONCE} AS $$
#variable_conflict use_column
DECLARE
    road CONSTANT geography := ST_MakeLine(
        ST_MakePoint(first_east[1], first_north[1]), ST_MakePoint(later_east[1], later_north[1])
    )::geography;
BEGIN
    RETURN QUERY
    SELECT {_PARCEL} FROM parcel_way AS way
    WHERE ST_DWithin(from_spot, road, road_metres, false)
        AND ST_DWithin(to_spot, road, road_metres, false)
        AND deliver_by >= departs AND ready_at <= arrives AND {_SUITED};
END $$
"""  # noqa: S608  (of our own constants)


async def build_postgis(db: Db) -> None:
    """Build what is missing, or refuse the setting. A second process waits for the first.

    It writes the tables of ways anew while nobody can read them: some seconds for a million.
    """
    async with db.begin() as session:
        await session.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": _LOCK})
        for extension in EXTENSIONS:
            await _add(session, extension)
        if not await is_postgis_built(session):
            for statement in _BUILD:
                await session.execute(text(statement))
        for function in (_TRIPS, _PARCELS_BY_ENDS, _PARCELS_BY_ROAD):
            await session.execute(text(function))


async def is_postgis_built(session: AsyncSession) -> bool:
    return await session.scalar(text("SELECT to_regclass('ix_parcel_way_spots')")) is not None


async def has_extension(session: AsyncSession, name: str) -> bool:
    """Say whether the server could add it."""
    query = text("SELECT EXISTS (SELECT FROM pg_available_extensions WHERE name = :name)")
    return bool(await session.scalar(query, {"name": name}))


async def _add(session: AsyncSession, extension: str) -> None:
    if not await has_extension(session, extension):
        raise SettingsRefused(
            [f"MATCHING_INDEX: the database's server has no extension {extension} for postgis"]
        )
    await session.execute(text(f"CREATE EXTENSION IF NOT EXISTS {extension}"))
