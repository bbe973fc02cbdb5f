"""Two programs on the line of an offer: one acts for its Carrier, one for its Requester."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from uuid import UUID

import httpx
from sqlalchemy import select

from core.copies.models import LinkCopy
from core.copies.states import Fate
from core.linkline.service import line_of_offer
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.service import accept_offer
from core.quests.states import QuestState
from core.tokens.service import make_token
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.market import Deal, a_deal
from tests.webhooks.api.conftest import client
from tests.webhooks.api.posts import Json


@dataclass(frozen=True, slots=True)
class Talker:
    """A program on a line."""

    peer: Peer
    secret: str
    http: httpx.AsyncClient
    line_id: UUID

    async def say(self, text: str, **facts: object) -> Json:
        answer = await self.http.post(self.address(), json={"text": text, **facts})
        assert answer.status_code == 201, answer.text
        said: Json = answer.json()
        return said

    async def reads(self, after: int = 0) -> list[Json]:
        answer = await self.http.get(self.address(), params={"after": after})
        assert answer.status_code == 200, answer.text
        items: list[Json] = answer.json()["items"]
        return items

    def address(self, message: Json | None = None, deed: str = "") -> str:
        parts = ["/chat", str(self.line_id), "message"]
        return "/".join([*parts, *([] if message is None else [message["id"]]), *deed.split()])


@dataclass(frozen=True, slots=True)
class Chat:
    deal: Deal
    carla: Talker
    ravi: Talker
    services: Services

    async def is_paid(self) -> None:
        rules = self.services.settings
        async with self.services.db.begin() as session:
            quest = await accept_offer(
                session, self.deal.carrier, self.deal.offer.id, rules=rules, at=NOON
            )
            (await session.get_one(Quest, quest.id)).state = QuestState.FUNDED

    async def has_arrived(self) -> None:
        """Do what the sender does when Telegram has taken everything."""
        async with self.services.db.begin() as session:
            for copy in (await session.scalars(select(LinkCopy))).all():
                copy.fate, copy.chat_message_id, copy.is_noted = Fate.THERE, 7, False


@asynccontextmanager
async def a_chat(services: Services) -> AsyncIterator[Chat]:
    rules = services.settings
    async with services.db.begin() as session:
        deal = await a_deal(session)
        line = await line_of_offer(session, deal.carrier, deal.offer.id, rules=rules, at=NOON)
    carla = await _secret(services, deal.carrier)
    ravi = await _secret(services, deal.requester)
    async with client(services, carla) as hers, client(services, ravi) as his:
        yield Chat(
            deal,
            Talker(deal.carrier, carla, hers, line.id),
            Talker(deal.requester, ravi, his, line.id),
            services,
        )


async def _secret(services: Services, peer: Peer) -> str:
    rules = services.settings
    async with services.db.begin() as session:
        _, secret = await make_token(
            session, peer, name="laptop", scope=Scope.POST, rules=rules, at=NOON
        )
    return secret
