"""The doors on one port: bots, Stripe's customers, control plane, pages."""

from collections.abc import AsyncIterator, Mapping
from html import escape
from pathlib import Path

from aiohttp import web

from sandbox.botapi.door import BotDoor
from sandbox.botapi.reading import MOST_BYTES
from sandbox.people.door import PlaneDoor
from sandbox.stripe.checkout import CheckoutPage
from sandbox.stripe.door import StripeDoor
from sandbox.stripe.onboarding import OnboardingPage
from sandbox.stripe.verifying import VerifyingPage
from sandbox.wiring import Sandbox

PAGE = Path(__file__).resolve().parent / "page"
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self';"
        " img-src 'self' blob: data:; media-src 'self' blob: data:; font-src 'self';"
        " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-cache",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
}


def build_app(sandbox: Sandbox) -> web.Application:
    app = web.Application(client_max_size=MOST_BYTES)
    bot_door = BotDoor(sandbox)
    app.router.add_route("*", "/bot{token:[^/]+}/{method}", bot_door.serve)
    app.router.add_get("/file/bot{token:[^/]+}/{path:.+}", bot_door.serve_file)
    app.router.add_route("*", "/v1/{path:.+}", StripeDoor(sandbox).serve)
    CheckoutPage(sandbox).add_routes(app)
    OnboardingPage(sandbox).add_routes(app)
    VerifyingPage(sandbox).add_routes(app)
    PlaneDoor(sandbox).add_routes(app)
    app.router.add_get("/", FirstPage(sandbox.links).serve)
    app.router.add_get("/page/{path:.*}", _page_file)

    async def deliveries(_: web.Application) -> AsyncIterator[None]:
        sandbox.post_office.open(bot_door.act_on_webhook_answer)
        yield
        await sandbox.faults.take_all_away()
        await sandbox.post_office.close()
        await sandbox.stripe.hooks.close()
        sandbox.store.close()

    app.cleanup_ctx.append(deliveries)
    return app


class FirstPage:
    """The page of the phones, with the links that whoever started the sandbox wants in its bar."""

    def __init__(self, links: Mapping[str, str]) -> None:
        shown = "".join(
            f'<a class="tool" href="{escape(url)}" target="_blank">{escape(name)}</a>'
            for name, url in links.items()
        )
        text = (PAGE / "index.html").read_text(encoding="utf-8")
        self._text = text.replace("<!-- links -->", shown)

    async def serve(self, _: web.Request) -> web.Response:
        return web.Response(text=self._text, content_type="text/html", headers=PAGE_HEADERS)


async def _page_file(request: web.Request) -> web.StreamResponse:
    wanted = (PAGE / (request.match_info.get("path") or "index.html")).resolve()
    if not wanted.is_relative_to(PAGE) or not wanted.is_file():
        raise web.HTTPNotFound
    return web.FileResponse(wanted, headers=PAGE_HEADERS)
