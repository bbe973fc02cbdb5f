"""Where is home? Guessed from the language, typed in any script, or sent as a location."""

from typing import Any

from aiogram.types import CallbackQuery, ContentType, Message
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.input import MessageInput
from aiogram_dialog.widgets.kbd import SwitchTo

from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import HomeScreens
from bot.dialogs.way import back_button, go_on
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.places import place_name
from bot.visit import Visit
from core.peers.queries import home_of
from core.peers.service import choose_home
from core.peers.states import guess_country
from core.places.models import Place
from core.places.queries import find_places, largest_place, nearest_places
from core.places.states import pick


async def _guess(visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Propose today's home, else the largest city of the language's country."""
    place = await home_of(visit.session, visit.peer)
    country = guess_country(visit.channel.language_tag)
    if place is None and country is not None:
        place = await largest_place(visit.session, country)
    guesses = [_choice(place, visit)] if place else []
    return {"guesses": guesses, "has_guess": bool(guesses)}


async def _found(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Show the places in the order they were found."""
    ids: list[int] = dialog_manager.dialog_data["found"]
    places = [await visit.session.get(Place, place_id) for place_id in ids]
    return {"places": [_choice(place, visit) for place in places if place is not None]}


_CHOICES = 6


def _choice(place: Place, visit: Visit) -> Choice:
    return Choice(str(place.id), "📍 " + place_name(place, visit.words.language))


async def _settle(manager: DialogManager, place: Place) -> None:
    visit, services = visit_of(manager), services_of(manager)
    peer = await choose_home(visit.session, visit.peer, place, at=services.clock())
    visit.now_is(peer)
    await go_on(manager)


async def _on_choice(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    place = await visit_of(manager).session.get_one(Place, int(item))
    await _settle(manager, place)


async def _on_typed(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    visit = visit_of(manager)
    found = await find_places(
        visit.session,
        message.text or "",
        country_hint=guess_country(visit.channel.language_tag),
        limit=_CHOICES,
    )
    sure = pick(found)
    if sure is not None:
        await _settle(manager, sure.place)
    else:
        await _offer(manager, [one.place for one in found], nothing="note-no-such-place")


async def _on_pin(message: Message, widget: MessageInput, manager: DialogManager) -> None:
    pin = message.venue.location if message.venue else message.location
    if pin is None:
        return
    near = await nearest_places(visit_of(manager).session, pin.latitude, pin.longitude)
    await _offer(manager, [one.place for one in near], nothing="note-nothing-near")


async def _offer(manager: DialogManager, places: list[Place], *, nothing: str) -> None:
    if places:
        manager.dialog_data["found"] = [place.id for place in places]
        await manager.switch_to(HomeScreens.choose)
    else:
        set_note(manager, nothing)
        await manager.switch_to(HomeScreens.ask)


def home_dialog() -> Dialog:
    typed = MessageInput(_on_typed, content_types=[ContentType.TEXT])
    pinned = MessageInput(_on_pin, content_types=[ContentType.LOCATION, ContentType.VENUE])
    return Dialog(
        screen(
            HomeScreens.ask,
            Say("home-ask"),
            choices("guesses", _on_choice, widget_id="g"),
            typed,
            pinned,
            back_button(),
            getter=_guess,
        ),
        screen(
            HomeScreens.choose,
            Say("home-choose"),
            choices("places", _on_choice, widget_id="p"),
            typed,
            pinned,
            SwitchTo(Label("button-back"), id="back", state=HomeScreens.ask),
            getter=_found,
        ),
    )
