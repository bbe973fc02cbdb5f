"""Saying that one has a ticket before him, and hearing who else has."""

from datetime import timedelta

from redis.asyncio import Redis

from core.attending.flows import LASTS_SECONDS, Attending, attend
from core.ids import new_id
from core.redis import connect_redis
from tests.conftest import NOON
from tests.killing import free_port

ADA, SAMI, TICKET = new_id(NOON), new_id(NOON), new_id(NOON)


async def test_the_others_are_told_and_who_writes_comes_first(redis: Redis) -> None:
    omar = new_id(NOON)
    assert await attend(redis, TICKET, ADA, "Ada", is_typing=False, at=NOON) == []
    await attend(redis, TICKET, omar, "Omar", is_typing=True, at=NOON)
    seen = await attend(redis, TICKET, SAMI, "Sami", is_typing=False, at=NOON)
    assert seen == [Attending("Omar", is_typing=True), Attending("Ada", is_typing=False)]


async def test_who_attends_to_another_ticket_is_not_told(redis: Redis) -> None:
    await attend(redis, new_id(NOON), ADA, "Ada", is_typing=True, at=NOON)
    assert await attend(redis, TICKET, SAMI, "Sami", is_typing=False, at=NOON) == []


async def test_who_has_gone_is_told_no_more(redis: Redis) -> None:
    await attend(redis, TICKET, ADA, "Ada", is_typing=True, at=NOON)
    later = NOON + timedelta(seconds=LASTS_SECONDS)
    assert await attend(redis, TICKET, SAMI, "Sami", is_typing=False, at=later) == []


async def test_who_has_stopped_writing_reads(redis: Redis) -> None:
    await attend(redis, TICKET, ADA, "Ada", is_typing=True, at=NOON)
    await attend(redis, TICKET, ADA, "Ada", is_typing=False, at=NOON)
    seen = await attend(redis, TICKET, SAMI, "Sami", is_typing=False, at=NOON)
    assert seen == [Attending("Ada", is_typing=False)]


async def test_without_redis_nobody_is_told_and_nothing_breaks() -> None:
    away = connect_redis(f"redis://127.0.0.1:{free_port()}")
    assert await attend(away, TICKET, ADA, "Ada", is_typing=True, at=NOON) == []
    await away.aclose()
