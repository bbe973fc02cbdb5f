"""PeerAid's inbox: what Peers ask, answering it, and what is done about a ticket besides."""

from collections.abc import Awaitable, Callable
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from core.attachments.flows import attached
from core.attachments.states import NotAPicture, PictureTooLarge
from core.audit.service import note_act
from core.audit.states import Act
from core.casework.queries import Pile, Wanted, as_it_stands, in_pile, opened_ticket, piles
from core.casework.service import assign, close, merge, prioritise, solve, tag
from core.mandates.states import Scope
from core.messages.states import Content, MessageKind, MessageTooLong, NothingSaid
from core.operators.models import Operator
from core.support.service import FROM_A_PROGRAM, answer
from core.tickets.models import SupportAgent, Ticket
from core.tickets.queries import ticket_for_agent, ticket_numbered
from core.tickets.service import agent_met
from core.tickets.states import (
    AgentSource,
    NotMergeable,
    TicketCategory,
    TicketIsClosed,
    TicketMissing,
    TooManyTags,
)
from webhooks.admin.acts import ActSaid, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import Most
from webhooks.admin.ticket_forms import (
    AnswerSaid,
    AssigneeSaid,
    CaseTicketShown,
    MergerSaid,
    OpenTicketShown,
    PileShown,
    PrioritySaid,
    TagsSaid,
    shown_case,
    shown_in_pile,
    shown_open,
)
from webhooks.api.once import Key
from webhooks.api.problems import Declined
from webhooks.api.schemas import Shown

tickets_router = APIRouter(prefix="/tickets", tags=["Tickets"])
Reader = Annotated[Caller, Depends(Asks(Scope.TICKETS_READ))]
Agent = Annotated[Caller, Depends(Asks(Scope.TICKETS_ACT))]
_Mine = Annotated[bool, Query(description="those alone that the operator has")]
_Pile = Annotated[Pile, Query(description="`ours`: it is our turn")]
Deed = Callable[[AsyncSession, SupportAgent], Awaitable[Ticket]]


class TicketOvertaken(Declined):
    """Something was said on the ticket that the writer of the answer has not read."""

    status = 409
    field = "seen"


@tickets_router.get("", responses=reading())
async def list_tickets(
    caller: Reader,
    pile: _Pile = Pile.OURS,
    category: TicketCategory | None = None,
    mine: _Mine = False,  # noqa: FBT002  (FastAPI hands it over by its name)
    limit: Most = 50,
) -> PileShown:
    """List a pile: where it is our turn by when they are due, else the last spoken on first."""
    async with caller.begin() as (session, operator):
        me = await _me(session, operator, caller)
        wanted = Wanted(pile, me.id if mine else None, category)
        found = await in_pile(session, wanted, limit=limit)
        counts = await piles(session)
    return PileShown(items=[shown_in_pile(one) for one in found], counts=counts)


@tickets_router.get("/{ticket_id}", responses=reading(TicketMissing))
async def show_ticket(ticket_id: UUID, caller: Reader) -> OpenTicketShown:
    """Show a ticket with all that was said on it, notes as well."""
    async with caller.begin() as (session, _):
        opened = await opened_ticket(session, ticket_id)
    return await shown_open(opened, caller.services.storage)


async def _me(session: AsyncSession, operator: Operator, caller: Caller) -> SupportAgent:
    """Find who answers, as he is known from MissionControl."""
    source, at = AgentSource.CONSOLE, caller.services.clock()
    return await agent_met(session, source, str(operator.id), operator.name, at=at)


async def _do(
    request: Request,
    caller: Caller,
    ticket_id: UUID,
    said: ActSaid,
    deed: Deed,
    *,
    noted: Act,
    key: str | None,
    status: int = 200,
) -> Response:
    async def act(session: AsyncSession, operator: Operator) -> Shown:
        judged = await ticket_for_agent(session, ticket_id)
        before = as_it_stands(judged)
        ticket = await deed(session, await _me(session, operator, caller))
        await session.flush()
        await note_act(
            session,
            noted,
            ticket_id,
            by=operator.id,
            why=said.why,
            before=before,
            after=as_it_stands(judged),
            at=caller.services.clock(),
        )
        return shown_case(ticket)

    path = f"/tickets/{ticket_id}"
    return await act_once(caller, request, said, act, key=key, path=path, status=status)


