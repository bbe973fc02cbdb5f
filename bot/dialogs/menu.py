"""The main menu: four tabs, each with a way back, and kind words where there is nothing yet."""

from aiogram.fsm.state import State
from aiogram_dialog import Dialog, LaunchMode, Window
from aiogram_dialog.widgets.kbd import Group, SwitchTo

from bot.dialogs.screen import screen
from bot.dialogs.states import MenuScreens
from bot.dialogs.widgets import Label, Say
from bot.visit import Visit


async def _name(visit: Visit, **kwargs: object) -> dict[str, object]:
    return {"name": visit.peer.name or ""}


def _tab(state: State, name: str) -> Window:
    return screen(
        state,
        Say(f"tab-{name}-empty"),
        SwitchTo(Label("button-back"), id="back", state=MenuScreens.main),
    )


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
        _tab(MenuScreens.parcels, "parcels"),
        _tab(MenuScreens.trips, "trips"),
        _tab(MenuScreens.matches, "matches"),
        _tab(MenuScreens.quests, "quests"),
        launch_mode=LaunchMode.ROOT,
    )
