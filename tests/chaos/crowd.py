"""Robots who join, post, bargain and agree by themselves, and what must be true when they rest."""

import asyncio
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import aiohttp
from sqlalchemy import func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.cards.models import Card
from core.clock import utc_now
from core.db import Db
from core.events.models import EventDelivery, EventRow
from core.glidepaths.models import GlidePath
from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from core.offers.models import Offer, OfferStep
from core.offers.states import OfferState, Side
from core.outbox.models import OutboxRow
from core.outbox.states import LIVE
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.peers.models import Channel
from core.quests.models import Quest
from sandbox.robots.crowd import Crowd
from sandbox.robots.plans import WAYS
from tests.phones import Json, Phones, buttons, words
from tests.sandboxes import USERNAME

CARDS_FOR_ALL = {"CARDS_A_DAY": "1000"}
"""Nobody waits for a digest of the next hour."""

_HASTE = 50
_ONE_WAY = WAYS[:1]
"""All travel and send the same way, so that they meet."""

_POLL_SECONDS = 0.2
_RESTS_AFTER = 6
"""So many looks in a row at which nothing was left to do."""


@asynccontextmanager
async def living_crowd(url: str, *, count: int, seed: int) -> AsyncIterator[Crowd]:
    """Let so many robots live in a sandbox."""
    async with aiohttp.ClientSession(url) as http:
        crowd = Crowd(http, bot=USERNAME, seed=seed, haste=_HASTE, ways=_ONE_WAY)
        living = asyncio.create_task(crowd.live(count))
        try:
            yield crowd
            # One that has died would have stopped trading.
            assert not living.done(), living.exception()
        finally:
            living.cancel()
            await asyncio.gather(living, return_exceptions=True)


async def until_crowd_rests(db: Db, crowd: Crowd, *, count: int, seconds: float) -> None:
    """Wait until all have posted, and nobody has anything to say or to hear."""
    quiet, left = 0, ["nobody has looked"]
    try:
        async with asyncio.timeout(seconds):
            while quiet < _RESTS_AFTER:
                await asyncio.sleep(_POLL_SECONDS)
                async with db.begin() as session:
                    left = await _left(session)
                if crowd.posted < count:
                    left.append(f"{crowd.posted} of {count} have posted")
                if crowd.thinking:
                    left.append(f"{crowd.thinking} messages are thought about")
                quiet = 0 if left else quiet + 1
    except TimeoutError:
        raise AssertionError(f"they do not rest after {seconds} s: {left}") from None


async def _left(session: AsyncSession) -> list[str]:
    """Say what is still to be done."""
    is_due = or_(OutboxRow.not_before.is_(None), OutboxRow.not_before <= utc_now())
    queries = {
        "outbox": select(OutboxRow.id).where(OutboxRow.state.in_(LIVE), is_due),
        "inbox": select(InboxItem.id).where(InboxItem.state == InboxState.WAITING),
        "events": select(EventRow.id),
        "deliveries": select(EventDelivery.id),
    }
    found = {name: await session.scalar(query.limit(1)) for name, query in queries.items()}
    return [f"{name}: {row}" for name, row in found.items() if row is not None]


@dataclass(frozen=True, slots=True)
class Traded:
    """How many robots have posted, and what happened how often to offers."""

    posts: int
    steps: Counter[str]
    quests: int


async def traded(session: AsyncSession) -> Traded:
    posts = [await session.scalar(select(func.count()).select_from(one)) or 0 for one in _POSTS]
    steps = Counter(one.value for one in await session.scalars(select(OfferStep.event)))
    quests = await session.scalar(select(func.count()).select_from(Quest)) or 0
    return Traded(sum(posts), steps, quests)


_POSTS = (GlidePath, DropParcel)


async def check_one_winner_each(session: AsyncSession) -> None:
    """Hold each parcel to one quest at most, and to no open offer when it has one."""
    winners = Counter(await session.scalars(select(Quest.parcel_id)))
    assert not [one for one, count in winners.items() if count > 1]
    parcels = (await session.scalars(select(DropParcel))).all()
    promised = {one.id for one in parcels if one.state is ParcelState.PROMISED}
    assert promised == set(winners)
    offers = (await session.scalars(select(Offer))).all()
    accepted = Counter(one.parcel_id for one in offers if one.state is OfferState.ACCEPTED)
    assert accepted == winners
    still_open = {one.parcel_id for one in offers if one.state is OfferState.OPEN}
    assert not still_open & promised


async def check_no_overbooking(session: AsyncSession) -> None:
    """Hold each trip to its room. All go the same way, so what one carries, it carries at once."""
    rows = await session.execute(
        select(GlidePath.id)
        .join(Quest, Quest.path_id == GlidePath.id)
        .join(DropParcel, DropParcel.id == Quest.parcel_id)
        .group_by(GlidePath.id)
        .having(
            (func.sum(DropParcel.weight_grams) > GlidePath.capacity_grams)
            | (func.sum(DropParcel.volume_millilitres) > GlidePath.capacity_millilitres)
        )
    )
    assert not rows.all()


async def check_everybody_knows(session: AsyncSession, phones: Phones) -> None:
    """Hold the phones to it: a quest has a card on both, and a card says how its offer stands."""
    cards = await _cards(session, phones)
    for quest in await session.scalars(select(Quest)):
        for side in Side:
            card = cards.get((quest.id, quest.peer_on(side)))
            assert card is not None, f"{side} of {quest.id} has no card"
            assert words(card).startswith("🚚")
    for offer in await session.scalars(select(Offer)):
        for side in Side:
            card = cards.get((offer.id, offer.peer_on(side)))
            if card is None:
                # A Requester hears of an offer when there is something to answer.
                assert side is Side.REQUESTER
                assert offer.state is not OfferState.OPEN or offer.awaits is Side.CARRIER
                continue
            is_open = offer.state is OfferState.OPEN
            can_answer = any(label.startswith(("✅", "\u2039")) for label in buttons(card))
            assert bool(buttons(card)) == is_open, words(card)
            assert can_answer == (is_open and offer.awaits is side), words(card)


async def _cards(session: AsyncSession, phones: Phones) -> dict[tuple[UUID, UUID], Json]:
    """Find the card of each thing on the phone of each Peer, as it looks now."""
    rows = await session.execute(
        select(Card.about, Channel.peer_id, Channel.address, OutboxRow.message_id)
        .join(Channel, Channel.id == Card.channel_id)
        .join(OutboxRow, OutboxRow.id == Card.row_id)
    )
    found: dict[tuple[UUID, UUID], Json] = {}
    chats: dict[str, dict[int, Json]] = {}
    for about, peer_id, address, message_id in rows.all():
        if address not in chats:
            chats[address] = await _chat_of(phones, int(address))
        if message_id in chats[address]:
            found[about, peer_id] = chats[address][message_id]
    return found


async def _chat_of(phones: Phones, person_id: int) -> dict[int, Json]:
    chats = await phones.ask("GET", f"/people/{person_id}/chats")
    key = next(one["chat_key"] for one in chats if one.get("bot", {}).get("username") == USERNAME)
    messages = await phones.ask("GET", f"/chats/{key}/messages", limit=1000)
    return {message["message_id"]: message for message in messages}
