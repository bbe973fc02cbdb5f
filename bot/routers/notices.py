"""Buttons under notices. They name a post and nothing else, so they work after any restart."""

from aiogram import F, Router
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, ShowMode

from bot.asking import Holds
from bot.dialogs.way import go_home, open_target
from bot.links import target_of
from bot.notices.wording import OPEN
from bot.visit import Visit
from core.peers.states import PeerState


async def on_open(query: CallbackQuery, visit: Visit, dialog_manager: DialogManager) -> None:
    """Show the card below the notice."""
    await query.answer()
    dialog_manager.show_mode = ShowMode.DELETE_AND_SEND
    target = target_of((query.data or "").removeprefix(OPEN))
    if target is None or visit.peer.state is not PeerState.ACTIVE:
        await go_home(dialog_manager)
    else:
        await open_target(dialog_manager, target)


def notices_router() -> Router:
    router = Router(name="notices")
    router.callback_query.register(on_open, Holds(F.data.startswith(OPEN)))
    return router
