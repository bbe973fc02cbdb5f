"""`Idempotency-Key`: a request that comes again has one effect and the same answer.

As in draft-ietf-httpapi-idempotency-key-header-07, except that the key may stand without quotes.
"""

from collections.abc import Awaitable, Callable
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import Header, Request, Response
from pydantic import BaseModel
from sqlalchemy.ext.asyncio import AsyncSession

from core.idempotency.service import answer_before, keep_answer
from core.idempotency.states import Answer, fingerprint
from core.peers.models import Peer

Key = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        pattern=r"^[\x21-\x7e]{1,255}$",
        description="a text of your own, new for each thing; kept for 24 hours",
        examples=["6f1c2b7e-trip-to-mumbai"],
    ),
]


async def once(
    session: AsyncSession,
    peer: Peer,
    request: Request,
    body: BaseModel,
    act: Callable[[], Awaitable[Answer]],
    *,
    key: str | None,
    at: datetime,
) -> Response:
    """Act and remember the answer, or give the answer that was given before."""
    where = (request.method, request.url.path)
    answer, is_repeated = await answer_once(session, peer.id, where, body, act, key=key, at=at)
    return answered(answer, is_repeated=is_repeated)


async def answer_once(
    session: AsyncSession,
    caller_id: UUID,
    where: tuple[str, str],
    body: BaseModel,
    act: Callable[[], Awaitable[Answer]],
    *,
    key: str | None,
    at: datetime,
) -> tuple[Answer, bool]:
    """Do the same for whatever the method and path are; true when the answer was given before."""
    if key is None:
        return await act(), False
    mark = fingerprint(*where, body.model_dump_json(by_alias=True))
    before = await answer_before(session, caller_id, key, mark, at=at)
    if before is not None:
        return before, True
    answer = await act()
    await keep_answer(session, caller_id, key, mark, answer, at=at)
    return answer, False


def answered(answer: Answer, *, is_repeated: bool) -> Response:
    headers = {"Location": answer.location}
    if is_repeated:
        headers["Idempotency-Replayed"] = "true"
    return Response(answer.body, answer.status, media_type="application/json", headers=headers)
