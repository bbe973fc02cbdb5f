"""Whom a Peer wants to meet: the record he asks of others, and whom he has blocked.

The blocked are named by the offer that brought the two together, because nobody has a name here.
"""

from decimal import Decimal
from typing import Any

from aiogram.types import CallbackQuery
from aiogram_dialog import Dialog, DialogManager
from aiogram_dialog.widgets.kbd import Button, SwitchTo

from bot.dialogs.pages import page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import TrustScreens
from bot.dialogs.way import back_button
from bot.dialogs.widgets import Choice, Label, Say, choices, visit_of
from bot.visit import Visit
from core.facts import LocalTime
from core.offers.queries import latest_offer_of_two
from core.parcels.models import DropParcel
from core.places.queries import two_places
from core.trust.models import PeerBlock
from core.trust.queries import blocks_of, demand_of
from core.trust.service import demand, unblock
from core.trust.states import DEMANDS, EXPECTED_STARS

_CHOSEN = "chosen"
_NOTHING = "0"


def stars_of(tenths: int | None) -> Decimal | int:
    """Give what is demanded in stars, for a sentence; 0 when it is nothing."""
    return 0 if tenths is None else Decimal(tenths) / 10


async def _demand(visit: Visit, **kwargs: object) -> dict[str, Any]:
    now = await demand_of(visit.session, visit.peer)
    return {
        "demands": [_demand_choice(visit, one, is_now=one == now) for one in (None, *DEMANDS)],
        "newcomer": Decimal(str(EXPECTED_STARS)),
    }


def _demand_choice(visit: Visit, tenths: int | None, *, is_now: bool) -> Choice:
    facts = {"demand": stars_of(tenths), "is_now": int(is_now)}
    return Choice(str(tenths or _NOTHING), visit.words.plain("demand-choice", facts))


async def _on_demand(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    visit = visit_of(manager)
    await demand(visit.session, visit.peer, None if item == _NOTHING else int(item))
    set_note(manager, "note-demand-set")


async def _blocked(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    blocks = await blocks_of(visit.session, visit.peer)
    shown, pages = page_of(blocks, dialog_manager)
    return {
        **pages,
        "blocked": [await _block_choice(visit, one) for one in shown],
        "has_some": bool(blocks),
        "has_none": not blocks,
    }


async def _block_choice(visit: Visit, one: PeerBlock) -> Choice:
    return Choice(_mark_of(one), visit.words.plain("blocked-short", await _met(visit, one)))


def _mark_of(one: PeerBlock) -> str:
    """Name a block by its moment: buttons carry nothing that tells people apart."""
    return f"{one.at.timestamp():.6f}"


async def _met(visit: Visit, one: PeerBlock) -> dict[str, Any]:
    """Say when and over what; of a parcel that is gone only the day is left."""
    day = visit.words.day_of(LocalTime(one.at, visit.peer.time_zone))
    offer = await latest_offer_of_two(visit.session, one.peer_id, one.blocked_id)
    if offer is None:
        return {"day": day, "met": "nowhere", "from": "", "to": "", "price": ""}
    parcel = await visit.session.get_one(DropParcel, offer.parcel_id)
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    return {
        "day": day,
        "met": offer.side_of(visit.peer).other.value,
        "from": start.label,
        "to": end.label,
        "price": offer.price,
    }


async def _on_blocked(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    manager.dialog_data[_CHOSEN] = item
    await manager.switch_to(TrustScreens.one)


async def _find(manager: DialogManager) -> PeerBlock | None:
    visit = visit_of(manager)
    mark = manager.dialog_data.get(_CHOSEN)
    blocks = await blocks_of(visit.session, visit.peer)
    return next((one for one in blocks if _mark_of(one) == mark), None)


async def _one(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    block = await _find(dialog_manager)
    if block is None:
        return {"is_there": False, "is_gone": True}
    return {"is_there": True, "is_gone": False, **await _met(visit, block)}


async def _on_unblock(query: CallbackQuery, button: Button, manager: DialogManager) -> None:
    visit, block = visit_of(manager), await _find(manager)
    if block is not None:
        await unblock(visit.session, visit.peer, block.blocked_id)
        set_note(manager, "note-unblocked")
    await manager.switch_to(TrustScreens.blocked)


def trust_dialog() -> Dialog:
    return Dialog(
        screen(
            TrustScreens.demand,
            Say("demand-ask"),
            choices("demands", _on_demand, widget_id="d"),
            back_button(),
            getter=_demand,
        ),
        screen(
            TrustScreens.blocked,
            Say("blocked-none", when="has_none"),
            Say("blocked-some", when="has_some"),
            choices("blocked", _on_blocked, widget_id="b"),
            pager(),
            back_button(),
            getter=_blocked,
        ),
        screen(
            TrustScreens.one,
            Say("blocked-gone", when="is_gone"),
            Say("blocked-one", when="is_there"),
            Button(Label("blocked-unblock"), id="unblock", on_click=_on_unblock, when="is_there"),
            SwitchTo(Label("button-back"), id="back", state=TrustScreens.blocked),
            getter=_one,
        ),
    )
