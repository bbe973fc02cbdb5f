"""What changes something: with a reason, once under its key, and in the audit log."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from typing import Annotated
from uuid import UUID

import orjson
from fastapi import Request, Response
from pydantic import Field, StrictStr, StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.states import LONGEST_REASON
from core.idempotency.states import Answer
from core.operators.models import Operator
from webhooks.admin.caller import Caller
from webhooks.api.once import answer_once, answered
from webhooks.api.problems import PREFIX
from webhooks.api.schemas import Said, Shown

ADMIN = f"{PREFIX}/admin"

Reason = Annotated[
    StrictStr,
    StringConstraints(
        strip_whitespace=True, min_length=1, max_length=LONGEST_REASON, pattern=r"^[^\u0000]*$"
    ),
    Field(description="why; it stands in the audit log", examples=["Asked for in ticket 12"]),
]


class ActSaid(Said):
    """What every act says."""

    why: Reason


class Done(Shown):
    """It is done; `id` is of what it was done to, or of what it has made."""

    id: UUID


Act = Callable[[AsyncSession, Operator], Awaitable[Shown]]


async def act_once(
    caller: Caller,
    request: Request,
    said: ActSaid,
    act: Act,
    *,
    key: str | None,
    path: str,
    status: int = 200,
    besides: Mapping[str, object] | None = None,
) -> Response:
    """Do it and remember the answer, or give the answer that was given before.

    `path` is where the thing is shown, below this API. What the act puts into `besides` is
    answered as well and not remembered: links that let somebody in, and what was kept back.
    """
    where = (request.method, request.url.path)
    at = caller.services.clock()
    async with caller.begin() as (session, operator):

        async def do() -> Answer:
            shown = await act(session, operator)
            return Answer(status, shown.model_dump_json(by_alias=True), ADMIN + path)

        answer, is_repeated = await answer_once(
            session, operator.id, where, said, do, key=key, at=at
        )
    if besides and not is_repeated:
        body = orjson.dumps({**orjson.loads(answer.body), **besides}).decode()
        answer = replace(answer, body=body)
    return answered(answer, is_repeated=is_repeated)
