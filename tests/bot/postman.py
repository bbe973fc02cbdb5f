"""A postman in a process that a test can kill.

python postman.py DATABASE_URL REDIS_URL MAIL_URL SMS_URL
"""

import asyncio
import sys

import structlog
from pydantic import SecretStr

from bot.postman import Postman
from core.clock import utc_now
from core.db import connect
from core.mail.choosing import mailer_of, texter_of
from core.redis import connect_redis
from core.settings import CargoEnv, Settings
from core.wiring import Services, open_storage
from tests.sandboxes import TOKEN

_PAUSE_SECONDS = 0.05


async def carry(database_url: str, redis_url: str, mail_url: str, sms_url: str) -> None:
    settings = Settings(
        cargo_env=CargoEnv.TEST,
        telegram_bot_token=SecretStr(TOKEN),
        mail_url=SecretStr(mail_url),
        mail_from="Peer-Cargo <no-reply@cargo.example>",
        sms_url=sms_url,
    )
    services = Services(
        settings=settings,
        db=connect(database_url),
        redis=connect_redis(redis_url),
        clock=utc_now,
        storage=open_storage(settings, clock=utc_now),
        mailer=mailer_of(settings),
        texter=texter_of(settings),
    )
    postman = Postman(services, bot_name=lambda: "peercargo_bot")
    while True:
        await postman.carry_due()
        await asyncio.sleep(_PAUSE_SECONDS)


if __name__ == "__main__":
    structlog.configure(logger_factory=structlog.PrintLoggerFactory(sys.stderr))
    asyncio.run(carry(*sys.argv[1:5]))
