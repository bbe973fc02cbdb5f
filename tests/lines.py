"""Builders for tests of LinkLine: two Peers on the line of an offer."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.corrections.service import change
from core.linkline.models import LinkLine
from core.linkline.service import line_of_offer
from core.messages.models import LinkMessage
from core.messages.queries import messages_after
from core.messages.states import Content, MessageKind
from core.offers.states import Side
from core.peers.models import Peer
from core.relay.service import Heard, say
from tests.conftest import NOON
from tests.market import RULES, a_deal

NUMBER = "Call me on +49 151 23456789 please"
MASKED = "Call me on ••• please"


@dataclass
class Talk:
    """Carla carries, Ravi sends, and an offer is open, so that no contact passes yet."""

    session: AsyncSession
    line: LinkLine
    carla: Peer
    ravi: Peer

    async def say(self, by: Peer, text: str, *, at: datetime = NOON, **heard: Any) -> LinkMessage:
        content = Content(MessageKind.TEXT, text)
        how = Heard(**heard)
        return await say(self.session, by, self.line.id, content, how, rules=RULES, at=at)

    async def change(self, by: Peer, message_id: UUID, text: str) -> LinkMessage:
        content = Content(MessageKind.TEXT, text)
        return await change(self.session, by, message_id, content, rules=RULES, at=NOON)

    async def seen_by(self, side: Side, *, after: int = 0) -> list[LinkMessage]:
        return await messages_after(self.session, self.line, side, change=after, limit=100)


async def a_talk(session: AsyncSession) -> Talk:
    deal = await a_deal(session)
    line = await line_of_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    return Talk(session, line, deal.carrier, deal.requester)
