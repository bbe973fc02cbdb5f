"""Where is home? Guessed from the language, typed in any script, or sent as a location."""

from typing import Any

from aiogram_dialog import Dialog, DialogManager

from bot.dialogs.forms.places import place_choice, place_windows
from bot.dialogs.states import HomeScreens
from bot.dialogs.way import back_button, go_on
from bot.dialogs.widgets import Say, services_of, visit_of
from bot.places import place_name
from bot.visit import Visit
from core.peers.queries import home_of
from core.peers.service import choose_home
from core.peers.states import guess_country
from core.places.models import Place
from core.places.queries import largest_place


async def _guess(visit: Visit, **kwargs: object) -> dict[str, Any]:
    """Propose today's home, else the largest city of the language's country."""
    place = await home_of(visit.session, visit.peer)
    country = guess_country(visit.channel.language_tag)
    if place is None and country is not None:
        place = await largest_place(visit.session, country)
    return {"proposed": [place_choice(place, visit)] if place else []}


async def _settle(manager: DialogManager, place: Place) -> None:
    await _choose(manager, place, note=None)


async def _settle_unasked(manager: DialogManager, place: Place) -> None:
    """Let the next screen say what was understood; back leads here again."""
    await _choose(manager, place, note="note-home")


async def _choose(manager: DialogManager, place: Place, *, note: str | None) -> None:
    visit, services = visit_of(manager), services_of(manager)
    peer = await choose_home(visit.session, visit.peer, place, at=services.clock())
    visit.now_is(peer)
    await go_on(manager, note=note, facts={"place": place_name(place, visit.words.language)})


def home_dialog() -> Dialog:
    return Dialog(
        *place_windows(
            HomeScreens.ask,
            HomeScreens.choose,
            Say("home-ask"),
            on_place=_settle,
            on_sure=_settle_unasked,
            proposals=_guess,
            back=back_button(),
        )
    )
