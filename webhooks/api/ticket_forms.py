"""The forms of tickets: what a Peer and Support say to each other.

What our people note for each other, and who of them answers, is shown to nobody here.
"""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Field, StrictStr
from sqlalchemy.ext.asyncio import AsyncSession

from core.desk.queries import delivered
from core.messages.states import MessageKind
from core.storage.files import Storage
from core.tickets.models import Ticket, TicketFile, TicketMessage
from core.tickets.queries import files_with
from core.tickets.states import LONGEST_SUBJECT, Author, TicketCategory, TicketState
from webhooks.api.chat_forms import LongText
from webhooks.api.schemas import At, Said, Shown

_FILE_LIVES = timedelta(hours=1)

Subject = Annotated[
    StrictStr, Field(max_length=LONGEST_SUBJECT, pattern=r"^[^\u0000]*$", examples=["Not arrived"])
]


class TicketSaid(Said):
    """What is wrong. Whoever has a ticket that is not closed goes on with that one."""

    text: LongText
    category: TicketCategory = TicketCategory.OTHER
    subject: Subject = Field("", description="left out: the first line of the text")
    quest: UUID | None = Field(
        None, description="left out: found by itself, where it is about a delivery or money"
    )


class TicketMessageSaid(Said):
    """A text. Photos and files are sent in the bot."""

    text: LongText
    reply_to: UUID | None = Field(None, description="id of the message that this answers")


class RatingSaid(Said):
    stars: Annotated[int, Field(description="1 to 5", examples=[5])]


class TicketShown(Shown):
    id: UUID
    number: int = Field(description="what people call it")
    category: TicketCategory
    subject: str
    state: TicketState
    quest_id: UUID | None
    opened_at: At
    spoken_at: At = Field(description="when something was said last")
    answer_by: At | None = Field(description="by when there is an answer; null when there is one")
    solved_at: At | None
    closed_at: At | None
    stars: int | None


class TicketPage(Shown):
    items: list[TicketShown]
    next: str | None = Field(description="address of the next page; null on the last")


class TicketFileShown(Shown):
    """A file as it is kept: made anew, without anything of who has made it."""

    name: str
    size: int = Field(description="bytes")
    url: str = Field(description="signed, and good for an hour")


class TicketMessageShown(Shown):
    id: UUID
    place: int = Field(description="its place on the ticket; places of others may lie between")
    author: Author = Field(description="`operator`: somebody of Support")
    kind: MessageKind
    text: str
    file: TicketFileShown | None = Field(description="null also while it is not kept yet")
    reply_to: UUID | None
    is_taken_back: bool
    is_delivered: bool = Field(description="whether the other side is known to have it on a phone")
    said_at: At
    changed_at: At | None


class TicketMessagePage(Shown):
    items: list[TicketMessageShown]
    next: str | None


def shown_ticket(ticket: Ticket) -> TicketShown:
    names = TicketShown.model_fields.keys()
    return TicketShown(**{name: getattr(ticket, name) for name in names})


async def shown_ticket_messages(
    session: AsyncSession, storage: Storage, messages: Sequence[TicketMessage]
) -> list[TicketMessageShown]:
    files = await files_with(session, messages)
    arrived = await delivered(session, list(messages))
    return [
        TicketMessageShown(
            id=one.id,
            place=one.place,
            author=one.author,
            kind=one.shown.kind,
            text=one.shown.text,
            file=await _shown_file(storage, files.get(one.id)),
            reply_to=one.reply_to,
            is_taken_back=one.taken_back_at is not None,
            is_delivered=one.id in arrived,
            said_at=one.said_at,
            changed_at=one.changed_at,
        )
        for one in messages
    ]


async def _shown_file(storage: Storage, file: TicketFile | None) -> TicketFileShown | None:
    if file is None or file.kept_as is None or file.flaw is not None:
        return None
    url = await storage.url_of(file.kept_as, lives=_FILE_LIVES)
    return TicketFileShown(name=file.name or "file", size=file.size or 0, url=url)
