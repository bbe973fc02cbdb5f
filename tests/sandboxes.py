"""A sandbox in the test's own process, for tests of the product: reached by its address alone."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from aiohttp import web

from bot.sender.schedule import Limits
from sandbox.app import build_app
from sandbox.people.roster import add_bot
from sandbox.wiring import build_sandbox

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


@asynccontextmanager
async def running_sandbox(*, with_limits: bool = False) -> AsyncIterator[str]:
    """Open a sandbox with one bot on a free port; every answer is held against the spec."""
    inside = build_sandbox(with_limits=with_limits, check_answers=True)
    add_bot(inside, TOKEN, USERNAME, "Peer-Cargo")
    runner = web.AppRunner(build_app(inside), handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()
