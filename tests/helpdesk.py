"""Builders for tests of Support below the bot: a Peer, somebody who answers, and time."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import select

from core.copies.service import Ended
from core.db import Db
from core.desk.models import TicketCopy
from core.desk.service import note_ticket_fates
from core.messages.states import Content, MessageKind
from core.outbox.models import OutboxRow
from core.outbox.states import OutboxState
from core.peers.models import Channel, Peer
from core.support.service import Spoken, answer, write
from core.tickets.models import SupportAgent, Ticket, TicketMessage
from core.tickets.service import agent_met
from core.tickets.states import AgentSource
from tests.conftest import NOON
from tests.market import RULES
from tests.posts import a_peer

DESK = "-1001"


@dataclass
class Helpdesk:
    """Noor and whoever answers her from the group; `at` is now, and moves by `wait`."""

    db: Db
    noor: Peer
    channel_id: UUID
    agent: SupportAgent
    at: datetime = NOON
    written: int = field(default=0)

    def now(self) -> datetime:
        return self.at

    def wait(self, **by: int) -> None:
        self.at += timedelta(**by)

    async def write(self, said: str | Content, **how: Any) -> TicketMessage:
        """Let Noor write with her phone."""
        self.written += 1
        spoken = Spoken(channel_id=self.channel_id, chat_message_id=self.written)
        async with self.db.begin() as session:
            return await write(
                session, self.noor, _content(said), spoken, **how, **self.ways(), at=self.at
            )

    async def answer(
        self, ticket_id: UUID, said: str | Content, *, is_note: bool = False
    ) -> TicketMessage:
        """Answer her from the group."""
        self.written += 1
        spoken = Spoken(desk=DESK, chat_message_id=self.written)
        async with self.db.begin() as session:
            return await answer(
                session,
                self.agent,
                ticket_id,
                _content(said),
                spoken,
                is_note=is_note,
                **self.ways(),
                at=self.at,
            )

    def ways(self) -> dict[str, Any]:
        return {"desk": DESK, "rules": RULES}

    async def ticket(self, ticket_id: UUID) -> Ticket:
        async with self.db.begin() as session:
            return await session.get_one(Ticket, ticket_id)

    async def told(self, notice: str) -> list[OutboxRow]:
        """List the notices of this kind that are queued, the first first."""
        async with self.db.begin() as session:
            query = select(OutboxRow).where(
                OutboxRow.notice == notice, OutboxRow.state == OutboxState.QUEUED
            )
            return list(await session.scalars(query.order_by(OutboxRow.id)))

    async def copies(self, message: TicketMessage) -> list[TicketCopy]:
        async with self.db.begin() as session:
            query = select(TicketCopy).where(TicketCopy.message_id == message.id)
            return list(await session.scalars(query.order_by(TicketCopy.id)))

    async def arrive(
        self, row: OutboxRow, message_id: int, state: OutboxState = OutboxState.SENT
    ) -> None:
        """Let a row end as the sender would note it."""
        ids = (message_id,) if state is OutboxState.SENT else ()
        async with self.db.begin() as session:
            sent = await session.get_one(OutboxRow, row.id)
            sent.state = state
            ended = Ended(row.id, state, ids)
            await note_ticket_fates(session, [ended], at=self.at)


def _content(said: str | Content) -> Content:
    return Content(MessageKind.TEXT, said) if isinstance(said, str) else said


async def a_helpdesk(db: Db) -> Helpdesk:
    async with db.begin() as session:
        noor = await a_peer(session)
        channel_id = (
            await session.scalars(select(Channel.id).where(Channel.peer_id == noor.id))
        ).one()
        agent = await agent_met(session, AgentSource.TELEGRAM, "7", "Asha", at=NOON)
    return Helpdesk(db, noor, channel_id, agent)
