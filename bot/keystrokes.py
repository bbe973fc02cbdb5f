"""Shows on phones that somebody is writing by a program. Telegram tells bots of nobody who types.

It goes straight to Telegram and never into the outbox: late it would be wrong, and lost it is no
harm. Telegram does not count it against a chat.
"""

from uuid import UUID

import structlog
from redis.asyncio import Redis

from bot.sender.wire import Wire
from core.db import Db
from core.ending import end_if_asked
from core.keystrokes.flows import TYPING, take_turn, typing_in
from core.keystrokes.queries import Seen, seen_on
from core.offers.states import Side
from core.redis import hear

log = structlog.get_logger(__name__)


class Keystrokes:
    """Hears what all web processes tell. Any number of processes may show it: they take turns."""

    def __init__(self, db: Db, redis: Redis, wire: Wire) -> None:
        self._db = db
        self._redis = redis
        self._wire = wire

    async def run(self) -> None:
        """Show until cancelled."""
        async for told in hear(self._redis, TYPING):
            end_if_asked()
            if isinstance(told, bool):
                continue
            try:
                await self._show(*typing_in(*told))
            except Exception:
                # The outermost loop: the database may be away, and nobody misses this one.
                end_if_asked()
                log.exception("typing_not_shown")

    async def _show(self, line_id: UUID, side: Side) -> None:
        if not await take_turn(self._redis, line_id, side):
            return
        async with self._db.begin() as session:
            phones = await seen_on(session, line_id, side.other)
        for phone in phones:
            await self._show_on(phone)

    async def _show_on(self, phone: Seen) -> None:
        where = {"chat_id": int(phone.address)}
        if phone.thread_id is not None:
            where["message_thread_id"] = phone.thread_id
        await self._wire.call("sendChatAction", {**where, "action": "typing"})
