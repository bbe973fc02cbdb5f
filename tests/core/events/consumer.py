"""A worker's consumers of events, in a process of its own that a test can kill.

python consumer.py DATABASE_URL REDIS_URL PREFIX [BROKER_URL]
"""

import asyncio
import sys

import structlog
from pydantic import SecretStr
from redis.asyncio import Redis

from core.background import run_events
from core.clock import utc_now
from core.db import connect
from core.settings import CargoEnv, Settings
from core.transports.broker import Lines
from core.wiring import Services, open_storage
from tests.core.events.builders import counting_group

GROUPS = ("first", "second")
LOST_AFTER_SECONDS = 1.0
"""A killed consumer's events come back soon, so that the test is soon over."""


async def consume(database_url: str, redis_url: str, prefix: str, broker_url: str | None) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST, broker_url=SecretStr(broker_url) if broker_url else None
    )
    services = Services(
        settings=settings,
        db=connect(database_url),
        redis=Redis.from_url(redis_url),
        clock=utc_now,
        storage=open_storage(settings, clock=utc_now),
    )
    groups = [counting_group(name) for name in GROUPS]
    lines = Lines(prefix=prefix, lost_after_seconds=LOST_AFTER_SECONDS)
    await run_events(services, groups, lines=lines)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    database, redis, name, *broker = sys.argv[1:]
    asyncio.run(consume(database, redis, name, broker[0] if broker else None))
