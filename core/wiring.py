"""The composition root: builds what lives as long as the process, once, and hands it on.

Nothing else makes a database pool, a Redis client or a clock. Where the settings name no server,
an embedded one is started here and ends with the process.
"""

import secrets
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from redis.asyncio import Redis
from stripe import HTTPXClient, StripeClient

from core.clock import Clock, utc_now
from core.db import Db, connect
from core.mail.carriers import Mailer, Texter
from core.mail.choosing import mailer_of, texter_of
from core.redis import connect_redis
from core.servers.embedded import EmbeddedServers
from core.settings import Settings
from core.storage.files import Storage
from core.storage.fs import FsStorage
from core.troubles import Troubles

STRIPE_VERSION = "2026-10-28.endive"
"""The version of Stripe's API that the code speaks, whatever the account is set to."""

PAYOUTS_PATH = "/payouts"
"""Where the web process leads Carriers to Stripe; the bot makes links that begin so."""

IDENTITY_PATH = "/identity"
"""Where it leads Peers who want to be verified, likewise."""

FILES_PATH = "/files"
"""Where the web process shows files that are kept in the data directory."""

_STRIPE_SECONDS = 30.0
"""Answers take a second or two; the lease of a command outlasts this and one more try."""


@dataclass(frozen=True, slots=True)
class Services:
    """What handlers, endpoints and jobs are given."""

    settings: Settings
    db: Db
    redis: Redis
    clock: Clock
    storage: Storage
    stripe: StripeClient | None = None
    """None where no key is set: then nobody can pay."""
    troubles: Troubles = field(default_factory=Troubles)
    mailer: Mailer | None = None
    """None where nothing carries e-mail: then nobody is asked for an address."""
    texter: Texter | None = None
    """Likewise for short messages."""
    replica: Db | None = None
    """A copy of the database for those who only look; none where `db` is asked."""

    @property
    def reading(self) -> Db:
        """Where to read what may be some seconds old."""
        return self.replica or self.db


@asynccontextmanager
async def open_services(settings: Settings, *, clock: Clock = utc_now) -> AsyncIterator[Services]:
    """Start what is missing, connect, and close everything at the end of the block."""
    async with EmbeddedServers(
        settings.cargo_data_dir / "servers",
        postgres=settings.database_url is None,
        valkey=settings.redis_url is None,
    ) as servers:
        database_url = settings.database_url
        redis_url = settings.redis_url
        db = connect(database_url.get_secret_value() if database_url else servers.database_url)
        redis = connect_redis(redis_url.get_secret_value() if redis_url else servers.redis_url)
        read_url = settings.database_read_url
        replica = connect(read_url.get_secret_value(), pool_size=4) if read_url else None
        try:
            async with open_stripe(settings) as client:
                storage = open_storage(settings, clock=clock)
                yield Services(
                    settings,
                    db,
                    redis,
                    clock,
                    storage,
                    stripe=client,
                    mailer=mailer_of(settings),
                    texter=texter_of(settings),
                    replica=replica,
                )
        finally:
            if replica is not None:
                await replica.close()
            await redis.aclose()
            await db.close()


def open_storage(settings: Settings, *, clock: Clock) -> Storage:
    """Keep files in the bucket that is named, else in the data directory.

    Their addresses are sealed with the bot's token. Without one there is no bot, so nobody is told
    an address, and any secret will do.
    """
    if settings.s3_bucket is not None:
        from core.storage.s3 import S3Storage, s3_client  # noqa: PLC0415  (boto3 loads slowly)

        return S3Storage(s3_client(settings), settings.s3_bucket)
    token = settings.telegram_bot_token
    return FsStorage(
        settings.own_files,
        base_url=f"{settings.web_url}{FILES_PATH}",
        secret=secrets.token_hex() if token is None else token.get_secret_value(),
        clock=clock,
    )


@asynccontextmanager
async def open_stripe(settings: Settings) -> AsyncIterator[StripeClient | None]:
    """Give Stripe's client, if there is a key for it."""
    key = settings.stripe_secret_key
    if key is None:
        yield None
        return
    http = HTTPXClient(timeout=_STRIPE_SECONDS)
    try:
        yield StripeClient(
            key.get_secret_value(),
            base_addresses={"api": settings.stripe_api_base},
            http_client=http,
            max_network_retries=1,
            stripe_version=STRIPE_VERSION,
        )
    finally:
        await http.close_async()  # type: ignore[no-untyped-call]
