"""Reading what a form sends, when it is one of ours.

A form carries a mark that is made of the secret in the browser's own cookie, and the browser itself
says where it comes from. Both must fit, so that no other page can press a button here.
"""

import hmac
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from urllib.parse import parse_qsl, urlsplit

from starlette.exceptions import HTTPException
from starlette.requests import Request

from admin.shell.multipart import FormReader, Part, boundary_in

MARK_FIELD = "_mark"
MARK_HEADER = "X-Mark"
_PURPOSE = b"form"
_MOST_BYTES = 256 * 1024
_MOST_FIELDS = 400
_MOST_DRAINED = 100 * 1024 * 1024
"""What is read of a form that is too large, and thrown away: a browser hears us only after it."""

_PLAIN = "application/x-www-form-urlencoded"


class FormIsNotOurs(Exception):
    """It does not come from a page that we have shown in this browser."""


@dataclass(frozen=True)
class Upload:
    """A file that was chosen; `is_too_large` when not all of it was read."""

    content: bytes
    is_too_large: bool


@dataclass(frozen=True)
class Form:
    """What was filled in. A field that is not there is empty."""

    fields: Mapping[str, str]
    several: Mapping[str, list[str]] = field(default_factory=dict)
    files: Mapping[str, Upload] = field(default_factory=dict)

    def text(self, name: str) -> str:
        return self.fields.get(name, "").strip()

    def exact(self, name: str) -> str:
        """Give what was typed with its blanks, as of a password."""
        return self.fields.get(name, "")

    def file(self, name: str) -> Upload | None:
        """Give the file that was chosen, if one was."""
        return self.files.get(name)

    def texts(self, name: str) -> list[str]:
        return self.several.get(name, [])


def form_mark(secret: str) -> str:
    """Make the mark that a form carries."""
    return hmac.digest(secret.encode(), _PURPOSE, sha256).hex()


async def read_form(
    request: Request, *, secret: str, url: str, most_file_bytes: int | None = None
) -> Form:
    """Read a form, or raise `FormIsNotOurs`; 413 for one that is too large.

    With `most_file_bytes` it may carry a file; of one that is larger the form says so, that its
    page can.
    """
    _refuse_strangers(request, url)
    try:
        pairs, files = await _filled_in(request, most_file_bytes)
    except ValueError as error:  # not UTF-8, or more fields than any form of ours
        raise HTTPException(400, "form") from error
    fields = dict(pairs)
    mark = request.headers.get(MARK_HEADER) or fields.pop(MARK_FIELD, "")
    if not secret or not hmac.compare_digest(mark.encode(), form_mark(secret).encode()):
        raise FormIsNotOurs
    several: dict[str, list[str]] = {}
    for name, value in pairs:
        several.setdefault(name, []).append(value)
    return Form(fields, several, files)


async def _filled_in(
    request: Request, most_file_bytes: int | None
) -> tuple[list[tuple[str, str]], dict[str, Upload]]:
    content_type = request.headers.get("Content-Type", "")
    boundary = None if most_file_bytes is None else boundary_in(content_type)
    if boundary is not None and most_file_bytes is not None:
        parts = await _parts(request, boundary, most_file_bytes)
        return _fields(parts), _files(parts)
    body = await _body(request)
    if content_type.partition(";")[0].strip().lower() != _PLAIN:
        return [], {}
    return parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=_MOST_FIELDS), {}


async def _parts(request: Request, boundary: bytes, most_file_bytes: int) -> list[Part]:
    form = FormReader(
        boundary,
        most_parts=_MOST_FIELDS,
        most_field_bytes=_MOST_BYTES,
        most_file_bytes=most_file_bytes,
    )
    length = 0
    async for chunk in request.stream():
        length += len(chunk)
        if length > _MOST_DRAINED:
            raise HTTPException(413)
        form.write(chunk)
    return form.end()


def _fields(parts: Sequence[Part]) -> list[tuple[str, str]]:
    return [(one.name, one.content.decode()) for one in parts if not one.is_file]


def _files(parts: Sequence[Part]) -> dict[str, Upload]:
    return {one.name: Upload(bytes(one.content), one.is_cut) for one in parts if one.is_file}


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
    body = bytearray()
    async for chunk in request.stream():
        body += chunk
        if len(body) > _MOST_BYTES:
            raise HTTPException(413)
    return bytes(body)
