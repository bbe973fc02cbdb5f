"""All operations of the API, and what each asks for. None is open."""

from collections.abc import Iterator, Sequence
from typing import Any

from fastapi import APIRouter, FastAPI
from fastapi.routing import APIRoute

from core.listings.queries import Listing
from core.operators.states import Permission
from webhooks.admin.broadcasts import broadcasts_router
from webhooks.admin.caller import Asks
from webhooks.admin.exports import exports_router
from webhooks.admin.glimpses import glimpses_router
from webhooks.admin.lines import lines_router
from webhooks.admin.me import me_router
from webhooks.admin.moderation import moderation_router
from webhooks.admin.operators import operators_router
from webhooks.admin.peers import peers_router
from webhooks.admin.pictures import pictures_router
from webhooks.admin.quests import approvals_router, quests_router
from webhooks.admin.support import support_router
from webhooks.admin.tables import tables_router
from webhooks.admin.tallies import tallies_router
from webhooks.admin.tickets import tickets_router


class OpenOperation(Exception):
    """It asks for nothing, so it would be open to everybody."""


def routers_of(listings: Sequence[tuple[Listing, Permission]]) -> tuple[APIRouter, ...]:
    """Give all operations, each with what it asks for. Raises `OpenOperation`."""
    routers = (
        tables_router(listings),
        exports_router(listings),
        tallies_router,
        peers_router,
        glimpses_router,
        quests_router,
        pictures_router,
        approvals_router,
        lines_router,
        tickets_router,
        support_router,
        moderation_router,
        broadcasts_router,
        operators_router,
        me_router,
    )
    for route in operations_of(routers):
        asks_of(route)
    return routers


def describe_scopes(api: FastAPI, routers: Sequence[APIRouter]) -> None:
    """Let the description of each operation begin with the scope that it asks for."""
    scopes = {(one.path, _verb(one)): asks_of(one).scope for one in operations_of(routers)}
    make = api.openapi

    def openapi() -> dict[str, Any]:
        is_fresh = api.openapi_schema is None
        made = make()
        if is_fresh:
            for (path, verb), scope in scopes.items():
                operation = made["paths"][path][verb]
                asked = "any token" if scope is None else f"`{scope.value}`"
                operation["description"] = f"Scope: {asked}.\n\n{operation['description']}"
        return made

    api.openapi = openapi  # type: ignore[method-assign]  # FastAPI's own way to add to it


def _verb(route: APIRoute) -> str:
    return next(iter(route.methods or ())).lower()


def operations_of(routers: Sequence[APIRouter]) -> Iterator[APIRoute]:
    for router in routers:
        for route in router.routes:
            if not isinstance(route, APIRoute):
                raise OpenOperation(route)
            yield route


def asks_of(route: APIRoute) -> Asks:
    """Find what an operation asks for. Raises `OpenOperation` unless that is one thing."""
    found = [one.call for one in route.dependant.dependencies if isinstance(one.call, Asks)]
    if len(found) != 1:
        raise OpenOperation(route.path)
    return found[0]
