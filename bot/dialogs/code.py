"""What is the code? Opened from the card of a quest, when the Carrier meets the recipient."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import Dialog, DialogManager, StartMode
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.cards import id_in, missing
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import CodeScreens, MenuScreens
from bot.dialogs.way import leave_to
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.handover.states import NotACode
from core.proofs.service import hand_over
from core.quests.queries import QuestMissing, facts_for, quest_for


async def _ask(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        quest = await quest_for(visit.session, visit.peer, id_in(dialog_manager))
    except QuestMissing as refusal:
        return {**missing(refusal), "is_there": False}
    facts = await facts_for(visit.session, quest, quest.side_of(visit.peer))
    return {"is_there": True, "is_gone": False, "from": facts["from"], "to": facts["to"]}


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Stay while another code may be given; what is over leads back to the list."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        tried = await hand_over(
            visit.session,
            visit.peer,
            id_in(manager),
            message.text or "",
            rules=services.settings,
            at=services.clock(),
        )
    except NotACode as refusal:
        set_note(manager, refusal.key)
    except Refused as refusal:
        await leave_to(manager, MenuScreens.quests, refusal.key, refusal.facts)
    else:
        if tried.is_right:
            await leave_to(manager, MenuScreens.quests, "note-handed-over", {})
        elif tried.left:
            set_note(manager, "note-wrong-code", {"left": tried.left})
        else:
            await leave_to(manager, MenuScreens.quests, "refused-code-is-locked", {})


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.start(MenuScreens.quests, mode=StartMode.RESET_STACK)


def code_dialog() -> Dialog:
    return Dialog(
        screen(
            CodeScreens.ask,
            Say("{missing}", when="is_gone"),
            Say("code-ask", when="is_there"),
            MessageInput(_on_typed, content_types=["text"]),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_ask,
        )
    )
