"""The commands. They work on every screen, and each ends on a screen that has a way on."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from bot.dialogs.states import HelpScreens, LanguageScreens, PrivacyScreens, ProfileScreens
from bot.dialogs.way import go_home
from bot.visit import Visit
from core.peers.service import keep_arrival
from core.peers.states import PeerState
from core.wiring import Services


async def on_start(
    message: Message,
    command: CommandObject,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    if command.args:
        await keep_arrival(visit.session, visit.peer, command.args, at=services.clock())
    await go_home(dialog_manager)


async def on_menu(message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager)


async def on_cancel(message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, note="note-cancelled")


async def on_profile(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    """There is no profile to show before the Peer has joined; the next step comes instead."""
    if visit.peer.state is PeerState.ACTIVE:
        await _open(dialog_manager, ProfileScreens.show)
    else:
        await go_home(dialog_manager, note="note-join-first")


async def on_language(message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, LanguageScreens.choose)


async def on_privacy(message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, PrivacyScreens.show)


async def on_help(message: Message, dialog_manager: DialogManager) -> None:
    await _open(dialog_manager, HelpScreens.topics)


async def _open(manager: DialogManager, screen: State) -> None:
    await manager.start(screen, mode=StartMode.RESET_STACK)


def commands_router() -> Router:
    router = Router(name="commands")
    router.message.register(on_start, CommandStart())
    router.message.register(on_menu, Command("menu"))
    router.message.register(on_cancel, Command("cancel"))
    router.message.register(on_profile, Command("profile"))
    router.message.register(on_language, Command("language"))
    router.message.register(on_privacy, Command("privacy"))
    router.message.register(on_help, Command("help"))
    return router
