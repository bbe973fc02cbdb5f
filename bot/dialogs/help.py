"""Help by topic."""

from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import SwitchTo

from bot.dialogs.screen import screen
from bot.dialogs.states import HelpScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Choice, Label, Say, choices
from bot.visit import Visit

TOPICS = ("how", "allowed", "money", "safety", "commands")


async def _topics(visit: Visit, **kwargs: object) -> dict[str, Any]:
    return {"topics": [Choice(one, visit.words.plain(f"help-{one}-title")) for one in TOPICS]}


async def _topic(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    return {"topic": dialog_manager.dialog_data.get("topic", TOPICS[0])}


async def _on_topic(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    manager.dialog_data["topic"] = item
    await manager.switch_to(HelpScreens.topic)


def help_dialog() -> Dialog:
    return Dialog(
        screen(
            HelpScreens.topics,
            Say("help-ask"),
            choices("topics", _on_topic, widget_id="t"),
            back_button(),
            getter=_topics,
        ),
        screen(
            HelpScreens.topic,
            Say("help-{topic}-text"),
            SwitchTo(Label("button-back"), id="back", state=HelpScreens.topics),
            getter=_topic,
        ),
    )
