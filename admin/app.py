"""Builds MissionControl, which the web process shows below `/admin`."""

from collections.abc import Sequence

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import BaseRoute, Mount
from starlette.types import ASGIApp

from admin.pages import PAGES
from admin.shell.access import Page, visit_of
from admin.shell.files import KeptFiles
from admin.shell.forms import Form
from admin.shell.headers import SafeHeaders
from admin.shell.templates import STATIC
from admin.shell.visit import Visit, factor_secret
from core.bot_side import OpenBotSide
from core.providers.flows import Provider
from core.signons.flows import Reception
from core.sittings.flows import Doorkeeper
from core.wiring import Services


def build_console(
    services: Services, pages: Sequence[Page] = PAGES, *, open_bot_side: OpenBotSide | None = None
) -> ASGIApp:
    """Build all pages. Whoever mounts it says where by the path it leaves in `root_path`.

    Without `open_bot_side` nobody sees what a Peer sees or has sent.
    """
    routes: list[BaseRoute] = [page.route(services) for page in pages]
    routes.append(Mount("/static", KeptFiles(directory=STATIC), name="static"))
    console = Starlette(
        routes=routes,
        exception_handlers={HTTPException: _show_refusal, Exception: _show_failure},
    )
    console.router.redirect_slashes = False
    console.state.services = services
    console.state.open_bot_side = open_bot_side
    console.state.doorkeeper = Doorkeeper(services.db, secret=factor_secret(services))
    console.state.reception = _reception(services)
    is_https = services.settings.web_url.startswith("https://")
    return SafeHeaders(console, is_https=is_https)


def _reception(services: Services) -> Reception | None:
    settings = services.settings
    if not settings.has_provider:
        return None
    return Reception(services.db, Provider(settings), settings)


async def _show_refusal(request: Request, error: Exception) -> Response:
    known = getattr(request.state, "visit", None)
    if not isinstance(known, Visit):
        known = await visit_of(request, request.app.state.services)
    status, why = (
        (error.status_code, error.detail) if isinstance(error, HTTPException) else (500, "")
    )
    response = known.render("error.html", status=status, code=status, why=why)
    response.headers.update(getattr(error, "headers", None) or {})
    return response


async def _show_failure(request: Request, error: Exception) -> Response:
    """Word what is a bug or an outage; Starlette raises it again after that, for the log."""
    visit = Visit(request=request, services=request.app.state.services, form=Form({}))
    return visit.render("error.html", status=500, code=500, why="")
