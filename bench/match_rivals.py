"""Looking at every trip for a parcel: a second writing of the rules, in numpy.

So it is what recall is held against, too.
"""

import numpy as np

from bench.travel import Array, Travel
from core.matching.states import Limits
from core.parcels.models import DropParcel
from core.sphere import EARTH_RADIUS_KM, Point, vector_of


class BruteForce:
    """Every trip is looked at for every parcel, in one pass over columns. No trip has a metro."""

    def __init__(self, travel: Travel, limits: Limits) -> None:
        vectors = np.array([vector_of(place.point) for place in travel.places])
        self._limits = limits
        self._travel = travel
        self._a, self._b = vectors[travel.start], vectors[travel.end]
        cross = np.cross(self._a, self._b)
        self._normal = cross / np.linalg.norm(cross, axis=1)[:, None]
        self._heading = np.cross(self._normal, self._a)
        self._length = _apart(self._a, self._b)
        self._half_width = np.minimum(limits.corridor_km, travel.detour_km) + 1e-5

    def trips_for(self, parcel: DropParcel, start: Point, end: Point) -> Array:
        """Answer the numbers of the trips that fit."""
        travel = self._travel
        p, q = np.array(vector_of(start)), np.array(vector_of(end))
        ready = (parcel.ready_at - travel.began).total_seconds()
        deliver = (parcel.deliver_by - travel.began).total_seconds()
        has_room = travel.grams >= parcel.weight_grams
        to_a, to_b = _apart(self._a, p), _apart(self._b, q)
        by_ends = (
            ~travel.is_drive
            & (to_a <= self._limits.near_km)
            & (to_b <= self._limits.near_km)
            & (travel.departs >= ready)
            & (travel.arrives <= deliver)
        )
        off_p, along_p = self._beside(p)
        off_q, along_q = self._beside(q)
        duration = travel.arrives - travel.departs
        detour = to_a + _apart(p, q) + to_b - self._length
        by_road = (
            travel.is_drive
            & (off_p <= self._half_width)
            & (off_q <= self._half_width)
            & (along_p < along_q)
            & (travel.departs + duration * along_p / self._length >= ready)
            & (travel.departs + duration * along_q / self._length <= deliver)
            & (detour <= travel.detour_km + 1e-5)
        )
        found: Array = np.flatnonzero(has_room & (by_ends | by_road))
        return found

    def _beside(self, p: Array) -> tuple[Array, Array]:
        along = EARTH_RADIUS_KM * np.arctan2(self._heading @ p, self._a @ p)
        across = EARTH_RADIUS_KM * np.arcsin(np.minimum(1, np.abs(self._normal @ p)))
        to_a, to_b = _apart(self._a, p), _apart(self._b, p)
        is_within = (along >= 0) & (along <= self._length)
        off = np.where(is_within, across, np.minimum(to_a, to_b))
        outside = np.where(to_a <= to_b, 0, self._length)
        return off, np.where(is_within, along, outside)


def _apart(one: Array, other: Array) -> Array:
    chord = np.linalg.norm(one - other, axis=-1)
    apart: Array = 2 * EARTH_RADIUS_KM * np.arcsin(np.minimum(1, chord / 2))
    return apart
