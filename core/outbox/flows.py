"""What the one sender does with the outbox, each step a transaction of its own.

Queued, then leased and committed, and only then sent: a row that a crash leaves leased may or may
not have reached the person, and is known as ambiguous.
"""

from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import asyncpg
import orjson
from sqlalchemy import (
    BigInteger,
    Boolean,
    DateTime,
    Text,
    bindparam,
    delete,
    make_url,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.db import Db
from core.outbox.models import OutboxFile, OutboxRow
from core.outbox.states import OutboxState, Urgency
from core.peers.service import note_reachability
from core.peers.states import ChannelState, Language
from core.question import Question

_IDEMPOTENT = ("delete", "edit", "pin", "unpin", "setMessageReaction", "answer", "stop")


@dataclass(frozen=True, slots=True)
class Queued:
    """A row as the sender needs it, with its receiver's address and ways.

    `is_in_doubt` when it may have arrived already.
    """

    id: int
    address: str
    urgency: Urgency
    method: str | None
    notice: str | None
    content: dict[str, Any]
    not_before: datetime | None
    expires_at: datetime | None
    attempts: int
    is_addressed: bool
    is_blocked: bool
    language: Language
    time_zone: str
    request_id: str
    is_in_doubt: bool = False

    @property
    def is_idempotent(self) -> bool:
        """Doing it twice is doing it once."""
        return self.method is not None and self.method.startswith(_IDEMPOTENT)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a row ended, or why it is queued again; `is_uncounted` when it was no attempt at all.

    `is_assumed` when nobody was asked, because the channel was known to be blocked: it is queued
    again if the person has come back meanwhile.
    """

    row_id: int
    state: OutboxState
    message_id: int | None = None
    message_ids: tuple[int, ...] = ()
    is_ambiguous: bool = False
    is_unreachable: bool = False
    is_uncounted: bool = False
    is_assumed: bool = False
    moved_to: str | None = None
    error: str | None = None


Also = Callable[[AsyncSession], Awaitable[None]]
"""What is noted in the same transaction."""

_LOOK = Question(
    """
    SELECT row.id, coalesce(row.address, channel.address) AS address, row.urgency, row.method,
        row.notice, row.content, row.not_before, row.expires_at, row.attempts,
        row.address IS NOT NULL AS is_addressed,
        coalesce(channel.state = 'blocked', false) AS is_blocked,
        coalesce(peer.language, 'en') AS language, coalesce(peer.time_zone, 'UTC') AS time_zone,
        row.request_id, row.ambiguous_at IS NOT NULL AS is_in_doubt
    FROM (
        (
            SELECT * FROM outbox_row
            WHERE state = 'queued' AND urgency <= :least AND id <> ALL(:known)
            ORDER BY id LIMIT :most
        )
        UNION ALL
        (
            SELECT * FROM outbox_row
            WHERE state = 'queued' AND urgency > :least AND id <> ALL(:background_known)
              AND (not_before IS NULL OR not_before <= :due_by)
            ORDER BY id LIMIT :background_most
        )
    ) AS row
    LEFT JOIN channel ON channel.id = row.channel_id
    LEFT JOIN peer ON peer.id = channel.peer_id
    ORDER BY row.urgency > :least, row.id
    """,
    {
        "least": "smallint",
        "known": "bigint[]",
        "background_known": "bigint[]",
        "due_by": "timestamptz",
    },
)
"""The states stand in the text, because an index for some states is of no use to a parameter."""

_LEASE = Question(
    """
    UPDATE outbox_row SET state = 'leased', attempts = attempts + 1
    WHERE id = ANY(:ids) AND state = 'queued'
    RETURNING id, CASE WHEN notice IS NOT NULL THEN content END AS said
    """,
    {"ids": "bigint[]"},
)


@dataclass(frozen=True, slots=True)
class Look:
    """What one look is for: at most `limit` rows, without those that are known."""

    known: Sequence[int]
    limit: int

    def is_filled_by(self, found: int) -> bool:
        """Tell whether there may be more than was found."""
        return 0 < self.limit == found


class Window:
    """What the sender looks through at the outbox: a connection of his own, for one call at a time.

    He looks and leases for each thing that he sends, and somebody waits for it.
    """

    def __init__(self, connection: asyncpg.Connection) -> None:
        self._connection = connection

    async def queued_rows(
        self, what_matters: Look, background: Look, *, due_by: datetime
    ) -> list[Queued]:
        """Read what the sender does not know yet: what matters, then the background, oldest first.

        Of the background, what is not due by that moment does not come into his hands: it would
        stand before what is. What matters keeps its place in its lane, and is waited for.

        Background rows (offers and digests) have a limit of their own, so that a broadcast to
        everyone does not stand before the answer to one.
        """
        rows = await _LOOK.rows_over(
            self._connection,
            {
                "least": int(Urgency.LINKLINE),
                "known": list(what_matters.known),
                "most": what_matters.limit,
                "background_known": list(background.known),
                "background_most": background.limit,
                "due_by": due_by,
            },
        )
        return [
            Queued(
                **{
                    **row,
                    "urgency": Urgency(row["urgency"]),
                    "language": Language(row["language"]),
                }
            )
            for row in rows
        ]

    async def lease_rows(self, row_ids: Sequence[int]) -> dict[int, dict[str, Any] | None]:
        """Commit that these are about to be sent.

        Answers those that still may be, and what a notice says by now: it may have been reworded
        while it waited for its turn.
        """
        leased = await _LEASE.rows_over(self._connection, {"ids": list(row_ids)})
        return {row["id"]: row["said"] for row in leased}


@asynccontextmanager
async def open_window(db: Db) -> AsyncIterator[Window]:
    """Open it until the end of the block. Raises one of `DATABASE_AWAY`."""
    url = make_url(db.url).set(drivername="postgresql")
    connection = await asyncpg.connect(url.render_as_string(hide_password=False))
    try:
        await connection.set_type_codec(
            "jsonb",
            schema="pg_catalog",
            format="binary",
            encoder=lambda value: _JSONB + orjson.dumps(value),
            decoder=lambda told: orjson.loads(memoryview(told)[len(_JSONB) :]),
        )
        yield Window(connection)
    finally:
        connection.terminate()


_JSONB = b"\x01"
"""The version that begins a value (PostgreSQL, jsonb_recv)."""


_RECORD = text("""
    UPDATE outbox_row AS row
    SET state = said.state,
        message_id = coalesce(said.message_id, row.message_id),
        error = said.error,
        attempts = row.attempts - said.is_uncounted::int,
        ambiguous_at = coalesce(row.ambiguous_at, CASE WHEN said.is_ambiguous THEN :at END),
        ended_at = CASE WHEN said.state NOT IN ('queued', 'parked') THEN :at END
    FROM unnest(:ids, :states, :message_ids, :errors, :doubts, :uncounted, :assumed)
        AS said (id, state, message_id, error, is_ambiguous, is_uncounted, is_assumed)
    WHERE row.id = said.id AND row.state IN ('queued', 'leased')
      AND (
          NOT said.is_assumed OR EXISTS (
              SELECT FROM channel
              WHERE channel.id = row.channel_id AND channel.state = 'blocked' FOR SHARE
          )
      )
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("ids", type_=ARRAY(BigInteger)),
    bindparam("states", type_=ARRAY(Text)),
    bindparam("message_ids", type_=ARRAY(BigInteger)),
    bindparam("errors", type_=ARRAY(Text)),
    bindparam("doubts", type_=ARRAY(Boolean)),
    bindparam("uncounted", type_=ARRAY(Boolean)),
    bindparam("assumed", type_=ARRAY(Boolean)),
)
"""Whoever comes back holds his channel while he unparks: this waits for him, or he for this."""


