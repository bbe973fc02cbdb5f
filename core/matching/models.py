"""What the database is asked: what may fit, and how well it does at most. There are no tables here.

Each statement judges what the index names as `states` does, only leniently: by arithmetic of its
own, with slack, and without what Python alone knows. So it hands over all that fits, and `bound` is
never less than the score. Both are tested against `states`.

In these statements a and b are the ends of a trip and p and q those of a parcel, as unit vectors;
`first_km` lies between a and p, `then_km` between b and q, `between_km` between p and q.
"""

from collections.abc import Mapping

from core.matching.states import ENOUGH_TIME, NOTHING_KNOWN, WEIGHTS, Term, reliability_term
from core.passages.queries import INDEXES
from core.question import Question
from core.rules import MatchingIndex
from core.sphere import EARTH_RADIUS_KM
from core.trust.states import UNKNOWN

_SLACK_KM = 0.01
"""Ten metres: more than is lost where vectors are kept in floats of four bytes."""

_QUARTER_KM = 10_000
"""Up to here a place lies no farther along a way than it is apart from where the way begins."""


def _apart(one: str, other: str) -> str:
    """Say `core.sphere.apart_km` in SQL."""
    chord = " + ".join(f"({one}{axis} - {other}{axis}) ^ 2" for axis in "xyz")
    return f"{2 * EARTH_RADIUS_KM} * asin(least(1, sqrt({chord}) / 2))"


_DETOUR = f"""CASE
    WHEN least_km <= {_SLACK_KM} THEN 1 WHEN limit_km = 0 THEN 0
    ELSE greatest(0, 1 - (least_km - {_SLACK_KM}) / limit_km) END"""

# A drive passes a place no later than if the whole way there were on its road.
_SPARE = f"""CASE
    WHEN detour_km IS NULL THEN least(departs_at - ready_at, deliver_by - arrives_at)
    WHEN length_km > {_QUARTER_KM} THEN least(arrives_at - ready_at, deliver_by - departs_at)
    ELSE least(
        departs_at + (arrives_at - departs_at) * least(1, first_km / length_km) - ready_at,
        deliver_by - arrives_at + (arrives_at - departs_at) * least(1, then_km / length_km)
    ) END"""

_FITS = f"""CASE
    WHEN detour_km IS NULL THEN
        (first_km <= :near_km + {_SLACK_KM} OR from_metro = :first_metro)
        AND (then_km <= :near_km + {_SLACK_KM} OR to_metro = :then_metro)
    ELSE least_km <= limit_km + {_SLACK_KM} END"""


def _bound(*, price: str, capacity: str) -> str:
    """Sum up the terms as `Score.total` does. The reliability is that of somebody unknown."""
    known = WEIGHTS[Term.RELIABILITY] * reliability_term(UNKNOWN)
    days = f"date_part('epoch', {_SPARE}) / {ENOUGH_TIME.total_seconds()}"
    return (
        f"{known} + {WEIGHTS[Term.DETOUR]} * {_DETOUR}"
        f" + {WEIGHTS[Term.TIME]} * greatest(0, least(1, {days}))"
        f" + {WEIGHTS[Term.PRICE]} * {price} + {WEIGHTS[Term.CAPACITY]} * {capacity}"
    )


_TRIP_BOUND = _bound(
    price="""CASE
        WHEN currency IS NULL THEN :price_unasked
        WHEN currency = :reward_currency
            THEN least(1, :reward_minor * 1000 / (price_minor_per_kg * :grams))
        ELSE :price_unknown END""",
    capacity="least(1, greatest(:grams / grams, :millilitres / millilitres))",
)

