"""Posting, changing and ending trips, inside the caller's transaction."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from uuid import UUID
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import EventName
from core.glidepaths.models import GlidePath, GlidePathSeries, GlidePathStep, new_glidepath
from core.glidepaths.queries import glidepath_for, glidepaths_of, series_for
from core.glidepaths.states import (
    Mode,
    PathEvent,
    PathState,
    PathWish,
    RoomIsPromised,
    TripIsPromised,
    after,
    check_wish,
    moment_on,
    weekly_dates,
)
from core.ids import new_id
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.passages.service import drop_trip_passages, forget_trip_way, keep_trip_passages
from core.peers.models import Peer
from core.peers.service import refuse_unknown_currency
from core.places.models import Place
from core.places.queries import two_places
from core.posting.service import close_posts, open_post
from core.reservations.queries import reserved_on
from core.reservations.states import most_reserved
from core.rules import Rules

_MINUTE = timedelta(minutes=1)


async def post_glidepath(
    session: AsyncSession, peer: Peer, wish: PathWish, *, rules: Rules, at: datetime
) -> GlidePath:
    """Post a trip; of a weekly one, its dates within the next days, and answer the first.

    Refuses what `check_wish` and `open_post` refuse, `UnknownPlace` and `UnknownCurrency`.
    """
    wish, zone = await _checked(session, wish, rules=rules, at=at)
    if wish.weekly is None:
        path = new_glidepath(peer, wish, at=at)
        await open_post(session, peer, path.id, rules=rules, at=at)
        await _keep(session, path, at=at)
        return path
    local = wish.departs_at.astimezone(zone)
    series = GlidePathSeries(
        id=new_id(at),
        peer_id=peer.id,
        first_day=local.date(),
        clock=local.time(),
        duration_minutes=-(-(wish.arrives_at - wish.departs_at) // _MINUTE),
        until=wish.weekly.until,
        skipped=sorted(wish.weekly.skipped - {local.date()}),
        posted_at=at,
    )
    series.take(wish)
    await open_post(session, peer, series.id, rules=rules, at=at)
    session.add(series)
    await session.flush()
    first = new_glidepath(peer, wish, at=at, series=series, day=series.first_day)
    await _keep(session, first, at=at)
    series.opened_until = series.first_day
    await open_dates(session, peer, series, rules=rules, at=at)
    return first


async def change_glidepath(
    session: AsyncSession,
    peer: Peer,
    path_id: UUID,
    wish: PathWish,
    *,
    rules: Rules,
    at: datetime,
) -> GlidePath:
    """Make an open trip what the wish says; of a weekly one, this date only.

    Refuses `GlidePathMissing`, `TripIsClosed`, `TripIsPromised`, `RoomIsPromised`, and what
    `post_glidepath` refuses of a wish.
    """
    path = await glidepath_for(session, peer, path_id, lock=True)
    state = after(path.state, PathEvent.CHANGE)
    wish, _ = await _checked(session, replace(wish, weekly=None), rules=rules, at=at)
    await _refuse_if_promised(session, path, wish)
    path.take(wish)
    path.departs_at, path.arrives_at, path.changed_at = wish.departs_at, wish.arrives_at, at
    await _lay(session, path)
    _step(session, path, PathEvent.CHANGE, state, by=peer.id, at=at)
    await publish(session, EventName.GLIDEPATH_CHANGED, path.id, by_peer_id=peer.id, at=at)
    return path


async def cancel_glidepath(
    session: AsyncSession, peer: Peer, path_id: UUID, *, at: datetime
) -> GlidePath:
    """Take a trip back; of a weekly one, this date.

    Refuses `GlidePathMissing`, `TripIsClosed` and `TripIsPromised`.
    """
    path = await glidepath_for(session, peer, path_id, lock=True)
    await _close(session, path, PathEvent.CANCEL, by=peer.id, at=at)
    return path


async def cancel_series(
    session: AsyncSession, peer: Peer, series_id: UUID, *, at: datetime
) -> list[GlidePath]:
    """End a weekly trip and take back its open dates; answer these."""
    series = await series_for(session, peer, series_id, lock=True)
    dates = await _open_dates_of(session, series)
    for path in dates:
        await _close(session, path, PathEvent.CANCEL, by=peer.id, at=at)
    await _end(session, series, at=at)
    return dates


async def skip_date(
    session: AsyncSession, peer: Peer, series_id: UUID, day: date, *, at: datetime
) -> None:
    """Leave one date of a weekly trip out, whether or not it is open yet."""
    series = await series_for(session, peer, series_id, lock=True)
    series.skipped = sorted({*series.skipped, day})
    for path in await _open_dates_of(session, series):
        if path.day == day:
            await _close(session, path, PathEvent.CANCEL, by=peer.id, at=at)


async def forget_glidepaths_of(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    """Take back all that is open, and leave no word that the Peer has written."""
    mine = GlidePathSeries.peer_id == peer.id, GlidePathSeries.ended_at.is_(None)
    for series in (await session.scalars(select(GlidePathSeries).where(*mine))).all():
        await cancel_series(session, peer, series.id, at=at)
    for path in await glidepaths_of(session, peer, is_open=True, limit=1000):
        await cancel_glidepath(session, peer, path.id, at=at)
    for table in (GlidePath, GlidePathSeries):
        await session.execute(update(table).where(table.peer_id == peer.id).values(note=""))


async def open_dates(
    session: AsyncSession, peer: Peer, series: GlidePathSeries, *, rules: Rules, at: datetime
) -> list[GlidePath]:
    """Make GlidePaths of the dates that have come near; end the series after its last one."""
    start = await session.get_one(Place, series.from_place_id)
    zone = ZoneInfo(start.time_zone)
    until = at.astimezone(zone).date() + timedelta(days=rules.series_days_ahead)
    days = weekly_dates(series.first_day, series.weekly, after=series.opened_until, until=until)
    opened: list[GlidePath] = []
    for day in days:
        departs_at = moment_on(day, series.clock, zone.key)
        if departs_at <= at:
            continue
        arrives_at = departs_at + timedelta(minutes=series.duration_minutes)
        wish = series.wish_between(departs_at, arrives_at)
        path = new_glidepath(peer, wish, at=at, series=series, day=day)
        await _keep(session, path, at=at)
        opened.append(path)
    series.opened_until = max(until, series.opened_until or until)
    await _end_if_over(session, series, at=at)
    return opened


async def open_due_dates(session: AsyncSession, *, rules: Rules, at: datetime) -> int:
    """Open the next dates of every weekly trip that still runs; answer how many."""
    due = select(GlidePathSeries, Peer).join(Peer, Peer.id == GlidePathSeries.peer_id)
    rows = await session.execute(
        due.where(GlidePathSeries.ended_at.is_(None))
        .order_by(GlidePathSeries.id)
        .with_for_update(of=GlidePathSeries)
    )
    opened = [
        await open_dates(session, peer, series, rules=rules, at=at) for series, peer in rows.all()
    ]
    return sum(map(len, opened))


async def expire_glidepaths(session: AsyncSession, *, at: datetime, most: int = 500) -> int:
    """Close the trips that have departed, and tell their Carriers; answer how many."""
    rows = await session.execute(
        select(GlidePath, Peer)
        .join(Peer, Peer.id == GlidePath.peer_id)
        .where(GlidePath.state == PathState.OPEN, GlidePath.departs_at <= at)
        .order_by(GlidePath.id)
        .limit(most)
        .with_for_update(of=GlidePath, skip_locked=True)
    )
    departed = rows.all()
    for path, peer in departed:
        await _close(session, path, PathEvent.EXPIRE, by=None, at=at)
        start, end = await two_places(session, path.from_place_id, path.to_place_id)
        facts = {"id": str(path.id), "from": start.label, "to": end.label}
        await tell(session, peer, "trip-departed", facts, urgency=Urgency.DIGEST, at=at)
    return len(departed)


async def _checked(
    session: AsyncSession, wish: PathWish, *, rules: Rules, at: datetime
) -> tuple[PathWish, ZoneInfo]:
    """Complete a wish, or refuse it; answer the zone of its departure as well."""
    if wish.mode is Mode.CAR and wish.detour_km is None:
        wish = replace(wish, detour_km=rules.default_detour_km)
    start, _ = await two_places(session, wish.from_place_id, wish.to_place_id)
    zone = ZoneInfo(start.time_zone)
    # Between moments of one zone Python counts by the wall clock, which jumps twice a year.
    departs_at, arrives_at = wish.departs_at.astimezone(UTC), wish.arrives_at.astimezone(UTC)
    wish = replace(wish, departs_at=departs_at, arrives_at=arrives_at)
    check_wish(wish, zone=zone, rules=rules, at=at)
    if wish.price_per_kg is not None:
        refuse_unknown_currency(wish.price_per_kg.currency, field="price_per_kg", at=at)
    return wish, zone


async def _refuse_if_promised(session: AsyncSession, path: GlidePath, wish: PathWish) -> None:
    """Refuse to change when and where a trip goes, or its room, under a parcel it is to carry."""
    reserved = (await reserved_on(session, [path.id])).get(path.id)
    if reserved is None:
        return
    if (path.from_place_id, path.to_place_id, path.mode, path.departs_at, path.arrives_at) != (
        wish.from_place_id,
        wish.to_place_id,
        wish.mode,
        wish.departs_at,
        wish.arrives_at,
    ):
        raise TripIsPromised
    grams, millilitres = most_reserved(reserved, path.departs_at, path.arrives_at)
    if wish.capacity_grams < grams or wish.capacity_millilitres < millilitres:
        raise RoomIsPromised


async def _keep(session: AsyncSession, path: GlidePath, *, at: datetime) -> None:
    session.add(path)
    await session.flush()
    await _lay(session, path)
    _step(session, path, PathEvent.POST, PathState.OPEN, by=path.peer_id, at=at)
    await publish(session, EventName.GLIDEPATH_POSTED, path.id, by_peer_id=path.peer_id, at=at)


async def _lay(session: AsyncSession, path: GlidePath) -> None:
    """Let parcels find the trip where it passes now."""
    await keep_trip_passages(
        session,
        path.id,
        between=(path.from_place_id, path.to_place_id),
        room=path.room,
        detour_km=path.detour_km,
        departs_at=path.departs_at,
        arrives_at=path.arrives_at,
    )


async def _close(
    session: AsyncSession, path: GlidePath, event: PathEvent, *, by: UUID | None, at: datetime
) -> None:
    to_state = after(path.state, event)
    if event is PathEvent.CANCEL and await reserved_on(session, [path.id]):
        raise TripIsPromised
    _step(session, path, event, to_state, by=by, at=at)
    path.closed_at = at
    if event is PathEvent.EXPIRE:  # what has departed is out of every search already
        await forget_trip_way(session, path.id)
    else:
        await drop_trip_passages(session, path.id)
    await close_posts(session, [path.id], at=at)
    await publish(session, EventName.GLIDEPATH_CLOSED, path.id, by_peer_id=by, at=at)
    if path.series_id is not None:
        series = await session.get(GlidePathSeries, path.series_id)
        if series is not None:
            await _end_if_over(session, series, at=at)


async def _open_dates_of(session: AsyncSession, series: GlidePathSeries) -> list[GlidePath]:
    query = select(GlidePath).where(
        GlidePath.series_id == series.id, GlidePath.state == PathState.OPEN
    )
    return list(await session.scalars(query.order_by(GlidePath.id).with_for_update()))


async def _end_if_over(session: AsyncSession, series: GlidePathSeries, *, at: datetime) -> None:
    """End a series that has had its last date."""
    is_all_opened = (
        series.until is not None
        and series.opened_until is not None
        and series.opened_until >= series.until
    )
    if series.ended_at is None and is_all_opened and not await _open_dates_of(session, series):
        await _end(session, series, at=at)


async def _end(session: AsyncSession, series: GlidePathSeries, *, at: datetime) -> None:
    series.ended_at = series.ended_at or at
    await close_posts(session, [series.id], at=at)


def _step(
    session: AsyncSession,
    path: GlidePath,
    event: PathEvent,
    to_state: PathState,
    *,
    by: UUID | None,
    at: datetime,
) -> None:
    session.add(
        GlidePathStep(
            id=new_id(at),
            glide_path_id=path.id,
            at=at,
            event=event,
            from_state=None if event is PathEvent.POST else path.state,
            to_state=to_state,
            by_peer_id=by,
        )
    )
    path.state = to_state
