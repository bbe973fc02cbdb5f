"""PeerAid's inbox: what Peers ask, and answering it."""

from enum import StrEnum
from typing import TypeVar
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession
from starlette.exceptions import HTTPException
from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.attachments.flows import attached
from core.attachments.states import CannotAttach, NotAPicture, PictureTooLarge
from core.attending.flows import attend
from core.audit.service import note_act
from core.audit.states import Act
from core.casework.queries import (
    OpenTicket,
    Pile,
    Wanted,
    as_it_stands,
    in_pile,
    opened_ticket,
    piles,
)
from core.casework.service import assign, close, merge, prioritise, solve, tag
from core.errors import Refused
from core.events.states import Fact
from core.messages.states import Content, MessageKind
from core.operators.states import Permission
from core.pictures import MOST_BYTES
from core.storage.files import FileMissing
from core.support.service import FROM_A_PROGRAM, answer
from core.tickets.models import SupportAgent, Ticket
from core.tickets.queries import kept_file, ticket_for_agent, ticket_numbered
from core.tickets.service import agent_met
from core.tickets.states import AgentSource, TicketCategory, TicketMissing, TicketPriority

_MOST = 200
_Code = TypeVar("_Code", bound=StrEnum)
_AGAIN_MILLISECONDS = 4_000
_ACTS = {
    "mine": Act.TICKET_ASSIGNED,
    "nobody": Act.TICKET_ASSIGNED,
    "priority": Act.TICKET_PRIORITISED,
    "tags": Act.TICKET_TAGGED,
    "merge": Act.TICKET_MERGED,
    "solve": Act.TICKET_SOLVED,
    "close": Act.TICKET_CLOSED,
}


_PICTURES: dict[type[CannotAttach], str] = {
    NotAPicture: "no-picture",
    PictureTooLarge: "picture-large",
}
"""What is said on the page when a picture is not sent; `ticket.html` has the words."""


async def show_inbox(visit: Visit) -> Response:
    asked = visit.request.query_params
    pile = _one_of(Pile, asked.get("pile", "")) or Pile.OURS
    category = _one_of(TicketCategory, asked.get("category", ""))
    is_mine = asked.get("mine") == "1"
    async with visit.services.db.begin() as session:
        me = await _me(session, visit)
        wanted = Wanted(pile, me.id if is_mine else None, category)
        found = await in_pile(session, wanted, limit=_MOST)
        counts = await piles(session)
    return visit.render(
        "tickets.html",
        found=found,
        counts=counts,
        pile=pile,
        category=category,
        is_mine=is_mine,
        Pile=Pile,
        categories=tuple(TicketCategory),
        now=visit.now,
    )


async def show_ticket(visit: Visit) -> Response:
    return await _show(visit, visit.id_in("ticket"))


async def _show(
    visit: Visit, ticket_id: UUID, *, problem: str = "", draft: str = "", is_note: bool = False
) -> Response:
    async with visit.services.db.begin() as session:
        opened = await _opened(session, ticket_id)
        me = await _me(session, visit)
    return visit.render(
        "ticket.html",
        status=409 if problem else 200,
        opened=opened,
        me=me,
        problem=problem,
        draft=draft,
        is_note=is_note,
        lost_picture=bool(problem) and visit.form.file("picture") is not None,
        priorities=tuple(TicketPriority),
    )


async def say(visit: Visit) -> Response:
    """Answer, or leave a note, with a picture or without; not past what was said meanwhile."""
    ticket_id, words = visit.id_in("ticket"), visit.form.text("words")
    is_note = visit.form.text("is_note") == "1"
    try:
        await _say(visit, ticket_id, words, is_note=is_note)
    except _Overtaken:
        return await _show(visit, ticket_id, problem="overtaken", draft=words)
    except TicketMissing as error:
        raise HTTPException(404) from error
    except (Refused, CannotAttach) as why:
        problem = why.key if isinstance(why, Refused) else _PICTURES[type(why)]
        return await _show(visit, ticket_id, problem=problem, draft=words, is_note=is_note)
    return visit.go(f"/tickets/{ticket_id}", flash="ticket-noted" if is_note else "ticket-answered")


async def _say(visit: Visit, ticket_id: UUID, words: str, *, is_note: bool) -> None:
    services, rules, at = visit.services, visit.services.settings, visit.now
    chosen = visit.form.file("picture")
    if chosen is not None and chosen.is_too_large:
        raise PictureTooLarge
    content = None if chosen is None else chosen.content
    async with (
        attached(services.db, services.storage, ticket_id, content, at=at) as attachment,
        services.db.begin() as session,
    ):
        if not is_note:
            await _lock_as_seen(session, ticket_id, visit.form.text("seen"))
        before = as_it_stands(await ticket_for_agent(session, ticket_id))
        await answer(
            session,
            await _me(session, visit),
            ticket_id,
            Content(MessageKind.TEXT, words),
            FROM_A_PROGRAM,
            attachment=attachment,
            is_note=is_note,
            desk=rules.desk,
            rules=rules,
            at=at,
        )
        noted = Act.TICKET_NOTED if is_note else Act.TICKET_ANSWERED
        await _note(session, visit, ticket_id, noted, before=before)


