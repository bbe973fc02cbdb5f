"""Buttons under the cards of quests. The card is brought up to date by core, on both phones."""

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.deeds import QuestDeed, QuestPress
from bot.notices.card import Rows, markup_of
from bot.notices.quests import cancel_rows, card_rows
from bot.visit import Visit
from core.money import Money
from core.quests.queries import facts_for, quest_for
from core.settlement.queries import cost_of_cancelling
from core.settlement.service import cancel_quest
from core.wiring import Services


async def on_cancel(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot, services: Services
) -> None:
    """Say what it means, in money too, before it is done."""
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    side = quest.side_of(visit.peer)
    shares = await cost_of_cancelling(
        visit.session, quest, side, rules=services.settings, at=services.clock()
    )
    facts = await facts_for(visit.session, quest, side)
    rows = cancel_rows(facts, visit.words, back_minor=shares.requester)
    await _turn(query, visit, bot, rows)
    cost = {
        "side": side.value,
        "is_paid": bool(shares.total),
        "back": Money(shares.requester, quest.currency),
        "kept": Money(shares.carrier, quest.currency),
        "total": facts["total"],
    }
    await query.answer(visit.words.plain("toast-quest-cancel-ask", cost), show_alert=True)


async def on_back(query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot) -> None:
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    await _turn(query, visit, bot, card_rows(facts, visit.words))
    await query.answer()


async def on_cancel_surely(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await cancel_quest(
        visit.session,
        visit.peer,
        callback_data.id,
        rules=services.settings,
        at=services.clock(),
        seen_back_minor=callback_data.minor,
    )
    await query.answer(visit.words.plain("toast-quest-cancelled"))


async def _turn(query: CallbackQuery, visit: Visit, bot: Bot, rows: Rows) -> None:
    if query.message is not None:
        await bot.edit_message_reply_markup(
            chat_id=visit.channel.address,
            message_id=query.message.message_id,
            reply_markup=InlineKeyboardMarkup(**markup_of(rows)),
        )


def quests_router() -> Router:
    router = Router(name="quests")
    router.callback_query.register(on_cancel, QuestPress.filter(F.deed == QuestDeed.CANCEL))
    router.callback_query.register(
        on_cancel_surely, QuestPress.filter(F.deed == QuestDeed.CANCEL_SURELY)
    )
    router.callback_query.register(on_back, QuestPress.filter(F.deed == QuestDeed.BACK))
    return router
