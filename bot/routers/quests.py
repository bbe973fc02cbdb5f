"""Buttons under the cards of quests. The card is brought up to date by core, on both phones."""

from collections.abc import Awaitable, Callable

from aiogram import Bot, F, Router
from aiogram.fsm.state import State
from aiogram.types import BufferedInputFile, CallbackQuery, InlineKeyboardMarkup
from aiogram_dialog import DialogManager, ShowMode, StartMode

from bot.deeds import QuestDeed, QuestPress
from bot.dialogs.states import CodeScreens, RatingScreens
from bot.links import Proof, link_of_proof
from bot.notices.card import Rows, markup_of
from bot.notices.quests import cancel_rows, card_rows, release_rows
from bot.payouts import send_payout_link
from bot.qr import qr_code
from bot.visit import Visit
from core.money import Money
from core.proofs.service import look_inside
from core.quests.models import Quest
from core.quests.queries import facts_for, quest_for
from core.quests.states import QuestEvent
from core.ratings.queries import may_rate
from core.ratings.states import RatingsAreShown
from core.settlement.queries import code_for, cost_of_cancelling
from core.settlement.service import cancel_quest, release_early
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
    await turn_rows(query, visit, bot, rows)
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
    await turn_rows(query, visit, bot, card_rows(facts, visit.words))
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


async def on_look(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await look_inside(visit.session, visit.peer, callback_data.id, at=services.clock())
    await query.answer(visit.words.plain("toast-quest-looked"))


async def on_show_code(
    query: CallbackQuery,
    callback_data: QuestPress,
    visit: Visit,
    bot: Bot,
    bot_username: str | None = None,
) -> None:
    """Send the code as a message of its own, which can be forwarded to the recipient."""
    code = await code_for(visit.session, visit.peer, callback_data.id)
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    text = visit.words.html("quest-code", {**facts, "code": code})
    await query.answer()
    if bot_username is None:
        await bot.send_message(visit.channel.address, text)
        return
    image = qr_code(link_of_proof(Proof(quest.id, code), bot=bot_username))
    photo = BufferedInputFile(image, "code.png")
    await bot.send_photo(visit.channel.address, photo, caption=text)


async def on_enter_code(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    """Ask for the code on a screen below the card."""
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    quest.after(QuestEvent.DELIVER)
    await query.answer()
    await open_about(dialog_manager, CodeScreens.ask, quest)


async def on_release(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, bot: Bot
) -> None:
    """Say that it cannot be undone, before it is done."""
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    quest.after(QuestEvent.SETTLE)
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    await turn_rows(query, visit, bot, release_rows(facts, visit.words))
    await query.answer(visit.words.plain("toast-quest-release-ask", facts), show_alert=True)


async def on_release_surely(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, services: Services
) -> None:
    await release_early(visit.session, visit.peer, callback_data.id, at=services.clock())
    await query.answer(visit.words.plain("toast-quest-released"))


async def on_payout(query: CallbackQuery, visit: Visit, bot: Bot, services: Services) -> None:
    await send_payout_link(bot, visit, services)
    await query.answer()


async def on_rate(
    query: CallbackQuery, callback_data: QuestPress, visit: Visit, dialog_manager: DialogManager
) -> None:
    quest = await quest_for(visit.session, visit.peer, callback_data.id)
    if not await may_rate(visit.session, quest.id):
        raise RatingsAreShown
    await query.answer()
    await open_about(dialog_manager, RatingScreens.ask, quest)


async def open_about(manager: DialogManager, screen: State, quest: Quest, **more: str) -> None:
    """Open a screen about a quest, below its card; `more` is what else the screen is told."""
    manager.show_mode = ShowMode.DELETE_AND_SEND
    data = {"id": str(quest.id), **more}
    await manager.start(screen, data=data, mode=StartMode.RESET_STACK)


async def turn_rows(query: CallbackQuery, visit: Visit, bot: Bot, rows: Rows) -> None:
    """Show other buttons under the card that was pressed."""
    if query.message is not None:
        await bot.edit_message_reply_markup(
            chat_id=visit.channel.address,
            message_id=query.message.message_id,
            reply_markup=InlineKeyboardMarkup(**markup_of(rows)),
        )


_DEEDS: dict[QuestDeed, Callable[..., Awaitable[None]]] = {
    QuestDeed.CANCEL: on_cancel,
    QuestDeed.CANCEL_SURELY: on_cancel_surely,
    QuestDeed.BACK: on_back,
    QuestDeed.LOOK: on_look,
    QuestDeed.SHOW_CODE: on_show_code,
    QuestDeed.ENTER_CODE: on_enter_code,
    QuestDeed.RELEASE: on_release,
    QuestDeed.RELEASE_SURELY: on_release_surely,
    QuestDeed.PAYOUT: on_payout,
    QuestDeed.RATE: on_rate,
}


def quests_router() -> Router:
    router = Router(name="quests")
    for deed, handler in _DEEDS.items():
        router.callback_query.register(handler, QuestPress.filter(F.deed == deed))
    return router