@tickets_router.post(
    "/{ticket_id}/messages",
    status_code=201,
    response_model=CaseTicketShown,
    responses=acting(
        *(TicketMissing, TicketIsClosed, TicketOvertaken, MessageTooLong, NothingSaid),
        *(NotAPicture, PictureTooLarge),
    ),
)
async def answer_ticket(
    request: Request, ticket_id: UUID, said: AnswerSaid, caller: Agent, key: Key = None
) -> Response:
    """Answer a Peer, with a picture or without, or leave a note for our own people."""
    services, at = caller.services, caller.services.clock()
    noted = Act.TICKET_NOTED if said.is_note else Act.TICKET_ANSWERED
    async with attached(
        services.db, services.storage, ticket_id, said.picture, at=at
    ) as attachment:

        async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
            ticket = await ticket_for_agent(session, ticket_id, lock=True)
            if said.seen is not None and ticket.said != said.seen:
                raise TicketOvertaken(facts={"said": ticket.said})
            await answer(
                session,
                agent,
                ticket_id,
                Content(MessageKind.TEXT, said.text),
                FROM_A_PROGRAM,
                attachment=attachment,
                is_note=said.is_note,
                desk=services.settings.desk,
                rules=services.settings,
                at=at,
            )
            return ticket

        return await _do(request, caller, ticket_id, said, deed, noted=noted, key=key, status=201)


@tickets_router.post(
    "/{ticket_id}/assign", response_model=CaseTicketShown, responses=acting(TicketMissing)
)
async def assign_ticket(
    request: Request, ticket_id: UUID, said: AssigneeSaid, caller: Agent, key: Key = None
) -> Response:
    """Take a ticket, or leave it to nobody."""
    desk, at = caller.services.settings.desk, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        to = agent if said.to == "me" else None
        return await assign(session, to, ticket_id, desk=desk, at=at)

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_ASSIGNED, key=key)


@tickets_router.post(
    "/{ticket_id}/priority", response_model=CaseTicketShown, responses=acting(TicketMissing)
)
async def prioritise_ticket(
    request: Request, ticket_id: UUID, said: PrioritySaid, caller: Agent, key: Key = None
) -> Response:
    """Say how pressing a ticket is."""
    rules, at = caller.services.settings, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        return await prioritise(
            session, ticket_id, said.priority, desk=rules.desk, rules=rules, at=at
        )

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_PRIORITISED, key=key)


@tickets_router.post(
    "/{ticket_id}/tags",
    response_model=CaseTicketShown,
    responses=acting(TicketMissing, TooManyTags),
)
async def tag_ticket(
    request: Request, ticket_id: UUID, said: TagsSaid, caller: Agent, key: Key = None
) -> Response:
    """Give a ticket these tags in place of those it has."""
    desk, at = caller.services.settings.desk, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        return await tag(session, ticket_id, said.tags, desk=desk, at=at)

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_TAGGED, key=key)


@tickets_router.post(
    "/{ticket_id}/merge",
    response_model=CaseTicketShown,
    responses=acting(TicketMissing, TicketIsClosed, NotMergeable),
)
async def merge_ticket(
    request: Request, ticket_id: UUID, said: MergerSaid, caller: Agent, key: Key = None
) -> Response:
    """Let a ticket go on in another one of the same Peer; that one is answered."""
    rules, at = caller.services.settings, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        into = await ticket_numbered(session, str(said.into))
        return await merge(session, agent, ticket_id, into.id, desk=rules.desk, rules=rules, at=at)

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_MERGED, key=key)


@tickets_router.post(
    "/{ticket_id}/solve",
    response_model=CaseTicketShown,
    responses=acting(TicketMissing, TicketIsClosed),
)
async def solve_ticket(
    request: Request, ticket_id: UUID, said: ActSaid, caller: Agent, key: Key = None
) -> Response:
    """Say that it is solved. The Peer is told, and asked how it was."""
    rules, at = caller.services.settings, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        return await solve(session, agent, ticket_id, desk=rules.desk, rules=rules, at=at)

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_SOLVED, key=key)


@tickets_router.post(
    "/{ticket_id}/close",
    response_model=CaseTicketShown,
    responses=acting(TicketMissing, TicketIsClosed),
)
async def close_ticket(
    request: Request, ticket_id: UUID, said: ActSaid, caller: Agent, key: Key = None
) -> Response:
    """Close it: what the Peer writes from now on opens a new one."""
    rules, at = caller.services.settings, caller.services.clock()

    async def deed(session: AsyncSession, agent: SupportAgent) -> Ticket:
        return await close(session, agent, ticket_id, desk=rules.desk, rules=rules, at=at)

    return await _do(request, caller, ticket_id, said, deed, noted=Act.TICKET_CLOSED, key=key)
