"""Builds the web application of one process."""

from fastapi import FastAPI
from starlette.types import ASGIApp

from core.wiring import Services
from webhooks.health import health_router
from webhooks.request_id import RequestId
from webhooks.telegram import TelegramDoor


def build_web(services: Services) -> ASGIApp:
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.include_router(health_router)
    return RequestId(TelegramDoor(web, services))
