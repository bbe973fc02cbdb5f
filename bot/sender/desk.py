"""Topics of tickets in the operators' group, as the sender uses them.

A topic is made with its card when the first thing is to be said in it. One that is closed is opened
again, and one that is lost is made anew. In a group without topics everything is said in the group
itself, with the number of its ticket on top.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Any
from uuid import UUID

import structlog

from bot.notices.support import desk_topic_name, word_card
from bot.sender.answers import Verdict, read_reply
from bot.sender.delivery import Delivery
from bot.sender.topics import is_in
from bot.sender.wire import Reply, Wire
from bot.words import Words
from core.clock import Clock
from core.copies.service import CHANGES
from core.db import Db
from core.desk.flows import Card, card_of, known_topic, note_loss, note_opened, note_topic
from core.desk.service import CARD, NEWS, TO_DESK
from core.outbox.flows import Queued
from core.peers.states import Language

_OK = 200
_ASKED_EVERY_SECONDS = 300.0
_OF_TICKETS = frozenset({TO_DESK, CARD, NEWS})

Carry = Callable[..., Awaitable[Delivery]]

log = structlog.get_logger(__name__)


def ticket_of(row: Queued) -> UUID | None:
    """Tell of which ticket a row for the desk is; none when it is of none."""
    return UUID(row.content["ticket"]) if row.notice in _OF_TICKETS else None


class DeskTopics:
    """Remembers whether the group has topics that we may make."""

    def __init__(self, db: Db, wire: Wire, *, clock: Clock) -> None:
        self._db = db
        self._wire = wire
        self._clock = clock
        self._now = asyncio.get_running_loop().time
        self._none_until = 0.0

    async def carry(self, row: Queued, ticket_id: UUID, carry: Carry) -> Delivery:
        """Carry a row to the topic of its ticket, with `carry`, which takes a `thread_id`."""
        if row.notice == CARD:
            return await self._carry_card(row, ticket_id)
        if row.content.get(CHANGES):
            topic = await known_topic(self._db, row.address, ticket_id)
            return await carry(row, is_inside=topic is not None)
        thread_id = await self._thread(row, ticket_id)
        if thread_id is None:
            return await carry(row)
        delivery = await carry(row, thread_id=thread_id, is_inside=True)
        if not await self._is_lost(row, thread_id, delivery):
            return delivery
        again = await self._thread(row, ticket_id)
        if again is None:
            return await carry(row)
        return await carry(row, thread_id=again, is_inside=True)

    async def _is_lost(self, row: Queued, thread_id: int, delivery: Delivery) -> bool:
        """Heal a topic that is closed; give up one that is gone. True: say it anew."""
        if delivery.verdict is Verdict.SENT and not is_in(delivery.reply, thread_id):
            for message_id in delivery.message_ids:
                gone = {"chat_id": int(row.address), "message_id": message_id}
                await self._wire.call("deleteMessage", gone)
        elif delivery.verdict is not Verdict.WITHOUT_TOPIC:
            return False
        if "TOPIC_CLOSED" in delivery.reply.description:
            await self._reopen(row, thread_id)
        else:
            log.warning("ticket_topic_is_lost", thread_id=thread_id)
            await note_loss(self._db, row.address, thread_id, at=self._at())
        return True

    async def _reopen(self, row: Queued, thread_id: int) -> None:
        told = {"chat_id": int(row.address), "message_thread_id": thread_id}
        await self._wire.call("reopenForumTopic", told)
        await note_opened(self._db, row.address, thread_id, is_open=True)

    async def _thread(self, row: Queued, ticket_id: UUID) -> int | None:
        """Find the topic of a ticket, or make it; none where there are no topics."""
        topic = await known_topic(self._db, row.address, ticket_id)
        if topic is None:
            return await self._make(row, ticket_id)
        if topic.is_closed:
            await self._reopen(row, topic.thread_id)
        return topic.thread_id

    async def _make(self, row: Queued, ticket_id: UUID) -> int | None:
        card = await card_of(self._db, ticket_id)
        if card is None or self._now() < self._none_until:
            return None
        words = _words()
        params: dict[str, Any] = {
            "chat_id": int(row.address),
            "name": desk_topic_name(card.facts, words),
        }
        reply = await self._wire.call("createForumTopic", params)
        if reply.code != _OK:
            if read_reply(reply).verdict in {Verdict.BUG, Verdict.WITHOUT_TOPIC}:
                log.warning("no_topics_at_the_desk", why=reply.description)
                self._none_until = self._now() + _ASKED_EVERY_SECONDS
            return None
        thread_id: int = reply.result["message_thread_id"]
        shown = await self._show(row, card, thread_id)
        await note_topic(self._db, row.address, ticket_id, thread_id, card_id=shown, at=self._at())
        return thread_id

    async def _show(self, row: Queued, card: Card, thread_id: int) -> int | None:
        """Show the card in a new topic, and pin it there."""
        params = {
            **word_card(card.facts, _words()),
            "chat_id": int(row.address),
            "message_thread_id": thread_id,
        }
        message_id = read_reply(await self._wire.call("sendMessage", params)).message_id
        if message_id is not None:
            pin = {
                "chat_id": int(row.address),
                "message_id": message_id,
                "disable_notification": True,
            }
            await self._wire.call("pinChatMessage", pin)
        return message_id

    async def _carry_card(self, row: Queued, ticket_id: UUID) -> Delivery:
        """Let the card say how things stand; a ticket without a topic gets both by its messages."""
        card = await card_of(self._db, ticket_id)
        topic = await known_topic(self._db, row.address, ticket_id)
        if card is None or topic is None or topic.card_message_id is None:
            return Delivery(Verdict.SENT, Reply(_OK))
        params = {
            **word_card(card.facts, _words()),
            "chat_id": int(row.address),
            "message_id": topic.card_message_id,
        }
        reply = await self._wire.call("editMessageText", params)
        verdict = read_reply(reply).verdict
        is_over = card.facts["state"] == "closed"
        if is_over and not topic.is_closed and verdict is Verdict.SENT:
            told = {"chat_id": int(row.address), "message_thread_id": topic.thread_id}
            await self._wire.call("closeForumTopic", told)
            await note_opened(self._db, row.address, topic.thread_id, is_open=False)
        # A card that somebody has deleted comes back with the next topic; the ticket goes on.
        return Delivery(Verdict.SENT if verdict is Verdict.SEND_ANEW else verdict, reply)

    def _at(self) -> datetime:
        return self._clock()


def _words() -> Words:
    """Give the words of the desk, which speaks English, as all that operators are told."""
    return Words(Language.ENGLISH)
