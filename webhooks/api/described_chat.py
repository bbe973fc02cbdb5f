"""What the description says of LinkLine: problems and examples."""

from typing import Any

from core.clearance.states import CodeTooEarly
from core.idempotency.states import KeyInFlight, KeyReused
from core.linkline.states import LineIsOver, LineMissing
from core.messages.states import (
    HasNoWords,
    MessageMissing,
    MessageTooLong,
    NothingSaid,
    TooLateToTakeBack,
)
from core.offers.queries import OfferMissing
from core.quests.queries import QuestMissing
from core.reactions.states import NotAReaction
from webhooks.api.auth import TokenOnlyReads
from webhooks.api.described import PARCEL_SHOWN, READING, TRIP_SHOWN, Kind
from webhooks.api.described_quests import OFFER_SHOWN
from webhooks.api.paging import CursorNotOurs
from webhooks.api.problems import BodyTooLarge, BodyUnreadable

_CHANGING: tuple[Kind, ...] = (*READING, TokenOnlyReads)
_SENDING: tuple[Kind, ...] = (*_CHANGING, BodyUnreadable, BodyTooLarge)
_WORDS: tuple[Kind, ...] = (LineIsOver, MessageTooLong, NothingSaid)
_ONE_MESSAGE: tuple[Kind, ...] = (LineMissing, MessageMissing)
LISTING: tuple[Kind, ...] = (*READING, CursorNotOurs)
ONE_LINE: tuple[Kind, ...] = (*READING, LineMissing)
PAUSING: tuple[Kind, ...] = (*_SENDING, LineMissing, LineIsOver)
OPENING: tuple[Kind, ...] = (*_SENDING, OfferMissing, QuestMissing, LineIsOver)
ONE_MESSAGE: tuple[Kind, ...] = (*READING, *_ONE_MESSAGE)
SAYING: tuple[Kind, ...] = (*_SENDING, *_ONE_MESSAGE, *_WORDS, KeyReused, KeyInFlight)
CHANGING: tuple[Kind, ...] = (*_SENDING, *_ONE_MESSAGE, *_WORDS, HasNoWords)
TAKING_BACK: tuple[Kind, ...] = (*_CHANGING, *_ONE_MESSAGE, TooLateToTakeBack)
PASSING: tuple[Kind, ...] = (*_CHANGING, *_ONE_MESSAGE, LineIsOver, CodeTooEarly)
LETTING_GO: tuple[Kind, ...] = (*_CHANGING, *_ONE_MESSAGE)
REACTING: tuple[Kind, ...] = (*_SENDING, *_ONE_MESSAGE, NotAReaction)

CHAT_SAID: dict[str, Any] = {"offer": OFFER_SHOWN["id"]}
CHAT_SHOWN: dict[str, Any] = {
    "id": "0193a6c2-3c40-7f02-9a1d-7b8c9d0e1f23",
    "side": "requester",
    "alias": "Heron-12",
    "other_alias": "Kestrel-7",
    "phase": "talking",
    "from": PARCEL_SHOWN["from"],
    "to": PARCEL_SHOWN["to"],
    "trip_id": TRIP_SHOWN["id"],
    "parcel_id": PARCEL_SHOWN["id"],
    "is_muted": False,
    "is_paused": False,
    "other_is_paused": False,
    "other_pace": "hour",
    "change": 7,
    "opened_at": "2026-11-24T12:05:00Z",
    "spoken_at": "2026-11-24T12:09:00Z",
}
CHAT_PAGE = {"items": [CHAT_SHOWN], "next": None}
PAUSE_SAID: dict[str, Any] = {"is_paused": True}
MESSAGE_SAID: dict[str, Any] = {
    "text": "It is fragile, yes.",
    "reply_to": "0193a6c2-5d11-7c33-8b2e-8c9d0e1f2345",
}
MESSAGE_CHANGE: dict[str, Any] = {"text": "It is a little fragile, yes."}
REACTION_SAID: dict[str, Any] = {"emoji": "👍"}
MESSAGE_SHOWN: dict[str, Any] = {
    "id": "0193a6c2-7e22-7a44-9c3f-9d0e1f234567",
    "change": 7,
    "side": "requester",
    "kind": "text",
    "state": "sent",
    "text": "It is fragile, yes.",
    "marks": [{"kind": "bold", "start": 6, "end": 13}],
    "point": None,
    "number": None,
    "held": None,
    "reply_to": MESSAGE_SAID["reply_to"],
    "quote": None,
    "album": None,
    "is_forwarded": False,
    "reactions": {"carrier": "👍"},
    "version": 1,
    "is_delivered": True,
    "said_at": "2026-11-24T12:09:00Z",
    "changed_at": "2026-11-24T12:09:00Z",
}
MESSAGE_PAGE = {"items": [MESSAGE_SHOWN], "change": 7, "next": None}
HELD_SHOWN: dict[str, Any] = {
    **MESSAGE_SHOWN,
    "state": "held",
    "text": "Call me on +49 151 23456789",
    "marks": [],
    "held": {
        "why": "contact",
        "detail": "It tells how to reach somebody elsewhere, which may not pass before the quest is"
        " paid. It can be sent with ••• in its place, changed, or let go.",
        "text": "Call me on +49 151 23456789",
        "kinds": ["phone"],
    },
    "reply_to": None,
    "reactions": {},
    "is_delivered": False,
}
