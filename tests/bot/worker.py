"""The bot of a worker, with a bucket for its files, in a process that a test can kill.

python worker.py DATABASE_URL REDIS_URL SANDBOX_URL BUCKET_URL MODE
"""

import asyncio
import sys

import structlog
from pydantic import SecretStr

from bot.runner import open_bot
from core.clock import utc_now
from core.db import connect
from core.redis import connect_redis
from core.settings import CargoEnv, Settings, TelegramMode
from core.wiring import Services, open_storage
from tests.bucket import NAME
from tests.sandboxes import TOKEN


def settings_of(sandbox_url: str, bucket_url: str, mode: TelegramMode) -> Settings:
    return Settings(
        cargo_env=CargoEnv.TEST,
        telegram_bot_token=SecretStr(TOKEN),
        telegram_api_base=sandbox_url,
        telegram_mode=mode,
        telegram_webhook_secret=SecretStr("a-secret-of-the-webhook"),
        public_url="http://127.0.0.1:1",
        s3_bucket=NAME,
        s3_endpoint_url=bucket_url,
        s3_region="us-east-1",
        s3_access_key_id=SecretStr("key"),
        s3_secret_access_key=SecretStr("secret"),
    )


async def work(settings: Settings, database_url: str, redis_url: str) -> None:
    services = Services(
        settings=settings,
        db=connect(database_url),
        redis=connect_redis(redis_url),
        clock=utc_now,
        storage=open_storage(settings, clock=utc_now),
    )
    async with open_bot(services) as bot:
        await bot.run(webhook_path="/telegram")


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    database, redis, sandbox, bucket, mode_name = sys.argv[1:]
    asyncio.run(work(settings_of(sandbox, bucket, TelegramMode(mode_name)), database, redis))
