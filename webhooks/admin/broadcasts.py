"""Telling many Peers something: composing it, seeing whom it is for, starting it, steering it."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.broadcasts.models import Broadcast
from core.broadcasts.queries import broadcast_for, broadcasts, how_many
from core.broadcasts.service import draft, steer
from core.broadcasts.states import (
    FASTEST_PACE,
    USUAL_PACE,
    Audience,
    BroadcastEvent,
    BroadcastMissing,
    BroadcastMovedOn,
    BroadcastState,
    EnglishMissing,
    HalfWorded,
    PaceOutOfRange,
    Wording,
    WordsTooLong,
)
from core.mandates.states import Scope
from core.operators.models import Operator
from core.peers.states import Language
from webhooks.admin.acts import ActSaid, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import Row
from webhooks.api.once import Key
from webhooks.api.schemas import Said, Shown, Text

broadcasts_router = APIRouter(prefix="/broadcasts", tags=["Broadcasts"])
Reader = Annotated[Caller, Depends(Asks(Scope.BROADCASTS_READ))]
Teller = Annotated[Caller, Depends(Asks(Scope.BROADCASTS_ACT))]


class WordingSaid(Said):
    title: Text
    text: Text


class WordingShown(Row):
    title: str
    text: str


class BroadcastSaid(ActSaid):
    words: dict[Language, WordingSaid] = Field(description="by language; English always")
    audience: Audience = Audience.EVERYBODY
    pace: Annotated[int, Field(strict=True, description=f"Peers a second, to {FASTEST_PACE}")] = (
        USUAL_PACE
    )


class BroadcastShown(Shown):
    id: UUID
    state: BroadcastState
    words: Mapping[Language, WordingShown]
    audience: Audience
    pace: int
    by_id: UUID
    told: int
    expected: int = Field(description="how many there were when it was started")
    made_at: datetime
    started_at: datetime | None
    ended_at: datetime | None


class BroadcastList(Shown):
    items: list[BroadcastShown]
    audiences: Mapping[Audience, int] = Field(description="how many each is for at this moment")


def _shown(one: Broadcast) -> BroadcastShown:
    return BroadcastShown(
        id=one.id,
        state=one.state,
        words={
            language: WordingShown.model_validate(said) for language, said in one.wordings.items()
        },
        audience=one.audience,
        pace=one.pace,
        by_id=one.by_id,
        told=one.told,
        expected=one.expected,
        made_at=one.made_at,
        started_at=one.started_at,
        ended_at=one.ended_at,
    )


@broadcasts_router.get("", responses=reading())
async def list_broadcasts(caller: Reader) -> BroadcastList:
    """List the last ones, the newest first."""
    async with caller.begin() as (session, _):
        found = await broadcasts(session)
        counts = {one: await how_many(session, one) for one in Audience}
    return BroadcastList(items=[_shown(one) for one in found], audiences=counts)


@broadcasts_router.get("/{broadcast_id}", responses=reading(BroadcastMissing))
async def show_broadcast(broadcast_id: UUID, caller: Reader) -> BroadcastShown:
    """Show one, and how far it is."""
    async with caller.begin() as (session, _):
        return _shown(await broadcast_for(session, broadcast_id))


@broadcasts_router.post(
    "",
    status_code=201,
    response_model=BroadcastShown,
    responses=acting(EnglishMissing, HalfWorded, WordsTooLong, PaceOutOfRange),
)
async def draft_broadcast(
    request: Request, said: BroadcastSaid, caller: Teller, key: Key = None
) -> Response:
    """Make one that tells nobody yet."""
    wordings = {language: Wording(one.title, one.text) for language, one in said.words.items()}

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await draft(
            session,
            operator,
            wordings,
            audience=said.audience,
            pace=said.pace,
            why=said.why,
            at=caller.services.clock(),
        )
        return _shown(made)

    return await act_once(caller, request, said, act, key=key, path="/broadcasts", status=201)


async def _steer(
    request: Request,
    caller: Caller,
    broadcast_id: UUID,
    event: BroadcastEvent,
    said: ActSaid,
    *,
    key: str | None,
) -> Response:
    at = caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        return _shown(await steer(session, operator, broadcast_id, event, why=said.why, at=at))

    path = f"/broadcasts/{broadcast_id}"
    return await act_once(caller, request, said, act, key=key, path=path)


_STEERING = acting(BroadcastMissing, BroadcastMovedOn)


@broadcasts_router.post("/{broadcast_id}/start", response_model=BroadcastShown, responses=_STEERING)
async def start_broadcast(
    request: Request, broadcast_id: UUID, said: ActSaid, caller: Teller, key: Key = None
) -> Response:
    """Begin to tell it."""
    return await _steer(request, caller, broadcast_id, BroadcastEvent.START, said, key=key)


@broadcasts_router.post("/{broadcast_id}/pause", response_model=BroadcastShown, responses=_STEERING)
async def pause_broadcast(
    request: Request, broadcast_id: UUID, said: ActSaid, caller: Teller, key: Key = None
) -> Response:
    """Let it rest where it is."""
    return await _steer(request, caller, broadcast_id, BroadcastEvent.PAUSE, said, key=key)


@broadcasts_router.post(
    "/{broadcast_id}/resume", response_model=BroadcastShown, responses=_STEERING
)
async def resume_broadcast(
    request: Request, broadcast_id: UUID, said: ActSaid, caller: Teller, key: Key = None
) -> Response:
    """Let it go on where it was."""
    return await _steer(request, caller, broadcast_id, BroadcastEvent.RESUME, said, key=key)


@broadcasts_router.post(
    "/{broadcast_id}/cancel", response_model=BroadcastShown, responses=_STEERING
)
async def cancel_broadcast(
    request: Request, broadcast_id: UUID, said: ActSaid, caller: Teller, key: Key = None
) -> Response:
    """End it. Whoever was told was told."""
    return await _steer(request, caller, broadcast_id, BroadcastEvent.CANCEL, said, key=key)
