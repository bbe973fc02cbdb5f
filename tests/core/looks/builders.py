"""What stands in for Telegram in tests of looks, and those who talk and look."""

import asyncio
from dataclasses import dataclass, field

from core.clearance.service import ask_again, let_pass
from core.events.states import Event, EventName
from core.ids import new_id
from core.looks.flows import Looker
from core.messages.models import LinkMessage
from core.messages.states import MessageState
from tests.chats import Chat, a_photo
from tests.market import RULES
from tests.pictures import a_picture


@dataclass
class Files:
    """Stands in for Telegram: files by their ids, and how fetching them fails."""

    found: dict[str, bytes | Exception] = field(default_factory=dict)
    asked: list[str] = field(default_factory=list)
    hold: asyncio.Event | None = None
    begun: asyncio.Queue[str] = field(default_factory=asyncio.Queue)

    async def __call__(self, file_id: str) -> bytes:
        self.asked.append(file_id)
        self.begun.put_nowait(file_id)
        if self.hold is not None:
            await self.hold.wait()
        found = self.found.get(file_id, a_picture())
        if isinstance(found, Exception):
            raise found
        return found


@dataclass
class Table:
    """Two who chat, and somebody who looks into what they send."""

    chat: Chat
    files: Files
    looker: Looker

    async def send(
        self, file: str = "plain", caption: str = "", album: str | None = None
    ) -> LinkMessage:
        return await self.chat.say(self.chat.ravi, a_photo(file, caption), album=album)

    async def state(self, message: LinkMessage) -> MessageState:
        return (await self.chat.message(message)).state

    async def let_pass(self, message: LinkMessage, *, is_whole: bool = False) -> MessageState:
        chat = self.chat
        async with chat.db.begin() as session:
            passed = await let_pass(
                session, chat.ravi, message.id, is_whole=is_whole, rules=RULES, at=chat.at
            )
            return passed.state

    async def pay(self) -> None:
        """Let the money be held, and those be asked again who wait for it."""
        quest, at = await self.chat.pay(), self.chat.at
        event = Event(new_id(at), EventName.QUEST_FUNDED, quest.id, None, at, {})
        async with self.chat.db.begin() as session:
            await ask_again(session, event, rules=RULES, at=at)
