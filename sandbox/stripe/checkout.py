"""The page behind a payment link: a person presses Pay, Decline, 3-D Secure or Leave."""

from html import escape
from typing import Final

from aiohttp import web

from sandbox.people.door import refuse_strangers
from sandbox.people.refusals import PlaneRefusal
from sandbox.stripe.refusing import StripeRefusal
from sandbox.stripe.things import Thing
from sandbox.wiring import Sandbox

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none the page's own form would come from nowhere
}
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
        try:
            refuse_strangers(request)
        except PlaneRefusal as refusal:
            raise web.HTTPBadRequest(text=str(refusal)) from None
        session = self._session(request)
        pressed = (await request.post()).get("press")
        if pressed == "leave":
            return self._page(session, "left")
        if pressed == "bank":
            return self._page(session, "bank")
        if pressed == "decline":
            return self._page(session, "declined")
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
        presses = "".join(
            f'<button name="press" value="{press}" class="{kind}">{escape(label.format(sum=money))}'
            f"{f'<small>{escape(hint)}</small>' if hint else ''}</button>"
            for press, label, kind, hint in rows
        )
        form = f'<form method="post">{presses}</form>' if rows else ""
        body = (
            '<!doctype html><html lang="en"><head><meta charset="utf-8">'
            '<meta name="viewport" content="width=device-width">'
            f"<title>{escape(money)} · sandbox checkout</title>"
            '<link rel="stylesheet" href="/page/css/tokens.css">'
            '<link rel="stylesheet" href="/page/css/checkout.css"></head>'
            f'<body class="checkout"><main data-status="{status}">'
            '<p class="aside">Sandbox checkout. No money moves.</p>'
            f"<h1>{escape(money)}</h1><p>{escape(session.kept['title'])}</p>"
            f'<p class="lead" role="status">{escape(lead)}</p>{form}</main></body></html>'
        )
        return web.Response(text=body, content_type="text/html", headers=_HEADERS)


def told(amount: int, currency: str) -> str:
    """Say a sum plainly: 1100 of eur is 11.00 EUR."""
    decimals = 0 if currency in _WHOLE else 3 if currency in _THOUSANDTHS else 2
    return f"{amount / 10**decimals:,.{decimals}f} {currency.upper()}"
