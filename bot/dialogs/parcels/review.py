"""The whole parcel at a glance: any line can be changed. Posting confirms the prohibited list."""

from typing import Any
from uuid import UUID

from aiogram.enums import ButtonStyle
from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Group, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.cards import parcel_facts, parcel_lines
from bot.dialogs.parcels.draft import PARCEL, ParcelDraft, wish_of
from bot.dialogs.parcels.ways import back, ends_of
from bot.dialogs.screen import screen
from bot.dialogs.states import CardScreens, MenuScreens, ParcelScreens
from bot.dialogs.way import go_home
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.visit import Visit
from core.errors import Refused
from core.glidepaths.queries import count_supply
from core.parcels.models import DropParcel
from core.parcels.service import change_parcel, post_parcel
from core.parcels.states import ParcelState, ProhibitedItem
from core.wiring import Services

_CHANGES: tuple[tuple[State, str], ...] = (
    (ParcelScreens.start, "from"),
    (ParcelScreens.end, "to"),
    (ParcelScreens.items, "items"),
    (ParcelScreens.category, "category"),
    (ParcelScreens.weight, "weight"),
    (ParcelScreens.size, "size"),
    (ParcelScreens.photos, "photos"),
    (ParcelScreens.ready, "ready"),
    (ParcelScreens.deadline, "deadline"),
    (ParcelScreens.reward, "reward"),
    (ParcelScreens.recipient, "recipient"),
    (ParcelScreens.note, "note"),
)


async def _review(visit: Visit, services: Services, **kwargs: object) -> dict[str, Any]:
    draft = PARCEL.draft(visit)
    start, end = await ends_of(visit, draft)
    supply = await count_supply(
        visit.session,
        from_place=start,
        to_place=end,
        rules=services.settings,
        at=services.clock(),
    )
    return {
        **parcel_facts(wish_of(draft, start, end), start, end, visit.words, is_mine=True),
        "is_new": draft.editing is None,
        "is_change": draft.editing is not None,
        "asks_person": draft.asks_person,
        "asks_duty": draft.asks_duty,
        "supply": supply,
        "has_supply": supply > 0 and draft.editing is None,
        "days": services.settings.trip_horizon_days,
    }


async def _on_post(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    draft = PARCEL.draft(visit)
    try:
        async with visit.session.begin_nested():
            parcel = await _posted(visit, services, draft)
    except ProhibitedItem:
        await manager.switch_to(ParcelScreens.prohibited)
        return
    except Refused as refusal:
        await PARCEL.refuse(manager, refusal)
        return
    PARCEL.drop(visit)
    manager.dialog_data["posted"] = str(parcel.id)
    manager.dialog_data["is_change"] = draft.editing is not None
    manager.dialog_data["is_held"] = parcel.state is ParcelState.IN_REVIEW
    await manager.switch_to(ParcelScreens.posted)


async def _posted(visit: Visit, services: Services, draft: ParcelDraft) -> DropParcel:
    """Post or change it. The button says that nothing prohibited is inside."""
    start, end = await ends_of(visit, draft)
    wish = wish_of(draft, start, end, is_clean=True)
    rules, at = services.settings, services.clock()
    if draft.editing is None:
        return await post_parcel(visit.session, visit.peer, wish, rules=rules, at=at)
    parcel_id = UUID(draft.editing)
    return await change_parcel(visit.session, visit.peer, parcel_id, wish, rules=rules, at=at)


async def _on_drop(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    PARCEL.drop(visit_of(manager))
    await manager.start(
        MenuScreens.parcels, data={"note": "note-draft-dropped"}, mode=StartMode.RESET_STACK
    )


async def _after(dialog_manager: DialogManager, **kwargs: object) -> dict[str, Any]:
    is_change = bool(dialog_manager.dialog_data.get("is_change"))
    is_held = bool(dialog_manager.dialog_data.get("is_held"))
    return {
        "is_held": is_held,
        "is_change": is_change and not is_held,
        "is_new": not is_change and not is_held,
    }


async def _on_show(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    data = {"id": manager.dialog_data["posted"]}
    await manager.start(CardScreens.parcel, data=data, mode=StartMode.RESET_STACK)


async def _to_menu(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_home(manager)


def review_windows() -> tuple[Window, ...]:
    return (
        screen(
            ParcelScreens.review,
            Say("parcel-review", when="is_new"),
            Say("parcel-review-change", when="is_change"),
            *parcel_lines(),
            Say("parcel-supply", when="has_supply"),
            Say("parcel-person-looks", when="asks_person"),
            Say("parcel-never-inside"),
            Group(
                *(
                    SwitchTo(Label(f"parcel-change-{name}"), id=name, state=state)
                    for state, name in _CHANGES
                ),
                SwitchTo(
                    Label("parcel-change-duty"),
                    id="duty",
                    state=ParcelScreens.duty,
                    when="asks_duty",
                ),
                width=3,
            ),
            Button(
                Label("parcel-post"),
                id="post",
                on_click=_on_post,
                style=Style(ButtonStyle.SUCCESS),
                when="is_new",
            ),
            Button(
                Label("parcel-save"),
                id="save",
                on_click=_on_post,
                style=Style(ButtonStyle.SUCCESS),
                when="is_change",
            ),
            Button(Label("button-drop-draft"), id="drop", on_click=_on_drop),
            back(),
            getter=_review,
        ),
        screen(
            ParcelScreens.posted,
            Say("parcel-posted", when="is_new"),
            Say("parcel-changed", when="is_change"),
            Say("parcel-held", when="is_held"),
            Button(Label("parcel-show"), id="show", on_click=_on_show),
            Button(Label("button-menu"), id="menu", on_click=_to_menu),
            getter=_after,
        ),
    )
