"""Telling what became of copies, and that a line has changed. Owns its transactions.

Any number of processes may do so. What one has begun, the others leave to it.
"""

import asyncio
from collections.abc import Sequence
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from sqlalchemy import Uuid, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.copies.models import LinkCopy
from core.copies.queries import copies_of
from core.copies.service import bring_into_step, take_corrections_away
from core.copies.states import Fate
from core.db import Db
from core.linkline.models import LinkLine
from core.linkline.queries import sides_on
from core.messages.models import LinkMessage
from core.messages.service import count_for_writer
from core.messages.states import MessageState
from core.outbox.service import tell
from core.outbox.states import UNWELCOME, Urgency
from core.peers.queries import peer_for
from core.redis import AWAY, answering_soon
from core.ticks.service import TICK, Tick, mark, tick

_MOST_LINES = 200
_GATHER_SECONDS = 0.1
"""How long fates gather, so that many are told of at once."""

_GATHER_CHANGES_SECONDS = 0.03

log = structlog.get_logger(__name__)

_CHANGED = text("""
    UPDATE link_line SET told = changes
    WHERE id IN (
        SELECT id FROM link_line WHERE told < changes
        ORDER BY id LIMIT :most FOR UPDATE SKIP LOCKED
    )
    RETURNING id, changes
""")
_USUAL = text("""
    WITH news AS (
        SELECT copy.message_id, copy.channel_id, copy.line_id, message.purge_on, message.place,
            message.side
        FROM link_copy AS copy
        JOIN link_message AS message ON message.id = copy.message_id
        WHERE copy.line_id = ANY(:line_ids) AND NOT copy.is_noted AND copy.fate = 'there'
          AND copy.place = 0 AND copy.version = message.version AND message.state = 'sent'
          AND message.reactions = '{}'
          AND NOT EXISTS (
              SELECT FROM link_copy AS other
              WHERE other.message_id = copy.message_id AND NOT other.is_own
                AND other.channel_id <> copy.channel_id
          )
    ), noted AS (
        UPDATE link_copy AS copy SET is_noted = true FROM news
        WHERE copy.message_id = news.message_id AND copy.channel_id = news.channel_id
    ), counted AS (
        SELECT line_id, count(*) AS many, count(*) FILTER (WHERE side = 'carrier') AS of_carrier
        FROM news GROUP BY line_id
    ), line AS (
        UPDATE link_line SET changes = changes + many,
            carrier_changes = carrier_changes + of_carrier,
            requester_changes = requester_changes + many - of_carrier
        FROM counted WHERE link_line.id = counted.line_id
        RETURNING link_line.id, carrier_changes - of_carrier AS carrier_before,
            requester_changes - many + of_carrier AS requester_before
    ), message AS (
        UPDATE link_message AS message SET
            carrier_change = CASE numbered.side
                WHEN 'carrier' THEN carrier_before + nth ELSE message.carrier_change END,
            requester_change = CASE numbered.side
                WHEN 'requester' THEN requester_before + nth ELSE message.requester_change END
        FROM (
            SELECT *, row_number() OVER (PARTITION BY line_id, side ORDER BY place) AS nth
            FROM news
        ) AS numbered
        JOIN line ON line.id = numbered.line_id
        WHERE message.id = numbered.message_id AND message.purge_on = numbered.purge_on
    )
    (
        SELECT DISTINCT ON (own.line_id, own.channel_id)
            own.line_id, own.channel_id, own.chat_message_id
        FROM news JOIN link_copy AS own ON own.message_id = news.message_id AND own.is_own
        ORDER BY own.line_id, own.channel_id, news.place DESC
    )
    UNION ALL
    SELECT DISTINCT line_id, CAST(NULL AS uuid), CAST(NULL AS bigint) FROM link_copy AS copy
    WHERE line_id = ANY(:line_ids) AND NOT is_noted AND NOT EXISTS (
        SELECT FROM news
        WHERE news.message_id = copy.message_id AND news.channel_id = copy.channel_id
    )
""").bindparams(bindparam("line_ids", type_=ARRAY(Uuid)))
"""One message has arrived on the one phone of the other side, and says what it should.

That is news for its writer alone. Without a phone are the lines of which there is more to tell.
"""


CHANGED = "line:*"
"""The pattern of the topics where Redis tells that a line has changed."""


def topic_of(line_id: UUID) -> str:
    """Name where Redis tells that a line has changed."""
    return f"line:{line_id}"


def line_of(topic: str) -> UUID:
    return UUID(topic.partition(":")[2])


