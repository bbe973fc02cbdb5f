"""What is inside: typed a thing a line, shown back with its total, and screened as it is typed."""

from typing import Any

from aiogram.types import CallbackQuery, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.cards import item_lines
from bot.dialogs.parcels.draft import PARCEL, ParcelDraft
from bot.dialogs.parcels.ways import answer, back, money_asked, progress, progress_line
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import ParcelScreens
from bot.dialogs.widgets import Choice, Label, Say, grid, services_of, visit_of
from bot.reading.items import read_items
from bot.visit import Visit
from core.errors import Refused
from core.identity.queries import is_verified
from core.money import Money
from core.parcels.states import ValueAboveCap, check_items, declared_value, screen_items
from core.wiring import Services

_LONGEST_NAME = 20
_LONGEST_LINE = 40
_MOST_HITS = 5


async def _items(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    draft = PARCEL.draft(visit)
    items, currency = draft.contents, money_asked(visit, services)
    return {
        "items": item_lines(items, visit.words),
        "total": declared_value(items) if items else "",
        "currency": draft.currency or currency,
        "example": Money(1500, draft.currency or currency),
        "has_items": bool(items),
        "has_none": not items,
        "lines": [Choice(str(i), f"✖️ {_cut(one.title)}") for i, one in enumerate(items)],
    }


async def _on_typed_items(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    """Add what can be read, name what cannot, and stop at what may not travel."""
    visit, services = visit_of(manager), services_of(manager)
    draft = PARCEL.draft(visit)
    currency = draft.currency or money_asked(visit, services)
    read = read_items(message.text or "", currency=currency)
    if read.unread:
        set_note(manager, "note-item-unread", {"line": read.unread[0][:_LONGEST_LINE]})
    if not read.items:
        return
    items = (*draft.contents, *read.items)
    is_known = await is_verified(visit.session, visit.peer.id)
    try:
        check_items(items, is_verified=is_known, rules=services.settings)
    except ValueAboveCap as refusal:
        # The list is worth keeping: a thing is sooner taken out than everything typed again.
        set_note(manager, refusal.key, refusal.facts)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    draft.items = [(one.title, one.quantity, one.value.minor) for one in items]
    draft.currency = items[0].value.currency
    draft.asks_person = False
    PARCEL.keep(visit, draft)
    if screen_items(read.items, note=""):
        await manager.switch_to(ParcelScreens.prohibited)


async def _on_remove(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    visit = visit_of(manager)
    draft = PARCEL.draft(visit)
    draft.items = [one for i, one in enumerate(draft.items or ()) if str(i) != item]
    draft.currency = draft.currency if draft.items else None
    draft.asks_person = False
    PARCEL.keep(visit, draft)


async def _on_items_done(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit = visit_of(manager)
    draft = PARCEL.draft(visit)
    is_known = await is_verified(visit.session, visit.peer.id)
    try:
        check_items(draft.contents, is_verified=is_known, rules=services_of(manager).settings)
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    if screen_items(draft.contents, note=draft.note) and not draft.asks_person:
        await manager.switch_to(ParcelScreens.prohibited)
    else:
        await answer(manager)


async def _hits(visit: Visit, **kwargs: object) -> dict[str, Any]:
    draft = PARCEL.draft(visit)
    hits = screen_items(draft.contents, note=draft.note)[:_MOST_HITS]
    lines = (
        visit.words.plain(
            "parcel-hit",
            {"rule": hit.rule.value, "word": hit.word, "item": _where(draft, hit.item, visit)},
        )
        for hit in hits
    )
    in_note = any(hit.item >= len(draft.contents) for hit in hits)
    return {"hits": "\n".join(lines), "is_in_note": in_note}


def _where(draft: ParcelDraft, place: int, visit: Visit) -> str:
    """Name the thing that was hit; behind the last one comes the note."""
    items = draft.contents
    return items[place].title if place < len(items) else visit.words.plain("parcel-your-note")


async def _on_ask_person(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await answer(manager, asks_person=True)


def _cut(title: str) -> str:
    return title if len(title) <= _LONGEST_NAME else title[: _LONGEST_NAME - 1] + "…"


def contents_windows() -> tuple[Window, ...]:
    return (
        screen(
            ParcelScreens.items,
            progress_line(),
            Say("parcel-ask-items", when="has_none"),
            Say("parcel-items", when="has_items"),
            MessageInput(_on_typed_items, content_types=["text"]),
            grid("lines", _on_remove, widget_id="i", width=2),
            Button(Label("button-done"), id="done", on_click=_on_items_done, when="has_items"),
            back(),
            getter=[progress, _items],
        ),
        screen(
            ParcelScreens.prohibited,
            Say("parcel-prohibited"),
            SwitchTo(Label("parcel-change-list"), id="back", state=ParcelScreens.items),
            SwitchTo(
                Label("parcel-change-that-note"),
                id="note",
                state=ParcelScreens.note,
                when="is_in_note",
            ),
            Button(Label("parcel-ask-person"), id="ask", on_click=_on_ask_person),
            getter=_hits,
        ),
    )
