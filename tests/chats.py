"""Builders for tests of LinkLine below the bot: a line of two, and what they say on it."""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.models import LinkCopy
from core.corrections.service import change
from core.db import Db
from core.linkline.models import LinkLine
from core.linkline.service import line_of_offer
from core.messages.models import LinkMessage, LinkRevision
from core.messages.states import Content, MessageKind
from core.outbox.models import OutboxRow
from core.peers.models import Channel, Peer
from core.quests.models import Quest
from core.quests.service import accept_offer, advance
from core.quests.states import QuestEvent
from core.relay.service import Heard, say
from tests.conftest import NOON
from tests.market import RULES, Deal, a_deal


@dataclass
class Chat:
    """Carla and Ravi on the line of an offer; `at` is now, and moves by `wait`."""

    db: Db
    deal: Deal
    line_id: UUID
    at: datetime = NOON
    written: int = field(default=0)

    @property
    def carla(self) -> Peer:
        return self.deal.carrier

    @property
    def ravi(self) -> Peer:
        return self.deal.requester

    def now(self) -> datetime:
        return self.at

    def wait(self, by: timedelta) -> None:
        self.at += by

    async def say(self, by: Peer, content: Content | str, album: str | None = None) -> LinkMessage:
        """Say it with the phone of that Peer."""
        said = Content(MessageKind.TEXT, content) if isinstance(content, str) else content
        self.written += 1
        async with self.db.begin() as session:
            channel_id = await phone_of(session, by)
            heard = Heard(channel_id=channel_id, chat_message_id=self.written, album=album)
            return await say(session, by, self.line_id, said, heard, rules=RULES, at=self.at)

    async def change(self, by: Peer, message: LinkMessage, content: Content) -> LinkMessage:
        async with self.db.begin() as session:
            return await change(session, by, message.id, content, rules=RULES, at=self.at)

    async def pay(self) -> Quest:
        """Let them agree, and the money be held."""
        async with self.db.begin() as session:
            quest = await accept_offer(
                session, self.carla, self.deal.offer.id, rules=RULES, at=self.at
            )
            advance(session, quest, QuestEvent.FUND, by=None, at=self.at)
            return quest

    async def message(self, message: LinkMessage) -> LinkMessage:
        """Fetch it as it is now."""
        async with self.db.begin() as session:
            found = await session.scalars(select(LinkMessage).where(LinkMessage.id == message.id))
            return found.one()

    async def revisions(self, message: LinkMessage) -> list[LinkRevision]:
        async with self.db.begin() as session:
            query = select(LinkRevision).where(LinkRevision.message_id == message.id)
            return list(await session.scalars(query.order_by(LinkRevision.version)))

    async def copies(self, message: LinkMessage) -> list[LinkCopy]:
        """List what the other side has, or will have, of a message."""
        async with self.db.begin() as session:
            query = select(LinkCopy).where(LinkCopy.message_id == message.id)
            return list(await session.scalars(query.where(LinkCopy.is_own.is_(False))))

    async def told(self, notice: str) -> list[OutboxRow]:
        """List the notices of this kind, the first first."""
        async with self.db.begin() as session:
            query = select(OutboxRow).where(OutboxRow.notice == notice)
            return list(await session.scalars(query.order_by(OutboxRow.id)))

    async def line(self) -> LinkLine:
        async with self.db.begin() as session:
            return await session.get_one(LinkLine, self.line_id)


async def a_chat(db: Db) -> Chat:
    """Give two who may talk, because there is an offer; nothing is agreed yet."""
    async with db.begin() as session:
        deal = await a_deal(session)
        line = await line_of_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    return Chat(db, deal, line.id)


async def phone_of(session: AsyncSession, peer: Peer) -> UUID:
    return (await session.scalars(select(Channel.id).where(Channel.peer_id == peer.id))).one()


def a_photo(file: str = "photo-1", caption: str = "") -> Content:
    return Content(MessageKind.PHOTO, caption, file=file)
