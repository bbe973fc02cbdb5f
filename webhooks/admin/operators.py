"""Who looks after the house: adding operators, their roles, letting them in anew, and out.

What lets somebody in is answered once and not remembered: a request that comes again under its key
gets the answer without it.
"""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field, StrictStr, StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from core.mandates.service import shut_out
from core.mandates.states import Scope
from core.operators.models import Operator
from core.operators.queries import operator_for, operators
from core.operators.service import add_operator, disable_operator, give_role
from core.operators.states import (
    LONGEST_EMAIL,
    LONGEST_OPERATOR_NAME,
    LastOwner,
    OperatorIsThere,
    OperatorMissing,
    Role,
)
from core.signons.service import begin_anew
from webhooks.admin.acts import ActSaid, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import Row
from webhooks.api.once import Key
from webhooks.api.schemas import ShortText, Shown

operators_router = APIRouter(prefix="/operators", tags=["Operators"])
Reader = Annotated[Caller, Depends(Asks(Scope.OPERATORS_READ))]
Owner = Annotated[Caller, Depends(Asks(Scope.OPERATORS_ACT))]
_Email = Annotated[
    StrictStr, StringConstraints(max_length=LONGEST_EMAIL, pattern=r"^[^@\s\u0000]+@[^@\s\u0000]+$")
]


class OperatorShown(Row):
    id: UUID
    name: str
    email: str
    role: Role
    made_at: datetime
    enrolled_at: datetime | None = Field(description="when he first showed his telephone")
    disabled_at: datetime | None


class OperatorList(Shown):
    items: list[OperatorShown]


class InvitedShown(OperatorShown):
    link: str | None = Field(
        default=None, description="by which he comes in, good once, for a day; answered once"
    )


class OperatorSaid(ActSaid):
    email: _Email
    name: Annotated[ShortText, Field(max_length=LONGEST_OPERATOR_NAME)]
    role: Role


class RoleSaid(ActSaid):
    role: Role


@operators_router.get("", responses=reading())
async def list_operators(caller: Reader) -> OperatorList:
    """List all operators, those who are let in no more at the end."""
    async with caller.begin() as (session, _):
        found = await operators(session)
    return OperatorList(items=[OperatorShown.model_validate(one) for one in found])


@operators_router.post(
    "", status_code=201, response_model=InvitedShown, responses=acting(OperatorIsThere)
)
async def invite_operator(
    request: Request, said: OperatorSaid, caller: Owner, key: Key = None
) -> Response:
    """Let somebody become an operator, and answer the link by which he comes in."""
    besides: dict[str, str] = {}

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made, link = await add_operator(
            session,
            email=said.email,
            name=said.name,
            role=said.role,
            by=operator.id,
            why=said.why,
            at=caller.services.clock(),
        )
        besides["link"] = _welcome(caller, link)
        return InvitedShown.model_validate(made)

    path = "/operators"
    return await act_once(
        caller, request, said, act, key=key, path=path, status=201, besides=besides
    )


@operators_router.post(
    "/{operator_id}/reset", response_model=InvitedShown, responses=acting(OperatorMissing)
)
async def let_operator_begin_anew(
    request: Request, operator_id: UUID, said: ActSaid, caller: Owner, key: Key = None
) -> Response:
    """Take back password, second factor, sittings and tokens, and answer a new link."""
    at = caller.services.clock()
    besides: dict[str, str] = {}

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        by = operator.id
        link = await begin_anew(session, operator_id, by=by, why=said.why, at=at)
        besides["link"] = _welcome(caller, link)
        return InvitedShown.model_validate(await operator_for(session, operator_id))

    path = "/operators"
    return await act_once(caller, request, said, act, key=key, path=path, besides=besides)


def _welcome(caller: Caller, link: str) -> str:
    return f"{caller.services.settings.console_url}/welcome/{link}"


@operators_router.post(
    "/{operator_id}/role",
    response_model=OperatorShown,
    responses=acting(OperatorMissing, LastOwner),
)
async def give_operator_role(
    request: Request, operator_id: UUID, said: RoleSaid, caller: Owner, key: Key = None
) -> Response:
    """Let an operator do more or less from now on."""
    at = caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        by = operator.id
        await give_role(session, operator_id, said.role, by=by, why=said.why, at=at)
        return OperatorShown.model_validate(await operator_for(session, operator_id))

    return await act_once(caller, request, said, act, key=key, path="/operators")


@operators_router.post(
    "/{operator_id}/disable",
    response_model=OperatorShown,
    responses=acting(OperatorMissing, LastOwner),
)
async def let_operator_out(
    request: Request, operator_id: UUID, said: ActSaid, caller: Owner, key: Key = None
) -> Response:
    """Let an operator in no more, from this moment."""
    at = caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        await disable_operator(session, operator_id, by=operator.id, why=said.why, at=at)
        await shut_out(session, operator_id, at=at)
        return OperatorShown.model_validate(await operator_for(session, operator_id))

    return await act_once(caller, request, said, act, key=key, path="/operators")
