"""Buttons under the cards of quests. The card is brought up to date by core, on both phones."""

from typing import Any

from aiogram import Bot, F, Router
from aiogram.types import CallbackQuery, InlineKeyboardMarkup

from bot.deeds import QuestDeed, QuestPress
from bot.notices.card import Rows, markup_of
from bot.notices.quests import cancel_rows, card_rows
from bot.visit import Visit
from core.quests.queries import facts_for, quest_for
from core.quests.service import cancel_quest
from core.quests.states import QuestEvent, after
from core.wiring import Services


async def on_cancel(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot
) -> None:
    """Say what it means before it is done."""
    facts = await _facts(visit, callback_data)
    await _turn(query, visit, bot, cancel_rows(facts, visit.words))
    await query.answer(visit.words.plain("toast-quest-cancel-ask"), show_alert=True)


async def on_back(query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot) -> None:
    facts = await _facts(visit, callback_data)
    await _turn(query, visit, bot, card_rows(facts, visit.words))
    await query.answer()


async def on_cancel_surely(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await cancel_quest(visit.session, visit.peer, callback_data.id, at=services.clock())
    await query.answer(visit.words.plain("toast-quest-cancelled"))


async def _facts(visit: Visit, press: QuestPress) -> dict[str, Any]:
    """Give the facts of a quest that can still be cancelled, or refuse `QuestIsOver`."""
    quest = await quest_for(visit.session, visit.peer, press.id)
    after(quest.state, QuestEvent.CANCEL)
    return await facts_for(visit.session, quest, quest.side_of(visit.peer))


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
