"""MissionControl served on a port, and a browser before it."""

import asyncio
import shutil
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace

import pytest
from playwright.async_api import Browser, async_playwright

from admin.door import ConsoleDoor, listings
from bot import beside
from core.wiring import Services
from tests.sandbox_page.conftest import CHROMIUM_NAMES, QUIET
from webhooks.app import build_web
from webhooks.server import serve_web


@asynccontextmanager
async def served(services: Services, *, name: str | None = None) -> AsyncIterator[str]:
    """Serve the house as a web process does, on a free port; give where MissionControl is.

    With a `name` the world knows the house by that, which must lead to this machine.
    """
    with socket.create_server(("127.0.0.1", 0)) as probe:
        port = int(probe.getsockname()[1])
    if name is not None:
        settings = services.settings.model_copy(update={"public_url": f"http://{name}:{port}"})
        services = replace(services, settings=settings)
    door = ConsoleDoor(services, open_bot_side=lambda: beside)
    app = build_web(services, console=door, listings=listings)
    serving = asyncio.create_task(serve_web(app, host="127.0.0.1", port=port))
    yield f"http://{name or '127.0.0.1'}:{port}/admin"
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


@asynccontextmanager
async def opened_browser() -> AsyncIterator[Browser]:
    found = next((path for name in CHROMIUM_NAMES if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no Chromium is installed: looked for " + ", ".join(CHROMIUM_NAMES))
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=found, args=QUIET)
        yield browser
        await browser.close()
