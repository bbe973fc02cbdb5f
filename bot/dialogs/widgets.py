"""The few widgets of our own: texts that take their words from `bot/locales`."""

from dataclasses import dataclass
from typing import Any

from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Column, Group, Select
from aiogram_dialog.widgets.kbd.select import OnItemClick
from aiogram_dialog.widgets.text import Text

from bot.visit import Visit
from core.wiring import Services

_NOT_FACTS = frozenset({"dialog_data", "start_data", "middleware_data", "event"})


def visit_of(manager: DialogManager) -> Visit:
    visit = manager.middleware_data["visit"]
    if not isinstance(visit, Visit):
        raise TypeError(visit)
    return visit


def services_of(manager: DialogManager) -> Services:
    services = manager.middleware_data["services"]
    if not isinstance(services, Services):
        raise TypeError(services)
    return services


def facts_of(data: dict[str, Any]) -> dict[str, object]:
    """Pick what the getter found, plus the item at hand when a list is rendered."""
    return {name: value for name, value in data.items() if name not in _NOT_FACTS}


class Say(Text):
    """A message in the bubble, Telegram HTML. `{name}` in the key is filled from the data."""

    def __init__(self, key: str, when: WhenCondition = None) -> None:
        super().__init__(when=when)
        self.key = key
        self.flag = when if isinstance(when, str) else None

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return visit_of(manager).words.html(self.key.format_map(data), facts_of(data))


class Label(Say):
    """A message on a button: no markup."""

    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return visit_of(manager).words.plain(self.key.format_map(data), facts_of(data))


@dataclass(frozen=True, slots=True)
class Choice:
    """One item of a list of buttons."""

    id: str
    name: str


class _ChoiceName(Text):
    async def _render_text(self, data: dict[str, Any], manager: DialogManager) -> str:
        return str(data["item"].name)


OnChoice = OnItemClick[Select[str], str]


def grid(items: str, on_choice: OnChoice, *, widget_id: str, width: int) -> Group:
    """Several buttons a row, for each `Choice` that the getter put under `items`."""
    return Group(_select(items, on_choice, widget_id), width=width)


def choices(items: str, on_choice: OnChoice, *, widget_id: str) -> Column:
    """One button a row for each `Choice` that the getter put under `items`."""
    return Column(_select(items, on_choice, widget_id))


def _select(items: str, on_choice: OnChoice, widget_id: str) -> Select[str]:
    return Select(
        _ChoiceName(),
        id=widget_id,
        item_id_getter=lambda item: item.id,
        items=items,
        on_click=on_choice,
    )