async def record_outcomes(
    db: Db, outcomes: Sequence[Outcome], *, at: datetime, also: Also | None = None
) -> None:
    """Commit how rows ended, in one statement, with `also`; what it means for a chat follows."""
    values = {
        "at": at,
        "ids": [one.row_id for one in outcomes],
        "states": [one.state.value for one in outcomes],
        "message_ids": [one.message_id for one in outcomes],
        "errors": [one.error for one in outcomes],
        "doubts": [one.is_ambiguous for one in outcomes],
        "uncounted": [one.is_uncounted for one in outcomes],
        "assumed": [one.is_assumed for one in outcomes],
    }
    async with db.at_once() if also is None else db.begin() as session:
        await session.execute(_RECORD, values)
        if also is not None:
            await also(session)
    consequences = [one for one in outcomes if one.is_unreachable or one.moved_to is not None]
    if not consequences:
        return
    async with db.begin() as session:
        for one in consequences:
            if one.is_unreachable:
                await _note_unreachable(session, one.row_id, at=at)
            if one.moved_to is not None:
                await _move_chat(session, one.row_id, one.moved_to)


async def drop_rows(db: Db, row_ids: Sequence[int]) -> None:
    """Remove ended rows that name an address."""
    async with db.at_once() as session:
        await session.execute(
            delete(OutboxRow).where(OutboxRow.id.in_(row_ids), OutboxRow.ended_at.is_not(None))
        )


