"""Trips and parcels as values, for tests in which only what matters is said."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from core.cargo import Category
from core.matching.states import Limits, Parcel, Spot, Trip
from core.money import Money
from core.sphere import Point, vector_of
from tests.conftest import NOON

LIMITS = Limits(near_km=60, corridor_km=25)
DELHI, JAIPUR, AGRA, MUMBAI = (28.65, 77.23), (26.92, 75.79), (27.18, 78.02), (19.07, 72.88)
NEEMRANA = (27.98, 76.38)
"""On the road from Delhi to Jaipur, 10 km beside the great circle."""


def spot(point: Point, metro: str | None = None) -> Spot:
    return Spot(vector_of(point), metro)


def flight(**facts: Any) -> Trip:
    """Give a flight from Delhi to Mumbai in two days."""
    wish: dict[str, Any] = {
        "id": UUID(int=1),
        "peer_id": UUID(int=10),
        "start": spot(DELHI),
        "end": spot(MUMBAI),
        "departs_at": NOON + timedelta(days=2),
        "arrives_at": NOON + timedelta(days=2, hours=2),
        "room_grams": 10_000,
        "room_millilitres": 40_000,
        "categories": frozenset(Category),
        "detour_km": None,
    }
    return Trip(**(wish | facts))


def drive(**facts: Any) -> Trip:
    """Give a drive from Delhi to Jaipur in two days, four hours long."""
    wish = {
        "end": spot(JAIPUR),
        "arrives_at": NOON + timedelta(days=2, hours=4),
        "detour_km": 40,
    }
    return flight(**(wish | facts))


def parcel(**facts: Any) -> Parcel:
    """Give a parcel from Delhi to Mumbai within a week."""
    wish: dict[str, Any] = {
        "id": UUID(int=2),
        "peer_id": UUID(int=20),
        "start": spot(DELHI),
        "end": spot(MUMBAI),
        "ready_at": NOON,
        "deliver_by": NOON + timedelta(days=7),
        "weight_grams": 1_000,
        "volume_millilitres": 4_000,
        "category": Category.BOOKS,
        "reward": Money(1000, "EUR"),
    }
    return Parcel(**(wish | facts))
