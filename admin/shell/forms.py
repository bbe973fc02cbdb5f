"""Reading what a form sends, when it is one of ours.

A form carries a mark that is made of the secret in the browser's own cookie, and the browser itself
says where it comes from. Both must fit, so that no other page can press a button here.
"""

import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

MARK_FIELD = "_mark"
MARK_HEADER = "X-Mark"
_PURPOSE = b"form"
_MOST_BYTES = 256 * 1024
_MOST_FIELDS = 400
_PLAIN = "application/x-www-form-urlencoded"


class FormIsNotOurs(Exception):
    """It does not come from a page that we have shown in this browser."""


@dataclass(frozen=True)
class Form:
    """What was filled in. A field that is not there is empty."""

    fields: Mapping[str, str]
    several: Mapping[str, list[str]] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def exact(self, name: str) -> str:
        """Give what was typed with its blanks, as of a password."""
        return self.fields.get(name, "")

    def texts(self, name: str) -> list[str]:
        return self.several.get(name, [])


def form_mark(secret: str) -> str:
    """Make the mark that a form carries."""
    return hmac.digest(secret.encode(), _PURPOSE, sha256).hex()


async def read_form(request: Request, *, secret: str, url: str) -> Form:
    """Read a form, or raise `FormIsNotOurs`; 413 for one that is too large."""
    _refuse_strangers(request, url)
    body = await _body(request)
    media_type = request.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    pairs: list[tuple[str, str]] = []
    if media_type == _PLAIN:
        try:
            pairs = parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS)
        except ValueError as error:  # not UTF-8, or more fields than any form of ours
            raise HTTPException(400, "form") from error
    fields = dict(pairs)
    mark = request.headers.get(MARK_HEADER) or fields.pop(MARK_FIELD, "")
    if not secret or not hmac.compare_digest(mark.encode(), form_mark(secret).encode()):
        raise FormIsNotOurs
    several: dict[str, list[str]] = {}
    for name, value in pairs:
        several.setdefault(name, []).append(value)
    return Form(fields, several)


def _refuse_strangers(request: Request, url: str) -> None:
    site = request.headers.get("Sec-Fetch-Site")
    if site is not None and site not in ("same-origin", "none"):
        raise FormIsNotOurs
    origin = request.headers.get("Origin")
    if origin is None:
        return
    # A proxy may have changed `Host`; the address under which the world reaches us stands as well.
    own = {urlsplit(url).netloc, request.headers.get("Host", "")}
    if urlsplit(origin).netloc not in own:
        raise FormIsNotOurs


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    return body
