"""Builds the web application of one process."""

from fastapi import FastAPI

from core.wiring import Services
from webhooks.health import health_router
from webhooks.request_id import RequestId
from webhooks.telegram import Feed, telegram_router


def build_web(services: Services, *, feed: Feed | None = None) -> FastAPI:
    """`feed` takes Telegram's updates when this process is the one that acts on them."""
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.add_middleware(RequestId)
    web.include_router(health_router)
    if feed is not None:
        web.include_router(telegram_router(feed, services.settings))
    return web
