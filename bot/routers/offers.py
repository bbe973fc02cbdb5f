"""Buttons under the cards of offers: each looks up how things stand, makes one call, and speaks.

The card itself is brought up to date by that call, on both phones.
"""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.asking import Holds
from bot.deeds import MATCHES, OfferDeed, OfferPress
from bot.dialogs.states import MenuScreens, PriceScreens
from bot.dialogs.way import open_target
from bot.links import Kind, Target
from bot.notices.card import Rows, markup_of
from bot.notices.offers import block_rows, card_rows, decline_rows, price_rows
from bot.visit import Visit
from bot.words import Words
from core.market.service import part_ways
from core.money import Money
from core.offers.queries import facts_for, offer_for
from core.offers.service import (
    counter_offer,
    decline_offer,
    refuse_unless_on_turn,
    show_offer,
    withdraw_offer,
)
from core.offers.states import Side
from core.outbox.states import Urgency
from core.quests.service import accept_offer
from core.wiring import Services

MakeRows = Callable[[dict[str, Any], Words], Rows]


async def on_take(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    quest = await accept_offer(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
        seen_minor=callback_data.minor,
    )
    await query.answer(visit.words.plain("toast-offer-taken", {"price": quest.price}))


async def on_propose(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    seen = await offer_for(visit.session, visit.peer, callback_data.id)
    offer = await counter_offer(
        visit.session,
        visit.peer,
        seen.id,
        Money(callback_data.minor or 0, seen.currency),
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-offer-proposed", {"price": offer.price}))


async def on_decline_surely(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    await decline_offer(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
        reason=callback_data.reason,
    )
    await query.answer(visit.words.plain("toast-offer-declined"))


async def on_block_surely(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    await part_ways(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-offer-never-done"), show_alert=True)


async def on_take_back(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    await withdraw_offer(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
    )
    await query.answer(visit.words.plain("toast-offer-taken-back"))


async def on_prices(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services, bot: Bot
) -> None:
    await _turn(query, callback_data, visit, services, bot, rows=price_rows)
    await query.answer()


async def on_decline(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services, bot: Bot
) -> None:
    await _turn(query, callback_data, visit, services, bot, rows=decline_rows)
    offer = await offer_for(visit.session, visit.peer, callback_data.id)
    is_asked_why = offer.side_of(visit.peer) is Side.CARRIER
    await query.answer(visit.words.plain("toast-offer-why-not") if is_asked_why else None)


async def on_block(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services, bot: Bot
) -> None:
    await _turn(query, callback_data, visit, services, bot, rows=block_rows)
    await query.answer(visit.words.plain("toast-offer-never-ask"), show_alert=True)


async def on_back(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services, bot: Bot
) -> None:
    await _turn(query, callback_data, visit, services, bot, rows=card_rows)
    await query.answer()


async def _turn(
    query: CallbackQuery,
    press: OfferPress,
    visit: Visit,
    services: Services,
    bot: Bot,
    *,
    rows: MakeRows,
) -> None:
    """Put other buttons below the card, as long as its Peer is to answer.

    The offer is locked, so that these buttons do not overtake the card of one that just ended.
    """
    offer = await offer_for(visit.session, visit.peer, press.id, lock=True)
    refuse_unless_on_turn(offer, visit.peer, at=services.clock())
    side = offer.side_of(visit.peer)
    facts = await facts_for(visit.session, offer, side, rules=services.settings)
    if query.message is not None:
        await bot.edit_message_reply_markup(
            chat_id=visit.channel.address,
            message_id=query.message.message_id,
            reply_markup=InlineKeyboardMarkup(**markup_of(rows(facts, visit.words))),
        )


async def on_type(
    query: CallbackQuery,
    callback_data: OfferPress,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Ask for a price on a screen below the card."""
    offer = await offer_for(visit.session, visit.peer, callback_data.id)
    refuse_unless_on_turn(offer, visit.peer, at=services.clock())
    await query.answer()
    dialog_manager.show_mode = ShowMode.DELETE_AND_SEND
    await dialog_manager.start(
        PriceScreens.ask, data={"id": str(offer.id)}, mode=StartMode.RESET_STACK
    )


async def on_look(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    """Show all of what the other side has posted, below the card."""
    offer = await offer_for(visit.session, visit.peer, callback_data.id)
    await query.answer()
    is_carrier = offer.side_of(visit.peer) is Side.CARRIER
    kind = Kind.PARCEL if is_carrier else Kind.TRIP
    target = Target(kind, offer.parcel_id if is_carrier else offer.path_id)
    dialog_manager.show_mode = ShowMode.DELETE_AND_SEND
    await open_target(dialog_manager, target)


async def on_show(
    query: CallbackQuery, callback_data: OfferPress, visit: Visit, services: Services
) -> None:
    offer = await offer_for(visit.session, visit.peer, callback_data.id, lock=True)
    await query.answer()
    await show_offer(
        visit.session,
        offer,
        offer.side_of(visit.peer),
        rules=services.settings,
        at=services.clock(),
        urgency=Urgency.REPLY,
    )


async def on_matches(query: CallbackQuery, dialog_manager: DialogManager) -> None:
    """Open the list of offers below the digest."""
    await query.answer()
    dialog_manager.show_mode = ShowMode.DELETE_AND_SEND
    await dialog_manager.start(MenuScreens.matches, mode=StartMode.RESET_STACK)


_DEEDS: dict[OfferDeed, Callable[..., Awaitable[None]]] = {
    OfferDeed.TAKE: on_take,
    OfferDeed.PRICES: on_prices,
    OfferDeed.PROPOSE: on_propose,
    OfferDeed.TYPE: on_type,
    OfferDeed.DECLINE: on_decline,
    OfferDeed.DECLINE_SURELY: on_decline_surely,
    OfferDeed.BLOCK: on_block,
    OfferDeed.BLOCK_SURELY: on_block_surely,
    OfferDeed.TAKE_BACK: on_take_back,
    OfferDeed.LOOK: on_look,
    OfferDeed.SHOW: on_show,
    OfferDeed.BACK: on_back,
}


def offers_router() -> Router:
    router = Router(name="offers")
    for deed, handler in _DEEDS.items():
        router.callback_query.register(handler, OfferPress.filter(F.deed == deed))
    router.callback_query.register(on_matches, Holds(F.data == MATCHES))
    return router
