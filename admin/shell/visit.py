"""One request, by whom, and how it is answered."""

import asyncio
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from urllib.parse import urlencode
from uuid import UUID

import orjson
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import HTMLResponse, RedirectResponse, Response

from admin.shell.forms import Form, form_mark
from admin.shell.templates import TEMPLATES
from core.bot_side import BotSide, OpenBotSide
from core.operators.models import Operator
from core.settings import CONSOLE_PATH
from core.signons.flows import Reception
from core.sittings.flows import Doorkeeper
from core.sittings.models import Sitting
from core.sittings.states import Stage, named_browser
from core.wiring import Services

SITTING_COOKIE = "mc_sitting"
GUEST_COOKIE = "mc_guest"
"""What stands in for a sitting, so that a form of somebody who is not in yet has its mark too."""

FLASH_COOKIE = "mc_flash"
SIGN_ON_COOKIE = "mc_sign_on"
"""What a browser keeps while its operator is at the provider."""

THEME_COOKIE = "mc_theme"
_FLASH_SECONDS = 60
_SEE_OTHER = 303
_GUEST_BYTES = 24
_LONGEST_NETWORK = 45


@dataclass
class Visit:
    """`who` and `sitting` are none until somebody is in, or halfway in."""

    request: Request
    services: Services
    form: Form
    who: Operator | None = None
    sitting: Sitting | None = None
    _guest: str = field(default_factory=lambda: secrets.token_urlsafe(_GUEST_BYTES))

    @property
    def operator(self) -> Operator:
        """Give who asks, on a page that nobody sees who is not in."""
        if self.who is None:
            raise LookupError
        return self.who

    @property
    def seat(self) -> Sitting:
        if self.sitting is None:
            raise LookupError
        return self.sitting

    @property
    def is_in(self) -> bool:
        return self.sitting is not None and self.sitting.stage is Stage.FULL

    @property
    def root(self) -> str:
        """Give the path under which the browser finds MissionControl."""
        return str(self.request.scope.get("root_path", "")).rstrip("/")

    @property
    def now(self) -> datetime:
        return self.services.clock()

    @property
    def doorkeeper(self) -> Doorkeeper:
        found: Doorkeeper = self.request.app.state.doorkeeper
        return found

    @property
    def reception(self) -> Reception | None:
        """Give who receives those whom a provider vouches for, where one is set up."""
        found: Reception | None = self.request.app.state.reception
        return found

    @property
    def has_bot_side(self) -> bool:
        return self.request.app.state.open_bot_side is not None

    async def bot_side(self) -> BotSide:
        """Load what the bot does for us; where there is none, the page is not there either."""
        opened: OpenBotSide | None = self.request.app.state.open_bot_side
        if opened is None:
            raise HTTPException(404)
        return await asyncio.to_thread(opened)

    @property
    def factor_secret(self) -> str:
        """Give the secret from which second factors are derived.

        Without a bot there is nothing that an operator could do harm to.
        """
        return factor_secret(self.services)

    def url(self, path: str) -> str:
        return self.root + path

    def address(self, path: str) -> str:
        """Give the whole address of a page, to be sent to somebody."""
        return self.services.settings.web_url + self.url(path)

    def as_query(self, **facts: str) -> str:
        return urlencode(facts)

    @property
    def form_secret(self) -> str:
        cookies = self.request.cookies
        return cookies.get(SITTING_COOKIE) or cookies.get(GUEST_COOKIE) or ""

    @property
    def browser(self) -> str:
        return named_browser(self.request.headers.get("User-Agent", ""))

    @property
    def network(self) -> str:
        client = self.request.client
        return (client.host if client else "")[:_LONGEST_NETWORK]

    def id_in(self, name: str) -> UUID:
        """Read an id in the path; what is none leads nowhere."""
        try:
            return UUID(self.request.path_params[name])
        except ValueError as error:
            raise HTTPException(404) from error

    def event(self, facts: Mapping[str, object], *, again_milliseconds: int) -> Response:
        """Tell a script one thing, and when to ask again: it does so by itself.

        So nothing hangs on a connection that stays: not the end of the process, and not a sitting
        that was ended elsewhere.
        """
        told = orjson.dumps(facts).decode()
        body = f"retry: {again_milliseconds}\ndata: {told}\n\n"
        return Response(body, media_type="text/event-stream")

    def render(self, template: str, *, status: int = 200, **facts: object) -> Response:
        """Show a page. It gets `visit`, and whatever it is given besides."""
        secret = self.form_secret or self._guest
        page = TEMPLATES.get_template(template).render(
            visit=self,
            url=self.url,
            root=self.root,
            mark=form_mark(secret),
            theme=_theme(self.request),
            flash=self.request.cookies.get(FLASH_COOKIE, ""),
            **facts,
        )
        response = HTMLResponse(page, status_code=status)
        if not self.form_secret:
            self.keep(response, GUEST_COOKIE, self._guest)
        if FLASH_COOKIE in self.request.cookies:
            response.delete_cookie(FLASH_COOKIE, path=self.cookie_path)
        return response

    def go(self, path: str, *, flash: str | None = None) -> Response:
        """Lead to a page of ours; `flash` names what is said there, in `templates/flashes.html`."""
        response = RedirectResponse(self.url(path), status_code=_SEE_OTHER)
        if flash is not None:
            self.keep(response, FLASH_COOKIE, flash, seconds=_FLASH_SECONDS)
        return response

    @property
    def cookie_path(self) -> str:
        return self.root or CONSOLE_PATH

    def keep(
        self, response: Response, name: str, value: str, *, seconds: int | None = None
    ) -> None:
        """Let the browser keep something that no script reads and no other page sends along."""
        response.set_cookie(
            name,
            value,
            max_age=seconds,
            path=self.cookie_path,
            secure=self.services.settings.web_url.startswith("https://"),
            httponly=True,
            samesite="lax",
        )


def factor_secret(services: Services) -> str:
    token = services.settings.telegram_bot_token
    return "" if token is None else token.get_secret_value()


def _theme(request: Request) -> str:
    chosen = request.cookies.get(THEME_COOKIE, "")
    return chosen if chosen in ("light", "dark") else ""
