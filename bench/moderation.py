"""How long a moderator waits for what a month of a million messages shows.

Of a million messages in 58 days every 50th was held or let go; 100,000 blocks and as many reports
stand beside them. The rival is the same query as it was, when nothing but the whole table told
which messages were kept back.
"""

import statistics
import time
from datetime import UTC, datetime

import orjson
from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from bench.figures import Figure
from bench.house import fill_house
from bench.product import services_for
from core.messages.states import Content, MessageKind
from core.moderation.queries import held_back, patterns

ROWS = 100_000
MESSAGES = 1_000_000
_NOWHERE = "http://127.0.0.1:1"
_ROUNDS = 5
_NEWEST = datetime(2026, 11, 30, tzinfo=UTC)

_FILL = """
    INSERT INTO link_message (id, purge_on, line_id, side, kind, state, held_for, content,
        is_forwarded, reactions, place, carrier_change, requester_change, version, said_at,
        changed_at, looks)
    SELECT ('0191' || lpad(to_hex(n), 28, '0'))::uuid, 'infinity',
        ('0190' || lpad(to_hex(9), 4, '0') || '-0000-7000-8000-'
            || lpad(to_hex(1 + n % 100000), 12, '0'))::uuid,
        'carrier', 'text',
        CASE WHEN n % 100 = 0 THEN 'held' WHEN n % 100 = 50 THEN 'dropped' ELSE 'sent' END,
        CASE WHEN n % 100 = 0 THEN 'contact' END,
        CAST(:content AS jsonb),
        false, '{}', n, 0, 0, 1, timestamptz '2026-11-30 00:00+00' - n * interval '5 seconds',
        timestamptz '2026-11-30 00:00+00' - n * interval '5 seconds', 0
    FROM generate_series(1, :messages) AS n
"""
_BLOCKS = """
    INSERT INTO peer_block (peer_id, blocked_id, at)
    SELECT ('0190' || lpad(to_hex(1), 4, '0') || '-0000-7000-8000-' || lpad(to_hex(n), 12, '0')
        )::uuid,
        ('0190' || lpad(to_hex(1), 4, '0') || '-0000-7000-8000-'
            || lpad(to_hex(1 + (n * 7) % 100000), 12, '0'))::uuid,
        timestamptz '2026-11-30 00:00+00' - n * interval '5 minutes'
    FROM generate_series(1, :rows) AS n WHERE n <> 1 + (n * 7) % 100000
"""
_INDEXES = ("ix_link_message_kept_back", "ix_link_report_at", "ix_peer_block_at")


async def measure_moderation() -> list[Figure]:
    async with services_for(_NOWHERE) as services:
        await fill_house(services.db, rows=ROWS)
        said = Content(MessageKind.TEXT, "Call me on +49 151 23456789 please")
        content = orjson.dumps(said.packed()).decode()
        async with services.db.begin() as session:
            await session.execute(text("SET LOCAL session_replication_role = replica"))
            await session.execute(text(_FILL), {"messages": MESSAGES, "content": content})
            await session.execute(text(_BLOCKS), {"rows": ROWS})
        async with services.db.at_once() as session:
            await session.execute(text("VACUUM ANALYZE"))
        async with services.db.begin() as session:
            ours = await _wait(session)
            list_ = await _wait_for_list(session)
        async with services.db.engine.connect() as connection, AsyncSession(connection) as session:
            for index in _INDEXES:
                await session.execute(text(f"DROP INDEX {index}"))
            theirs = await _wait(session)
            await session.rollback()
    return [
        Figure("patterns of a month", ours, "ms", rival=theirs, against="without an index"),
        Figure("the newest 50 that were held", list_, "ms"),
    ]


async def _wait(session: AsyncSession) -> float:
    waits = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        await patterns(session, at=_NEWEST)
        waits.append((time.perf_counter() - began) * 1000)
    return statistics.median(waits)


async def _wait_for_list(session: AsyncSession) -> float:
    waits = []
    for _ in range(_ROUNDS):
        began = time.perf_counter()
        await held_back(session, at=_NEWEST)
        waits.append((time.perf_counter() - began) * 1000)
    return statistics.median(waits)
