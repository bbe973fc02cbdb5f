"""Telling what became of copies, and that a line has changed. Owns its transactions.

Any number of processes may do so. What one has begun, the others leave to it.
"""

from collections.abc import Sequence
from uuid import UUID

import orjson
import structlog
from redis.asyncio import Redis
from redis.exceptions import RedisError
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.copies.models import LinkCopy
from core.copies.queries import copies_of
from core.copies.service import TICK, bring_into_step, mark
from core.copies.states import Fate
from core.db import Db
from core.linkline.models import LinkLine
from core.linkline.queries import sides_on
from core.messages.models import LinkMessage
from core.messages.states import MessageState
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.queries import peer_for

_MOST_LINES = 100

log = structlog.get_logger(__name__)


def topic_of(line_id: UUID) -> str:
    """Name where Redis tells that a line has changed."""
    return f"line:{line_id}"


class Herald:
    """Tells writers, and the other processes.

    Redis only wakes: who hears nothing asks by himself.
    """

    def __init__(self, db: Db, redis: Redis, *, clock: Clock) -> None:
        self._db = db
        self._redis = redis
        self._clock = clock

    async def tell_due(self) -> int:
        """Tell what there is to tell; answer of how many lines it was."""
        told = await self._tell_fates()
        changed = await self._changed_lines()
        if changed:
            await self._publish(changed)
        return told + len(changed)

    async def _tell_fates(self) -> int:
        async with self._db.begin() as session:
            news = select(LinkCopy.line_id).where(LinkCopy.is_noted.is_(False))
            lines = await session.scalars(
                select(LinkLine)
                .where(LinkLine.id.in_(news.limit(_MOST_LINES)))
                .order_by(LinkLine.id)
                .with_for_update(skip_locked=True)
            )
            found = lines.all()
            for line in found:
                await self._tell_of(session, line)
        return len(found)

    async def _tell_of(self, session: AsyncSession, line: LinkLine) -> None:
        copies = await session.scalars(
            select(LinkCopy)
            .where(LinkCopy.line_id == line.id, LinkCopy.is_noted.is_(False))
            .order_by(LinkCopy.message_id, LinkCopy.channel_id)
            .with_for_update()
        )
        news = {copy.message_id: copy for copy in copies.all()}
        query = select(LinkMessage).where(LinkMessage.id.in_(news)).order_by(LinkMessage.place)
        messages = (await session.scalars(query)).all()
        for copy in news.values():
            copy.is_noted = True
        for message in messages:
            line.changes += 1
            message.change = line.changes
            await session.flush()
            await bring_into_step(session, line, message, at=self._clock())
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
            "why": "voice" if "VOICE_MESSAGES_FORBIDDEN" in (copy.why or "") else "other",
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

    async def _changed_lines(self) -> list[tuple[UUID, int]]:
        async with self._db.begin() as session:
            lines = await session.scalars(
                select(LinkLine)
                .where(LinkLine.told < LinkLine.changes)
                .order_by(LinkLine.id)
                .limit(_MOST_LINES)
                .with_for_update(skip_locked=True)
            )
            changed = [(line.id, line.changes) for line in lines.all()]
            for line_id, changes in changed:
                line = await session.get_one(LinkLine, line_id)
                line.told = changes
        return changed

    async def _publish(self, changed: Sequence[tuple[UUID, int]]) -> None:
        try:
            async with self._redis.pipeline(transaction=False) as pipe:
                for line_id, changes in changed:
                    await pipe.publish(topic_of(line_id), orjson.dumps({"change": changes}))
                await pipe.execute()
        except (RedisError, OSError) as error:
            log.warning("lines_not_published", why=type(error).__name__)


def _is_inside_album(copies: Sequence[LinkCopy]) -> bool:
    """Tell whether it stands behind the first of an album, where no reaction would stand."""
    return any(one.place > 0 for one in copies)
