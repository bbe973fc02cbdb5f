"""Builds the web application of one process: all of it, or for a worker health and metrics."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from core.bot_side import OpenBotSide
from core.settings import CONSOLE_PATH
from core.wiring import Services
from webhooks.admin.app import ADMIN_PATH, AdminDoor, Listings
from webhooks.api.app import build_api
from webhooks.api.problems import PREFIX
from webhooks.clerk import clerk_router
from webhooks.files import files_router
from webhooks.health import health_router
from webhooks.identity import identity_router
from webhooks.letters import letters_router
from webhooks.payouts import payouts_router
from webhooks.request_id import RequestId
from webhooks.stripe import stripe_router
from webhooks.telegram import TelegramDoor


class Below:
    """Hands what is below a path to an application of its own.

    Starlette's own mount lets a path with a line break in it pass by, and somebody else answers.
    """

    def __init__(self, app: ASGIApp, path: str, inner: ASGIApp) -> None:
        self._app = app
        self._path = path
        self._inner = inner

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "lifespan" and f"{scope['path']}/".startswith(f"{self._path}/"):
            below = {**scope, "root_path": scope.get("root_path", "") + self._path}
            await self._inner(below, receive, send)
        else:
            await self._app(scope, receive, send)


def build_web(
    services: Services,
    *,
    console: ASGIApp | None = None,
    listings: Listings | None = None,
    open_bot_side: OpenBotSide | None = None,
) -> ASGIApp:
    """Build all of it, with MissionControl where there is one, and what its scripts may list.

    Without `open_bot_side` no script sees what a Peer sees, or the photos of a complaint.
    """
    web = _with_health(services)
    web.include_router(stripe_router)
    web.include_router(clerk_router)
    web.include_router(payouts_router)
    web.include_router(identity_router)
    web.include_router(files_router)
    web.include_router(letters_router)
    doors: ASGIApp = Below(web, PREFIX, build_api(services))
    if listings is not None:
        doors = Below(doors, ADMIN_PATH, AdminDoor(services, listings, open_bot_side))
    if console is not None:
        doors = Below(doors, CONSOLE_PATH, console)
    return RequestId(TelegramDoor(doors, services))


def build_worker_web(services: Services) -> ASGIApp:
    return RequestId(_with_health(services))


def _with_health(services: Services) -> FastAPI:
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.include_router(health_router)
    return web
