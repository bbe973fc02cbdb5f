"""A web process that a test can kill.

python web.py DATABASE_URL REDIS_URL STRIPE_URL STRIPE_KEY PORT
"""

import asyncio
import sys

import structlog
from pydantic import SecretStr
from redis.asyncio import Redis

from core.clock import utc_now
from core.db import connect
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_storage, open_stripe
from webhooks.app import build_web
from webhooks.server import serve_web


async def serve(database_url: str, redis_url: str, stripe_url: str, key: str, port: int) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST,
        stripe_secret_key=SecretStr(key),
        stripe_api_base=stripe_url,
        port=port,
    )
    async with open_stripe(settings) as client:
        services = Services(
            settings=settings,
            db=connect(database_url),
            redis=Redis.from_url(redis_url),
            clock=utc_now,
            storage=open_storage(settings, clock=utc_now),
            stripe=client,
        )
        await serve_web(build_web(services), host=settings.listen_host, port=port)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    database, redis, stripe_address, stripe_key, listen_on = sys.argv[1:]
    asyncio.run(serve(database, redis, stripe_address, stripe_key, int(listen_on)))
