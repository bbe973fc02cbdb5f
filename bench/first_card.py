"""How soon the other phone rings: from a parcel's posting to its first card on a Carrier's phone.

The demo runs with its robots, as a newcomer sees it, while they join, post and bargain. Looked at
are the parcels for which a trip was there when they were posted. The wait begins with the moment
the parcel was posted at and ends when the sender has Telegram's answer to the card.
"""

import asyncio
from pathlib import Path
from statistics import median, quantiles

from sqlalchemy import text

from bench.demo import Demo, empty_directory
from bench.figures import Figure
from core.db import connect
from core.servers.embedded import EmbeddedServers

_ROBOTS = 300
_MARKET_SECONDS = 240.0

_WAITS = text("""
    SELECT extract(epoch FROM min(card.ended_at) - parcel.posted_at)::double precision
    FROM drop_parcel AS parcel
    JOIN offer ON offer.parcel_id = parcel.id AND NOT offer.is_invited
    JOIN glide_path AS path ON path.id = offer.path_id AND path.posted_at < parcel.posted_at
    JOIN outbox_row AS card ON card.notice = 'offer' AND card.state = 'sent'
        AND card.content ->> 'id' = offer.id::text AND card.content ->> 'side' = 'carrier'
    GROUP BY parcel.id
""")


async def measure_first_card() -> list[Figure]:
    with empty_directory() as data:
        demo = await Demo.start(data, "--robots", str(_ROBOTS))
        try:
            await demo.ready()
            await asyncio.sleep(_MARKET_SECONDS)
            waited = await _waits(data)
        finally:
            await demo.stop()
    return [
        Figure("parcels for which a trip was there", len(waited), "parcels"),
        Figure("posted to first card, p50", median(waited) * 1000, "ms"),
        Figure("posted to first card, p95", quantiles(waited, n=20)[-1] * 1000, "ms"),
    ]


async def _waits(data: Path) -> list[float]:
    async with EmbeddedServers(data / "servers", valkey=False) as servers:
        db = connect(servers.database_url)
        try:
            async with db.begin() as session:
                return list(await session.scalars(_WAITS))
        finally:
            await db.close()
