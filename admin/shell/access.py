"""Who may ask for what. Every route is made here and names what it asks for; none is open else.

An endpoint gets a `Visit`: by then it is known who asks, that he may, and that a form is ours.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from urllib.parse import quote

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Route

from admin.shell.forms import Form, FormIsNotOurs, read_form
from admin.shell.visit import SITTING_COOKIE, Visit
from core.operators.states import Permission
from core.sittings.queries import sitting_of
from core.sittings.service import note_seen
from core.sittings.states import Stage
from core.wiring import Services

SAFE = frozenset({"GET", "HEAD"})
_HERE_IS_NOBODY = 303


class Door(StrEnum):
    """What a route asks for instead of a permission."""

    OPEN = "open"
    HALFWAY = "halfway"
    ANY_OPERATOR = "any operator"


Access = Door | Permission
Endpoint = Callable[[Visit], Awaitable[Response]]


@dataclass(frozen=True)
class Page:
    """One address: its path below MissionControl, what it asks for, and who answers."""

    path: str
    asks_for: Access
    answer: Endpoint
    methods: Sequence[str] = ("GET",)
    is_unasked: bool = False
    """A script asks by itself, which is no sign that somebody still sits there."""
    most_file_bytes: int | None = None
    """How large a file its form may carry; without it there is none."""

    def route(self, services: Services) -> Route:
        async def endpoint(request: Request) -> Response:
            return await _let_in(request, services, self)

        return Route(self.path, endpoint, methods=list(self.methods), name=self.answer.__name__)


async def _let_in(request: Request, services: Services, page: Page) -> Response:
    visit = await visit_of(request, services, is_unasked=page.is_unasked)
    request.state.visit = visit
    if (elsewhere := _turned_away(visit, page.asks_for)) is not None:
        return elsewhere
    if request.method not in SAFE:
        try:
            visit.form = await read_form(
                request,
                secret=visit.form_secret,
                url=_own_url(services),
                most_file_bytes=page.most_file_bytes,
            )
        except FormIsNotOurs as error:
            raise HTTPException(403, "form") from error
    return await page.answer(visit)


async def visit_of(request: Request, services: Services, *, is_unasked: bool = False) -> Visit:
    """Find who asks, by the token that his browser holds."""
    token = request.cookies.get(SITTING_COOKIE)
    visit = Visit(request=request, services=services, form=Form({}))
    if token is None:
        return visit
    at = services.clock()
    async with services.db.begin() as session:
        found = await sitting_of(session, token, at=at)
        if found is not None:
            visit.sitting, visit.who = found
            if not is_unasked:
                await note_seen(session, visit.sitting, at=at)
    return visit


def _turned_away(visit: Visit, asks_for: Access) -> Response | None:
    """Lead elsewhere whoever may not come in here; raise 403 for one who is in and may not."""
    if asks_for is Door.OPEN:
        return None
    if visit.sitting is None or visit.who is None:
        return _to_sign_in(visit)
    is_halfway = visit.sitting.stage is Stage.HALFWAY
    if asks_for is Door.HALFWAY:
        return None if is_halfway else visit.go("/")
    if is_halfway:
        return visit.go("/sign-in/code" if visit.who.enrolled_at else "/sign-in/enrol")
    if isinstance(asks_for, Permission) and not visit.who.may(asks_for):
        raise HTTPException(403, asks_for.value)
    return None


def _to_sign_in(visit: Visit) -> Response:
    request = visit.request
    target = visit.url("/sign-in")
    if request.method in SAFE:
        below = request.url.path.removeprefix(visit.root)
        query = f"?{request.url.query}" if request.url.query else ""
        if below not in ("", "/"):
            target += f"?next={quote(below + query, safe='')}"
    return RedirectResponse(target, status_code=_HERE_IS_NOBODY)


def _own_url(services: Services) -> str:
    return services.settings.web_url
