"""The first page: what is under way, at a glance."""

from starlette.responses import Response

from admin.shell.access import Page
from admin.shell.visit import Visit
from core.operators.states import Permission


async def show_overview(visit: Visit) -> Response:
    return visit.render("overview.html")


PAGES = (Page("/", Permission.LOOK, show_overview),)
