"""Builds the web application of one process: all of it, or for a worker health and metrics."""

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from core.wiring import Services
from webhooks.api.app import build_api
from webhooks.api.problems import PREFIX
from webhooks.files import files_router
from webhooks.health import health_router
from webhooks.identity import identity_router
from webhooks.payouts import payouts_router
from webhooks.request_id import RequestId
from webhooks.stripe import stripe_router
from webhooks.telegram import TelegramDoor


class ApiDoor:
    """Hands what is below the API's path to the API.

    Starlette's own mount lets a path with a line break in it pass by, and somebody else answers.
    """

    def __init__(self, app: ASGIApp, api: ASGIApp) -> None:
        self._app = app
        self._api = api

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "http" and scope["path"].startswith(f"{PREFIX}/"):
            below = {**scope, "root_path": scope.get("root_path", "") + PREFIX}
            await self._api(below, receive, send)
        else:
            await self._app(scope, receive, send)


def build_web(services: Services) -> ASGIApp:
    web = _with_health(services)
    web.include_router(stripe_router)
    web.include_router(payouts_router)
    web.include_router(identity_router)
    web.include_router(files_router)
    return RequestId(TelegramDoor(ApiDoor(web, build_api(services)), services))


def build_worker_web(services: Services) -> ASGIApp:
    return RequestId(_with_health(services))


def _with_health(services: Services) -> FastAPI:
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.include_router(health_router)
    return web
