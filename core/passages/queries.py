"""Looking for what may fit: two indexes behind one port.

An index names rows; what it does not name does not fit, and what it names too much costs time
only, because matching judges each exactly. Both read what `service` has written, so a change of
the setting needs nothing built anew but what `flows` builds for PostGIS.
"""

import math
from collections.abc import Mapping
from datetime import timedelta
from typing import Any, Protocol

from core.cargo import bits_of
from core.passages.states import (
    ParcelsWanted,
    TripsWanted,
    beside_road,
    between_ends,
    by_roads,
    plane_of,
)
from core.rules import MatchingIndex
from core.sphere import EARTH_RADIUS_KM, Point, Vector

_INSTANT = timedelta(microseconds=1)
_WHOLE_CHORD = 2.0


class Index(Protocol):
    """The port. Each string is what stands behind FROM, with values by name, as `:name`.

    `trips` gives the columns `path_id, peer_id, from_place_id, to_place_id, departs_at, arrives_at,
    leaves_km, grams, millilitres, price_minor_per_kg, currency, from_metro, to_metro` and the ends
    as unit vectors `ax … bz`; the two others `parcel_id, peer_id, from_place_id, to_place_id,
    ready_at, deliver_by, grams, millilitres, category, reward_minor, reward_currency` and `px …
    qz`. What they name has room, takes the category, and is another Peer's. Trips depart after the
    moment that is wanted; whatever else is asked for, an index may leave out what does not fit.
    """

    trips: str
    parcels_by_road: str
    parcels_by_ends: str

    def trips_wanted(self, wanted: TripsWanted) -> dict[str, Any]:
        """Give the values of `trips`."""
        ...

    def parcels_wanted(self, wanted: ParcelsWanted) -> dict[str, Any]:
        """Give the values of `parcels_by_road` for a drive, else those of `parcels_by_ends`."""
        ...


class Cells:
    """Pairs of map cells in B-trees: for every PostgreSQL. The functions are in the migrations."""

    trips = """trips_in_cells(
        :ends, :roads, :ends_after, :roads_after, :ready_at, :deliver_by,
        :near_chord, :near_road, :first_metro, :then_metro, :px, :py, :pz, :qx, :qy, :qz,
        :grams, :millilitres, :kind, :peer_id)"""
    parcels_by_road = """parcels_in_cells_by_road(
        :passages, :departs_at, :arrives_at, :grams, :millilitres, :near_road, :nx, :ny, :nz,
        :categories, :peer_id)"""
    parcels_by_ends = """parcels_in_cells_by_ends(
        :passages, :departs_at, :arrives_at, :grams, :millilitres,
        :first_chord, :then_chord, :ax, :ay, :az, :bx, :by, :bz, :categories, :peer_id)"""

    def trips_wanted(self, wanted: TripsWanted) -> dict[str, Any]:
        return {
            "ends": between_ends(wanted.ends, near_km=wanted.near_km),
            "roads": by_roads(wanted.ends, corridor_km=wanted.corridor_km),
            **_cargo_and_moments(wanted),
            "near_chord": _chord(wanted.near_km),
            "near_road": wanted.corridor_km / EARTH_RADIUS_KM,
            "first_metro": wanted.ends.metros[0],
            "then_metro": wanted.ends.metros[1],
            **_axes("pq", wanted.ends.at),
        }

    def parcels_wanted(self, wanted: ParcelsWanted) -> dict[str, Any]:
        asked = _room_and_moments(wanted)
        if wanted.leaves_km is None:
            first, later = wanted.ends.metros
            return {
                **asked,
                "passages": between_ends(wanted.ends, near_km=wanted.near_km),
                # The airports of a metro count as one place, however far apart they lie.
                "first_chord": _chord(wanted.near_km) if first is None else _WHOLE_CHORD,
                "then_chord": _chord(wanted.near_km) if later is None else _WHOLE_CHORD,
                **_axes("ab", wanted.ends.at),
            }
        ends = wanted.ends.first[0], wanted.ends.later[0]
        half_width_km = min(wanted.corridor_km, wanted.leaves_km)
        return {
            **asked,
            "passages": beside_road(*ends, corridor_km=wanted.corridor_km),
            "near_road": half_width_km / EARTH_RADIUS_KM,
            **_axes("n", (plane_of(*ends),)),
        }


