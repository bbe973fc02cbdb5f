"""What was found, each as one button: other people's open posts, in order of time."""

from datetime import datetime

from bot.dialogs.widgets import Choice
from bot.visit import Visit
from core.facts import LocalTime
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import find_glidepaths
from core.parcels.queries import find_parcels
from core.places.models import Place
from core.wiring import Services

_MOST = 60
"""Ten pages. Who needs more narrows the search down to a day."""


async def found_trips(
    visit: Visit,
    services: Services,
    start: Place,
    end: Place,
    *,
    around: datetime | None,
    days: int,
) -> list[Choice]:
    trips = await find_glidepaths(
        visit.session,
        from_place=start,
        to_place=end,
        rules=services.settings,
        at=services.clock(),
        around=around,
        days=days,
        limit=_MOST,
    )
    return [await trip_choice(visit, path) for path in trips if path.peer_id != visit.peer.id]


async def found_parcels(
    visit: Visit,
    services: Services,
    start: Place,
    end: Place,
    *,
    around: datetime | None,
    days: int,
) -> list[Choice]:
    parcels = await find_parcels(
        visit.session,
        from_place=start,
        to_place=end,
        rules=services.settings,
        at=services.clock(),
        around=around,
        days=days,
        limit=_MOST,
    )
    found = []
    for parcel in parcels:
        if parcel.peer_id == visit.peer.id:
            continue
        place = await visit.session.get_one(Place, parcel.to_place_id)
        facts = {
            "kind": visit.words.plain(f"category-{parcel.category}"),
            "reward": parcel.reward,
            "deadline": visit.words.day_of(LocalTime(parcel.deliver_by, place.time_zone)),
        }
        found.append(Choice(str(parcel.id), visit.words.plain("search-parcel", facts)))
    return found


async def trip_choice(visit: Visit, path: GlidePath) -> Choice:
    start = await visit.session.get_one(Place, path.from_place_id)
    end = await visit.session.get_one(Place, path.to_place_id)
    facts = {
        "mode": path.mode.value,
        "from": start.name,
        "to": end.name,
        "departs": visit.words.day_of(LocalTime(path.departs_at, start.time_zone)),
    }
    return Choice(str(path.id), visit.words.plain("card-trip-short", facts))
