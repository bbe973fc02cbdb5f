"""Topics of lines, as the sender uses them while Telegram has them for us.

`are_on` asks now and then: the bot's owner may switch them on or off at any time, and they have
been broken for weeks. Without them everything is said in the chat itself.
"""

import asyncio
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from bot.notices.linkline import topic_name
from bot.sender.wire import Reply, Wire
from bot.words import Words
from core.cards.service import EDITS
from core.clock import Clock
from core.copies.service import CHANGES, MESSAGE
from core.db import Db
from core.desk.flows import known_support_thread, note_support_loss, note_support_topic
from core.desk.service import TO_PEER
from core.linkline.service import CARD
from core.outbox.flows import Queued
from core.outbox.states import unpack_facts
from core.topics.flows import known_thread, note_loss, note_topic

_ASKED_EVERY_SECONDS = 300.0
_OK = 200

log = structlog.get_logger(__name__)


SUPPORT = UUID(int=0)
"""Stands in place of a line for what Support says, which has a topic of its own."""


def line_of(row: Queued) -> UUID | None:
    """Tell of which line a row is a message or the card; none when it belongs to no topic."""
    if row.notice == TO_PEER:
        return SUPPORT
    line_id = {MESSAGE: row.content.get("line"), CARD: row.content.get("id")}.get(row.notice or "")
    return None if line_id is None else UUID(line_id)


def is_change(row: Queued) -> bool:
    """Tell whether it changes a message, which is where it is."""
    return bool(row.content.get(CHANGES)) or EDITS in row.content


def is_in(reply: Reply, thread_id: int) -> bool:
    """Tell whether all that was sent is there: Telegram has sent elsewhere and said all is well."""
    sent = reply.result if isinstance(reply.result, list) else [reply.result]
    return all(isinstance(one, dict) and one.get("message_thread_id") == thread_id for one in sent)


class Topics:
    """Remembers whether there are any, and which line is where."""

    def __init__(self, db: Db, wire: Wire, *, clock: Clock) -> None:
        self._db = db
        self._wire = wire
        self._clock = clock
        self._now = asyncio.get_running_loop().time
        self._are_on = False
        self._asks_at = 0.0

    async def are_on(self, *, anew: bool = False) -> bool:
        """Tell whether topics can be used now, as far as is known."""
        if anew or self._now() >= self._asks_at:
            self._asks_at = self._now() + _ASKED_EVERY_SECONDS
            reply = await self._wire.call("getMe", {})
            self._are_on = reply.code == _OK and bool(reply.result.get("has_topics_enabled"))
        return self._are_on

    def are_broken(self) -> None:
        """Do without them until it is asked again."""
        log.warning("topics_are_broken")
        self._are_on = False

    async def known(self, row: Queued, line_id: UUID) -> int | None:
        if line_id == SUPPORT:
            return await known_support_thread(self._db, row.address)
        return await known_thread(self._db, row.address, line_id)

    async def make(self, row: Queued, line_id: UUID) -> tuple[int | None, Reply]:
        """Make the topic of a line in one chat; answer none, and why, when that did not work."""
        words = Words(row.language, row.time_zone)
        is_support = line_id == SUPPORT
        name = (
            words.plain("support-topic")
            if is_support
            else topic_name(unpack_facts(row.content), words)
        )
        params: dict[str, Any] = {"chat_id": int(row.address), "name": name}
        reply = await self._wire.call("createForumTopic", params)
        if reply.code != _OK:
            return None, reply
        thread_id: int = reply.result["message_thread_id"]
        if is_support:
            await note_support_topic(self._db, row.address, thread_id, at=self._at())
        else:
            await note_topic(self._db, row.address, line_id, thread_id, at=self._at())
        return thread_id, reply

    async def lose(self, row: Queued, thread_id: int, *, is_new: bool) -> None:
        """Use a topic no more to which nothing can be sent; one that is new is of no use at all."""
        await note_loss(self._db, row.address, thread_id, at=self._at())
        await note_support_loss(self._db, row.address, thread_id, at=self._at())
        if is_new:
            gone = {"chat_id": int(row.address), "message_thread_id": thread_id}
            await self._wire.call("deleteForumTopic", gone)

    def _at(self) -> datetime:
        return self._clock()
