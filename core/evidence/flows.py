"""Fetching photos of complaints when somebody looks. No transaction is open meanwhile."""

import asyncio
from hashlib import sha256

import structlog
from redis.asyncio import Redis

from core.fetching import Fetch, FileGone
from core.pictures import NoPicture, cleaned
from core.redis import AWAY, answering_soon

REMEMBERED_SECONDS = 3600

log = structlog.get_logger(__name__)


async def fetch_photo(redis: Redis, fetch: Fetch, file_id: str) -> bytes:
    """Give a photo as JPEG that holds its pixels alone.

    Raises `NotFetched` when it may come later, and `FileGone` for what is none, is too large or is
    not there any more.
    """
    key = f"evidence:{sha256(file_id.encode()).hexdigest()}"
    known = await _remembered(redis, key)
    if known is not None:
        return known
    content = await fetch(file_id)
    try:
        picture = await asyncio.to_thread(cleaned, content)
    except NoPicture as error:
        raise FileGone(str(error)) from None
    await _remember(redis, key, picture.jpeg)
    return picture.jpeg


async def _remembered(redis: Redis, key: str) -> bytes | None:
    try:
        async with answering_soon():
            known = await redis.get(key)
    except AWAY as error:
        log.info("evidence_not_remembered", why=type(error).__name__)
        return None
    return known if isinstance(known, bytes) else None


async def _remember(redis: Redis, key: str, jpeg: bytes) -> None:
    try:
        async with answering_soon():
            await redis.set(key, jpeg, ex=REMEMBERED_SECONDS)
    except AWAY as error:
        log.info("evidence_not_remembered", why=type(error).__name__)