async def _note(
    session: AsyncSession, visit: Visit, ticket_id: UUID, act: Act, *, before: dict[str, Fact]
) -> None:
    """Write down what was done about a ticket, and what it was before and is now."""
    await session.flush()
    after = as_it_stands(await ticket_for_agent(session, ticket_id))
    by, at = visit.operator.id, visit.now
    await note_act(session, act, ticket_id, by=by, before=before, after=after, at=at)


async def _lock_as_seen(session: AsyncSession, ticket_id: UUID, seen: str) -> None:
    ticket = await ticket_for_agent(session, ticket_id, lock=True)
    if str(ticket.said) != seen:
        raise _Overtaken


async def change(visit: Visit) -> Response:
    """Do what the button says: hand over, press on, tag, merge, solve, close."""
    ticket_id = visit.id_in("ticket")
    try:
        async with visit.services.db.begin() as session:
            deed = visit.request.path_params["deed"]
            before = as_it_stands(await ticket_for_agent(session, ticket_id))
            goes_on = await _change(session, visit, ticket_id, deed)
            await _note(session, visit, ticket_id, _ACTS[deed], before=before)
    except TicketMissing as error:
        if visit.request.path_params["deed"] != "merge":
            raise HTTPException(404) from error
        return await _show(visit, ticket_id, problem=error.key)
    except Refused as why:
        return await _show(visit, ticket_id, problem=why.key)
    return visit.go(f"/tickets/{goes_on}", flash="ticket-changed")


async def _change(session: AsyncSession, visit: Visit, ticket_id: UUID, deed: str) -> UUID:
    """Do it; answer the ticket that goes on."""
    agent, at, rules = await _me(session, visit), visit.now, visit.services.settings
    desk = rules.desk
    match deed:
        case "mine":
            await assign(session, agent, ticket_id, desk=desk, at=at)
        case "nobody":
            await assign(session, None, ticket_id, desk=desk, at=at)
        case "priority":
            priority = _one_of(TicketPriority, visit.form.text("priority"))
            if priority is None:
                raise HTTPException(400)
            await prioritise(session, ticket_id, priority, desk=desk, rules=rules, at=at)
        case "tags":
            await tag(session, ticket_id, visit.form.text("tags").split(","), desk=desk, at=at)
        case "merge":
            into = await ticket_numbered(session, visit.form.text("into").lstrip("#"))
            await merge(session, agent, ticket_id, into.id, desk=desk, rules=rules, at=at)
            return into.id
        case "solve":
            await solve(session, agent, ticket_id, desk=desk, rules=rules, at=at)
        case "close":
            await close(session, agent, ticket_id, desk=desk, rules=rules, at=at)
        case _:
            raise HTTPException(404)
    return ticket_id


async def tell_news(visit: Visit) -> Response:
    """Tell how far a ticket has come, and who else has it before him; the browser asks again."""
    async with visit.services.db.begin() as session:
        ticket = await _ticket(session, visit.id_in("ticket"))
    others = await attend(
        visit.services.redis,
        ticket.id,
        visit.operator.id,
        visit.operator.name,
        is_typing=visit.request.query_params.get("typing") == "1",
        at=visit.now,
    )
    told = {
        "said": ticket.said,
        "state": ticket.state,
        "others": [{"name": one.name, "is_typing": one.is_typing} for one in others],
    }
    return visit.event(told, again_milliseconds=_AGAIN_MILLISECONDS)


async def show_file(visit: Visit) -> Response:
    """Show a file that came with a message; nothing in it tells who has made it."""
    async with visit.services.db.begin() as session:
        key = await kept_file(session, visit.id_in("ticket"), visit.id_in("message"))
    if key is None:
        raise HTTPException(404)
    try:
        kept = await visit.services.storage.get(key)
    except FileMissing as error:
        raise HTTPException(404) from error
    headers = {"Content-Disposition": "inline", "Content-Security-Policy": "sandbox"}
    return Response(kept.content, media_type=kept.media_type, headers=headers)


class _Overtaken(Exception):
    """Somebody has said something that the writer of an answer has not read."""


async def _me(session: AsyncSession, visit: Visit) -> SupportAgent:
    """Find who answers, as he is known from here."""
    who = visit.operator
    return await agent_met(session, AgentSource.CONSOLE, str(who.id), who.name, at=visit.now)


async def _opened(session: AsyncSession, ticket_id: UUID) -> OpenTicket:
    try:
        return await opened_ticket(session, ticket_id)
    except TicketMissing as error:
        raise HTTPException(404) from error


async def _ticket(session: AsyncSession, ticket_id: UUID) -> Ticket:
    try:
        return await ticket_for_agent(session, ticket_id)
    except TicketMissing as error:
        raise HTTPException(404) from error


def _one_of(kind: type[_Code], written: str) -> _Code | None:
    try:
        return kind(written)
    except ValueError:
        return None


PAGES = (
    Page("/tickets", Permission.HELP_PEERS, show_inbox),
    Page("/tickets/{ticket}", Permission.HELP_PEERS, show_ticket),
    Page("/tickets/{ticket}/live", Permission.HELP_PEERS, tell_news, is_unasked=True),
    Page("/tickets/{ticket}/files/{message}", Permission.HELP_PEERS, show_file),
    Page(
        "/tickets/{ticket}/say",
        Permission.HELP_PEERS,
        say,
        ("POST",),
        most_file_bytes=MOST_BYTES,
    ),
    Page("/tickets/{ticket}/{deed}", Permission.HELP_PEERS, change, ("POST",)),
)
