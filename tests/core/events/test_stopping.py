"""A process that is told to stop does so, whatever its broker's client makes of the message."""

import asyncio
from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import asynccontextmanager, suppress

import pytest

from core.clock import utc_now
from core.db import Db
from core.events.flows import run_through_broker
from core.events.states import Event, Hear, Open, Send

_PATIENCE_SECONDS = 5


async def _send(event: Event) -> None:
    raise AssertionError(event)


def _swallowing(connecting: asyncio.Event) -> Open:
    @asynccontextmanager
    async def open_broker(hearers: Mapping[str, Hear]) -> AsyncIterator[Send]:
        connecting.set()
        with suppress(asyncio.CancelledError):
            await asyncio.Event().wait()
        yield _send

    return open_broker


def _stumbling(connecting: asyncio.Event) -> Open:
    @asynccontextmanager
    async def open_broker(hearers: Mapping[str, Hear]) -> AsyncIterator[Send]:
        connecting.set()
        try:
            await asyncio.Event().wait()
        except asyncio.CancelledError:
            raise ConnectionError from None
        yield _send

    return open_broker


@pytest.mark.parametrize("client", [_swallowing, _stumbling])
async def test_a_client_that_eats_the_order_to_stop_does_not_keep_us(
    db: Db, client: Callable[[asyncio.Event], Open]
) -> None:
    connecting = asyncio.Event()
    running = asyncio.create_task(run_through_broker(db, (), client(connecting), clock=utc_now))
    await connecting.wait()
    running.cancel()
    _, still_running = await asyncio.wait([running], timeout=_PATIENCE_SECONDS)
    assert not still_running