async def _note_unreachable(session: AsyncSession, row_id: int, *, at: datetime) -> None:
    """Know that the Peer has blocked us, also when no update said so."""
    channel_id = await session.scalar(select(OutboxRow.channel_id).where(OutboxRow.id == row_id))
    if channel_id is not None:
        await note_reachability(session, channel_id, ChannelState.BLOCKED, at=at)


async def _move_chat(session: AsyncSession, row_id: int, address: str) -> None:
    """Follow a group that has become a supergroup, with all that is queued for it."""
    before = await session.scalar(select(OutboxRow.address).where(OutboxRow.id == row_id))
    await session.execute(
        update(OutboxRow)
        .where(OutboxRow.address == before, OutboxRow.state == OutboxState.QUEUED)
        .values(address=address)
    )


async def recover_leased(db: Db, *, at: datetime) -> list[int]:
    """Decide about the rows that a sender left behind when it was killed.

    Nobody can know whether they arrived. What matters, and what can be done twice, is queued
    again; the rest is dropped. Either way the row is marked. Answers the rows in doubt.
    """
    is_repeatable = or_(
        OutboxRow.urgency <= Urgency.LINKLINE,
        *(OutboxRow.method.startswith(name) for name in _IDEMPOTENT),
    )
    async with db.begin() as session:
        again = await session.scalars(
            update(OutboxRow)
            .where(OutboxRow.state == OutboxState.LEASED, is_repeatable)
            .values(state=OutboxState.QUEUED, ambiguous_at=at)
            .returning(OutboxRow.id)
        )
        dropped = await session.scalars(
            update(OutboxRow)
            .where(OutboxRow.state == OutboxState.LEASED)
            .values(state=OutboxState.DROPPED, ambiguous_at=at, ended_at=at)
            .returning(OutboxRow.id)
        )
        return [*again, *dropped]


async def doubt_queued(db: Db, *, at: datetime) -> None:
    """Note of all that waits that it may have arrived: nobody knows what was sent since."""
    async with db.begin() as session:
        await session.execute(
            update(OutboxRow)
            .where(OutboxRow.ended_at.is_(None), OutboxRow.ambiguous_at.is_(None))
            .values(ambiguous_at=at)
        )


async def message_of(db: Db, row_id: int) -> int | None:
    """Find the message that a row became."""
    async with db.begin() as session:
        return await session.scalar(select(OutboxRow.message_id).where(OutboxRow.id == row_id))


async def note_message(db: Db, row_id: int, message_id: int) -> None:
    """Know by another message what a row became, because the first one is gone."""
    async with db.begin() as session:
        await session.execute(
            update(OutboxRow).where(OutboxRow.id == row_id).values(message_id=message_id)
        )


async def files_of(db: Db, row_id: int) -> dict[str, tuple[str, bytes]]:
    async with db.begin() as session:
        files = await session.scalars(select(OutboxFile).where(OutboxFile.row_id == row_id))
        return {file.part: (file.name, file.content) for file in files}
