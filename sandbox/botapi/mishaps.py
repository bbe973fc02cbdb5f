"""What each kind of fault does to one request: before it is acted on, after, or instead."""

import contextlib
from collections.abc import Awaitable, Callable, Coroutine, Mapping
from types import MappingProxyType
from typing import Any, Final, TypeAlias

from sandbox.botapi.errors import ApiError, TooManyRequests
from sandbox.faults import Fault, FaultKind
from sandbox.lasting import to_the_end
from sandbox.wire import Wire

Perform: TypeAlias = Callable[[], Coroutine[Any, Any, object]]
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


async def delayed(fault: Fault, perform: Perform) -> Wire:
    # Who hangs up meanwhile does not undo the request: that is what makes a timeout ambiguous.
    return {"ok": True, "result": await to_the_end(perform(), refused=ApiError)}


async def too_many(fault: Fault, perform: Perform) -> Wire:
    raise TooManyRequests(fault.retry_after)


async def refused(fault: Fault, perform: Perform) -> Wire:
    return {"ok": False, "error_code": fault.error_code, "description": fault.description}


MISHAPS: Final[Mapping[FaultKind, Mishap]] = MappingProxyType(
    {
        FaultKind.DROP_BEFORE: drop_before,
        FaultKind.DROP_AFTER: drop_after,
        FaultKind.BAD_GATEWAY: bad_gateway,
        FaultKind.BAD_GATEWAY_AFTER: bad_gateway_after,
        FaultKind.SLOW: delayed,
        FaultKind.HELD: delayed,
        FaultKind.TOO_MANY: too_many,
        FaultKind.REFUSED: refused,
    }
)
