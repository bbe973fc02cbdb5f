"""Reminding, ending, dropping and forgetting, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import ColumnElement, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.casework.service import close, solve
from core.desk.models import TicketCopy
from core.desk.service import clear_topics, restate, tell_news
from core.messages.states import Content, MessageKind
from core.outbox.models import OutboxRow
from core.peers.models import Peer
from core.rules import Rules
from core.tickets.models import Ticket, TicketFile, TicketMessage
from core.tickets.states import OURS, FileFlaw, TicketState

_MOST_AT_ONCE = 200


async def tend_tickets(
    session: AsyncSession, *, desk: str | None, rules: Rules, at: datetime
) -> None:
    """Do what time brings: remind of late ones, solve silent ones, close solved ones."""
    late = select(Ticket).where(
        Ticket.state.in_(OURS), Ticket.answer_by < at, Ticket.reminded_at.is_(None)
    )
    late = late.limit(_MOST_AT_ONCE).with_for_update(skip_locked=True)
    for ticket in (await session.scalars(late)).all():
        ticket.reminded_at = at
        await tell_news(session, ticket, "late", desk=desk, at=at)
        await restate(session, ticket, desk=desk, at=at)
    quiet = at - timedelta(days=rules.ticket_quiet_days)
    for ticket_id in await _resting(session, TicketState.WAITING_FOR_PEER, before=quiet):
        await solve(session, None, ticket_id, desk=desk, rules=rules, at=at)
    over = at - timedelta(days=rules.ticket_reopen_days)
    for ticket_id in await _resting(session, TicketState.SOLVED, before=over):
        await close(session, None, ticket_id, desk=desk, rules=rules, at=at)


async def _resting(session: AsyncSession, state: TicketState, *, before: datetime) -> list[UUID]:
    """Lock the tickets in a state in which nothing has happened since then."""
    since = func.greatest(Ticket.spoken_at, Ticket.solved_at)
    query = select(Ticket.id).where(Ticket.state == state, since < before)
    query = query.limit(_MOST_AT_ONCE).with_for_update(skip_locked=True)
    return list(await session.scalars(query))


async def drop_old_tickets(session: AsyncSession, *, rules: Rules, at: datetime) -> None:
    """Forget closed tickets that were kept long enough: their files first, then all of it."""
    before = at - timedelta(days=rules.ticket_kept_days)
    old = select(Ticket.id).where(Ticket.closed_at < before).limit(_MOST_AT_ONCE)
    ids = list(await session.scalars(old.with_for_update(skip_locked=True)))
    await let_files_go(session, TicketFile.ticket_id.in_(ids), at=at)
    kept = select(TicketFile.ticket_id).where(TicketFile.kept_as.is_not(None))
    bare = Ticket.id.in_(ids) & Ticket.id.not_in(kept)
    gone = select(Ticket.id).where(bare)
    await session.execute(
        update(Ticket).where(Ticket.merged_into.in_(gone)).values(merged_into=None)
        .execution_options(synchronize_session=False)
    )  # fmt: skip
    await clear_topics(session, list(await session.scalars(gone)), at=at)
    await session.execute(delete(Ticket).where(bare).execution_options(synchronize_session=False))


async def let_files_go(session: AsyncSession, which: ColumnElement[bool], *, at: datetime) -> None:
    """Let files be dropped from where they are kept; what is not kept yet never will be."""
    for is_kept, look_at in (
        (TicketFile.kept_as.is_not(None), at),
        (TicketFile.kept_as.is_(None), None),
    ):
        await session.execute(
            update(TicketFile)
            .where(which, is_kept)
            .values(flaw=FileFlaw.DROPPED, look_at=look_at)
            .execution_options(synchronize_session=False)
        )


async def forget_tickets_of(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    """Empty what a Peer and Support have said to each other, at the desk as well.

    The numbers stay for the reports.
    """
    query = select(Ticket.id).where(Ticket.peer_id == peer.id).order_by(Ticket.id)
    ids = list(await session.scalars(query.with_for_update()))
    messages = select(TicketMessage.id).where(TicketMessage.ticket_id.in_(ids))
    rows = select(TicketCopy.row_id).where(TicketCopy.message_id.in_(messages))
    nothing = Content(MessageKind.TEXT).packed()
    is_live = Ticket.id.in_(ids) & (Ticket.state != TicketState.CLOSED)
    await let_files_go(session, TicketFile.ticket_id.in_(ids), at=at)
    await clear_topics(session, ids, at=at)
    for statement in (
        delete(OutboxRow).where(OutboxRow.id.in_(rows)),
        update(TicketMessage)
        .where(TicketMessage.id.in_(messages))
        .values(content=nothing, taken_back_at=at),
        update(Ticket).where(Ticket.id.in_(ids)).values(subject="", tags=[]),
        update(Ticket)
        .where(is_live)
        .values(state=TicketState.CLOSED, closed_at=at, answer_by=None, waited_since=None),
    ):
        await session.execute(statement.execution_options(synchronize_session=False))
