"""Posting, changing, reviewing and ending parcels, inside the caller's transaction."""

from dataclasses import replace
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.service import publish
from core.events.states import Event, EventName
from core.identity.queries import is_verified
from core.ids import new_id
from core.outbox.service import tell, tell_operators
from core.outbox.states import Urgency
from core.parcels.models import DropParcel, ParcelItem, ParcelPhoto, ParcelStep
from core.parcels.queries import ParcelMissing, parcel_for, parcels_of
from core.parcels.states import (
    CHANGEABLE,
    ParcelEvent,
    ParcelState,
    ParcelWish,
    after,
    check_wish,
    declared_value,
)
from core.passages.service import drop_parcel_passages, keep_parcel_passages
from core.peers.models import Peer
from core.peers.service import refuse_unknown_currency
from core.places.models import Place
from core.places.queries import two_places
from core.posting.service import close_posts, open_post
from core.rules import Rules


async def post_parcel(
    session: AsyncSession, peer: Peer, wish: ParcelWish, *, rules: Rules, at: datetime
) -> DropParcel:
    """Post a parcel, or hold it until a person has looked where the wish asks for that.

    Refuses what `check_wish` and `open_post` refuse, `UnknownPlace` and `UnknownCurrency`.
    """
    wish, is_held = await _checked(session, peer, wish, rules=rules, at=at)
    parcel = DropParcel(
        id=new_id(at),
        peer_id=peer.id,
        state=ParcelState.IN_REVIEW if is_held else ParcelState.OPEN,
        posted_at=at,
    )
    await open_post(session, peer, parcel.id, rules=rules, at=at)
    _take(parcel, wish, at=at)
    session.add(parcel)
    await session.flush()
    await _write_contents(session, parcel, wish)
    event = ParcelEvent.HOLD if is_held else ParcelEvent.POST
    _step(session, parcel, event, parcel.state, from_state=None, by=peer.id, at=at)
    await _spread(session, parcel, event, by=peer.id, at=at)
    return parcel


async def change_parcel(
    session: AsyncSession,
    peer: Peer,
    parcel_id: UUID,
    wish: ParcelWish,
    *,
    rules: Rules,
    at: datetime,
) -> DropParcel:
    """Make a live parcel what the wish says; what it may be held for is screened anew.

    Refuses `ParcelMissing`, `ParcelIsClosed`, and what `post_parcel` refuses of a wish.
    """
    parcel = await parcel_for(session, peer, parcel_id, lock=True)
    after(parcel.state, ParcelEvent.CHANGE)
    wish, is_held = await _checked(session, peer, wish, rules=rules, at=at)
    event = ParcelEvent.HOLD if is_held else ParcelEvent.CHANGE
    was_open = parcel.state is ParcelState.OPEN
    _take(parcel, wish, at=at)
    await session.execute(delete(ParcelItem).where(ParcelItem.parcel_id == parcel.id))
    await session.execute(delete(ParcelPhoto).where(ParcelPhoto.parcel_id == parcel.id))
    await _write_contents(session, parcel, wish)
    _advance(session, parcel, event, by=peer.id, at=at)
    # Who hears of posted parcels has not heard of one that was held until now.
    told = event if was_open or is_held else ParcelEvent.POST
    await _spread(session, parcel, told, by=peer.id, at=at)
    return parcel


async def cancel_parcel(
    session: AsyncSession, peer: Peer, parcel_id: UUID, *, at: datetime
) -> DropParcel:
    """Take a parcel back. Refuses `ParcelMissing`, `ParcelIsClosed`."""
    parcel = await parcel_for(session, peer, parcel_id, lock=True)
    await _close(session, parcel, ParcelEvent.CANCEL, by=peer.id, at=at)
    return parcel


async def review_parcel(
    session: AsyncSession, parcel_id: UUID, *, may_travel: bool, why: str, at: datetime
) -> DropParcel:
    """Let a held parcel go, or refuse it, as a person has decided; its Requester is told why.

    Refuses `ParcelMissing` and `ParcelIsClosed`.
    """
    row = (
        await session.execute(
            select(DropParcel, Peer)
            .join(Peer, Peer.id == DropParcel.peer_id)
            .where(DropParcel.id == parcel_id)
            .with_for_update(of=DropParcel)
        )
    ).one_or_none()
    if row is None:
        raise ParcelMissing
    parcel, peer = row
    if may_travel:
        _advance(session, parcel, ParcelEvent.PASS, by=None, at=at, why=why)
        await _spread(session, parcel, ParcelEvent.PASS, by=None, at=at)
    else:
        await _close(session, parcel, ParcelEvent.REFUSE, by=None, at=at, why=why)
    notice = "parcel-may-travel" if may_travel else "parcel-refused"
    facts = {**await _facts(session, parcel), "why": why}
    await tell(session, peer, notice, facts, urgency=Urgency.REPLY, at=at)
    return parcel


