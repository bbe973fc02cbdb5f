"""Passing events on and hearing them, each step a transaction of its own.

These loops end when they are cancelled. What they were doing then is undone and done again by the
next one who looks.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence
from typing import TypeVar

import structlog
from sqlalchemy.ext.asyncio import AsyncSession

from core.clock import Clock
from core.db import Db
from core.ending import end_if_asked
from core.events.queries import has_waiting, oldest_published, seconds_until_due
from core.events.service import (
    EVENTS_CHANNEL,
    Delivery,
    Group,
    acknowledge,
    claim_delivery,
    deliver_published,
    forget_published,
    note_failure,
    note_seen,
    park,
)
from core.events.states import Event, Hear, NotAnEvent, Open, Send, unpack_event
from core.locks import Only, only_one
from core.wakeups import Wakeup

_LOOK_SECONDS = 5.0
"""How long a lost wake-up can delay an event."""

_LEAST_SECONDS = 0.1
"""What is due and cannot be had is held by another process, which is not to be hurried."""

_AFTER_TROUBLE_SECONDS = 1.0
_SEND_SECONDS = 20.0
"""A broker that takes longer is away; the connection is made anew."""

_BATCH = 200
"""Events passed on in one transaction: enough to make its cost small, few enough to be quick."""

T = TypeVar("T")

log = structlog.get_logger(__name__)


async def run_through_broker(
    db: Db, groups: Sequence[Group], open_broker: Open, *, clock: Clock
) -> None:
    """Send what is published through a broker, and let every group hear what it delivers.

    A connection that is lost is made again. What was parked in the database is heard from there.
    """

    async def carry() -> None:
        hearers = {group.name: _hearer(db, group, clock=clock) for group in groups}
        async with open_broker(hearers) as send:
            end_if_asked()
            await run_relay(db, send)

    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(run_consumers(db, groups, clock=clock, is_through_broker=True))
        while True:
            await _until_it_works(carry)


def _hearer(db: Db, group: Group, *, clock: Clock) -> Hear:
    """Return only when the event is dealt with, since the broker then forgets it."""

    async def hear(packed: bytes) -> None:
        try:
            event = unpack_event(packed)
        except NotAnEvent:
            log.exception("not_an_event", group=group.name)
            return
        await _until_it_works(lambda: hear_from_broker(db, group, event, clock=clock))

    return hear


async def run_consumers(
    db: Db, groups: Sequence[Group], *, clock: Clock, is_through_broker: bool = False
) -> None:
    """Let every group hear what is there for it, and wait for more.

    Through a broker only parked events are there; else the published ones are delivered here.
    """
    bells = [Wakeup() for _ in groups]
    async with db.bells.hung(EVENTS_CHANNEL) as wakeup, asyncio.TaskGroup() as tasks:
        for group, bell in zip(groups, bells, strict=True):
            tasks.create_task(_keep_hearing(db, group, bell, clock=clock))
        while True:
            if not is_through_broker:
                await _until_it_works(lambda: deliver_all(db, groups))
            for bell in bells:
                bell.ring()
            await wakeup.wait(_LOOK_SECONDS)


async def _keep_hearing(db: Db, group: Group, bell: Wakeup, *, clock: Clock) -> None:
    async def hear_all() -> float | None:
        while await hear_one(db, group, clock=clock):
            pass
        async with db.begin() as session:
            return await seconds_until_due(session, group.name, at=clock())

    while True:
        due_seconds = await _until_it_works(hear_all)
        if due_seconds is None:
            due_seconds = _LOOK_SECONDS
        await bell.wait(min(max(due_seconds, _LEAST_SECONDS), _LOOK_SECONDS))


async def deliver_all(db: Db, groups: Sequence[Group]) -> None:
    """Deliver everything that has been published."""
    moved = _BATCH
    while moved == _BATCH:
        async with db.begin() as session:
            moved = await deliver_published(session, groups, most=_BATCH)


async def hear_one(db: Db, group: Group, *, clock: Clock) -> bool:
    """Let a group hear its next event; false when none is there for it now."""
    async with db.begin() as session:
        delivery = await claim_delivery(session, group.name, at=clock())
        if delivery is None:
            return False
        try:
            async with session.begin_nested():
                await _tell(session, group, delivery.event)
        except Exception as error:  # noqa: BLE001  (the outermost loop around a handler)
            await _note_failure(session, group, delivery, error, clock=clock)
        else:
            await acknowledge(session, delivery)
    return True


async def hear_from_broker(db: Db, group: Group, event: Event, *, clock: Clock) -> None:
    """Let a group hear what the broker delivers, once, however often it delivers it.

    An event whose handler fails, or that stands behind such a one, is parked here.
    """
    if group.handler_of(event) is None:
        return
    async with db.begin() as session:
        if not await note_seen(session, group.name, event, at=clock()):
            return
        if await has_waiting(session, group.name, event.about):
            await park(session, group.name, event)
            return
        try:
            async with session.begin_nested():
                await _tell(session, group, event)
        except Exception as error:  # noqa: BLE001  (the outermost loop around a handler)
            delivery = await park(session, group.name, event)
            await _note_failure(session, group, delivery, error, clock=clock)


async def _tell(session: AsyncSession, group: Group, event: Event) -> None:
    handler = group.handler_of(event)
    if handler is not None:
        await handler(session, event)


async def _note_failure(
    session: AsyncSession, group: Group, delivery: Delivery, error: Exception, *, clock: Clock
) -> None:
    is_dead = await note_failure(session, delivery, error, at=clock())
    log.warning(
        "event_died" if is_dead else "event_failed",
        group=group.name,
        event_name=delivery.event.name,
        event_id=str(delivery.event.id),
        delivery=delivery.id,
        attempts=delivery.attempts + 1,
        exc_info=error,
    )


async def run_relay(db: Db, send: Send) -> None:
    """Pass published events on to the broker, one process at a time so that they keep their order.

    Raises when the broker or the database is away. An event may be sent again after a crash;
    whoever hears it knows that he has seen it.
    """
    async with (
        db.bells.hung(EVENTS_CHANNEL) as wakeup,
        only_one(db.url, Only.RELAY) as lost,
    ):
        while not lost.is_set():
            await relay_all(db, send)
            await wakeup.wait(_LOOK_SECONDS)


async def relay_all(db: Db, send: Send) -> None:
    """Send everything that has been published, and forget what the broker has."""
    while True:
        async with db.begin() as session:
            events = await oldest_published(session, most=_BATCH)
        if not events:
            return
        sent: list[int] = []
        try:
            for position, event in events:
                async with asyncio.timeout(_SEND_SECONDS):
                    await send(event)
                sent.append(position)
        finally:
            async with db.begin() as session:
                await forget_published(session, sent)


async def _until_it_works(step: Callable[[], Awaitable[T]]) -> T:
    """Live on when the database or the broker is away, and try again until it is back."""
    while True:
        try:
            return await step()
        except Exception:  # the outermost loop
            log.exception("events_interrupted")
            end_if_asked()
            await asyncio.sleep(_AFTER_TROUBLE_SECONDS)
