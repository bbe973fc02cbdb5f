"""The tab Matches: the open offers of a Peer, those first that wait for him."""

from typing import Any
from uuid import UUID

from aiogram.types import CallbackQuery
from aiogram_dialog import DialogManager, Window
from aiogram_dialog.widgets.kbd import Row, Start, SwitchTo

from bot.dialogs.finding.search import FOR_PARCELS, FOR_TRIPS
from bot.dialogs.pages import page_of, pager
from bot.dialogs.screen import screen, set_note
from bot.dialogs.states import AlertScreens, MenuScreens, SearchScreens
from bot.dialogs.widgets import Choice, Label, Say, choices, services_of, visit_of
from bot.visit import Visit
from core.offers.models import Offer
from core.offers.queries import OfferMissing, offer_for, offers_of
from core.offers.service import show_offer
from core.outbox.states import Urgency
from core.parcels.models import DropParcel
from core.places.queries import two_places


async def _offers(dialog_manager: DialogManager, visit: Visit, **kwargs: object) -> dict[str, Any]:
    offers = await offers_of(visit.session, visit.peer)
    shown, pages = page_of(offers, dialog_manager)
    return {
        **pages,
        "offers": [await _choice(visit, offer) for offer in shown],
        "has_some": bool(offers),
        "has_none": not offers,
        "mine": sum(_is_mine(visit, offer) for offer in offers),
    }


def _is_mine(visit: Visit, offer: Offer) -> bool:
    return offer.awaits is offer.side_of(visit.peer)


async def _choice(visit: Visit, offer: Offer) -> Choice:
    parcel = await visit.session.get_one(DropParcel, offer.parcel_id)
    start, end = await two_places(visit.session, parcel.from_place_id, parcel.to_place_id)
    facts = {
        "awaits": "me" if _is_mine(visit, offer) else "other",
        "price": offer.price,
        "from": start.name,
        "to": end.name,
    }
    return Choice(str(offer.id), visit.words.plain("offer-short", facts))


async def _on_offer(
    query: CallbackQuery, widget: object, manager: DialogManager, item: str
) -> None:
    """Let the card come anew, below the list, so that there is one kind of card."""
    visit, services = visit_of(manager), services_of(manager)
    try:
        offer = await offer_for(visit.session, visit.peer, UUID(item), lock=True)
    except OfferMissing as refusal:
        set_note(manager, refusal.key)
        return
    await show_offer(
        visit.session,
        offer,
        offer.side_of(visit.peer),
        rules=services.settings,
        at=services.clock(),
        urgency=Urgency.REPLY,
    )


def matches_tab() -> Window:
    trips, parcels = {"kind": FOR_TRIPS}, {"kind": FOR_PARCELS}
    return screen(
        MenuScreens.matches,
        Say("tab-matches-empty", when="has_none"),
        Say("tab-matches-some", when="has_some"),
        choices("offers", _on_offer, widget_id="o"),
        pager(),
        Row(
            Start(Label("find-trips"), id="trips", state=SearchScreens.start, data=trips),
            Start(Label("find-parcels"), id="parcels", state=SearchScreens.start, data=parcels),
        ),
        Start(Label("alerts-open"), id="alerts", state=AlertScreens.show),
        SwitchTo(Label("button-back"), id="back", state=MenuScreens.main),
        getter=_offers,
    )
