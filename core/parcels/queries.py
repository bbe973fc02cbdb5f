"""Reading parcels: one's own, those of others, those between two places, those to be looked at."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import func, select, tuple_, union_all
from sqlalchemy.ext.asyncio import AsyncSession

from core.cargo import Category
from core.errors import Refused
from core.glidepaths.models import GlidePath
from core.money import Money
from core.parcels.models import DropParcel, ParcelItem, ParcelPhoto, ParcelStep
from core.parcels.states import LIVE, Item, ParcelState, ParcelWish, Photo
from core.peers.models import Peer
from core.peers.queries import home_of
from core.places.models import Place
from core.places.queries import places_around
from core.rules import Rules
from core.trust.queries import is_halted


class ParcelMissing(Refused):
    """There is no such parcel, or not for this Peer."""


@dataclass(frozen=True, slots=True)
class After:
    """The last parcel of a page; the next page begins behind it."""

    deliver_by: datetime
    id: UUID


async def parcel_for(
    session: AsyncSession, peer: Peer, parcel_id: UUID, *, lock: bool = False
) -> DropParcel:
    """Fetch one's own parcel, or refuse `ParcelMissing`."""
    query = select(DropParcel).where(DropParcel.id == parcel_id, DropParcel.peer_id == peer.id)
    query = query.execution_options(populate_existing=True)
    parcel = await session.scalar(query.with_for_update() if lock else query)
    if parcel is None:
        raise ParcelMissing
    return parcel


async def parcel_shown_to(session: AsyncSession, peer: Peer, parcel_id: UUID) -> DropParcel:
    """Fetch a parcel that this Peer may look at: his own, or anybody's that is open."""
    parcel = await session.get(DropParcel, parcel_id, populate_existing=True)
    if parcel is None or (parcel.peer_id != peer.id and parcel.state is not ParcelState.OPEN):
        raise ParcelMissing
    return parcel


async def items_of(session: AsyncSession, parcel: DropParcel) -> tuple[Item, ...]:
    rows = await session.scalars(
        select(ParcelItem)
        .where(ParcelItem.parcel_id == parcel.id)
        .order_by(ParcelItem.position)
        .execution_options(populate_existing=True)
    )
    return tuple(
        Item(one.title, one.quantity, Money(one.value_minor, parcel.value_currency)) for one in rows
    )


async def photos_of(session: AsyncSession, parcel: DropParcel) -> tuple[Photo, ...]:
    rows = await session.scalars(
        select(ParcelPhoto)
        .where(ParcelPhoto.parcel_id == parcel.id)
        .order_by(ParcelPhoto.position)
        .execution_options(populate_existing=True)
    )
    return tuple(Photo(one.file_id, one.file_unique_id) for one in rows)


async def wish_of(session: AsyncSession, parcel: DropParcel) -> ParcelWish:
    """Say as a wish what the rows say, for a change or a copy."""
    return ParcelWish(
        from_place_id=parcel.from_place_id,
        to_place_id=parcel.to_place_id,
        items=await items_of(session, parcel),
        category=Category(parcel.category),
        weight_grams=parcel.weight_grams,
        volume_millilitres=parcel.volume_millilitres,
        ready_at=parcel.ready_at,
        deliver_by=parcel.deliver_by,
        reward=parcel.reward,
        recipient=parcel.recipient,
        duty_payer=parcel.duty_payer,
        note=parcel.note,
        photos=await photos_of(session, parcel),
        is_clean=True,
    )


async def parcels_of(
    session: AsyncSession,
    peer: Peer,
    *,
    is_live: bool,
    after: After | None = None,
    limit: int = 50,
) -> list[DropParcel]:
    """List a Peer's live parcels, the nearest deadline first, or the ended ones, latest first."""
    query = select(DropParcel).where(
        DropParcel.peer_id == peer.id, DropParcel.state.in_(LIVE) == is_live
    )
    place = tuple_(DropParcel.deliver_by, DropParcel.id)
    if after is not None:
        last = tuple_(after.deliver_by, after.id)
        query = query.where(place > last if is_live else place < last)
    order = (DropParcel.deliver_by, DropParcel.id)
    ordered = query.order_by(*(order if is_live else (one.desc() for one in order)))
    return list(await session.scalars(ordered.limit(limit)))


async def find_parcels(
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
) -> list[DropParcel]:
    """Find open parcels from near one place to near the other, the nearest deadline first.

    Near is `rules.near_km` or the same metro code. With `around`, only those that may travel at
    some time from `days` days before to `days` days after that moment.
    """
    starts = await places_around(session, from_place, km=rules.near_km)
    ends = await places_around(session, to_place, km=rules.near_km)
    query = (
        select(DropParcel)
        .where(
            DropParcel.state == ParcelState.OPEN,
            DropParcel.from_place_id.in_(starts),
            DropParcel.to_place_id.in_(ends),
            DropParcel.deliver_by > at,
            ~is_halted(DropParcel.peer_id),
        )
        .order_by(DropParcel.deliver_by, DropParcel.id)
        .limit(limit)
    )
    if around is not None:
        span = timedelta(days=days)
        query = query.where(
            DropParcel.ready_at <= around + span, DropParcel.deliver_by >= around - span
        )
    if after is not None:
        place = tuple_(DropParcel.deliver_by, DropParcel.id)
        query = query.where(place > tuple_(after.deliver_by, after.id))
    return list(await session.scalars(query))


async def recent_places(session: AsyncSession, peer: Peer, *, limit: int = 4) -> list[Place]:
    """List the places of a Peer's newest trips and parcels, the newest first, and his home."""
    ends = union_all(
        *(
            select(place.label("place_id"), table.posted_at.label("at")).where(
                table.peer_id == peer.id
            )
            for table in (GlidePath, DropParcel)
            for place in (table.from_place_id, table.to_place_id)
        )
    ).subquery()
    newest = (
        select(ends.c.place_id, func.max(ends.c.at).label("at"))
        .group_by(ends.c.place_id)
        .order_by(func.max(ends.c.at).desc(), ends.c.place_id)
        .limit(limit)
        .subquery()
    )
    used = list(
        await session.scalars(
            select(Place)
            .join(newest, newest.c.place_id == Place.id)
            .order_by(newest.c.at.desc(), Place.id)
        )
    )
    home = await home_of(session, peer)
    return used if home is None or home in used else [*used[: limit - 1], home]


async def steps_of_parcel(session: AsyncSession, parcel: DropParcel) -> list[ParcelStep]:
    query = select(ParcelStep).where(ParcelStep.parcel_id == parcel.id)
    return list(await session.scalars(query.order_by(ParcelStep.at, ParcelStep.id)))


async def parcels_in_review(session: AsyncSession, *, limit: int = 100) -> list[DropParcel]:
    """List what a person has been asked to look at, the oldest first."""
    query = select(DropParcel).where(DropParcel.state == ParcelState.IN_REVIEW)
    return list(await session.scalars(query.order_by(DropParcel.id).limit(limit)))


async def count_in_review(session: AsyncSession) -> int:
    query = select(func.count()).where(DropParcel.state == ParcelState.IN_REVIEW)
    return await session.scalar(query) or 0
