"""Reading trips: one's own, those of others, and those between two places."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, func, select, tuple_
from sqlalchemy.ext.asyncio import AsyncSession

from core.errors import Refused
from core.glidepaths.models import GlidePath, GlidePathSeries, GlidePathStep
from core.glidepaths.states import PathState
from core.peers.models import Peer
from core.places.models import Place
from core.places.queries import places_around
from core.rules import Rules
from core.trust.queries import is_halted


class GlidePathMissing(Refused):
    """There is no such trip, or not for this Peer."""


@dataclass(frozen=True, slots=True)
class After:
    """The last trip of a page; the next page begins behind it."""

    departs_at: datetime
    id: UUID


async def glidepath_for(
    session: AsyncSession, peer: Peer, path_id: UUID, *, lock: bool = False
) -> GlidePath:
    """Fetch one's own trip, or refuse `GlidePathMissing`."""
    query = select(GlidePath).where(GlidePath.id == path_id, GlidePath.peer_id == peer.id)
    query = query.execution_options(populate_existing=True)
    path = await session.scalar(query.with_for_update() if lock else query)
    if path is None:
        raise GlidePathMissing
    return path


async def glidepath_shown_to(session: AsyncSession, peer: Peer, path_id: UUID) -> GlidePath:
    """Fetch a trip that this Peer may look at: his own, or anybody's that is open."""
    path = await session.get(GlidePath, path_id, populate_existing=True)
    if path is None or (path.peer_id != peer.id and path.state is not PathState.OPEN):
        raise GlidePathMissing
    return path


async def series_for(
    session: AsyncSession, peer: Peer, series_id: UUID, *, lock: bool = False
) -> GlidePathSeries:
    """Fetch one's own weekly trip, or refuse `GlidePathMissing`."""
    query = select(GlidePathSeries).where(
        GlidePathSeries.id == series_id, GlidePathSeries.peer_id == peer.id
    )
    query = query.execution_options(populate_existing=True)
    series = await session.scalar(query.with_for_update() if lock else query)
    if series is None:
        raise GlidePathMissing
    return series


async def glidepaths_of(
    session: AsyncSession,
    peer: Peer,
    *,
    is_open: bool,
    after: After | None = None,
    limit: int = 50,
) -> list[GlidePath]:
    """List a Peer's open trips, the next departure first, or those that ended, the latest first."""
    query = select(GlidePath).where(
        GlidePath.peer_id == peer.id, (GlidePath.state == PathState.OPEN) == is_open
    )
    place = tuple_(GlidePath.departs_at, GlidePath.id)
    if after is not None:
        last = tuple_(after.departs_at, after.id)
        query = query.where(place > last if is_open else place < last)
    order = (GlidePath.departs_at, GlidePath.id)
    ordered = query.order_by(*(order if is_open else (one.desc() for one in order)))
    return list(await session.scalars(ordered.limit(limit)))


async def steps_of_glidepath(session: AsyncSession, path: GlidePath) -> list[GlidePathStep]:
    query = select(GlidePathStep).where(GlidePathStep.glide_path_id == path.id)
    return list(await session.scalars(query.order_by(GlidePathStep.at, GlidePathStep.id)))


async def has_earlier_date(session: AsyncSession, path: GlidePath) -> bool:
    """Whether an earlier date of the same weekly trip was posted before it."""
    if path.series_id is None:
        return False
    query = select(GlidePath.id).where(
        GlidePath.series_id == path.series_id, GlidePath.departs_at < path.departs_at
    )
    return await session.scalar(query.limit(1)) is not None


async def find_glidepaths(
    session: AsyncSession,
    *,
    from_place: Place,
    to_place: Place,
    rules: Rules,
    at: datetime,
    around: datetime | None = None,
    days: int = 3,
    after: After | None = None,
    limit: int = 20,
) -> list[GlidePath]:
    """Find open trips from near one place to near the other, the earliest departure first.

    Near is `rules.near_km` or the same metro code. With `around`, only those departing at most
    `days` days before or after that moment.
    """
    query = (
        select(GlidePath)
        .where(
            *await _between(session, from_place, to_place, rules=rules), GlidePath.departs_at > at
        )
        .order_by(GlidePath.departs_at, GlidePath.id)
        .limit(limit)
    )
    if around is not None:
        span = timedelta(days=days)
        query = query.where(GlidePath.departs_at.between(around - span, around + span))
    if after is not None:
        place = tuple_(GlidePath.departs_at, GlidePath.id)
        query = query.where(place > tuple_(after.departs_at, after.id))
    return list(await session.scalars(query))


async def count_supply(
    session: AsyncSession, *, from_place: Place, to_place: Place, rules: Rules, at: datetime
) -> int:
    """Count the open trips near a corridor that depart within the horizon."""
    until = at + timedelta(days=rules.trip_horizon_days)
    return (
        await session.scalar(
            select(func.count()).where(
                *await _between(session, from_place, to_place, rules=rules),
                GlidePath.departs_at.between(at, until),
            )
        )
    ) or 0


async def _between(
    session: AsyncSession, from_place: Place, to_place: Place, *, rules: Rules
) -> tuple[ColumnElement[bool], ...]:
    starts = await places_around(session, from_place, km=rules.near_km)
    ends = await places_around(session, to_place, km=rules.near_km)
    return (
        GlidePath.state == PathState.OPEN,
        GlidePath.from_place_id.in_(starts),
        GlidePath.to_place_id.in_(ends),
        ~is_halted(GlidePath.peer_id),
    )
