"""Builds the application that answers under `/api/v1`."""

from fastapi import FastAPI

from core.wiring import Services
from webhooks.api.cargoquests import cargoquests_router, offers_router
from webhooks.api.chat import chat_router
from webhooks.api.described import describe_problems
from webhooks.api.docs import add_docs
from webhooks.api.dropparcels import dropparcels_router
from webhooks.api.ears import Ears
from webhooks.api.glidepaths import glidepaths_router
from webhooks.api.limits import RateLimitHeaders
from webhooks.api.live import live_router
from webhooks.api.match import match_router
from webhooks.api.me import me_router
from webhooks.api.places import places_router
from webhooks.api.problems import PREFIX, word_problems
from webhooks.api.sizes import SmallBodies
from webhooks.api.tickets import tickets_router

_SUMMARY = """\
What a Peer does in the bot, done by a program.

Make a token in the bot (Profile, Keys for programs) and send it as `Authorization: Bearer …`. Money
is whole minor units and a currency; moments are ISO 8601 with an offset. Lists come in pages:
follow `next`. A POST with an `Idempotency-Key` may be sent again without doubling anything. Errors
are `application/problem+json`. `RateLimit` and `RateLimit-Policy` say how often you may still ask.
"""


def build_api(services: Services) -> FastAPI:
    api = FastAPI(
        title="Peer-Cargo",
        version="1",
        description=_SUMMARY,
        docs_url=None,
        redoc_url=None,
        openapi_url="/openapi.json",
        redirect_slashes=False,
        servers=[{"url": PREFIX}],
        root_path_in_servers=False,
    )
    api.state.services = services
    api.state.ears = Ears(services)
    # `match` is an address of its own, and no id: it comes first.
    posts = match_router, glidepaths_router, dropparcels_router
    deals = offers_router, cargoquests_router
    for router in (
        *posts,
        *deals,
        chat_router,
        live_router,
        tickets_router,
        places_router,
        me_router,
    ):
        api.include_router(router)
    word_problems(api)
    describe_problems(api)
    add_docs(api)
    api.add_middleware(SmallBodies)
    api.add_middleware(RateLimitHeaders)
    return api
