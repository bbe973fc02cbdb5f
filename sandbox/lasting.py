"""Requests that are done to the end, also when whoever has asked hangs up meanwhile."""

import asyncio
from collections.abc import Coroutine
from typing import Any, TypeVar

ResultT = TypeVar("ResultT")
RefusalT = TypeVar("RefusalT", bound=Exception)


async def to_the_end(
    doing: Coroutine[Any, Any, ResultT], *, refused: type[RefusalT] | tuple[type[RefusalT], ...]
) -> ResultT:
    """Wait for it. That it is `refused` is told to nobody when nobody waits any more."""
    outcome = await asyncio.shield(asyncio.create_task(_outcome(doing, refused)))
    if isinstance(outcome, _Refused):
        raise outcome.why
    return outcome


class _Refused:
    def __init__(self, why: Exception) -> None:
        self.why = why


async def _outcome(
    doing: Coroutine[Any, Any, ResultT], refused: type[RefusalT] | tuple[type[RefusalT], ...]
) -> ResultT | _Refused:
    # Raised in a task for which nobody waits, it would be logged as if it were a fault.
    try:
        return await doing
    except refused as why:
        return _Refused(why)