_TRIPS = f"""
SELECT * FROM (
    SELECT path_id AS id, peer_id, from_place_id, to_place_id, departs_at, arrives_at,
        grams, millilitres, detour_km, price_minor_per_kg, currency, {_TRIP_BOUND} AS bound
    FROM (
        SELECT *,
            CASE WHEN detour_km IS NULL THEN first_km + then_km
                ELSE first_km + :between_km + then_km - length_km END AS least_km,
            coalesce(detour_km, 2 * :near_km) AS limit_km
        FROM (
            SELECT *, leaves_km::integer AS detour_km,
                {_apart("a", ":p")} AS first_km, {_apart("b", ":q")} AS then_km,
                CASE WHEN leaves_km IS NOT NULL THEN {_apart("a", "b")} END AS length_km,
                CAST(:ready_at AS timestamptz) AS ready_at,
                CAST(:deliver_by AS timestamptz) AS deliver_by
            FROM %s AS way
            OFFSET 0
        ) AS measured
        OFFSET 0
    ) AS summed
    WHERE {_FITS}
) AS fitting
ORDER BY bound DESC, id
LIMIT :most
"""  # noqa: S608  (of our own constants)

# What is usual is reckoned in Python: until then the reward is as good as can be.
_PARCEL_BOUND = _bound(
    price=f"""CASE
        WHEN :price_minor_per_kg IS NULL THEN 1
        WHEN reward_currency = :currency
            THEN least(1, reward_minor * 1000 / (:price_minor_per_kg * grams))
        ELSE {NOTHING_KNOWN} END""",
    capacity="least(1, greatest(grams / :grams, millilitres / :millilitres))",
)

_PARCELS = f"""
SELECT * FROM (
    SELECT parcel_id AS id, peer_id, from_place_id, to_place_id, category, grams AS weight_grams,
        millilitres AS volume_millilitres, ready_at, deliver_by, reward_minor, reward_currency,
        {_PARCEL_BOUND} AS bound
    FROM (
        SELECT *,
            CASE WHEN detour_km IS NULL THEN first_km + then_km
                ELSE first_km + between_km + then_km - length_km END AS least_km,
            coalesce(detour_km, 2 * :near_km) AS limit_km
        FROM (
            SELECT *, {_apart(":a", "p")} AS first_km, {_apart(":b", "q")} AS then_km,
                {_apart("p", "q")} AS between_km, :length_km AS length_km,
                CAST(:detour_km AS double precision) AS detour_km,
                CAST(:departs_at AS timestamptz) AS departs_at,
                CAST(:arrives_at AS timestamptz) AS arrives_at
            FROM %s AS found
            OFFSET 0
        ) AS measured
        OFFSET 0
    ) AS summed
    WHERE CASE
        WHEN detour_km IS NULL THEN first_km <= :first_reach_km AND then_km <= :then_reach_km
        ELSE least_km <= limit_km + {_SLACK_KM} END
) AS fitting
ORDER BY bound DESC, id
LIMIT :most
"""  # noqa: S608  (of our own constants)

_MOMENT, _NUMBER = "timestamptz", "double precision"
_TYPES = {
    **dict.fromkeys(("grams", "millilitres", "reward_minor", "price_minor_per_kg"), _NUMBER),
    **dict.fromkeys(("near_km", "first_reach_km", "then_reach_km", "between_km"), _NUMBER),
    **dict.fromkeys(("length_km", "detour_km", "price_unasked", "price_unknown"), _NUMBER),
    **dict.fromkeys((f"{one}{axis}" for one in "abpq" for axis in "xyz"), _NUMBER),
    **dict.fromkeys(("ready_at", "deliver_by", "departs_at", "arrives_at"), _MOMENT),
    **dict.fromkeys(("first_metro", "then_metro", "reward_currency", "currency"), "text"),
    "categories": "text[]",
    "kind": "integer",
    "most": "bigint",
}

TRIPS: Mapping[MatchingIndex, Question] = {
    name: Question(_TRIPS % index.trips, _TYPES) for name, index in INDEXES.items()
}
PARCELS_BY_ROAD: Mapping[MatchingIndex, Question] = {
    name: Question(_PARCELS % index.parcels_by_road, _TYPES) for name, index in INDEXES.items()
}
PARCELS_BY_ENDS: Mapping[MatchingIndex, Question] = {
    name: Question(_PARCELS % index.parcels_by_ends, _TYPES) for name, index in INDEXES.items()
}
