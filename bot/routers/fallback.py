"""What no screen and no command expected: a kind answer, and the way on."""

from aiogram import Bot, Router
from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager
from aiogram_dialog.utils import CB_SEP

from bot.dialogs.screen import unexpected
from bot.dialogs.way import go_home
from bot.talking import ask_for_whom, say_on_line
from bot.visit import Visit
from core.peers.states import JoiningStep
from core.wiring import Services


async def on_unexpected_message(
    message: Message, visit: Visit, services: Services, bot: Bot, dialog_manager: DialogManager
) -> None:
    """Answer somebody who has no screen open; whoever says hello for the first time is welcome."""
    if await say_on_line(message, visit, services, bot):
        return
    if await ask_for_whom(message, visit, services, bot):
        return
    is_first_word = visit.peer.joining.next_step() is JoiningStep.LANGUAGE
    await go_home(dialog_manager, note=None if is_first_word else unexpected(message))


async def on_stray_press(query: CallbackQuery, visit: Visit, dialog_manager: DialogManager) -> None:
    """Answer a button that no screen and no card of today has."""
    await query.answer(visit.words.plain("note-old-button"))
    await go_home(dialog_manager)


async def _is_of_no_screen(query: CallbackQuery) -> bool:
    return CB_SEP not in (query.data or "")


def stray_presses_router() -> Router:
    """Stands before the dialogs, which would take any press of a Peer with an open screen."""
    router = Router(name="stray presses")
    router.callback_query.register(on_stray_press, _is_of_no_screen)
    return router


def fallback_router() -> Router:
    router = Router(name="fallback")
    router.message.register(on_unexpected_message)
    return router
