"""What each kind of fault does to one request: before it is acted on, after, or instead."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Mapping
from types import MappingProxyType
from typing import Final, TypeAlias

from sandbox.botapi.errors import ApiError, TooManyRequests
from sandbox.faults import Fault, FaultKind
from sandbox.wire import Wire

Perform: TypeAlias = Callable[[], Awaitable[object]]
Mishap: TypeAlias = Callable[[Fault, Perform], Awaitable[Wire]]

BAD_GATEWAY: Final[Wire] = {"ok": False, "error_code": 502, "description": "Bad Gateway"}


class Dropped(Exception):
    """The connection is to be cut without an answer."""


async def drop_before(fault: Fault, perform: Perform) -> Wire:
    raise Dropped


async def drop_after(fault: Fault, perform: Perform) -> Wire:
    # Whether it was done or refused, nobody learns of it.
    with contextlib.suppress(ApiError):
        await perform()
    raise Dropped


async def bad_gateway(fault: Fault, perform: Perform) -> Wire:
    return BAD_GATEWAY


async def bad_gateway_after(fault: Fault, perform: Perform) -> Wire:
    with contextlib.suppress(ApiError):
        await perform()
    return BAD_GATEWAY


async def slow(fault: Fault, perform: Perform) -> Wire:
    async def late() -> object:
        await asyncio.sleep(fault.seconds)
        return await perform()

    # Who hangs up meanwhile does not undo the request: that is what makes a timeout ambiguous.
    return {"ok": True, "result": await asyncio.shield(asyncio.create_task(late()))}


async def too_many(fault: Fault, perform: Perform) -> Wire:
    raise TooManyRequests(fault.retry_after)


MISHAPS: Final[Mapping[FaultKind, Mishap]] = MappingProxyType(
    {
        FaultKind.DROP_BEFORE: drop_before,
        FaultKind.DROP_AFTER: drop_after,
        FaultKind.BAD_GATEWAY: bad_gateway,
        FaultKind.BAD_GATEWAY_AFTER: bad_gateway_after,
        FaultKind.SLOW: slow,
        FaultKind.TOO_MANY: too_many,
    }
)
