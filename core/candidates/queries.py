"""Finding candidates: what matching finds, less what is full or does not suit."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.glidepaths.models import GlidePath
from core.matching.queries import MOST_MATCHES, match_between, parcels_for, trips_for
from core.matching.states import Match, best_first, reliability_term
from core.parcels.models import DropParcel
from core.reservations.queries import reserved_on
from core.reservations.states import Reserved, most_reserved
from core.rules import Rules
from core.trust.queries import standings_of, suiting
from core.trust.states import Standing

_LOOKED_AT = 4 * MOST_MATCHES
"""The best matches may be full, or their Peers may not suit: some more are looked at."""


async def candidate_trips(
    session: AsyncSession, parcel: DropParcel, *, rules: Rules, at: datetime
) -> list[Match]:
    """Find the trips for a parcel, the best first, 50 at most."""
    found = await trips_for(session, parcel, rules=rules, at=at, limit=_LOOKED_AT)
    paths = await _paths(session, [one.trip_id for one in found])
    peers = {path.peer_id for path in paths.values()}
    suit = await suiting(session, parcel.peer_id, peers)
    reserved = await reserved_on(session, list(paths))
    kept = [
        _scored(one, suit[path.peer_id])
        for one in found
        if (path := paths[one.trip_id]).peer_id in suit
        and _has_room(path, parcel, one, reserved.get(path.id, ()))
    ]
    return best_first(kept, limit=MOST_MATCHES)


async def candidate_parcels(
    session: AsyncSession, path: GlidePath, *, rules: Rules, at: datetime
) -> list[Match]:
    """Find the parcels for a trip, the best first, 50 at most."""
    found = await parcels_for(session, path, rules=rules, at=at, limit=_LOOKED_AT)
    parcels = await _parcels(session, [one.parcel_id for one in found])
    peers = {parcel.peer_id for parcel in parcels.values()}
    suit = await suiting(session, path.peer_id, peers)
    mine = (await standings_of(session, [path.peer_id]))[path.peer_id]
    reserved = (await reserved_on(session, [path.id])).get(path.id, ())
    kept = [
        _scored(one, mine)
        for one in found
        if (parcel := parcels[one.parcel_id]).peer_id in suit
        and _has_room(path, parcel, one, reserved)
    ]
    return best_first(kept, limit=MOST_MATCHES)


async def candidate_between(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, *, rules: Rules
) -> Match | None:
    """Say how this parcel would travel on this trip now, or None when it would not."""
    match = await match_between(session, path, parcel, rules=rules)
    if match is None:
        return None
    reserved = (await reserved_on(session, [path.id])).get(path.id, ())
    suit = await suiting(session, parcel.peer_id, [path.peer_id])
    if path.peer_id not in suit or not _has_room(path, parcel, match, reserved):
        return None
    return _scored(match, suit[path.peer_id])


def _has_room(
    path: GlidePath, parcel: DropParcel, match: Match, reserved: Sequence[Reserved]
) -> bool:
    """Look at the room that is left between pick-up and hand-over."""
    grams, millilitres = most_reserved(reserved, match.fit.picked_up_at, match.fit.handed_over_at)
    return (
        path.capacity_grams - grams >= parcel.weight_grams
        and path.capacity_millilitres - millilitres >= parcel.volume_millilitres
    )


def _scored(match: Match, carrier: Standing) -> Match:
    return match._replace(score=match.score._replace(reliability=reliability_term(carrier)))


async def _paths(session: AsyncSession, ids: list[UUID]) -> dict[UUID, GlidePath]:
    rows = await session.scalars(select(GlidePath).where(GlidePath.id.in_(ids)))
    return {one.id: one for one in rows}


async def _parcels(session: AsyncSession, ids: list[UUID]) -> dict[UUID, DropParcel]:
    rows = await session.scalars(select(DropParcel).where(DropParcel.id.in_(ids)))
    return {one.id: one for one in rows}
