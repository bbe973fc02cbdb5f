"""Putting rows into the outbox, inside the transaction of what they tell of."""

from collections import deque
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, cast
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    DateTime,
    SmallInteger,
    Table,
    Text,
    Uuid,
    bindparam,
    insert,
    literal,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.outbox.models import OutboxFile, OutboxRow
from core.outbox.states import OutboxState, Urgency, pack_facts
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind

_ROWS = cast("Table", OutboxRow.__table__)

OUTBOX_CHANNEL = "outbox"
"""Rung by a trigger on the table."""


_NUMBERS = text("""
    SELECT nextval(pg_get_serial_sequence('outbox_row', 'id')) FROM generate_series(1, :count)
""")
_WRITE = text("""
    INSERT INTO outbox_row (
        id, channel_id, address, urgency, method, content, expires_at, request_id,
        state, attempts, created_at
    ) OVERRIDING SYSTEM VALUE
    SELECT said.*, 'queued', 0, :at
    FROM unnest(
        :ids, :channel_ids, :addresses, :urgencies, :methods, :contents, :expiries, :request_ids
    ) AS said
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("ids", type_=ARRAY(BigInteger)),
    bindparam("channel_ids", type_=ARRAY(Uuid)),
    bindparam("addresses", type_=ARRAY(Text)),
    bindparam("urgencies", type_=ARRAY(SmallInteger)),
    bindparam("methods", type_=ARRAY(Text)),
    bindparam("contents", type_=ARRAY(JSONB)),
    bindparam("expiries", type_=ARRAY(DateTime(timezone=True))),
    bindparam("request_ids", type_=ARRAY(Text)),
)
_NUMBERS_AT_ONCE = 64
"""What a full batch of updates says, as a rule, so that it asks once. Unused ones are no loss."""


@dataclass(frozen=True, slots=True)
class Call:
    """A call that is worded already; `content` holds its parameters without the chat.

    `files` are names and bytes by the part that the content attaches. A negative `message_id`
    stands for the message that the row of that number becomes. Without a channel the call goes to
    the address.
    """

    channel_id: UUID | None
    method: str
    content: dict[str, Any]
    address: str | None = None
    urgency: Urgency = Urgency.REPLY
    expires_at: datetime | None = None
    files: dict[str, tuple[str, bytes]] = field(default_factory=dict)
    request_id: str = ""


class Calls:
    """The calls of one transaction: numbered as they are said, written together at its end.

    A notice that the same transaction tells gets a later number than the calls before and some
    after it, so the two kinds have no order among each other.
    """

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._numbers: deque[int] = deque()
        self._said: list[tuple[int, Call]] = []

    async def say(self, call: Call) -> int:
        """Take the next number for it; answer the number."""
        if not self._numbers:
            numbers = await self._session.scalars(_NUMBERS, {"count": _NUMBERS_AT_ONCE})
            self._numbers.extend(numbers)
        number = self._numbers.popleft()
        self._said.append((number, call))
        return number

    async def write(self, *, at: datetime) -> None:
        """Queue all that was said, less what was taken back before anybody could read it."""
        said, self._said = _without_taken_back(self._said), []
        if not said:
            return
        await self._session.execute(
            _WRITE,
            {
                "at": at,
                "ids": [number for number, _ in said],
                "channel_ids": [call.channel_id for _, call in said],
                "addresses": [call.address for _, call in said],
                "urgencies": [int(call.urgency) for _, call in said],
                "methods": [call.method for _, call in said],
                "contents": [call.content for _, call in said],
                "expiries": [call.expires_at for _, call in said],
                "request_ids": [call.request_id for _, call in said],
            },
        )
        for number, call in said:
            for part, (name, data) in call.files.items():
                file = OutboxFile(row_id=number, part=part, name=name, content=data)
                self._session.add(file)


def _without_taken_back(said: list[tuple[int, Call]]) -> list[tuple[int, Call]]:
    """Leave out messages that the same transaction deletes, with all that was done to them."""
    sent = {number for number, call in said if call.method in {"sendMessage", "sendPhoto"}}
    deleted = {_target(call) for _, call in said if call.method == "deleteMessage"}
    gone = sent & deleted
    return [
        (number, call) for number, call in said if number not in gone and _target(call) not in gone
    ]


def _target(call: Call) -> int:
    """Give the number of the row that a call is about; nothing else is a positive number."""
    return -int(call.content.get("message_id") or 0)


async def queue_call(session: AsyncSession, call: Call, *, at: datetime) -> int:
    """Queue one call; answer the number of its row."""
    calls = Calls(session)
    number = await calls.say(call)
    await calls.write(at=at)
    return number


async def tell(
    session: AsyncSession,
    peer: Peer,
    notice: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    urgency: Urgency,
    coalesce_key: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
    request_id: str = "",
) -> list[int]:
    """Queue a notice for a Peer, on each of his Telegram channels, worded when it is sent.

    With a `coalesce_key`, what is still queued under that key for the same channel is superseded:
    only the newest state of a thing is worth telling.
    """
    channels = await session.scalars(
        select(Channel.id).where(Channel.peer_id == peer.id, Channel.kind == ChannelKind.TELEGRAM)
    )
    rows = []
    for channel_id in channels.all():
        if coalesce_key is not None:
            await _supersede(session, channel_id, coalesce_key, at=at)
        rows.append(
            await _queue(
                session,
                channel_id=channel_id,
                notice=notice,
                content=pack_facts(facts),
                urgency=urgency,
                coalesce_key=coalesce_key,
                not_before=not_before,
                expires_at=expires_at,
                request_id=request_id,
                at=at,
            )
        )
    return rows


async def tell_channel(
    session: AsyncSession,
    channel_id: UUID,
    notice: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    urgency: Urgency,
    coalesce_key: str | None = None,
    not_before: datetime | None = None,
    expires_at: datetime | None = None,
) -> int:
    """Queue a notice for one channel of a Peer, as `tell` does for all of them."""
    if coalesce_key is not None:
        await _supersede(session, channel_id, coalesce_key, at=at)
    return await _queue(
        session,
        channel_id=channel_id,
        notice=notice,
        content=pack_facts(facts),
        urgency=urgency,
        coalesce_key=coalesce_key,
        not_before=not_before,
        expires_at=expires_at,
        at=at,
    )


async def reword_queued(
    session: AsyncSession, row_id: int, notice: str, facts: dict[str, Any]
) -> bool:
    """Let a notice that has not been sent yet say this instead; false when it is too late."""
    reworded = await session.scalar(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.state == OutboxState.QUEUED)
        .values(notice=notice, content=pack_facts(facts))
        .returning(OutboxRow.id)
    )
    return reworded is not None


async def withdraw_queued(session: AsyncSession, row_id: int, *, at: datetime) -> bool:
    """Let something not be told after all; false when it is too late."""
    withdrawn = await session.scalar(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.state == OutboxState.QUEUED)
        .values(state=OutboxState.SUPERSEDED, ended_at=at)
        .returning(OutboxRow.id)
    )
    return withdrawn is not None


async def tell_operators(
    session: AsyncSession, address: str, notice: str, facts: dict[str, Any], *, at: datetime
) -> int:
    """Queue a notice for the operators' group."""
    return await _queue(
        session,
        address=address,
        notice=notice,
        content=pack_facts(facts),
        urgency=Urgency.MONEY,
        at=at,
    )


async def tell_desk(
    session: AsyncSession,
    address: str,
    notice: str,
    facts: dict[str, Any],
    *,
    at: datetime,
    not_before: datetime | None = None,
) -> int:
    """Queue a notice of a ticket for the operators' group, in the order in which it is told."""
    return await _queue(
        session,
        address=address,
        notice=notice,
        content=pack_facts(facts),
        urgency=Urgency.LINKLINE,
        not_before=not_before,
        at=at,
    )


_QUEUE = insert(_ROWS).values(state=OutboxState.QUEUED, attempts=0).returning(_ROWS.c.id)


async def _queue(session: AsyncSession, *, urgency: Urgency, at: datetime, **values: object) -> int:
    row = {"urgency": int(urgency), "created_at": at, "request_id": "", **values}
    connection = await session.connection()
    return int(await connection.scalar(_QUEUE, row) or 0)


async def _supersede(
    session: AsyncSession, channel_id: UUID, coalesce_key: str, *, at: datetime
) -> None:
    await session.execute(
        update(OutboxRow)
        .where(
            OutboxRow.state == OutboxState.QUEUED,
            OutboxRow.channel_id == channel_id,
            OutboxRow.coalesce_key == coalesce_key,
        )
        .values(state=OutboxState.SUPERSEDED, ended_at=at)
    )


_ANSWER_LIVES = timedelta(days=1)
"""An answer to a press is of no use the day after; a word of another person is."""


async def unpark(session: AsyncSession, channel_id: UUID, *, at: datetime) -> None:
    """Queue again what waited for somebody who had blocked us, less what has grown stale."""
    is_parked = (OutboxRow.channel_id == channel_id) & (OutboxRow.state == OutboxState.PARKED)
    is_stale = (OutboxRow.urgency == Urgency.REPLY) & (OutboxRow.created_at < at - _ANSWER_LIVES)
    await session.execute(
        update(OutboxRow).where(is_parked, is_stale).values(state=OutboxState.EXPIRED, ended_at=at)
    )
    await session.execute(update(OutboxRow).where(is_parked).values(state=OutboxState.QUEUED))
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": OUTBOX_CHANNEL})


async def replay(session: AsyncSession, row_id: int, *, at: datetime) -> bool:
    """Queue a dead row again, with as long to live as it had at first.

    False when it is not there, or something newer has been told in its place.
    """
    newer = aliased(OutboxRow)
    is_outdated = (
        select(newer.id)
        .where(
            newer.channel_id == OutboxRow.channel_id,
            newer.coalesce_key == OutboxRow.coalesce_key,
            newer.id > OutboxRow.id,
        )
        .exists()
    )
    replayed = await session.scalar(
        update(OutboxRow)
        .where(OutboxRow.id == row_id, OutboxRow.state == OutboxState.DEAD, ~is_outdated)
        .values(
            state=OutboxState.QUEUED,
            attempts=0,
            error=None,
            ended_at=None,
            not_before=None,
            expires_at=literal(at) + (OutboxRow.expires_at - OutboxRow.created_at),
        )
        .returning(OutboxRow.id)
        .execution_options(synchronize_session=False)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": OUTBOX_CHANNEL})
    return replayed is not None


async def drop_ended_rows(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was told long ago."""
    await session.execute(
        text("DELETE FROM outbox_row WHERE ended_at < :before"), {"before": before}
    )
