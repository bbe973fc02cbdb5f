"""The form behind an address of a verification: a person shows a document, or leaves."""

from typing import Final

from aiohttp import web

from sandbox.stripe.paper import paper, pressed
from sandbox.stripe.refusing import StripeRefusal
from sandbox.stripe.things import Thing
from sandbox.wiring import Sandbox

_PRESSES: Final = (
    ("verified", "Verified", "main", "a document, and the face on it"),
    ("document_unverified_other", "Not readable", "quiet", "it can be tried again"),
    ("processing", "Looked at for a while", "quiet", ""),
    ("leave", "Leave, and come back later", "quiet", ""),
)
_SAID: Final = {
    "verified": "It is known who you are. The chat knows in a moment; you can close this page.",
    "document_unverified_other": "That could not be read.",
    "processing": "It is being looked at.",
}


class VerifyingPage:
    def __init__(self, sandbox: Sandbox) -> None:
        self._stripe = sandbox.stripe

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/verify/{session}/{token}", self._show)
        app.router.add_post("/verify/{session}/{token}", self._press)

    async def _show(self, request: web.Request) -> web.Response:
        checked = self._found(request)
        if not self._stripe.identities.open_link(checked, request.match_info["token"]):
            return _page("gone", "This address was good once, and for a while.", checked)
        lead = "Press as the person who wants to be verified would."
        return _page("open", lead, checked, is_open=True)

    async def _press(self, request: web.Request) -> web.Response:
        press = await pressed(request)
        checked = self._found(request)
        if press not in _SAID:
            return _page("left", "Nothing was shown.", checked)
        try:
            self._stripe.identities.decide(checked, press)
        except StripeRefusal:
            return _page("gone", "This was decided before.", checked)
        return _page("paid" if press == "verified" else "left", _SAID[press], checked)

    def _found(self, request: web.Request) -> Thing:
        try:
            session, token = request.match_info["session"], request.match_info["token"]
            checked = self._stripe.shelf.need("identity.verification_session", session)
            checked.kept["links"][token]
        except (StripeRefusal, KeyError):
            raise web.HTTPNotFound(text="There is no such address.") from None
        return checked


def _page(status: str, lead: str, checked: Thing, *, is_open: bool = False) -> web.Response:
    return paper(
        title="Sandbox verification",
        heading="Show who you are",
        about="A document, and the face that it shows.",
        lead=lead,
        status=status,
        presses=_PRESSES if is_open else (),
        link=None if is_open else checked.kept["return_url"],
    )
