"""What no screen and no command expected: a kind answer, and the way on."""

from aiogram import Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager

from bot.dialogs.screen import unexpected
from bot.dialogs.way import go_home
from bot.visit import Visit


async def on_unexpected_message(message: Message, dialog_manager: DialogManager) -> None:
    """Answer somebody who has no screen open."""
    await go_home(dialog_manager, note=unexpected(message))


async def on_unexpected_press(
    query: CallbackQuery, visit: Visit, dialog_manager: DialogManager
) -> None:
    """Answer a button of a message that an earlier version of the bot sent."""
    await query.answer(visit.words.plain("note-old-button"))
    await go_home(dialog_manager)


def fallback_router() -> Router:
    router = Router(name="fallback")
    router.message.register(on_unexpected_message)
    router.callback_query.register(on_unexpected_press)
    return router
