"""Builds the web application of one process."""

from fastapi import FastAPI

from core.inbox.flows import Intake
from core.inbox.states import InboxSource
from core.wiring import Services
from webhooks.health import health_router
from webhooks.request_id import RequestId
from webhooks.telegram import telegram_route


def build_web(services: Services) -> FastAPI:
    web = FastAPI(title="Peer-Cargo", version="0.1.0", docs_url=None, redoc_url=None)
    web.state.services = services
    web.state.intake = Intake(services.db, InboxSource.TELEGRAM, services.clock)
    web.add_middleware(RequestId)
    web.router.routes.append(telegram_route)
    web.include_router(health_router)
    return web
