"""The main menu: four tabs, each with a way back, and kind words where there is nothing yet."""

from aiogram_dialog import Dialog, LaunchMode
from aiogram_dialog.widgets.kbd import Group, SwitchTo

from bot.dialogs.offers.tab import matches_tab
from bot.dialogs.parcels.tab import parcels_tab
from bot.dialogs.quests import quests_tab
from bot.dialogs.screen import screen
from bot.dialogs.states import MenuScreens
from bot.dialogs.trips.tab import trips_tab
from bot.dialogs.widgets import Label, Say
from bot.visit import Visit
from core.trust.queries import halt_of


async def _name(visit: Visit, **kwargs: object) -> dict[str, object]:
    halt = await halt_of(visit.session, visit.peer.id)
    is_halted = halt is not None and halt.is_told
    until = halt.until if halt is not None else None
    told = {} if until is None else {"until": until}
    return {
        "name": visit.peer.name or "",
        "is_halted": is_halted,
        "has_end": int(until is not None),
        **told,
    }


def menu_dialog() -> Dialog:
    return Dialog(
        screen(
            MenuScreens.main,
            Say("menu-main"),
            Say("menu-halted", when="is_halted"),
            Group(
                SwitchTo(Label("tab-parcels"), id="parcels", state=MenuScreens.parcels),
                SwitchTo(Label("tab-trips"), id="trips", state=MenuScreens.trips),
                SwitchTo(Label("tab-matches"), id="matches", state=MenuScreens.matches),
                SwitchTo(Label("tab-quests"), id="quests", state=MenuScreens.quests),
                width=2,
            ),
            getter=_name,
        ),
        parcels_tab(),
        trips_tab(),
        matches_tab(),
        quests_tab(),
        launch_mode=LaunchMode.ROOT,
    )
