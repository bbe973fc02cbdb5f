"""Waiting for what should happen soon."""

import asyncio
from collections.abc import Awaitable
from typing import TypeVar

ResultT = TypeVar("ResultT")


async def soon(awaitable: Awaitable[ResultT], seconds: float) -> ResultT:
    """Give the result, or raise `TimeoutError` after the seconds."""
    async with asyncio.timeout(seconds):
        return await awaitable
