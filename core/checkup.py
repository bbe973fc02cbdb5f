"""Checks what is configured and reachable, one finding a thing, without changing anything.

Telegram is checked by the edge that speaks to it; the command line puts all findings in one table.
"""

import asyncio
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import urlsplit

import stripe
from botocore.exceptions import BotoCoreError, ClientError
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core.db import connect
from core.mail.carriers import Mailer, Texter, TryLater
from core.passages.flows import EXTENSIONS, has_extension, is_postgis_built
from core.providers.flows import Provider
from core.providers.states import NotVouchedFor
from core.redis import AWAY, answering_soon
from core.rules import MatchingIndex
from core.settings import Settings
from core.storage.s3 import s3_client
from core.wiring import Services

_OLDEST_POSTGRES = 150_000
_PATIENCE_SECONDS = 5.0
_BROKER_PORTS = {
    "redis": 6379,
    "rediss": 6379,
    "amqp": 5672,
    "amqps": 5671,
    "kafka": 9092,
    "kafkas": 9093,
}


class Verdict(StrEnum):
    RIGHT = "right"
    WRONG = "wrong"
    UNSET = "unset"


@dataclass(frozen=True, slots=True)
class Finding:
    name: str
    verdict: Verdict
    what: str
    to_do: str = ""


async def check_everything(services: Services) -> list[Finding]:
    settings = services.settings
    return [
        await check_database(services),
        await check_matching_index(services),
        await check_read_replica(settings),
        await check_redis(services),
        await check_broker(settings),
        await check_stripe(settings),
        await check_provider(services),
        await check_storage(settings),
        await check_carrier(
            "E-mail", services.mailer, "MAIL_URL", is_set=settings.mail_url is not None
        ),
        await check_carrier("SMS", services.texter, "SMS_URL", is_set=settings.sms_url is not None),
    ]


async def check_database(services: Services) -> Finding:
    try:
        async with services.db.begin() as session:
            version = int(await session.scalar(text("SHOW server_version_num")) or 0)
    except (SQLAlchemyError, OSError) as error:
        return Finding(
            "PostgreSQL", Verdict.WRONG, _brief(error), "check DATABASE_URL and the server"
        )
    where = "embedded" if services.settings.database_url is None else "DATABASE_URL"
    if version < _OLDEST_POSTGRES:
        return Finding(
            "PostgreSQL", Verdict.WRONG, f"version {version // 10000}", "use 15 or newer"
        )
    return Finding(
        "PostgreSQL", Verdict.RIGHT, f"{where}, version {version // 10000}.{version % 10000}"
    )


async def check_matching_index(services: Services) -> Finding:
    name = "Matching index"
    if services.settings.matching_index is MatchingIndex.CELLS:
        return Finding(name, Verdict.RIGHT, "cells")
    try:
        async with services.db.begin() as session:
            missing = [one for one in EXTENSIONS if not await has_extension(session, one)]
            is_built = await is_postgis_built(session)
    except (SQLAlchemyError, OSError) as error:
        return Finding(name, Verdict.WRONG, _brief(error), "check DATABASE_URL and the server")
    if missing:
        what = f"postgis; the server lacks the extension {' and '.join(missing)}"
        return Finding(name, Verdict.WRONG, what, "install it, or set MATCHING_INDEX=cells")
    if not is_built:
        return Finding(name, Verdict.WRONG, "postgis, not built yet", "run peercargo migrate")
    return Finding(name, Verdict.RIGHT, "postgis")


async def check_read_replica(settings: Settings) -> Finding:
    if settings.database_read_url is None:
        return Finding("Read replica", Verdict.UNSET, "not set: reads go to the database")
    db = connect(settings.database_read_url.get_secret_value())
    try:
        async with db.begin() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError) as error:
        return Finding("Read replica", Verdict.WRONG, _brief(error), "check DATABASE_READ_URL")
    finally:
        await db.close()
    return Finding("Read replica", Verdict.RIGHT, "answers")


