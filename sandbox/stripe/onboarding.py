"""The form behind an account link: a person gives all that is asked, or leaves."""

from aiohttp import web

from sandbox.stripe.paper import paper, pressed
from sandbox.stripe.refusing import StripeRefusal
from sandbox.stripe.things import Thing
from sandbox.wire import Wire
from sandbox.wiring import Sandbox

_PRESSES = (
    ("give", "Give all that is asked", "main", "name, papers, bank account"),
    ("leave", "Leave, and come back later", "quiet", ""),
)


class OnboardingPage:
    def __init__(self, sandbox: Sandbox) -> None:
        self._stripe = sandbox.stripe

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/onboard/{account}/{token}", self._show)
        app.router.add_post("/onboard/{account}/{token}", self._press)

    async def _show(self, request: web.Request) -> web.Response:
        account, link = self._found(request)
        if not self._stripe.accounts.open_link(account, request.match_info["token"]):
            # As Stripe does: whoever sent him here is to make a new one.
            raise web.HTTPSeeOther(link["refresh_url"])
        return _page("open", "Press as the person who wants to be paid would.", presses=_PRESSES)

    async def _press(self, request: web.Request) -> web.Response:
        press = await pressed(request)
        account, link = self._found(request)
        if press != "give":
            return _page("left", "Nothing was given.", link=link["return_url"])
        self._stripe.accounts.onboard(account)
        lead = "All is given. The chat knows in a moment; you can close this page."
        return _page("paid", lead, link=link["return_url"])

    def _found(self, request: web.Request) -> tuple[Thing, Wire]:
        try:
            account = self._stripe.shelf.need("account", request.match_info["account"])
            return account, account.kept["links"][request.match_info["token"]]
        except (StripeRefusal, KeyError):
            raise web.HTTPNotFound(text="There is no such link.") from None


def _page(
    status: str,
    lead: str,
    *,
    presses: tuple[tuple[str, str, str, str], ...] = (),
    link: str | None = None,
) -> web.Response:
    return paper(
        title="Sandbox onboarding",
        heading="Be paid",
        about="Who you are, and which bank the money goes to.",
        lead=lead,
        status=status,
        presses=presses,
        link=link,
    )
