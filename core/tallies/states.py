"""What is counted, and how it is read. Pure."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

import h3.api.basic_str as h3

from core.sphere import Point

RESOLUTION = 2
"""Of H3: hexagons about 320 km across, some six thousand on the earth."""


class Tally(StrEnum):
    """What is counted by the day. Those with a key say what it is."""

    JOINED = "joined"
    TRIP = "trip"
    PARCEL = "parcel"
    OFFERED = "offered"
    """A parcel has its first offer; the total is the seconds it waited for it."""
    ACCEPTED = "accepted"
    FUNDED = "funded"
    PICKED_UP = "picked_up"
    DELIVERED = "delivered"
    SETTLED = "settled"
    CANCELLED = "cancelled"
    DISPUTED = "disputed"
    TRIP_CATEGORY = "trip_category"
    """By category; a trip counts for each that it takes."""
    PARCEL_CATEGORY = "parcel_category"
    TRIP_CELL = "trip_cell"
    """By cell of the map, of where it begins."""
    PARCEL_CELL = "parcel_cell"
    WAY_WANTED = "way_wanted"
    """By way: a parcel was posted."""
    WAY_TAKEN = "way_taken"
    """By way: a parcel found its Carrier."""


FUNNEL = (
    *(Tally.PARCEL, Tally.OFFERED, Tally.ACCEPTED, Tally.FUNDED),
    *(Tally.PICKED_UP, Tally.DELIVERED, Tally.SETTLED),
)
"""Each is reached once by a parcel, or not."""


class Level(StrEnum):
    """What there is at this moment."""

    PEERS = "peers"
    TRIPS = "trips"
    PARCELS = "parcels"
    OFFERS = "offers"
    QUESTS = "quests"
    DISPUTES = "disputes"
    HELD = "held"
    """By currency, in minor units: what is held for quests."""
    INBOX = "inbox"
    OUTBOX = "outbox"
    OUTBOX_AGE = "outbox_age"
    """The seconds that the oldest row waits which might go."""
    EVENTS = "events"
    DEAD = "dead"


@dataclass(frozen=True, slots=True)
class Count:
    """One count of a day, to be added. `total` is of whatever the tally measures besides."""

    tally: Tally
    key: str = ""
    total: int = 0


def cell_of(point: Point) -> str:
    """Name the cell of the map in which a point lies."""
    return str(h3.latlng_to_cell(*point, RESOLUTION))


def way_of(from_place_id: int, to_place_id: int) -> str:
    return f"{from_place_id}>{to_place_id}"


def ends_of(way: str) -> tuple[int, int]:
    start, _, end = way.partition(">")
    return int(start), int(end)


def outline_of(cell: str) -> list[Point]:
    """Give the corners of a cell, in order, as latitude and longitude."""
    return [(latitude, longitude) for latitude, longitude in h3.cell_to_boundary(cell)]


FIRST_DAY, LAST_DAY = date(2000, 1, 1), date(2200, 1, 1)
"""Nothing is asked for beyond these, nor before as many days as a span may have."""


@dataclass(frozen=True, slots=True)
class Span:
    """Days, both included."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Balance:
    """How much of something is wanted, and how much there is of it."""

    key: str
    wanted: int
    there: int

    @property
    def unmet(self) -> int:
        return max(0, self.wanted - self.there)
