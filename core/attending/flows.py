"""Saying that one attends to a ticket, and hearing who else does."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

import orjson
from redis.asyncio import Redis

from core.redis import AWAY, answering_soon

LASTS_SECONDS = 12
"""Three times as long as a page takes to say so again."""

_ATTEND = """
redis.call('HSET', KEYS[1], ARGV[1], ARGV[2])
redis.call('EXPIRE', KEYS[1], ARGV[3])
return redis.call('HGETALL', KEYS[1])
"""


@dataclass(frozen=True, slots=True)
class Attending:
    """One of our people, and whether he writes."""

    name: str
    is_typing: bool


async def attend(
    redis: Redis, ticket_id: UUID, who: UUID, name: str, *, is_typing: bool, at: datetime
) -> list[Attending]:
    """Say that somebody has a ticket before him; answer who else has, who writes first."""
    key, now = f"attending:{ticket_id}", at.timestamp()
    said = orjson.dumps({"name": name, "is_typing": is_typing, "at": now})
    try:
        async with answering_soon():
            found = await redis.eval(_ATTEND, 1, key, str(who), said, LASTS_SECONDS)
    except AWAY:
        return []
    pairs = zip(found[::2], found[1::2], strict=True)
    others = [orjson.loads(one) for field, one in pairs if field.decode() != str(who)]
    there = [one for one in others if now - one["at"] < LASTS_SECONDS]
    return sorted(
        (Attending(one["name"], one["is_typing"]) for one in there),
        key=lambda one: (not one.is_typing, one.name),
    )
