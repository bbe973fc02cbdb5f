"""What the buttons under the cards of offers and quests carry.

A button names a thing and a deed, and works after any restart. It never says how things stand: that
is looked up when it is pressed.
"""

from enum import StrEnum
from uuid import UUID

from aiogram.filters.callback_data import CallbackData

from core.offers.states import Reason
from core.tickets.states import TicketCategory

MATCHES = "matches"
"""What the button of a digest carries, which leads to the list of offers."""


class OfferDeed(StrEnum):
    """The letters lie under messages that people have: never reuse one."""

    TAKE = "t"
    PRICES = "p"
    PROPOSE = "o"
    TYPE = "w"
    DECLINE = "d"
    DECLINE_SURELY = "n"
    BLOCK = "b"
    BLOCK_SURELY = "x"
    TAKE_BACK = "u"
    LOOK = "l"
    SHOW = "s"
    BACK = "k"
    ASK = "a"


class QuestDeed(StrEnum):
    """The letters lie under messages that people have: never reuse one."""

    CANCEL = "c"
    CANCEL_SURELY = "x"
    BACK = "k"
    LOOK = "l"
    SHOW_CODE = "s"
    ENTER_CODE = "e"
    RELEASE = "r"
    RELEASE_SURELY = "y"
    PAYOUT = "m"
    RATE = "a"
    COMPLAIN = "p"
    SAY = "h"
    CASE = "v"
    WITHDRAW = "w"
    WITHDRAW_SURELY = "z"
    AGREE = "g"
    APPEAL = "q"
    PICKUP_PHOTO = "f"
    DROPOFF_PHOTO = "i"
    PHOTOS = "o"
    VOUCH = "b"
    VOUCH_SURELY = "u"
    PAPERS = "d"
    RECEIPT = "j"
    PROOF = "n"
    CHAT = "1"


class LineDeed(StrEnum):
    """The letters lie under messages that people have: never reuse one."""

    ENTER = "e"
    LEAVE = "l"
    MUTE = "m"
    MORE = "o"
    BACK = "k"
    REVEAL = "r"
    REPORT = "p"
    REPORT_RUDE = "1"
    REPORT_SCAM = "2"
    REPORT_UNSAFE = "3"
    REPORT_OTHER = "4"
    BLOCK = "b"
    BLOCK_SURELY = "x"
    UNSEND_LAST = "u"
    PASS = "a"  # noqa: S105  (a letter)
    PASS_WHOLE = "h"  # noqa: S105  (a letter)
    LET_GO = "n"
    TO = "t"
    PAUSE = "z"
    COME_BACK = "w"


class SupportDeed(StrEnum):
    """The letters lie under messages that people have: never reuse one."""

    TALK = "t"
    """About nothing that is named; `category` says what kind of trouble it was."""
    TALK_OF_QUEST = "q"
    ANSWER = "a"
    LEAVE = "l"
    RATE = "r"
    TO = "o"


class DeskDeed(StrEnum):
    """The letters lie under messages that our people have: never reuse one."""

    MINE = "m"
    SOLVE = "s"
    CLOSE = "c"
    MORE_PRESSING = "u"
    LESS_PRESSING = "d"


class OfferPress(CallbackData, prefix="o"):
    """`minor` is the price that stands on the button, so that nobody agrees to one unseen."""

    deed: OfferDeed
    id: UUID
    minor: int | None = None
    reason: Reason | None = None


class QuestPress(CallbackData, prefix="q"):
    """`minor` is what comes back by what the button stands below, so that nobody pays unseen."""

    deed: QuestDeed
    id: UUID
    minor: int | None = None


class LinePress(CallbackData, prefix="l"):
    """`id` is a line, or a message of one. `number` is a message of this chat that waits."""

    deed: LineDeed
    id: UUID
    number: int | None = None


class SupportPress(CallbackData, prefix="s"):
    """`id` is a quest or a ticket, `number` stars or a message of this chat that waits."""

    deed: SupportDeed
    id: UUID | None = None
    category: TicketCategory | None = None
    number: int | None = None


class DeskPress(CallbackData, prefix="d"):
    deed: DeskDeed
    id: UUID
