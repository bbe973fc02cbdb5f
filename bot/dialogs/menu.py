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


async def _name(visit: Visit, **kwargs: object) -> dict[str, object]:
    return {"name": visit.peer.name or ""}


def menu_dialog() -> Dialog:
    return Dialog(
        screen(
            MenuScreens.main,
            Say("menu-main"),
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
