"""Builds the REST API for operators' scripts, when the first of them calls."""

import asyncio
from collections.abc import Callable, Sequence

from fastapi import FastAPI
from starlette.types import ASGIApp, Receive, Scope, Send

from core.bot_side import OpenBotSide
from core.listings.queries import Listing
from core.operators.states import Permission
from core.wiring import Services
from webhooks.api.problems import PREFIX

ADMIN_PATH = f"{PREFIX}/admin"
Listings = Callable[[], Sequence[tuple[Listing, Permission]]]

_SUMMARY = """\
What an operator does in MissionControl, done by a script.

Make a token in MissionControl (Your account, Tokens for scripts) and send it as
`Authorization: Bearer …`. Each operation names its scope; it is done if the token has that scope
and the operator's role allows it at that moment. Whatever changes something says why, may carry an
`Idempotency-Key`, and stands in the audit log with the name of the token. Money is whole minor
units and a currency; moments are ISO 8601 with an offset. Lists come in pages: follow `next`; a
table comes as a whole under the same path with `.csv`. Errors are `application/problem+json`.
"""


class AdminDoor:
    """Stands where the API is mounted, so that nobody pays for it who does not use it."""

    def __init__(
        self, services: Services, listings: Listings, open_bot_side: OpenBotSide | None
    ) -> None:
        self._services = services
        self._listings = listings
        self._open_bot_side = open_bot_side
        self._api: ASGIApp | None = None
        self._building = asyncio.Lock()

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        api = self._api or await self._build()
        await api(scope, receive, send)

    async def _build(self) -> ASGIApp:
        async with self._building:
            if self._api is None:
                self._api = await asyncio.to_thread(
                    build_admin_api,
                    self._services,
                    self._listings(),
                    open_bot_side=self._open_bot_side,
                )
            return self._api


def build_admin_api(
    services: Services,
    listings: Sequence[tuple[Listing, Permission]],
    *,
    open_bot_side: OpenBotSide | None = None,
) -> FastAPI:
    """Build all operations. Raises `OpenOperation` if one of them asks for nothing."""
    from webhooks.admin.operations import describe_scopes, routers_of  # noqa: PLC0415  (loaded with the first call)
    from webhooks.admin.problems import admin_problems, word_admin_problems  # noqa: PLC0415
    from webhooks.admin.ticket_forms import ANSWERS, LARGEST_ANSWER  # noqa: PLC0415
    from webhooks.api.described import describe_problems  # noqa: PLC0415
    from webhooks.api.docs import add_docs  # noqa: PLC0415
    from webhooks.api.limits import RateLimitHeaders  # noqa: PLC0415
    from webhooks.api.sizes import SmallBodies  # noqa: PLC0415

    api = FastAPI(
        title="Peer-Cargo MissionControl",
        version="1",
        description=_SUMMARY,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        servers=[{"url": ADMIN_PATH}],
        root_path_in_servers=False,
    )
    api.state.services = services
    api.state.open_bot_side = open_bot_side
    routers = routers_of(listings)
    for router in routers:
        api.include_router(router)
    word_admin_problems(api)
    describe_problems(api)
    describe_scopes(api, routers)
    add_docs(api, prefix=ADMIN_PATH, problems=admin_problems)
    api.add_middleware(SmallBodies, larger={ANSWERS: LARGEST_ANSWER})
    api.add_middleware(RateLimitHeaders)
    return api
