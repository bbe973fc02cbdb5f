"""Builds the web application of one process."""

from fastapi import FastAPI

from core.wiring import Services
from webhooks.health import health_router
from webhooks.request_id import RequestId
from webhooks.telegram import telegram_router


def build_web(services: Services) -> FastAPI:
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.add_middleware(RequestId)
    web.include_router(health_router)
    web.include_router(telegram_router)
    return web
