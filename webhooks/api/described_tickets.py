"""What the description says of tickets: problems and examples."""

from typing import Any

from core.idempotency.states import KeyInFlight, KeyReused
from core.messages.states import MessageTooLong, NothingSaid
from core.quests.queries import QuestMissing
from core.tickets.states import (
    NotRatable,
    StarsOutOfRange,
    SubjectTooLong,
    TicketIsClosed,
    TicketMessageMissing,
    TicketMissing,
)
from webhooks.api.auth import TokenOnlyReads
from webhooks.api.described import READING, Kind
from webhooks.api.paging import CursorNotOurs
from webhooks.api.problems import BodyTooLarge, BodyUnreadable

_SENDING: tuple[Kind, ...] = (*READING, TokenOnlyReads, BodyUnreadable, BodyTooLarge)
_WORDS: tuple[Kind, ...] = (MessageTooLong, NothingSaid, KeyReused, KeyInFlight)
LISTING: tuple[Kind, ...] = (*READING, CursorNotOurs)
ONE_TICKET: tuple[Kind, ...] = (*READING, TicketMissing)
OPENING: tuple[Kind, ...] = (*_SENDING, *_WORDS, QuestMissing, SubjectTooLong)
SAYING: tuple[Kind, ...] = (
    *_SENDING,
    *_WORDS,
    TicketMissing,
    TicketMessageMissing,
    TicketIsClosed,
)
RATING: tuple[Kind, ...] = (*_SENDING, TicketMissing, NotRatable, StarsOutOfRange)

TICKET_SAID: dict[str, Any] = {
    "text": "My parcel should have been in Mumbai on Monday.",
    "category": "delivery",
    "subject": "Not arrived",
    "quest": None,
}
TICKET_SHOWN: dict[str, Any] = {
    "id": "0193a6c4-1a40-7f02-9a1d-2b8c9d0e1f23",
    "number": 12,
    "category": "delivery",
    "subject": "Not arrived",
    "state": "open",
    "quest_id": "0193a6c2-1b20-7f02-9a1d-3b8c9d0e1f23",
    "opened_at": "2026-11-24T12:00:00Z",
    "spoken_at": "2026-11-24T12:00:00Z",
    "answer_by": "2026-11-24T16:00:00Z",
    "solved_at": None,
    "closed_at": None,
    "stars": None,
}
TICKET_PAGE: dict[str, Any] = {"items": [TICKET_SHOWN], "next": None}
MESSAGE_SAID: dict[str, Any] = {"text": "It has just come. Thank you!", "reply_to": None}
MESSAGE_SHOWN: dict[str, Any] = {
    "id": "0193a6c4-2b51-7c33-8b2e-5c9d0e1f2345",
    "place": 1,
    "author": "peer",
    "kind": "text",
    "text": "My parcel should have been in Mumbai on Monday.",
    "file": None,
    "reply_to": None,
    "is_taken_back": False,
    "is_delivered": True,
    "said_at": "2026-11-24T12:00:00Z",
    "changed_at": None,
}
MESSAGE_PAGE: dict[str, Any] = {"items": [MESSAGE_SHOWN], "next": None}
RATING_SAID: dict[str, Any] = {"stars": 5}
