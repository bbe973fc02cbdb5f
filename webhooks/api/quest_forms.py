"""The forms of offers and of quests."""

from uuid import UUID

from pydantic import Field, StrictStr
from sqlalchemy.ext.asyncio import AsyncSession

from core.glidepaths.models import GlidePath
from core.handover.states import ProvedBy
from core.offers.models import Offer
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.payments.queries import payment_of
from core.peers.models import Peer
from core.photos.queries import count_kept
from core.photos.states import PhotoKind
from core.places.models import Place
from core.quests.models import Quest
from core.quests.states import QuestState
from webhooks.api.parcel_forms import ParcelShown, shown_parcel
from webhooks.api.schemas import (
    At,
    MoneySaid,
    MoneyShown,
    PlaceShown,
    Said,
    Shown,
    local,
    shown_money,
    shown_place,
)
from webhooks.api.trip_forms import TripShown, shown_trip


class OfferShown(Shown):
    """A price for one parcel on one trip. It is accepted by a `POST` to `/cargoquests`."""

    id: UUID
    side: Side = Field(description="one's own")
    awaits_me: bool = Field(description="whether one's own answer is awaited")
    price: MoneyShown = Field(description="what the Carrier earns if it is accepted now")
    picked_up_at: At
    handed_over_at: At
    made_at: At
    expires_at: At
    trip: TripShown
    parcel: ParcelShown


class OfferPage(Shown):
    items: list[OfferShown]
    next: str | None = Field(description="address of the next page; null on the last")


class QuestSaid(Said):
    """The offer to accept, and its price as one has seen it: nobody agrees to another."""

    offer: UUID
    price: MoneySaid


class QuestShown(Shown):
    """A delivery that was agreed on. What it costs beside the price the Requester alone sees."""

    id: UUID
    side: Side = Field(description="one's own")
    state: QuestState
    trip_id: UUID
    parcel_id: UUID
    start: PlaceShown = Field(alias="from")
    end: PlaceShown = Field(alias="to")
    price: MoneyShown = Field(description="what the Carrier earns")
    fee: MoneyShown | None = Field(description="on top of the price; null for the Carrier")
    total: MoneyShown | None = Field(description="what is paid; null for the Carrier")
    is_paid: bool = Field(description="whether the money has ever been held")
    picked_up_at: At = Field(description="when that is planned")
    handed_over_at: At = Field(description="when that is planned")
    accepted_at: At
    pay_by: At | None
    proved_by: ProvedBy | None = Field(description="what proves the hand-over")
    release_at: At | None = Field(description="when the money goes, unless somebody complains")
    ended_at: At | None
    pickup_photos: int
    dropoff_photos: int


class QuestPage(Shown):
    items: list[QuestShown]
    next: str | None = Field(description="address of the next page; null on the last")


class IntentShown(Shown):
    """Where and until when the Requester pays, and how much."""

    url: StrictStr = Field(examples=["https://checkout.stripe.com/c/pay/cs_test_a1b2"])
    pay_by: At
    total: MoneyShown


async def shown_offer(session: AsyncSession, peer: Peer, offer: Offer) -> OfferShown:
    path = await session.get_one(GlidePath, offer.path_id)
    parcel = await session.get_one(DropParcel, offer.parcel_id)
    start, end = await _ends(session, parcel)
    side = offer.side_of(peer)
    return OfferShown(
        id=offer.id,
        side=side,
        awaits_me=offer.awaits is side,
        price=shown_money(offer.price),
        picked_up_at=local(offer.picked_up_at, start),
        handed_over_at=local(offer.handed_over_at, end),
        made_at=offer.made_at,
        expires_at=offer.expires_at,
        trip=await shown_trip(session, peer, path),
        parcel=await shown_parcel(session, peer, parcel),
    )


async def shown_quest(session: AsyncSession, peer: Peer, quest: Quest) -> QuestShown:
    parcel = await session.get_one(DropParcel, quest.parcel_id)
    start, end = await _ends(session, parcel)
    side = quest.side_of(peer)
    payment = await payment_of(session, quest.id)
    is_payer = payment is not None and side is Side.REQUESTER
    photos = await count_kept(session, quest.id)
    return QuestShown(
        id=quest.id,
        side=side,
        state=quest.state,
        trip_id=quest.path_id,
        parcel_id=quest.parcel_id,
        start=shown_place(start),
        end=shown_place(end),
        price=shown_money(quest.price),
        fee=shown_money(payment.fee) if payment is not None and is_payer else None,
        total=shown_money(payment.total) if payment is not None and is_payer else None,
        is_paid=payment is not None and payment.held_at is not None,
        picked_up_at=local(quest.picked_up_at, start),
        handed_over_at=local(quest.handed_over_at, end),
        accepted_at=quest.accepted_at,
        pay_by=None if payment is None else payment.pay_by,
        proved_by=quest.proved_by,
        release_at=quest.release_at,
        ended_at=quest.ended_at,
        pickup_photos=photos[PhotoKind.PICKUP],
        dropoff_photos=photos[PhotoKind.DROPOFF],
    )


async def _ends(session: AsyncSession, parcel: DropParcel) -> tuple[Place, Place]:
    return (
        await session.get_one(Place, parcel.from_place_id),
        await session.get_one(Place, parcel.to_place_id),
    )
