"""The way through the screens: what comes next, and where back leads.

While a Peer joins, one step follows another. Afterwards the same screens are opened from the
profile and lead back there.
"""

from collections.abc import Mapping

from aiogram.fsm.state import State
from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, StartMode
from aiogram_dialog.widgets.common import WhenCondition
from aiogram_dialog.widgets.kbd import Button

from bot.dialogs.states import (
    CardScreens,
    CurrencyScreens,
    HomeScreens,
    LanguageScreens,
    MenuScreens,
    RulesScreens,
)
from bot.dialogs.widgets import Label, services_of, visit_of
from bot.links import Kind, Target, target_of
from core.errors import Refused
from core.glidepaths.queries import glidepath_shown_to
from core.outbox.states import pack_facts
from core.parcels.queries import parcel_shown_to
from core.peers.service import take_arrival
from core.peers.states import JoiningStep

_SCREEN_OF: dict[JoiningStep, State] = {
    JoiningStep.LANGUAGE: LanguageScreens.choose,
    JoiningStep.RULES: RulesScreens.read,
    JoiningStep.HOME: HomeScreens.ask,
    JoiningStep.CURRENCY: CurrencyScreens.ask,
}
_STEPS = list(JoiningStep)


def is_opened_from_another(manager: DialogManager) -> bool:
    return len(manager.current_stack().intents) > 1


async def go_home(
    manager: DialogManager, *, note: str | None = None, facts: Mapping[str, str] | None = None
) -> None:
    """Show the next step of joining, or the main menu, with the message `note` on top once."""
    step = visit_of(manager).peer.joining.next_step()
    screen = MenuScreens.main if step is None else _SCREEN_OF[step]
    data = {} if note is None else {"note": note, "note_facts": dict(facts or {})}
    await manager.start(screen, data=data, mode=StartMode.RESET_STACK)


async def leave_to(
    manager: DialogManager, screen: State, note: str, facts: Mapping[str, object]
) -> None:
    """Close what is open, and show this screen with the message `note` on top once."""
    data = {"note": note, "note_facts": pack_facts(dict(facts))}
    await manager.start(screen, data=data, mode=StartMode.RESET_STACK)


async def go_on(
    manager: DialogManager, *, note: str | None = None, facts: Mapping[str, str] | None = None
) -> None:
    """Leave a screen that has what it asked for: to the one that opened it, else onwards.

    The one that opened it shows what was chosen; the next step of joining does not, and gets the
    note. After the last step, whoever came by a link lands where it leads.
    """
    if is_opened_from_another(manager):
        await manager.done()
        return
    visit = visit_of(manager)
    if visit.peer.joining.next_step() is None:
        at = services_of(manager).clock()
        target = target_of(await take_arrival(visit.session, visit.peer, at=at) or "")
        if target is not None:
            await open_target(manager, target)
            return
    await go_home(manager, note=note, facts=facts)


async def open_target(manager: DialogManager, target: Target) -> None:
    """Show the card a link leads to, or say on the main menu that it is there no more."""
    visit = visit_of(manager)
    try:
        if target.kind is Kind.TRIP:
            await glidepath_shown_to(visit.session, visit.peer, target.id)
        else:
            await parcel_shown_to(visit.session, visit.peer, target.id)
    except Refused as refusal:
        await go_home(manager, note=refusal.key)
        return
    card = CardScreens.trip if target.kind is Kind.TRIP else CardScreens.parcel
    await manager.start(card, data={"id": str(target.id)}, mode=StartMode.RESET_STACK)


async def go_back(manager: DialogManager) -> None:
    if is_opened_from_another(manager):
        await manager.done()
        return
    before = _step_before(manager.current_context().state)
    if before is None:
        await go_home(manager)
    else:
        await manager.start(_SCREEN_OF[before], mode=StartMode.RESET_STACK)


def _step_before(screen: State) -> JoiningStep | None:
    at = next(
        (place for place, step in enumerate(_STEPS) if _SCREEN_OF[step].group == screen.group), 0
    )
    return _STEPS[at - 1] if at else None


async def _on_back(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    await go_back(manager)


def back_button(when: WhenCondition = None) -> Button:
    """Build the way back that every screen has."""
    return Button(Label("button-back"), id="back", on_click=_on_back, when=when)
