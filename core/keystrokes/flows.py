"""Telling the other processes who is writing, and taking turns at showing it."""

from uuid import UUID

from redis.asyncio import Redis

from core.offers.states import Side
from core.redis import AWAY, answering_soon

_TOPIC = "typing"
TYPING = f"{_TOPIC}:*"
"""The pattern of its topics."""

SHOWN_SECONDS = 5
"""As long as Telegram shows it (Bot API, sendChatAction)."""

_SHOWN_AGAIN_MS = 4000
"""A little less, so that it does not flicker while somebody goes on."""


async def tell_typing(redis: Redis, line_id: UUID, side: Side) -> None:
    try:
        async with answering_soon():
            await redis.publish(f"{_TOPIC}:{line_id}", side.value)
    except AWAY:
        return


def typing_in(topic: str, told: bytes) -> tuple[UUID, Side]:
    """Read on which line who is writing."""
    return UUID(topic.partition(":")[2]), Side(told.decode())


async def take_turn(redis: Redis, line_id: UUID, side: Side) -> bool:
    """Tell whether this process is the one that shows it now; each few seconds it is one."""
    try:
        async with answering_soon():
            name = f"shown:{line_id}:{side}"
            return bool(await redis.set(name, "", nx=True, px=_SHOWN_AGAIN_MS))
    except AWAY:
        return False
