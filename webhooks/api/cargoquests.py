"""`/offers` that can be accepted, and the `/cargoquests` that they become."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from core.idempotency.states import Answer
from core.offers.models import Offer
from core.offers.queries import offer_for, open_offers_after
from core.offers.states import PriceHasChanged
from core.quests.models import Quest
from core.quests.queries import After, quest_for, quests_of
from core.quests.service import accept_offer
from core.settlement.queries import payment_to_make
from webhooks.api import described, described_quests
from webhooks.api.auth import Poster, Reader
from webhooks.api.once import Key, once
from webhooks.api.paging import Cursor, CursorText, Limit, page_of, read_cursor
from webhooks.api.quest_forms import (
    IntentShown,
    OfferPage,
    QuestPage,
    QuestSaid,
    QuestShown,
    shown_offer,
    shown_quest,
)
from webhooks.api.schemas import shown_money

offers_router = APIRouter(prefix="/offers", tags=["Offers"])
cargoquests_router = APIRouter(prefix="/cargoquests", tags=["CargoQuests"])

_OFFERS, _LIVE, _ENDED = b"o", b"c", b"d"
_Said = Annotated[QuestSaid, Body(examples=[described.sent(described_quests.QUEST_SAID)])]
_Ended = Annotated[bool, Query(description="those that have ended instead of those under way")]


@offers_router.get(
    "", responses=described.answers(described_quests.LISTING, example=described_quests.OFFER_PAGE)
)
async def list_offers(
    request: Request,
    response: Response,
    caller: Reader,
    cursor: CursorText = None,
    limit: Limit = 20,
) -> OfferPage:
    """List one's own open offers, the next to expire first, whoever's turn it is."""
    last = read_cursor(cursor, _OFFERS)
    after = None if last is None else (last.at, last.id)

    def cursor_at(offer: Offer) -> Cursor:
        return Cursor(_OFFERS, offer.expires_at, offer.id)

    async with caller.begin() as (session, peer):
        rows = await open_offers_after(session, peer, after=after, limit=limit + 1)
        page, address = page_of(rows, limit, cursor_at, request, response)
        items = [await shown_offer(session, peer, offer) for offer in page]
        return OfferPage(items=items, next=address)


@cargoquests_router.post(
    "",
    status_code=201,
    response_model=QuestShown,
    responses=described.answers(
        described_quests.ACCEPTING, example=described_quests.QUEST_SHOWN, success=201
    ),
)
async def accept_one(request: Request, said: _Said, caller: Poster, key: Key = None) -> Response:
    """Accept an offer that waits for one's answer, at the price that one has seen.

    It becomes a quest, which the Requester is to pay for.
    """
    services, at = caller.services, caller.services.clock()
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            offer = await offer_for(session, peer, said.offer)
            if said.price.money() != offer.price:
                raise PriceHasChanged(price=offer.price)
            quest = await accept_offer(
                session,
                peer,
                said.offer,
                rules=services.settings,
                at=at,
                seen_minor=said.price.minor,
            )
            body = (await shown_quest(session, peer, quest)).model_dump_json(by_alias=True)
            return Answer(201, body, f"{request.url.path}/{quest.id}")

        return await once(session, peer, request, said, act, key=key, at=at)


@cargoquests_router.get(
    "", responses=described.answers(described_quests.LISTING, example=described_quests.QUEST_PAGE)
)
async def list_quests(
    *,
    request: Request,
    response: Response,
    caller: Reader,
    ended: _Ended = False,
    cursor: CursorText = None,
    limit: Limit = 20,
) -> QuestPage:
    """List one's own quests: those under way, the next pick-up first, or the ended ones."""
    kind = _ENDED if ended else _LIVE
    last = read_cursor(cursor, kind)
    after = None if last is None else After(last.at, last.id)

    def cursor_at(quest: Quest) -> Cursor:
        return Cursor(kind, quest.ended_at or quest.picked_up_at, quest.id)

    async with caller.begin() as (session, peer):
        rows = await quests_of(session, peer, is_live=not ended, after=after, limit=limit + 1)
        page, address = page_of(rows, limit, cursor_at, request, response)
        items = [await shown_quest(session, peer, quest) for quest in page]
        return QuestPage(items=items, next=address)


@cargoquests_router.get(
    "/{quest_id}",
    responses=described.answers(
        described.READING, described_quests.ONE_QUEST, example=described_quests.QUEST_SHOWN
    ),
)
async def show_quest(quest_id: UUID, caller: Reader) -> QuestShown:
    """Show a quest that one is a side of."""
    async with caller.begin() as (session, peer):
        return await shown_quest(session, peer, await quest_for(session, peer, quest_id))


@cargoquests_router.post(
    "/{quest_id}/payments/intent",
    responses=described.answers(described_quests.PAYING, example=described_quests.INTENT_SHOWN),
)
async def intend_to_pay(quest_id: UUID, caller: Poster) -> IntentShown:
    """Give the Requester the address at which he pays. It is the same one, however often asked.

    It is made a moment after the offer was accepted; until then, and after its time, there is none.
    """
    async with caller.begin() as (session, peer):
        at = caller.services.clock()
        payment = await payment_to_make(session, peer, quest_id, at=at)
        return IntentShown(
            url=str(payment.checkout_url), pay_by=payment.pay_by, total=shown_money(payment.total)
        )
