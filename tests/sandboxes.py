"""A sandbox in the test's own process, for tests of the product: reached by its address alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

from aiohttp import web

from bot.sender.schedule import Limits
from sandbox.app import build_app
from sandbox.people.roster import add_bot
from sandbox.wiring import Sandbox, build_sandbox

TOKEN = "42:test-token"
USERNAME = "cargo_test_bot"
NO_LIMITS = Limits(
    per_second=10_000.0,
    burst=1000.0,
    chat_per_second=1000.0,
    chat_burst=100.0,
    group_most=1000,
    group_seconds=1.0,
)
"""For a sandbox that has none."""


@dataclass(frozen=True, slots=True)
class Served:
    """A running sandbox: its address, and the inside for what no request can show."""

    url: str
    inside: Sandbox


@asynccontextmanager
async def served_sandbox(*, with_limits: bool = False) -> AsyncIterator[Served]:
    """Open a sandbox with one bot on a free port; every answer is held against the spec."""
    inside = build_sandbox(with_limits=with_limits, check_answers=True)
    add_bot(inside, TOKEN, USERNAME, "Peer-Cargo")
    runner = web.AppRunner(build_app(inside), handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield Served(f"http://127.0.0.1:{runner.addresses[0][1]}", inside)
    finally:
        await runner.cleanup()


@asynccontextmanager
async def running_sandbox(*, with_limits: bool = False) -> AsyncIterator[str]:
    """Open the same, and give its address."""
    async with served_sandbox(with_limits=with_limits) as served:
        yield served.url
