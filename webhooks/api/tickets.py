"""`/tickets`: what a Peer and Support say to each other."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Body, Query, Request, Response

from core.casework.service import rate
from core.idempotency.states import Answer
from core.messages.states import Content, MessageKind
from core.support.service import Spoken, write
from core.tickets.models import Ticket
from core.tickets.queries import message_on_ticket, messages_on, ticket_for, tickets_of
from core.tickets.service import open_ticket
from webhooks.api import described, described_tickets
from webhooks.api.auth import Poster, Reader
from webhooks.api.once import Key, once
from webhooks.api.paging import Cursor, CursorText, Limit, link_next, page_of, read_cursor
from webhooks.api.problems import PREFIX
from webhooks.api.ticket_forms import (
    RatingSaid,
    TicketMessagePage,
    TicketMessageSaid,
    TicketMessageShown,
    TicketPage,
    TicketSaid,
    TicketShown,
    shown_ticket,
    shown_ticket_messages,
)

tickets_router = APIRouter(prefix="/tickets", tags=["PeerAid"])

_TICKETS = b"t"
_Opened = Annotated[TicketSaid, Body(examples=[described_tickets.TICKET_SAID])]
_Said = Annotated[TicketMessageSaid, Body(examples=[described_tickets.MESSAGE_SAID])]
_Rated = Annotated[RatingSaid, Body(examples=[described_tickets.RATING_SAID])]
_After = Annotated[int, Query(ge=0, le=2**31 - 1, description="the last place that is known")]


@tickets_router.get(
    "",
    responses=described.answers(described_tickets.LISTING, example=described_tickets.TICKET_PAGE),
)
async def list_tickets(
    request: Request,
    response: Response,
    caller: Reader,
    cursor: CursorText = None,
    limit: Limit = 20,
) -> TicketPage:
    """List one's own tickets, the newest first."""
    last = read_cursor(cursor, _TICKETS)
    after = None if last is None else (last.at, last.id)

    def cursor_at(ticket: Ticket) -> Cursor:
        return Cursor(_TICKETS, ticket.opened_at, ticket.id)

    async with caller.begin() as (session, peer):
        rows = await tickets_of(session, peer, after=after, limit=limit + 1)
        page, address = page_of(rows, limit, cursor_at, request, response)
        return TicketPage(items=[shown_ticket(one) for one in page], next=address)


@tickets_router.post(
    "",
    status_code=201,
    response_model=TicketShown,
    responses=described.answers(
        described_tickets.OPENING, example=described_tickets.TICKET_SHOWN, success=201
    ),
)
async def open_one(*, request: Request, said: _Opened, caller: Poster, key: Key = None) -> Response:
    """Ask a person for help. It goes on in the ticket that is not closed, where there is one."""
    settings, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            ticket = await open_ticket(
                session,
                peer,
                category=said.category,
                subject=said.subject,
                quest_id=said.quest,
                rules=settings,
                at=at,
            )
            await write(
                session,
                peer,
                Content(MessageKind.TEXT, said.text),
                Spoken(),
                ticket_id=ticket.id,
                desk=settings.desk,
                rules=settings,
                at=at,
            )
            shown = shown_ticket(ticket).model_dump_json(by_alias=True)
            return Answer(201, shown, f"{PREFIX}/tickets/{ticket.id}")

        return await once(session, peer, request, said, act, key=key, at=at)


@tickets_router.get(
    "/{ticket_id}",
    responses=described.answers(
        described_tickets.ONE_TICKET, example=described_tickets.TICKET_SHOWN
    ),
)
async def show_ticket(ticket_id: UUID, caller: Reader) -> TicketShown:
    """Show a ticket of one's own."""
    async with caller.begin() as (session, peer):
        return shown_ticket(await ticket_for(session, peer, ticket_id))


@tickets_router.get(
    "/{ticket_id}/messages",
    responses=described.answers(
        described_tickets.ONE_TICKET, example=described_tickets.MESSAGE_PAGE
    ),
)
async def list_messages(
    *,
    request: Request,
    response: Response,
    ticket_id: UUID,
    caller: Reader,
    after: _After = 0,
    limit: Limit = 50,
) -> TicketMessagePage:
    """List what was said, the first first. A file is shown by an address that is signed."""
    async with caller.begin() as (session, peer):
        ticket = await ticket_for(session, peer, ticket_id)
        rows = await messages_on(session, ticket, with_notes=False, after=after, limit=limit + 1)
        storage = caller.services.storage
        items = await shown_ticket_messages(session, storage, rows[:limit])
    if len(rows) <= limit:
        return TicketMessagePage(items=items, next=None)
    upto = items[-1].place
    return TicketMessagePage(items=items, next=link_next(request, response, after=upto))


@tickets_router.post(
    "/{ticket_id}/messages",
    status_code=201,
    response_model=TicketMessageShown,
    responses=described.answers(
        described_tickets.SAYING, example=described_tickets.MESSAGE_SHOWN, success=201
    ),
)
async def say_to_support(
    *, request: Request, ticket_id: UUID, said: _Said, caller: Poster, key: Key = None
) -> Response:
    """Say something more. What was solved is open again with that; a closed ticket stays closed."""
    settings, at = caller.services.settings, caller.services.clock()
    async with caller.begin() as (session, peer):

        async def act() -> Answer:
            ticket = await ticket_for(session, peer, ticket_id, lock=True)
            if said.reply_to is not None:
                await message_on_ticket(session, ticket, said.reply_to)
            message = await write(
                session,
                peer,
                Content(MessageKind.TEXT, said.text),
                Spoken(reply_to=said.reply_to),
                ticket_id=ticket_id,
                desk=settings.desk,
                rules=settings,
                at=at,
            )
            storage = caller.services.storage
            (shown,) = await shown_ticket_messages(session, storage, [message])
            place = f"{PREFIX}/tickets/{ticket_id}/messages?after={message.place - 1}"
            return Answer(201, shown.model_dump_json(by_alias=True), place)

        return await once(session, peer, request, said, act, key=key, at=at)


@tickets_router.put(
    "/{ticket_id}/rating",
    responses=described.answers(described_tickets.RATING, example=described_tickets.TICKET_SHOWN),
)
async def rate_one(ticket_id: UUID, said: _Rated, caller: Poster) -> TicketShown:
    """Say how it was, once it is solved; a later word takes the place of an earlier one."""
    desk, at = caller.services.settings.desk, caller.services.clock()
    async with caller.begin() as (session, peer):
        return shown_ticket(await rate(session, peer, ticket_id, said.stars, desk=desk, at=at))
