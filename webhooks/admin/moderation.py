"""What waits for a person's eye, and letting a parcel travel or not."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.leakguard.states import LeakKind
from core.linkline.states import ReportReason
from core.mandates.states import Scope
from core.messages.states import HeldFor, MessageKind, MessageState
from core.moderation.queries import InReview, queue
from core.moderation.service import uncover
from core.moderation.states import HoldMissing
from core.offers.states import Side
from core.operators.models import Operator
from core.parcels.queries import ParcelMissing
from core.parcels.service import review_parcel
from core.parcels.states import ParcelIsClosed
from core.screening.states import Prohibited
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import LabelShown, Row, shown_route
from webhooks.api.once import Key
from webhooks.api.schemas import MoneyShown, Shown, shown_money

moderation_router = APIRouter(prefix="/moderation", tags=["Moderation"])
Reader = Annotated[Caller, Depends(Asks(Scope.MODERATION_READ))]
Judge = Annotated[Caller, Depends(Asks(Scope.MODERATION_ACT))]


class HitShown(Row):
    rule: Prohibited
    item: int
    word: str


class HeldItemShown(Shown):
    title: str
    quantity: int
    value: MoneyShown


class HeldParcelShown(Shown):
    id: UUID
    peer_id: UUID
    route: tuple[LabelShown, LabelShown]
    items: list[HeldItemShown]
    note: str
    hits: list[HitShown]


class ReportShown(Row):
    id: UUID
    line_id: UUID
    by: Side
    reason: ReportReason
    at: datetime


class PatternShown(Row):
    """How often in 30 days."""

    peer_id: UUID
    blocked_by: int
    reported: int
    held: int


class HeldMessageShown(Row):
    """A message that did not pass, without what it says."""

    id: UUID
    line_id: UUID
    alias: str
    side: Side
    at: datetime
    state: MessageState
    held_for: HeldFor | None = Field(description="null once its writer has let it go")
    kind: MessageKind
    kinds: list[LeakKind] = Field(description="of the contacts in it")
    signs: int = Field(description="how long it is")


class UncoveredShown(Shown):
    id: UUID
    line_id: UUID
    kind: MessageKind
    text: str | None = Field(default=None, description="answered once")


class QueueShown(Shown):
    parcels: list[HeldParcelShown]
    reports: list[ReportShown]
    patterns: list[PatternShown]
    held: list[HeldMessageShown]


@moderation_router.get("", responses=reading())
async def show_queue(caller: Reader) -> QueueShown:
    """Show all that waits, the oldest first; patterns the worst first."""
    async with caller.begin() as (session, _):
        waiting = await queue(session, at=caller.services.clock())
    return QueueShown(
        parcels=[_held(one) for one in waiting.parcels],
        reports=[ReportShown.model_validate(one) for one in waiting.reports],
        patterns=[PatternShown.model_validate(one) for one in waiting.patterns],
        held=[HeldMessageShown.model_validate(one) for one in waiting.held],
    )


def _held(one: InReview) -> HeldParcelShown:
    return HeldParcelShown(
        id=one.parcel.id,
        peer_id=one.parcel.peer_id,
        route=shown_route(one.route),
        items=[
            HeldItemShown(title=item.title, quantity=item.quantity, value=shown_money(item.value))
            for item in one.items
        ],
        note=one.parcel.note,
        hits=[HitShown.model_validate(hit) for hit in one.hits],
    )


@moderation_router.post(
    "/parcels/{parcel_id}/pass",
    response_model=Done,
    responses=acting(ParcelMissing, ParcelIsClosed),
)
async def pass_parcel(
    request: Request, parcel_id: UUID, said: ActSaid, caller: Judge, key: Key = None
) -> Response:
    """Let a held parcel travel."""
    return await _judge(request, caller, parcel_id, said, key=key, may_travel=True)


@moderation_router.post(
    "/parcels/{parcel_id}/refuse",
    response_model=Done,
    responses=acting(ParcelMissing, ParcelIsClosed),
)
async def refuse_parcel(
    request: Request, parcel_id: UUID, said: ActSaid, caller: Judge, key: Key = None
) -> Response:
    """Refuse a held parcel. Its Requester reads the reason."""
    return await _judge(request, caller, parcel_id, said, key=key, may_travel=False)


async def _judge(
    request: Request,
    caller: Caller,
    parcel_id: UUID,
    said: ActSaid,
    *,
    key: str | None,
    may_travel: bool,
) -> Response:
    at, why = caller.services.clock(), said.why
    noted = Act.PARCEL_PASSED if may_travel else Act.PARCEL_REFUSED

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        await review_parcel(session, parcel_id, may_travel=may_travel, why=why, at=at)
        await note_act(session, noted, parcel_id, by=operator.id, why=why, at=at)
        return Done(id=parcel_id)

    return await act_once(caller, request, said, act, key=key, path="/moderation")


@moderation_router.post(
    "/holds/{message_id}/uncover", response_model=UncoveredShown, responses=acting(HoldMissing)
)
async def uncover_message(
    request: Request, message_id: UUID, said: ActSaid, caller: Judge, key: Key = None
) -> Response:
    """Show what a message says that was kept back. That it was asked, and why, is kept for good."""
    at = caller.services.clock()
    besides: dict[str, str] = {}

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        message = await uncover(session, operator, message_id, why=said.why, at=at)
        besides["text"] = message.shown.text
        return UncoveredShown(id=message.id, line_id=message.line_id, kind=message.shown.kind)

    path = "/moderation"
    return await act_once(caller, request, said, act, key=key, path=path, besides=besides)
