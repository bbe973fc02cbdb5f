"""The card of one parcel, and what its Requester can do with it: change, copy, share, take back.

A stranger sees what he needs to carry it, and nothing of who sends or receives it.
"""

from typing import Any

from aiogram.enums import ButtonStyle
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode, Window
from aiogram_dialog.widgets.kbd import Button, Row, SwitchTo
from aiogram_dialog.widgets.style import Style

from bot.cards import parcel_facts, parcel_lines
from bot.dialogs.cards import id_in, missing, share_buttons, share_facts
from bot.dialogs.parcels.draft import PARCEL, draft_of
from bot.dialogs.parcels.pictures import show_photos
from bot.dialogs.screen import screen
from bot.dialogs.states import CardScreens, FittingScreens, MenuScreens
from bot.dialogs.way import go_back
from bot.dialogs.widgets import Label, Say, services_of, visit_of
from bot.links import Kind, Target
from bot.visit import Visit
from core.parcels.models import DropParcel
from core.parcels.queries import ParcelMissing, parcel_for, parcel_shown_to, wish_of
from core.parcels.service import cancel_parcel
from core.parcels.states import CHANGEABLE, ParcelState
from core.places.queries import two_places


async def _card(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    try:
        parcel = await parcel_shown_to(visit.session, visit.peer, id_in(dialog_manager))
    except ParcelMissing as refusal:
        return missing(refusal)
    is_mine, is_open = parcel.peer_id == visit.peer.id, parcel.state is ParcelState.OPEN
    facts = await _facts(visit, parcel, is_mine=is_mine)
    target = Target(Kind.PARCEL, parcel.id)
    return {
        **facts,
        **share_facts(dialog_manager, target, text=visit.words.plain("share-parcel", facts)),
        "state": parcel.state.value.replace("_", "-"),
        "is_there": True,
        "is_gone": False,
        "is_mine": is_mine,
        "can_change": is_mine and parcel.state in CHANGEABLE,
        "can_share": is_open,
        "can_find": is_mine and is_open,
    }


async def _facts(visit: Visit, parcel: DropParcel, *, is_mine: bool) -> dict[str, Any]:
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    wish = await wish_of(visit.session, parcel)
    return parcel_facts(wish, start, end, visit.words, is_mine=is_mine)


async def _on_change(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _fill_form(manager, is_copy=False)


async def _on_copy(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await _fill_form(manager, is_copy=True)


async def _fill_form(manager: DialogManager, *, is_copy: bool) -> None:
    visit = visit_of(manager)
    parcel = await parcel_for(visit.session, visit.peer, id_in(manager))
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    wish = await wish_of(visit.session, parcel)
    await PARCEL.start(manager, draft_of(parcel, wish, start, end, is_copy=is_copy))


async def _on_photos(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await show_photos(manager, id_in(manager))


async def _on_cancel(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, services = visit_of(manager), services_of(manager)
    await cancel_parcel(visit.session, visit.peer, id_in(manager), at=services.clock())
    await manager.start(
        MenuScreens.parcels, data={"note": "note-parcel-cancelled"}, mode=StartMode.RESET_STACK
    )


async def _consequences(
    dialog_manager: DialogManager, visit: Visit, **kwargs: object
) -> dict[str, Any]:
    parcel = await parcel_for(visit.session, visit.peer, id_in(dialog_manager))
    return await _facts(visit, parcel, is_mine=True)


async def _on_find(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await manager.start(FittingScreens.trips, data={"id": str(id_in(manager))})


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_back(manager)


def parcel_card_windows() -> tuple[Window, ...]:
    return (
        screen(
            CardScreens.parcel,
            Say("{missing}", when="is_gone"),
            Say("card-parcel", when="is_there"),
            *parcel_lines(),
            Say("card-parcel-state-{state}", when="is_mine"),
            Button(Label("fit-trips-open"), id="find", on_click=_on_find, when="can_find"),
            Button(Label("card-photos"), id="photos", on_click=_on_photos, when="has_photos"),
            Row(
                Button(Label("card-change"), id="change", on_click=_on_change, when="can_change"),
                Button(Label("card-copy"), id="copy", on_click=_on_copy, when="is_mine"),
                SwitchTo(
                    Label("card-cancel"),
                    id="cancel",
                    state=CardScreens.parcel_cancel,
                    when="can_change",
                ),
            ),
            *share_buttons(),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_card,
        ),
        screen(
            CardScreens.parcel_cancel,
            Say("parcel-cancel-sure"),
            Say("card-parcel-route"),
            Say("card-parcel-days"),
            Say("parcel-cancel-what"),
            Button(
                Label("parcel-cancel-yes"),
                id="yes",
                on_click=_on_cancel,
                style=Style(ButtonStyle.DANGER),
            ),
            SwitchTo(Label("parcel-cancel-no"), id="no", state=CardScreens.parcel),
            getter=_consequences,
        ),
    )
