"""Tell me when somebody goes from A to B: what one waits for, and new ones."""

from typing import Any
from uuid import UUID

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.dialogs.forms.places import place_windows
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import AlertScreens
from bot.dialogs.way import go_back
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.alerts.service import alerts_of, drop_alert, set_alert
from core.errors import Refused
from core.places.models import Place
from core.places.queries import two_places

_FROM = "from_place_id"


async def _alerts(visit: Visit, **kwargs: object) -> dict[str, Any]:
    alerts = []
    for alert in await alerts_of(visit.session, visit.peer):
        start, end = await two_places(visit.session, alert.from_place_id, alert.to_place_id)
        facts = {"from": start.name, "to": end.name}
        alerts.append(Choice(str(alert.id), visit.words.plain("alert-remove", facts)))
    return {"alerts": alerts, "has_some": bool(alerts), "has_none": not alerts}


async def _on_remove(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    visit = visit_of(manager)
    await drop_alert(visit.session, visit.peer, UUID(item))
    set_note(manager, "note-alert-removed")


async def _on_start(manager: DialogManager, place: Place) -> None:
    manager.dialog_data[_FROM] = place.id
    await manager.switch_to(AlertScreens.end)


async def _on_end(manager: DialogManager, place: Place) -> None:
    visit, services = visit_of(manager), services_of(manager)
    start_id: int = manager.dialog_data[_FROM]
    try:
        await set_alert(
            visit.session,
            visit.peer,
            from_place_id=start_id,
            to_place_id=place.id,
            rules=services.settings,
            at=services.clock(),
        )
    except Refused as refusal:
        set_note(manager, refusal.key, refusal.facts)
        return
    start, end = await two_places(visit.session, start_id, place.id)
    set_note(manager, "note-alert-set", {"from": start.label, "to": end.label})
    await manager.switch_to(AlertScreens.show)


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_back(manager)


def alerts_dialog() -> Dialog:
    return Dialog(
        screen(
            AlertScreens.show,
            Say("alerts-some", when="has_some"),
            Say("alerts-none", when="has_none"),
            choices("alerts", _on_remove, widget_id="a"),
            SwitchTo(Label("alert-new"), id="new", state=AlertScreens.start),
            Button(Label("button-back"), id="back", on_click=_on_back),
            getter=_alerts,
        ),
        *place_windows(
            AlertScreens.start,
            AlertScreens.start_choose,
            Say("alert-from"),
            on_place=_on_start,
            back=SwitchTo(Label("button-back"), id="back", state=AlertScreens.show),
        ),
        *place_windows(
            AlertScreens.end,
            AlertScreens.end_choose,
            Say("alert-to"),
            on_place=_on_end,
            other_end=lambda manager: manager.dialog_data.get(_FROM),
            back=SwitchTo(Label("button-back"), id="back", state=AlertScreens.start),
        ),
    )
