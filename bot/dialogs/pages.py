"""Long lists, a page at a time: which part is shown, and the arrows below it."""

from collections.abc import Sequence
from typing import Any, TypeVar

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager
from aiogram_dialog.widgets.kbd import Button, Row

from bot.dialogs.widgets import Label

PAGE = 6
"""Posts on one page: with the other buttons below they fit on a small phone."""

_PAGE = "page"

ItemT = TypeVar("ItemT")


def page_of(
    items: Sequence[ItemT], manager: DialogManager, *, size: int = PAGE
) -> tuple[Sequence[ItemT], dict[str, Any]]:
    """Cut out the page at hand; its facts tell the arrows whether there is more."""
    pages = max(1, -(-len(items) // size))
    page = min(manager.dialog_data.get(_PAGE, 0), pages - 1)
    facts = {"page": page + 1, "pages": pages, "has_pages": pages > 1}
    return items[page * size : (page + 1) * size], facts


def first_page(manager: DialogManager) -> None:
    """Begin anew, because the list is another one now."""
    manager.dialog_data.pop(_PAGE, None)


async def _on_turn(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    step = 1 if button.widget_id == "next" else -1
    manager.dialog_data[_PAGE] = max(0, manager.dialog_data.get(_PAGE, 0) + step)


def pager() -> Row:
    """Build the arrows; they are there when the list has more than one page."""
    return Row(
        Button(Label("page-before"), id="prev", on_click=_on_turn),
        Button(Label("page-number"), id="page"),
        Button(Label("page-next"), id="next", on_click=_on_turn),
        when="has_pages",
    )
