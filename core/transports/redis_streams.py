"""Events through Redis Streams: one stream, and a consumer group for each of ours.

Groups begin at the stream's start, because an event may be there before its group. What all groups
have heard is trimmed, since Redis keeps a stream in memory. A group that the program no longer has
keeps its events there until an operator destroys it (`XGROUP DESTROY`).
"""

import asyncio
from collections.abc import AsyncIterator, Iterable, Mapping
from contextlib import asynccontextmanager, suppress
from typing import Any

from faststream import AckPolicy
from faststream.redis import RedisBroker, StreamSub
from redis.asyncio import Redis
from redis.exceptions import ResponseError

from core.ending import end_if_asked
from core.events.states import Event, Hear, Send, pack_event
from core.redis import connect_redis
from core.transports.broker import Lines
from core.transports.options import common_options

_CONSUMER = "worker"
"""All workers read under one name, so that ended ones leave none behind. It means nothing here:
what a worker leaves unheard is claimed because it is old, not because of whose it was."""

_TRIM_SECONDS = 30.0
_WATCH_SECONDS = 1.0
_BLOCK_MS = 1000
"""How long one read waits for news before it asks again."""


class SubscriberStopped(Exception):
    """A subscription ended by itself, as when the stream was flushed: connect again."""


@asynccontextmanager
async def open_redis_streams(
    url: str, hearers: Mapping[str, Hear], *, lines: Lines
) -> AsyncIterator[Send]:
    """Connect; each group reads what is new, and claims what somebody has left unheard."""
    stream = f"{lines.prefix}:events"
    broker = RedisBroker(url, **common_options())
    subscribers: list[Any] = []
    for group, hear in hearers.items():
        for idle_ms in (None, int(lines.lost_after_seconds * 1000)):
            source = StreamSub(
                stream,
                group=group,
                consumer=_CONSUMER,
                polling_interval=_BLOCK_MS,
                max_records=1,
                min_idle_time=idle_ms,
            )
            subscriber = broker.subscriber(stream=source, ack_policy=AckPolicy.NACK_ON_ERROR)
            subscriber(hear)
            subscribers.append(subscriber)

    async def send(event: Event) -> None:
        await broker.publish(pack_event(event), stream=stream)

    async with connect_redis(url) as redis, asyncio.TaskGroup() as tasks:
        await _create_groups(redis, stream, hearers)
        keeping = [tasks.create_task(_keep_trimmed(redis, stream))]
        try:
            await broker.start()
            keeping.append(tasks.create_task(_watch(subscribers)))
            yield send
        finally:
            for task in keeping:
                task.cancel()
            await broker.stop()


async def _create_groups(redis: Redis, stream: str, groups: Iterable[str]) -> None:
    for group in groups:
        with suppress(ResponseError):  # the group is there already
            await redis.xgroup_create(stream, group, id="0", mkstream=True)


async def _watch(subscribers: Iterable[Any]) -> None:
    """FastStream ends a subscription whose stream was lost, and says so only in its log."""
    while True:
        await asyncio.sleep(_WATCH_SECONDS)
        if not all(subscriber.running for subscriber in subscribers):
            raise SubscriberStopped


async def _keep_trimmed(redis: Redis, stream: str) -> None:
    while True:
        await trim_heard(redis, stream)
        end_if_asked()
        await asyncio.sleep(_TRIM_SECONDS)


async def trim_heard(redis: Redis, stream: str) -> None:
    """Remove what every group has heard and acknowledged."""
    needed = []
    for group in await redis.xinfo_groups(stream):
        pending = await redis.xpending(stream, group["name"])
        needed.append(pending["min"] or group["last-delivered-id"])
    if needed:
        await redis.xtrim(stream, minid=min(needed, key=_moment), approximate=False)


def _moment(entry_id: bytes) -> tuple[int, int]:
    milliseconds, _, number = entry_id.partition(b"-")
    return int(milliseconds), int(number)
