"""The forms of tickets as those see them who work on them, and of what they do about them."""

import re
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Annotated
from uuid import UUID

from pydantic import Base64Bytes, Field, StrictStr, StringConstraints

from core.casework.queries import InPile, OpenTicket, Pile
from core.messages.states import MessageKind
from core.peers.states import Language
from core.pictures import MOST_BYTES
from core.storage.files import Storage
from core.tickets.models import Ticket
from core.tickets.states import Author, TicketCategory, TicketPriority, TicketState
from webhooks.admin.acts import ActSaid
from webhooks.admin.forms import Row
from webhooks.api.chat_forms import LongText
from webhooks.api.schemas import Shown, Whole
from webhooks.api.sizes import MOST_BYTES as SMALL
from webhooks.api.ticket_forms import TicketFileShown

ANSWERS = re.compile(r"/tickets/[^/]+/messages$")
LARGEST_ANSWER = MOST_BYTES // 3 * 4 + SMALL
"""A picture in base64, and the words beside it."""

_FILE_LIVES = timedelta(hours=1)
_Tag = Annotated[StrictStr, StringConstraints(max_length=100, pattern=r"^[^\u0000]*$")]


class CaseTicketShown(Row):
    id: UUID
    number: int = Field(description="what people call it")
    peer_id: UUID
    language: Language
    category: TicketCategory
    priority: TicketPriority
    state: TicketState
    subject: str
    quest_id: UUID | None
    tags: list[str]
    merged_into: UUID | None
    said: int = Field(description="how much was said on it, notes as well")
    opened_at: datetime
    spoken_at: datetime
    answer_by: datetime | None = Field(description="by when it is to be answered")
    solved_at: datetime | None
    closed_at: datetime | None
    stars: int | None


class InPileShown(CaseTicketShown):
    agent: str | None = Field(default=None, description="who has it")


class PileShown(Shown):
    items: list[InPileShown]
    counts: Mapping[Pile, int] = Field(description="of all piles, but for what is closed")


class CaseMessageShown(Shown):
    id: UUID
    place: int
    author: Author
    agent: str | None = Field(description="who of ours has said it")
    is_note: bool
    kind: MessageKind
    text: str
    file: TicketFileShown | None
    is_taken_back: bool
    said_at: datetime


class OpenTicketShown(InPileShown):
    messages: list[CaseMessageShown] = Field(default_factory=list)


class AnswerSaid(ActSaid):
    text: LongText = ""
    picture: Base64Bytes | None = Field(
        None, description="a JPEG, PNG or WebP of 10 MB at most, in base64; the text goes beside it"
    )
    is_note: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="for our own people only"
    )
    seen: Whole | None = Field(
        None, description="`said` of the ticket as you know it; nothing is sent past more than that"
    )


class AssigneeSaid(ActSaid):
    to: Annotated[StrictStr, Field(pattern="^(me|nobody)$", description="`me` or `nobody`")]


class PrioritySaid(ActSaid):
    priority: TicketPriority


class TagsSaid(ActSaid):
    tags: Annotated[list[_Tag], Field(max_length=50, description="in place of those it has")]


class MergerSaid(ActSaid):
    into: Whole = Field(description="the number of the ticket in which it goes on", examples=[12])


def shown_in_pile(one: InPile) -> InPileShown:
    shown = InPileShown.model_validate(one.ticket)
    return shown.model_copy(update={"agent": one.agent_name})


def shown_case(ticket: Ticket) -> CaseTicketShown:
    return CaseTicketShown.model_validate(ticket)


async def shown_open(opened: OpenTicket, storage: Storage) -> OpenTicketShown:
    names = {agent_id: one.name for agent_id, one in opened.agents.items()}
    messages = []
    for one in opened.messages:
        file, shown = opened.files.get(one.id), None
        if file is not None and file.kept_as is not None and file.flaw is None:
            url = await storage.url_of(file.kept_as, lives=_FILE_LIVES)
            shown = TicketFileShown(name=file.name or "file", size=file.size or 0, url=url)
        messages.append(
            CaseMessageShown(
                id=one.id,
                place=one.place,
                author=one.author,
                agent=None if one.agent_id is None else names.get(one.agent_id),
                is_note=one.is_note,
                kind=one.shown.kind,
                text=one.shown.text,
                file=shown,
                is_taken_back=one.taken_back_at is not None,
                said_at=one.said_at,
            )
        )
    ticket = opened.ticket
    agent = None if ticket.agent_id is None else names.get(ticket.agent_id)
    whole = OpenTicketShown.model_validate(ticket)
    return whole.model_copy(update={"agent": agent, "messages": messages})
