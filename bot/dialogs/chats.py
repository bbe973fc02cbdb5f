"""The chats of a Peer: whom he talks with, the last one first."""

from typing import Any
from uuid import UUID

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager

from bot.dialogs.pages import page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ChatScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Choice, Say, choices, services_of, visit_of
from bot.talking import named
from bot.visit import Visit
from core.casework.service import leave_support
from core.errors import Refused
from core.linkline.queries import lines_of
from core.linkline.service import enter


async def _chats(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    lines = await lines_of(visit.session, visit.peer)
    shown, pages = page_of(lines, dialog_manager)
    return {
        **pages,
        "chats": [Choice(str(line.id), await named(visit, line)) for line in shown],
        "has_some": bool(lines),
        "has_none": not lines,
    }


async def _on_chat(query: CallbackQuery, widget: object, manager: DialogManager, item: str) -> None:
    """Go onto a line; its card comes below, and no screen waits for words any more."""
    visit, services = visit_of(manager), services_of(manager)
    await leave_support(visit.session, visit.channel.id)
    try:
        await enter(
            visit.session,
            visit.peer,
            visit.channel.id,
            UUID(item),
            rules=services.settings,
            at=services.clock(),
        )
    except Refused as refusal:
        set_note(manager, refusal.key)
        return
    await manager.reset_stack(remove_keyboard=True)


def chats_dialog() -> Dialog:
    return Dialog(
        screen(
            ChatScreens.show,
            Say("chats-none", when="has_none"),
            Say("chats-some", when="has_some"),
            choices("chats", _on_chat, widget_id="c"),
            pager(),
            back_button(),
            getter=_chats,
        )
    )
