"""`/me`: whom the token acts for, and what it may do now."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends
from pydantic import Field

from core.mandates.models import Mandate
from core.mandates.states import Scope, lendable
from core.operators.states import Role
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import reading
from webhooks.api.schemas import Shown

me_router = APIRouter(prefix="/me", tags=["Me"])


class TokenShown(Shown):
    id: UUID
    name: str
    scopes: list[Scope]
    may: list[Scope] = Field(description="those of its scopes that the role allows now")
    made_at: datetime
    until: datetime


class MeShown(Shown):
    id: UUID
    name: str
    email: str
    role: Role
    token: TokenShown


@me_router.get("", responses=reading())
async def show_me(caller: Annotated[Caller, Depends(Asks(None))]) -> MeShown:
    """Show whom the token acts for, and what it may do. Every token may ask this."""
    async with caller.begin() as (session, operator):
        mandate = await session.get_one(Mandate, caller.mandate_id)
        scopes = [Scope(one) for one in mandate.scopes]
        allowed = lendable(operator.role)
        return MeShown(
            id=operator.id,
            name=operator.name,
            email=operator.email,
            role=operator.role,
            token=TokenShown(
                id=mandate.id,
                name=mandate.name,
                scopes=scopes,
                may=[one for one in scopes if one in allowed],
                made_at=mandate.made_at,
                until=mandate.until,
            ),
        )