async def promise_parcel(
    session: AsyncSession, parcel: DropParcel, *, by: UUID, at: datetime
) -> None:
    """Take a locked parcel out of every search, because somebody is to carry it.

    Refuses `ParcelIsPromised` and `ParcelIsClosed`.
    """
    _advance(session, parcel, ParcelEvent.PROMISE, by=by, at=at)
    await _spread(session, parcel, ParcelEvent.PROMISE, by=by, at=at)


async def free_parcel(
    session: AsyncSession, parcel: DropParcel, *, by: UUID | None, at: datetime
) -> None:
    """Put a locked parcel on offer again, because nobody carries it after all."""
    _advance(session, parcel, ParcelEvent.FREE, by=by, at=at)
    await _spread(session, parcel, ParcelEvent.FREE, by=by, at=at)


async def end_carried(
    session: AsyncSession, parcel: DropParcel, event: ParcelEvent, *, by: UUID | None, at: datetime
) -> None:
    """Close a locked parcel that was carried: it has arrived (`DELIVER`), or not (`LOSE`)."""
    await _close(session, parcel, event, by=by, at=at)


async def report_held(session: AsyncSession, event: Event, *, operators: str) -> None:
    """Tell the operators that a parcel waits; what is in it they look up and nobody else reads."""
    parcel = await session.get(DropParcel, event.about)
    if parcel is not None and parcel.state is ParcelState.IN_REVIEW:
        facts = await _facts(session, parcel)
        await tell_operators(session, operators, "operators-parcel-review", facts, at=event.at)


async def expire_parcels(session: AsyncSession, *, at: datetime, most: int = 500) -> int:
    """Close the parcels whose deadline has passed, and tell their Requesters; answer how many."""
    rows = await session.execute(
        select(DropParcel, Peer)
        .join(Peer, Peer.id == DropParcel.peer_id)
        .where(DropParcel.state.in_(CHANGEABLE), DropParcel.deliver_by <= at)
        .order_by(DropParcel.id)
        .limit(most)
        .with_for_update(of=DropParcel, skip_locked=True)
    )
    overdue = rows.all()
    for parcel, peer in overdue:
        await _close(session, parcel, ParcelEvent.EXPIRE, by=None, at=at)
        facts = await _facts(session, parcel)
        await tell(session, peer, "parcel-expired", facts, urgency=Urgency.DIGEST, at=at)
    return len(overdue)


