"""A screen: a window that says what just happened and answers what it did not expect."""

from collections.abc import Awaitable, Callable, Mapping
from typing import Any

from aiogram import Bot
from aiogram.fsm.state import State
from aiogram.types import InlineKeyboardButton, Message
from aiogram_dialog import DialogManager, ShowMode, Window
from aiogram_dialog.api.entities import MarkupVariant
from aiogram_dialog.api.internal import RawKeyboard
from aiogram_dialog.widgets.input import BaseInput, MessageInput
from aiogram_dialog.widgets.kbd import Keyboard
from aiogram_dialog.widgets.markup.inline_keyboard import InlineKeyboardFactory
from aiogram_dialog.widgets.text import Text

from bot.dialogs.states import AT_REST
from bot.dialogs.widgets import services_of, visit_of
from bot.presses import marked, new_mark
from bot.talking import ask_for_whom, say_on_line
from core.outbox.states import pack_facts, unpack_facts

Getter = Callable[..., Awaitable[dict[str, Any]]]

_NOTE = "note"
_NOTE_FACTS = "note_facts"


class _Note(Text):
    """A line above the screen. It is shown once."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        context = manager.current_context()
        note, facts = _taken_from(context.dialog_data)
        if note is None and isinstance(context.start_data, dict):
            note, facts = _taken_from(context.start_data)
        return "" if note is None else visit_of(manager).words.html(note, facts) + "\n"


def _taken_from(place: dict[str, Any]) -> tuple[str | None, dict[str, object]]:
    return place.pop(_NOTE, None), unpack_facts(place.pop(_NOTE_FACTS, {}))


class _MarkedButtons(InlineKeyboardFactory):
    """Gives all buttons of one showing its mark."""

    async def render_markup(
        self, data: dict[str, Any], manager: DialogManager, keyboard: RawKeyboard
    ) -> MarkupVariant:
        markup = await super().render_markup(data, manager, keyboard)
        mark = new_mark()
        for button in (button for row in keyboard for button in row):
            if isinstance(button, InlineKeyboardButton) and button.callback_data:
                button.callback_data = marked(button.callback_data, mark)
        return markup


def screen(
    state: State,
    *widgets: Text | Keyboard | BaseInput,
    getter: Getter | list[Getter] | None = None,
) -> Window:
    """Build a window. What its own inputs do not take gets a note, and the screen stays."""
    return Window(
        _Note(),
        *widgets,
        MessageInput(_on_unexpected),
        state=state,
        getter=getter,
        markup_factory=_MarkedButtons(),
    )


async def _on_unexpected(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Let it go to the line on which the Peer is, or ask for whom, where a screen asks nothing."""
    visit, services = visit_of(manager), services_of(manager)
    bot: Bot = manager.middleware_data["bot"]
    is_said = await say_on_line(message, visit, services, bot)
    if not is_said and manager.current_context().state in AT_REST:
        is_said = await ask_for_whom(message, visit, services, bot)
    if is_said:
        manager.show_mode = ShowMode.NO_UPDATE
        return
    set_note(manager, unexpected(message))


def set_note(manager: DialogManager, key: str, facts: Mapping[str, object] | None = None) -> None:
    """Show the message `key` above the screen, once."""
    manager.dialog_data[_NOTE] = key
    manager.dialog_data[_NOTE_FACTS] = pack_facts(dict(facts or {}))


def unexpected(message: Message) -> str:
    """Name the message that answers something nobody asked for."""
    if message.text is None:
        return "note-not-text"
    return "note-unknown-command" if message.text.startswith("/") else "note-not-understood"