_SLACK_METRES = 10.0
"""For floats of four bytes, and for PostGIS's sphere, whose radius differs by three centimetres."""


class PostGis:
    """Points and great circles under GiST, on the sphere. The functions are those of `flows`."""

    trips = """trips_in_reach(
        :first_east, :first_north, :later_east, :later_north, :near_metres, :road_metres,
        :ends_after, :roads_after, :ready_at, :deliver_by, :grams, :millilitres, :kind, :peer_id)"""
    parcels_by_road = """parcels_in_reach_of_road(
        :first_east, :first_north, :later_east, :later_north, :road_metres,
        :departs_at, :arrives_at, :grams, :millilitres, :categories, :peer_id)"""
    parcels_by_ends = """parcels_in_reach_of_ends(
        :first_east, :first_north, :later_east, :later_north, :near_metres,
        :departs_at, :arrives_at, :grams, :millilitres, :categories, :peer_id)"""

    def trips_wanted(self, wanted: TripsWanted) -> dict[str, Any]:
        return {
            **_degrees("first", wanted.ends.first),
            **_degrees("later", wanted.ends.later),
            "near_metres": 1000 * wanted.near_km + _SLACK_METRES,
            "road_metres": 1000 * wanted.corridor_km + _SLACK_METRES,
            **_cargo_and_moments(wanted),
        }

    def parcels_wanted(self, wanted: ParcelsWanted) -> dict[str, Any]:
        leaves_km = wanted.leaves_km
        half_width_km = (
            wanted.corridor_km if leaves_km is None else min(wanted.corridor_km, leaves_km)
        )
        return {
            **_degrees("first", wanted.ends.first),
            **_degrees("later", wanted.ends.later),
            "near_metres": 1000 * wanted.near_km + _SLACK_METRES,
            "road_metres": 1000 * half_width_km + _SLACK_METRES,
            **_room_and_moments(wanted),
        }


INDEXES: Mapping[MatchingIndex, Index] = {
    MatchingIndex.CELLS: Cells(),
    MatchingIndex.POSTGIS: PostGis(),
}


def _cargo_and_moments(wanted: TripsWanted) -> dict[str, Any]:
    cargo = wanted.cargo
    return {
        "peer_id": cargo.peer_id,
        "grams": cargo.grams,
        "millilitres": cargo.millilitres,
        "kind": bits_of((cargo.category,)),
        "ready_at": wanted.ready_at,
        "deliver_by": wanted.deliver_by,
        "ends_after": max(wanted.after, wanted.ready_at - _INSTANT),
        "roads_after": max(wanted.after, wanted.ready_at - wanted.longest),
    }


def _room_and_moments(wanted: ParcelsWanted) -> dict[str, Any]:
    room = wanted.room
    return {
        "peer_id": room.peer_id,
        "grams": room.grams,
        "millilitres": room.millilitres,
        "categories": list(room.categories),
        "departs_at": wanted.departs_at,
        "arrives_at": wanted.arrives_at,
    }


def _chord(km: float) -> float:
    """Give the straight way between two points of the unit sphere that lie so far apart."""
    return 2 * math.sin(km / (2 * EARTH_RADIUS_KM))


def _axes(names: str, vectors: tuple[Vector, ...]) -> dict[str, float]:
    return {
        f"{name}{axis}": one
        for name, vector in zip(names, vectors, strict=True)
        for axis, one in zip("xyz", vector, strict=True)
    }


def _degrees(name: str, points: tuple[Point, ...]) -> dict[str, list[float]]:
    return {
        f"{name}_east": [longitude for _, longitude in points],
        f"{name}_north": [latitude for latitude, _ in points],
    }
