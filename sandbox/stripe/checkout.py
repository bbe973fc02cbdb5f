"""The page behind a payment link: a person presses Pay, Decline, 3-D Secure or Leave."""

from typing import Final

from aiohttp import web

from sandbox.stripe.paper import paper, pressed
from sandbox.stripe.refusing import StripeRefusal
from sandbox.stripe.things import Thing
from sandbox.wiring import Sandbox

_WHOLE: Final = frozenset(
    {
        *("bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga"),
        *("pyg", "rwf", "vnd", "vuv", "xaf", "xof", "xpf"),
    }
)
_THOUSANDTHS: Final = frozenset({"bhd", "jod", "kwd", "omr", "tnd"})

_PAY = (
    ("pay", "Pay {sum}", "main", ""),
    ("bank", "Pay with 3-D Secure", "", "the bank asks first"),
    ("decline", "Pay with a card that is declined", "", ""),
    ("leave", "Leave without paying", "quiet", ""),
)
_BANK = (
    ("pay", "Yes, it is me", "main", ""),
    ("decline", "No", "", ""),
)


class CheckoutPage:
    def __init__(self, sandbox: Sandbox) -> None:
        self._stripe = sandbox.stripe

    def add_routes(self, app: web.Application) -> None:
        app.router.add_get("/pay/{session}", self._show)
        app.router.add_post("/pay/{session}", self._press)

    async def _show(self, request: web.Request) -> web.Response:
        return self._page(self._session(request))

    async def _press(self, request: web.Request) -> web.Response:
        press = await pressed(request)
        session = self._session(request)
        turns = {"leave": "left", "bank": "bank", "decline": "declined"}
        if press in turns:
            return self._page(session, turns[press])
        try:
            self._stripe.till.pay(session)
        except StripeRefusal:
            return self._page(session)
        return self._page(session)

    def _session(self, request: web.Request) -> Thing:
        self._stripe.till.let_time_pass()
        try:
            return self._stripe.shelf.need("checkout.session", request.match_info["session"])
        except StripeRefusal:
            raise web.HTTPNotFound(text="There is no such payment link.") from None

    def _page(self, session: Thing, turn: str = "") -> web.Response:
        wire = session.wire
        money = told(wire["amount_total"], wire["currency"])
        status = "paid" if wire["status"] == "complete" else wire["status"]
        if status == "open":
            status = turn or "open"
        lead, rows = {
            "open": ("Press as the person who pays would.", _PAY),
            "declined": ("The card was declined. Nothing was charged; try another way.", _PAY),
            "bank": ("3-D Secure. The bank asks: is it you who pays?", _BANK),
            "left": ("Nothing was charged. The link works until its time is over.", ()),
            "paid": ("Paid. The chat knows in a moment; you can close this page.", ()),
            "expired": (
                "The time of this link is over, or it was closed. Nothing can be paid.",
                (),
            ),
        }[status]
        return paper(
            title=f"{money} · sandbox checkout",
            heading=money,
            about=session.kept["title"],
            lead=lead,
            status=status,
            presses=[
                (press, label.format(sum=money), look, hint) for press, label, look, hint in rows
            ],
        )


def told(amount: int, currency: str) -> str:
    """Say a sum plainly: 1100 of eur is 11.00 EUR."""
    decimals = 0 if currency in _WHOLE else 3 if currency in _THOUSANDTHS else 2
    return f"{amount / 10**decimals:,.{decimals}f} {currency.upper()}"
