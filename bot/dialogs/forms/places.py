"""Asking for a place: recent ones as buttons, typed in any script, or sent as a location."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery, ContentType, Message
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.dialogs.screen import Getter, screen, set_note
from bot.dialogs.widgets import Choice, Label, Say, choices, visit_of
from bot.places import place_name
from bot.visit import Visit
from core.parcels.queries import recent_places
from core.peers.queries import home_of
from core.peers.states import guess_country
from core.places.models import Place
from core.places.queries import find_places, nearest_places
from core.places.states import pick

OnPlace = Callable[[DialogManager, Place], Awaitable[None]]
OtherEnd = Callable[[DialogManager], int | None]

_CHOICES = 6
_FOUND = "found"


def place_windows(
    ask: State,
    choose: State,
    *texts: Say,
    on_place: OnPlace,
    back: Button,
    other_end: OtherEnd = lambda _: None,
    on_sure: OnPlace | None = None,
    proposals: Getter | None = None,
    getter: Getter | None = None,
) -> tuple[Window, Window]:
    """Build the screen that asks and the one that offers what was found.

    `texts` are what the first one says; `on_place` gets the one that was meant. `other_end` tells
    the id of the way's other end, which is not offered, and refused when it is named all the same.
    `on_sure` gets a place that was typed and taken without asking, where that makes a difference;
    `proposals` gives the buttons, as `proposed`, where they are not the Peer's recent places.
    """

    async def on_meant(manager: DialogManager, place: Place, *, then: OnPlace = on_place) -> None:
        if place.id == other_end(manager):
            set_note(manager, "refused-same-place")
            await manager.switch_to(ask)
        else:
            await then(manager, place)

    async def recent(
        dialog_manager: DialogManager, visit: Visit, **kwargs: object
    ) -> dict[str, Any]:
        places = await recent_places(visit.session, visit.peer)
        other = other_end(dialog_manager)
        return {"proposed": [place_choice(place, visit) for place in places if place.id != other]}

    async def on_choice(
        query: CallbackQuery, widget: object, manager: DialogManager, item: str
    ) -> None:
        await on_meant(manager, await visit_of(manager).session.get_one(Place, int(item)))

    async def offer(manager: DialogManager, places: list[Place], *, nothing: str) -> None:
        if places:
            manager.dialog_data[_FOUND] = [place.id for place in places]
            await manager.switch_to(choose)
        else:
            set_note(manager, nothing)
            await manager.switch_to(ask)

    async def on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
        visit = visit_of(manager)
        found = await look_up(visit, message.text or "")
        sure = pick(found)
        if sure is not None:
            await on_meant(manager, sure.place, then=on_sure or on_place)
        else:
            places = [one.place for one in found[:_CHOICES]]
            await offer(manager, places, nothing="note-no-such-place")

    async def on_pin(message: Message, widget: MessageInput, manager: DialogManager) -> None:
        pin = message.venue.location if message.venue else message.location
        if pin is not None:
            session = visit_of(manager).session
            near = await nearest_places(session, pin.latitude, pin.longitude)
            await offer(manager, [one.place for one in near], nothing="note-nothing-near")

    typed = MessageInput(on_typed, content_types=[ContentType.TEXT])
    pinned = MessageInput(on_pin, content_types=[ContentType.LOCATION, ContentType.VENUE])
    return (
        screen(
            ask,
            *texts,
            choices("proposed", on_choice, widget_id="r"),
            typed,
            pinned,
            back,
            getter=[proposals or recent, *([getter] if getter else [])],
        ),
        screen(
            choose,
            Say("place-choose"),
            choices("places", on_choice, widget_id="p"),
            typed,
            pinned,
            SwitchTo(Label("button-back"), id="back", state=ask),
            getter=_found,
        ),
    )


async def look_up(visit: Visit, text: str) -> list[Any]:
    """Find places as this Peer would mean them: those of his country and near his home first."""
    home = await home_of(visit.session, visit.peer)
    return await find_places(
        visit.session,
        text,
        country_hint=home.country if home else guess_country(visit.channel.language_tag),
        near=(home.latitude, home.longitude) if home else None,
    )


async def _found(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Show the places in the order they were found."""
    ids: list[int] = dialog_manager.dialog_data.get(_FOUND, [])
    places = [await visit.session.get(Place, place_id) for place_id in ids]
    return {"places": [place_choice(place, visit) for place in places if place is not None]}


def place_choice(place: Place, visit: Visit) -> Choice:
    """Name a place on a button, with its region and country."""
    return Choice(str(place.id), "📍 " + place_name(place, visit.words.language))
