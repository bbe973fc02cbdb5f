"""The tab CargoQuests: the deliveries of a Peer that are under way."""

from typing import Any
from uuid import UUID

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import SwitchTo

from bot.dialogs.pages import page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import MenuScreens
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.facts import LocalTime
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.places.queries import two_places
from core.quests.models import Quest
from core.quests.queries import QuestMissing, quest_for, quests_of
from core.quests.service import show_quest


async def _quests(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    quests = await quests_of(visit.session, visit.peer, is_live=True)
    shown, pages = page_of(quests, dialog_manager)
    return {
        **pages,
        "quests": [await _choice(visit, quest) for quest in shown],
        "has_some": bool(quests),
        "has_none": not quests,
    }


async def _choice(visit: Visit, quest: Quest) -> Choice:
    parcel = await visit.session.get_one(DropParcel, quest.parcel_id)
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    facts = {
        "side": quest.side_of(visit.peer).value,
        "day": visit.words.day_of(LocalTime(quest.picked_up_at, start.time_zone)),
        "from": start.name,
        "to": end.name,
    }
    return Choice(str(quest.id), visit.words.plain("quest-short", facts))


async def _on_quest(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    """Let the card come anew, below the list, so that there is one kind of card."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        # Locked, so that nothing changes between what the card says and its coming.
        quest = await quest_for(visit.session, visit.peer, UUID(item), lock=True)
    except QuestMissing as refusal:
        set_note(manager, refusal.key)
        return
    await show_quest(
        visit.session,
        quest,
        quest.side_of(visit.peer),
        urgency=Urgency.REPLY,
        at=services.clock(),
    )


def quests_tab() -> Window:
    return screen(
        MenuScreens.quests,
        Say("tab-quests-empty", when="has_none"),
        Say("tab-quests-some", when="has_some"),
        choices("quests", _on_quest, widget_id="q"),
        pager(),
        SwitchTo(Label("tab-matches"), id="matches", state=MenuScreens.matches, when="has_none"),
        SwitchTo(Label("button-back"), id="back", state=MenuScreens.main),
        getter=_quests,
    )
