"""The way to MissionControl, which is built when the first operator comes.

An installation that nobody looks after at the moment then does not keep its templates in memory.
"""

import asyncio
from collections.abc import Sequence
from typing import TYPE_CHECKING

from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Receive, Scope, Send

from core.bot_side import OpenBotSide
from core.wiring import Services

if TYPE_CHECKING:
    from core.listings.queries import Listing
    from core.operators.states import Permission


class ConsoleDoor:
    """Stands where MissionControl is mounted."""

    def __init__(self, services: Services, *, open_bot_side: OpenBotSide | None = None) -> None:
        self._services = services
        self._open_bot_side = open_bot_side
        self._console: ASGIApp | None = None
        self._building = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        root = scope.get("root_path", "")
        if scope["path"] == root:
            await RedirectResponse(f"{root}/")(scope, receive, send)
            return
        console = self._console or await self._build()
        await console(scope, receive, send)

    async def _build(self) -> ASGIApp:
        async with self._building:
            if self._console is None:
                self._console = await asyncio.to_thread(_built, self._services, self._open_bot_side)
            return self._console


def listings() -> "Sequence[tuple[Listing, Permission]]":
    """Give the tables of MissionControl, when a script first asks for one."""
    from admin.tables import LISTINGS  # noqa: PLC0415

    return LISTINGS


def _built(services: Services, open_bot_side: OpenBotSide | None) -> ASGIApp:
    from admin.app import build_console  # noqa: PLC0415

    return build_console(services, open_bot_side=open_bot_side)
