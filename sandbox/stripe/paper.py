"""The paper that the pages of Stripe's stand on, and what may be sent to them."""

from collections.abc import Sequence
from html import escape
from typing import Final

from aiohttp import web

from sandbox.people.door import refuse_strangers
from sandbox.people.refusals import PlaneRefusal

_HEADERS: Final = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self' data:; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    ),
    "Cache-Control": "no-store",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",  # with none the page's own form would come from nowhere
}

Press = tuple[str, str, str, str]
"""What a button sends, its words, its look, and a hint below."""


async def pressed(request: web.Request) -> str:
    """Read which button was pressed, on a page of our own alone."""
    try:
        refuse_strangers(request)
    except PlaneRefusal as refusal:
        raise web.HTTPBadRequest(text=str(refusal)) from None
    return str((await request.post()).get("press"))


def paper(
    *,
    title: str,
    heading: str,
    about: str,
    lead: str,
    status: str,
    presses: Sequence[Press] = (),
    link: str | None = None,
) -> web.Response:
    """Lay out a page: what it is about, how it stands, what can be pressed, and the way out."""
    buttons = "".join(
        f'<button name="press" value="{press}" class="{look}">{escape(label)}'
        f"{f'<small>{escape(hint)}</small>' if hint else ''}</button>"
        for press, label, look, hint in presses
    )
    form = f'<form method="post">{buttons}</form>' if presses else ""
    way = f'<p><a href="{escape(link)}">Back to where you came from</a></p>' if link else ""
    body = (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        '<meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title>"
        '<link rel="stylesheet" href="/page/css/tokens.css">'
        '<link rel="stylesheet" href="/page/css/checkout.css"></head>'
        f'<body class="checkout"><main data-status="{status}">'
        '<p class="aside">Sandbox. No money moves.</p>'
        f"<h1>{escape(heading)}</h1><p>{escape(about)}</p>"
        f'<p class="lead" role="status">{escape(lead)}</p>{form}{way}</main></body></html>'
    )
    return web.Response(text=body, content_type="text/html", headers=_HEADERS)
