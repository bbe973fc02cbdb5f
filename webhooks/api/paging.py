"""Pages: a cursor says after which row the next page begins, and nothing else.

It grants nothing, so it is checked and not signed: whoever makes one up reads what he may read
anyway, from another place on.
"""

import base64
import binascii
import struct
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Annotated, TypeVar
from uuid import UUID

from fastapi import Query, Request, Response

from webhooks.api.problems import Declined

_LAYOUT = struct.Struct(">cq16s")
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_FARTHEST = timedelta(days=365 * 500)
_MOST = 50

Limit = Annotated[int, Query(ge=1, le=_MOST, description="rows on a page")]
CursorText = Annotated[
    str | None, Query(max_length=64, description="from the `next` of the page before")
]
RowT = TypeVar("RowT")


class CursorNotOurs(Declined):
    """The cursor was not given out by this list."""

    status = 422
    field = "cursor"


@dataclass(frozen=True, slots=True)
class Cursor:
    """The last row of a page, by what the list is ordered by. `kind` is a letter for the list."""

    kind: bytes
    at: datetime
    id: UUID

    def text(self) -> str:
        packed = _LAYOUT.pack(self.kind, (self.at - _EPOCH) // _MICROSECOND, self.id.bytes)
        return base64.urlsafe_b64encode(packed).decode().rstrip("=")


def read_cursor(text: str | None, kind: bytes) -> Cursor | None:
    """Read a cursor of this list, or decline `CursorNotOurs`."""
    if text is None:
        return None
    try:
        packed = base64.b64decode(text + "=" * (-len(text) % 4), altchars=b"-_", validate=True)
        found, microseconds, row = _LAYOUT.unpack(packed)
        cursor = Cursor(found, _EPOCH + microseconds * _MICROSECOND, UUID(bytes=row))
    except (ValueError, OverflowError, binascii.Error, struct.error):
        raise CursorNotOurs from None
    if cursor.kind != kind or abs(cursor.at - _EPOCH) > _FARTHEST or cursor.text() != text:
        raise CursorNotOurs
    return cursor


def page_of(
    rows: Sequence[RowT],
    limit: int,
    cursor_at: Callable[[RowT], Cursor],
    request: Request,
    response: Response,
) -> tuple[list[RowT], str | None]:
    """Cut what was read, one more than `limit`, to a page; answer the address of the next one."""
    page = list(rows[:limit])
    if len(rows) <= limit:
        return page, None
    return page, link_next(request, response, cursor=cursor_at(page[-1]).text())


def link_next(request: Request, response: Response, **changed: object) -> str:
    """Answer the address of the next page: this one's, with other parameters."""
    url = request.url.include_query_params(**changed)
    address = f"{url.path}?{url.query}"
    response.headers["Link"] = f'<{address}>; rel="next"'
    return address
