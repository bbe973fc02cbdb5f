"""The commands. They work on every screen, and each ends on a screen that has a way on."""

from aiogram import Router
from aiogram.filters import Command, CommandObject, CommandStart
from aiogram.fsm.state import State
from aiogram.types import Message
from aiogram_dialog import DialogManager, StartMode

from bot.dialogs.forms.form import DraftT, Form
from bot.dialogs.parcels.draft import PARCEL, ParcelDraft
from bot.dialogs.parcels.line import read_parcel
from bot.dialogs.states import (
    AlertScreens,
    ChatScreens,
    HelpScreens,
    LanguageScreens,
    MenuScreens,
    PrivacyScreens,
    ProfileScreens,
    SearchScreens,
)
from bot.dialogs.trips.draft import TRIP, TripDraft
from bot.dialogs.trips.line import read_trip
from bot.dialogs.way import go_home, open_target
from bot.dialogs.widgets import visit_of
from bot.links import Proof, proof_in, target_of
from bot.visit import Visit
from core.peers.service import keep_arrival
from core.peers.states import PeerState
from core.proofs.service import hand_over
from core.wiring import Services


async def on_start(
    message: Message,
    command: CommandObject,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Follow the link that was opened, at once or after the last step of joining."""
    proof = proof_in(command.args or "")
    if proof is not None:
        await _hand_over(visit, services, dialog_manager, proof)
        return
    target = target_of(command.args or "")
    if command.args and (target is None or visit.peer.state is not PeerState.ACTIVE):
        await keep_arrival(visit.session, visit.peer, command.args, at=services.clock())
    if target is not None and visit.peer.state is PeerState.ACTIVE:
        await open_target(dialog_manager, target)
    else:
        await go_home(dialog_manager)


async def _hand_over(
    visit: Visit, services: Services, manager: DialogManager, proof: Proof
) -> None:
    """Take the code that a Carrier has scanned."""
    if visit.peer.state is not PeerState.ACTIVE:
        await go_home(manager)
        return
    tried = await hand_over(
        visit.session,
        visit.peer,
        proof.quest_id,
        proof.code,
        rules=services.settings,
        at=services.clock(),
    )
    if tried.is_right:
        await go_home(manager, note="note-handed-over")
    elif tried.left:
        await go_home(manager, note="note-wrong-code", facts={"left": str(tried.left)})
    else:
        await go_home(manager, note="refused-code-is-locked")


async def on_menu(message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager)


async def on_cancel(message: Message, dialog_manager: DialogManager) -> None:
    await go_home(dialog_manager, note="note-cancelled")


async def on_profile(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    """There is no profile to show before the Peer has joined; the next step comes instead."""
    await _open_for_peers(visit, dialog_manager, ProfileScreens.show)


async def on_trip(
    message: Message,
    command: CommandObject,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Post a trip: question by question, or all of it in one line."""
    if await _has_joined(visit, dialog_manager):
        said = await read_trip(visit, services, command.args) if command.args else None
        await _begin(dialog_manager, TRIP, said, nothing=TripDraft())


async def on_send(
    message: Message,
    command: CommandObject,
    visit: Visit,
    services: Services,
    dialog_manager: DialogManager,
) -> None:
    """Post a parcel: question by question, or begun with one line."""
    if await _has_joined(visit, dialog_manager):
        said = await read_parcel(visit, services, command.args) if command.args else None
        await _begin(dialog_manager, PARCEL, said, nothing=ParcelDraft())


async def _begin(
    manager: DialogManager, form: Form[DraftT], said: DraftT | None, *, nothing: DraftT
) -> None:
    """Open a form over the menu: with what was said, with what is filled in, or empty.

    A line of which nothing was understood is no reason to forget what is filled in.
    """
    await go_home(manager)
    note = "note-no-line" if said == nothing else None
    if (said is None or said == nothing) and form.is_begun(visit_of(manager)):
        await form.resume(manager, note=note)
    else:
        await form.start(manager, nothing if said is None else said, note=note)


async def _has_joined(visit: Visit, manager: DialogManager) -> bool:
    """Lead whoever has not on with joining."""
    if visit.peer.state is not PeerState.ACTIVE:
        await go_home(manager, note="note-join-first")
    return visit.peer.state is PeerState.ACTIVE


async def on_find(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await _open_for_peers(visit, dialog_manager, SearchScreens.start)


async def on_alerts(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await _open_for_peers(visit, dialog_manager, AlertScreens.show)


async def _open_for_peers(visit: Visit, manager: DialogManager, screen: State) -> None:
    if await _has_joined(visit, manager):
        await _open(manager, screen)


async def on_matches(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await _open_for_peers(visit, dialog_manager, MenuScreens.matches)


async def on_quests(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await _open_for_peers(visit, dialog_manager, MenuScreens.quests)


async def on_chats(message: Message, visit: Visit, dialog_manager: DialogManager) -> None:
    await _open_for_peers(visit, dialog_manager, ChatScreens.show)


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
    router.message.register(on_trip, Command("trip"))
    router.message.register(on_send, Command("send"))
    router.message.register(on_find, Command("find"))
    router.message.register(on_alerts, Command("alerts"))
    router.message.register(on_matches, Command("matches"))
    router.message.register(on_quests, Command("quests"))
    router.message.register(on_chats, Command("chats"))
    router.message.register(on_profile, Command("profile"))
    router.message.register(on_language, Command("language"))
    router.message.register(on_privacy, Command("privacy"))
    router.message.register(on_help, Command("help"))
    return router