async def forget_parcels_of(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    """Take back all that is live, and leave no name, word or picture of the Peer's."""
    for parcel in await parcels_of(session, peer, is_live=True, limit=1000):
        await cancel_parcel(session, peer, parcel.id, at=at)
    mine = select(DropParcel.id).where(DropParcel.peer_id == peer.id)
    for table in (ParcelItem, ParcelPhoto):
        await session.execute(delete(table).where(table.parcel_id.in_(mine)))
    await session.execute(
        update(DropParcel).where(DropParcel.peer_id == peer.id).values(note="", recipient=None)
    )


async def _checked(
    session: AsyncSession, peer: Peer, wish: ParcelWish, *, rules: Rules, at: datetime
) -> tuple[ParcelWish, bool]:
    """Give the wish as it will be kept, and whether a person must look; or refuse it."""
    start, end = await two_places(session, wish.from_place_id, wish.to_place_id)
    items = tuple(replace(item, title=item.title.strip()) for item in wish.items)
    wish = replace(wish, items=items, recipient=wish.recipient and wish.recipient.strip())
    for currency, field in (
        (declared_value(items).currency, "items"),
        (wish.reward.currency, "reward"),
    ):
        refuse_unknown_currency(currency, field=field, at=at)
    crosses_border = start.country != end.country
    hits = check_wish(
        wish,
        crosses_border=crosses_border,
        is_verified=await is_verified(session, peer.id),
        rules=rules,
        at=at,
    )
    return wish, bool(hits)


def _take(parcel: DropParcel, wish: ParcelWish, *, at: datetime) -> None:
    """Write down everything in the wish but its contents."""
    value = declared_value(wish.items)
    parcel.from_place_id, parcel.to_place_id = wish.from_place_id, wish.to_place_id
    parcel.category = wish.category
    parcel.weight_grams, parcel.volume_millilitres = wish.weight_grams, wish.volume_millilitres
    parcel.value_minor, parcel.value_currency = value.minor, value.currency
    parcel.ready_at, parcel.deliver_by = wish.ready_at, wish.deliver_by
    parcel.reward_minor, parcel.reward_currency = wish.reward.minor, wish.reward.currency
    parcel.recipient, parcel.duty_payer, parcel.note = wish.recipient, wish.duty_payer, wish.note
    parcel.confirmed_at = parcel.changed_at = at


async def _write_contents(session: AsyncSession, parcel: DropParcel, wish: ParcelWish) -> None:
    session.add_all(
        ParcelItem(
            parcel_id=parcel.id,
            position=position,
            title=item.title,
            quantity=item.quantity,
            value_minor=item.value.minor,
        )
        for position, item in enumerate(wish.items)
    )
    session.add_all(
        ParcelPhoto(
            parcel_id=parcel.id,
            position=position,
            file_id=photo.file_id,
            file_unique_id=photo.file_unique_id,
        )
        for position, photo in enumerate(wish.photos)
    )
    await session.flush()


async def _close(
    session: AsyncSession,
    parcel: DropParcel,
    event: ParcelEvent,
    *,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
) -> None:
    _advance(session, parcel, event, by=by, at=at, why=why)
    parcel.closed_at = at
    await close_posts(session, [parcel.id], at=at)
    await _spread(session, parcel, event, by=by, at=at)


def _advance(
    session: AsyncSession,
    parcel: DropParcel,
    event: ParcelEvent,
    *,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
) -> None:
    """Change a parcel's state, by the one door there is: check, move, write the step."""
    to_state = after(parcel.state, event)
    _step(session, parcel, event, to_state, from_state=parcel.state, by=by, at=at, why=why)
    parcel.state = to_state


def _step(
    session: AsyncSession,
    parcel: DropParcel,
    event: ParcelEvent,
    to_state: ParcelState,
    *,
    from_state: ParcelState | None,
    by: UUID | None,
    at: datetime,
    why: str | None = None,
) -> None:
    session.add(
        ParcelStep(
            id=new_id(at),
            parcel_id=parcel.id,
            at=at,
            event=event,
            from_state=from_state,
            to_state=to_state,
            by_peer_id=by,
            why=why,
        )
    )


_TOLD = {
    ParcelEvent.POST: EventName.PARCEL_POSTED,
    ParcelEvent.PASS: EventName.PARCEL_POSTED,
    ParcelEvent.HOLD: EventName.PARCEL_HELD,
    ParcelEvent.CHANGE: EventName.PARCEL_CHANGED,
    ParcelEvent.PROMISE: EventName.PARCEL_CHANGED,
    ParcelEvent.FREE: EventName.PARCEL_CHANGED,
    ParcelEvent.DELIVER: EventName.PARCEL_CLOSED,
    ParcelEvent.LOSE: EventName.PARCEL_CLOSED,
    ParcelEvent.REFUSE: EventName.PARCEL_CLOSED,
    ParcelEvent.CANCEL: EventName.PARCEL_CLOSED,
    ParcelEvent.EXPIRE: EventName.PARCEL_CLOSED,
}


async def _spread(
    session: AsyncSession, parcel: DropParcel, event: ParcelEvent, *, by: UUID | None, at: datetime
) -> None:
    """After every change: who searches finds the parcel as it is, and who listens hears of it."""
    if parcel.state is ParcelState.OPEN:
        await keep_parcel_passages(
            session,
            parcel.id,
            between=(parcel.from_place_id, parcel.to_place_id),
            cargo=parcel.cargo,
            ready_at=parcel.ready_at,
            deliver_by=parcel.deliver_by,
        )
    else:
        await drop_parcel_passages(session, parcel.id)
    facts = {"state": parcel.state}
    await publish(session, _TOLD[event], parcel.id, by_peer_id=by, at=at, facts=facts)


async def _facts(session: AsyncSession, parcel: DropParcel) -> dict[str, object]:
    start = await session.get_one(Place, parcel.from_place_id)
    end = await session.get_one(Place, parcel.to_place_id)
    return {"id": str(parcel.id), "from": start.label, "to": end.label}
