"""What the description says of offers and quests: problems and examples."""

from typing import Any

from core.idempotency.states import KeyInFlight, KeyReused
from core.offers.queries import OfferMissing
from core.offers.states import NotYourTurn, OfferIsOver, ParcelAlreadyTaken, PriceHasChanged
from core.payments.states import NotPayableNow
from core.quests.queries import QuestMissing
from core.quests.states import FitsNoLonger
from core.settlement.states import ForTheRequester
from core.trust.states import PeerIsHalted
from webhooks.api.auth import TokenOnlyReads
from webhooks.api.described import PARCEL_SHOWN, READING, TRIP_SHOWN, WITHOUT_QUERY, Kind
from webhooks.api.paging import CursorNotOurs
from webhooks.api.problems import BodyTooLarge, BodyUnreadable, NotAsDescribed

LISTING: tuple[Kind, ...] = (*READING, CursorNotOurs)
ONE_QUEST: tuple[Kind, ...] = (QuestMissing,)
ACCEPTING: tuple[Kind, ...] = (
    *WITHOUT_QUERY,
    BodyUnreadable,
    BodyTooLarge,
    NotAsDescribed,
    TokenOnlyReads,
    OfferMissing,
    OfferIsOver,
    NotYourTurn,
    PriceHasChanged,
    ParcelAlreadyTaken,
    FitsNoLonger,
    PeerIsHalted,
    KeyReused,
    KeyInFlight,
)
PAYING: tuple[Kind, ...] = (
    *READING,
    TokenOnlyReads,
    *ONE_QUEST,
    ForTheRequester,
    NotPayableNow,
)

_PRICE = {"minor": 1000, "currency": "EUR"}
_TOTAL = {"minor": 1100, "currency": "EUR"}
_MEETINGS = {
    "picked_up_at": "2026-12-12T18:00:00+05:30",
    "handed_over_at": "2026-12-12T20:10:00+05:30",
}
OFFER_SHOWN: dict[str, Any] = {
    "id": "0193a6c1-7be0-7d21-b0a5-6f1c2b7e3d90",
    "side": "requester",
    "awaits_me": True,
    "price": _PRICE,
    **_MEETINGS,
    "made_at": "2026-11-24T12:00:00Z",
    "expires_at": "2026-11-24T15:00:00Z",
    "trip": {**TRIP_SHOWN, "is_mine": False},
    "parcel": PARCEL_SHOWN,
}
OFFER_PAGE = {"items": [OFFER_SHOWN], "next": None}
QUEST_SAID: dict[str, Any] = {"offer": OFFER_SHOWN["id"], "price": _PRICE}
QUEST_SHOWN: dict[str, Any] = {
    "id": "0193a6c2-10aa-7c55-8b1f-2d3e4f506172",
    "side": "requester",
    "state": "accepted",
    "trip_id": TRIP_SHOWN["id"],
    "parcel_id": PARCEL_SHOWN["id"],
    "from": PARCEL_SHOWN["from"],
    "to": PARCEL_SHOWN["to"],
    "price": _PRICE,
    "fee": {"minor": 100, "currency": "EUR"},
    "total": _TOTAL,
    "is_paid": False,
    **_MEETINGS,
    "accepted_at": "2026-11-24T12:30:00Z",
    "pay_by": "2026-11-24T15:30:00Z",
    "proved_by": None,
    "release_at": None,
    "ended_at": None,
    "pickup_photos": 0,
    "dropoff_photos": 0,
}
QUEST_PAGE = {"items": [QUEST_SHOWN], "next": None}
INTENT_SHOWN: dict[str, Any] = {
    "url": "https://checkout.stripe.com/c/pay/cs_test_a1b2",
    "pay_by": "2026-11-24T15:30:00Z",
    "total": _TOTAL,
}