async def check_redis(services: Services) -> Finding:
    try:
        async with answering_soon():
            facts = await services.redis.info("server")
    except AWAY as error:
        return Finding("Redis", Verdict.WRONG, _brief(error), "check REDIS_URL and the server")
    where = "embedded" if services.settings.redis_url is None else "REDIS_URL"
    name = "Valkey" if "valkey_version" in facts else "Redis"
    version = facts.get("valkey_version") or facts.get("redis_version")
    return Finding("Redis", Verdict.RIGHT, f"{where}, {name} {version}")


async def check_broker(settings: Settings) -> Finding:
    if settings.broker_url is None:
        return Finding("Broker", Verdict.UNSET, "not set: events travel through PostgreSQL")
    parts = urlsplit(settings.broker_url.get_secret_value())
    port = parts.port or _BROKER_PORTS.get(parts.scheme)
    if port is None:
        return Finding(
            "Broker", Verdict.WRONG, f"unknown scheme {parts.scheme}", "use redis, amqp or kafka"
        )
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            _, writer = await asyncio.open_connection(parts.hostname, port)
        writer.close()
    except (OSError, TimeoutError) as error:
        return Finding("Broker", Verdict.WRONG, _brief(error), "check BROKER_URL and the server")
    return Finding("Broker", Verdict.RIGHT, f"{parts.scheme} port {port} is open")


async def check_stripe(settings: Settings) -> Finding:
    if settings.stripe_secret_key is None:
        return Finding("Stripe", Verdict.UNSET, "not set: nobody can pay", "set STRIPE_SECRET_KEY")
    client = stripe.StripeClient(
        settings.stripe_secret_key.get_secret_value(),
        base_addresses={"api": settings.stripe_api_base},
        max_network_retries=0,
    )
    try:
        async with asyncio.timeout(_PATIENCE_SECONDS):
            await client.v1.balance.retrieve_async()
    except (stripe.StripeError, TimeoutError) as error:
        return Finding("Stripe", Verdict.WRONG, type(error).__name__, "check STRIPE_SECRET_KEY")
    if settings.stripe_webhook_secret is None:
        return Finding("Stripe", Verdict.WRONG, "no webhook secret", "set STRIPE_WEBHOOK_SECRET")
    return Finding("Stripe", Verdict.RIGHT, "the key is accepted")


async def check_provider(services: Services) -> Finding:
    name = "Sign-in provider"
    if not services.settings.has_provider:
        return Finding(name, Verdict.UNSET, "not set: operators sign in with passwords")
    try:
        issuer = await Provider(services.settings).look(at=services.clock())
    except NotVouchedFor as error:
        to_do = "check OIDC_ISSUER; the log says what was answered"
        return Finding(name, Verdict.WRONG, error.why.value.replace("_", " "), to_do)
    return Finding(name, Verdict.RIGHT, f"{issuer} answers")


async def check_storage(settings: Settings) -> Finding:
    if settings.s3_bucket is None:
        return Finding("Files", Verdict.UNSET, f"in {settings.cargo_data_dir}")
    try:
        await asyncio.to_thread(_head_bucket, settings, settings.s3_bucket)
    except (BotoCoreError, ClientError) as error:
        return Finding(
            "Files", Verdict.WRONG, _brief(error), "check S3_BUCKET, its region and its keys"
        )
    return Finding("Files", Verdict.RIGHT, f"bucket {settings.s3_bucket} answers")


async def check_carrier(
    name: str, carrier: Mailer | Texter | None, setting: str, *, is_set: bool
) -> Finding:
    if carrier is None:
        return Finding(name, Verdict.UNSET, "not set: who blocks the bot hears nothing")
    try:
        await carrier.greet()
    except TryLater as error:
        return Finding(name, Verdict.WRONG, _brief(error), f"check {setting}")
    return Finding(name, Verdict.RIGHT if is_set else Verdict.UNSET, carrier.place)


def _head_bucket(settings: Settings, bucket: str) -> None:
    s3_client(settings).head_bucket(Bucket=bucket)


def _brief(error: BaseException) -> str:
    """Keep the first line, which names the fault; the rest may quote an address with a password."""
    return (str(error).splitlines() or [type(error).__name__])[0][:120]
