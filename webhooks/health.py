"""`/healthz`: the process lives. `/readyz`: it can do its work. `/metrics`: for Prometheus."""

from typing import Annotated

from fastapi import APIRouter, Depends, Request, Response
from prometheus_client import CONTENT_TYPE_LATEST, generate_latest
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from core.redis import AWAY, answering_soon
from core.wiring import Services
from webhooks.backlog import count_backlog

health_router = APIRouter()


def services_of(request: Request) -> Services:
    services: Services = request.app.state.services
    return services


@health_router.get("/healthz")
async def healthz() -> dict[str, str]:
    return {"status": "ok"}


@health_router.get("/readyz")
async def readyz(
    services: Annotated[Services, Depends(services_of)], response: Response
) -> dict[str, str]:
    """503 while the database is away or an operator is needed, with a sentence why.

    Redis alone may be away: nothing is lost without it.
    """
    checks = {"database": await _database(services), "redis": await _redis(services)}
    troubles = services.troubles.now()
    if checks["database"] != "ok" or troubles:
        response.status_code = 503
    return checks | troubles


@health_router.get("/metrics", include_in_schema=False)
async def metrics(services: Annotated[Services, Depends(services_of)]) -> Response:
    await count_backlog(services)
    return Response(generate_latest(), media_type=CONTENT_TYPE_LATEST)


async def _database(services: Services) -> str:
    try:
        async with services.db.begin() as session:
            await session.execute(text("SELECT 1"))
    except (SQLAlchemyError, OSError):
        return "away"
    return "ok"


async def _redis(services: Services) -> str:
    try:
        async with answering_soon():
            await services.redis.ping()
    except AWAY:
        return "away"
    return "ok"