class Herald:
    """Tells writers, and the other processes.

    Redis only wakes: who hears nothing asks by himself.
    """

    def __init__(self, db: Db, redis: Redis, *, clock: Clock) -> None:
        self._db = db
        self._redis = redis
        self._clock = clock

    async def publish_due(self) -> int:
        """Tell the other processes which lines have changed; answer how many have."""
        await asyncio.sleep(_GATHER_CHANGES_SECONDS)
        async with self._db.begin() as session:
            changed = (await session.execute(_CHANGED, {"most": _MOST_LINES})).all()
        try:
            async with answering_soon(), self._redis.pipeline(transaction=False) as pipe:
                for line_id, changes in changed:
                    await pipe.publish(topic_of(line_id), orjson.dumps({"change": changes}))
                await pipe.execute()
        except AWAY as error:
            log.warning("lines_not_published", why=type(error).__name__)
        return len(changed)

    async def tell_due(self) -> int:
        """Mark what has arrived and excuse what has not; answer on how many lines."""
        await asyncio.sleep(_GATHER_SECONDS)
        async with self._db.begin() as session:
            news = select(LinkCopy.line_id).where(LinkCopy.is_noted.is_(False))
            lines = await session.scalars(
                select(LinkLine)
                .where(LinkLine.id.in_(news.limit(_MOST_LINES)))
                .order_by(LinkLine.id)
                .with_for_update(skip_locked=True)
            )
            found = lines.all()
            if found:
                unusual = await self._mark_usual(session, [line.id for line in found])
                for line in found:
                    if line.id in unusual:
                        await self._tell_of(session, line)
        return len(found)

    async def _mark_usual(self, session: AsyncSession, line_ids: Sequence[UUID]) -> set[UUID]:
        """Mark all that has simply arrived at once, and of each line the last.

        Answers the lines of which there is more to tell.
        """
        told = (await session.execute(_USUAL, {"line_ids": list(line_ids)})).all()
        ticks = [Tick(*one) for one in told if one.channel_id is not None]
        await tick(session, ticks, at=self._clock())
        return {one.line_id for one in told if one.channel_id is None}

    async def _tell_of(self, session: AsyncSession, line: LinkLine) -> None:
        copies = await session.scalars(
            select(LinkCopy)
            .where(LinkCopy.line_id == line.id, LinkCopy.is_noted.is_(False))
            .order_by(LinkCopy.message_id, LinkCopy.channel_id)
            .with_for_update()
        )
        news = {copy.message_id: copy for copy in copies.all()}
        if not news:
            return
        await session.refresh(line)
        query = select(LinkMessage).where(LinkMessage.id.in_(news)).order_by(LinkMessage.place)
        messages = (await session.scalars(query)).all()
        for copy in news.values():
            copy.is_noted = True
        for message in messages:
            count_for_writer(line, message)
            await session.flush()
            await bring_into_step(session, line, message, at=self._clock())
            if message.state is MessageState.UNSENT:
                # A correction may have been on its way when it was taken back.
                for copy in await copies_of(session, message.id, is_own=False):
                    await take_corrections_away(session, copy, at=self._clock())
        await self._mark(session, line, messages)

    async def _mark(
        self, session: AsyncSession, line: LinkLine, messages: Sequence[LinkMessage]
    ) -> None:
        """Mark what has arrived, the last one of those said in one go, and tell what has not."""
        for message in messages:
            theirs = await copies_of(session, message.id, is_own=False)
            own = await copies_of(session, message.id, is_own=True)
            lost = next((one for one in theirs if one.fate in {Fate.LOST, Fate.WAITS}), None)
            if message.state is not MessageState.SENT:
                continue
            if lost is not None:
                await self._excuse(session, line, message, lost, own)
            elif all(one.fate is Fate.THERE for one in theirs) and not _is_inside_album(theirs):
                # Of a bot there is one at a time, and what the reader thinks says that he has it.
                seen = message.reactions.get(message.side.other) or TICK
                await mark(session, own, seen, at=self._clock())

    async def _excuse(
        self,
        session: AsyncSession,
        line: LinkLine,
        message: LinkMessage,
        copy: LinkCopy,
        own: Sequence[LinkCopy],
    ) -> None:
        sides = await sides_on(session, line)
        peer = await peer_for(session, line.peer_on(message.side))
        facts = {
            "alias": sides[message.side.other].alias,
            "by": message.side.other.value,
            "fate": copy.fate.value,
            "why": "voice" if copy.why == UNWELCOME else "other",
            "reply": own[0].chat_message_id or 0 if own else 0,
        }
        await tell(
            session,
            peer,
            "line-undelivered",
            facts,
            urgency=Urgency.REPLY,
            coalesce_key=f"undelivered {line.id} {copy.fate.value}",
            at=self._clock(),
        )


def _is_inside_album(copies: Sequence[LinkCopy]) -> bool:
    """Tell whether it stands behind the first of an album, where no reaction would stand."""
    return any(one.place > 0 for one in copies)
