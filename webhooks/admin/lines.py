"""What two have said to each other, by pseudonym, and who one of them is."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.linkline.states import LineMissing, ReportReason
from core.mandates.states import Scope
from core.messages.states import MessageKind
from core.offers.states import Side
from core.operators.models import Operator
from core.peers.queries import PeerIsGone
from core.transcripts.service import read_for_person
from core.transcripts.states import Transcript
from core.unmasking.service import who_is
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import LabelShown, Row, shown_route
from webhooks.api.once import Key
from webhooks.api.schemas import Shown

lines_router = APIRouter(prefix="/lines", tags=["Lines"])
Reader = Annotated[Caller, Depends(Asks(Scope.LINES_READ))]
Moderator = Annotated[Caller, Depends(Asks(Scope.MODERATION_ACT))]


class BeforeShown(Shown):
    until: datetime
    text: str


class SaidShown(Shown):
    at: datetime
    by: Side
    kind: MessageKind
    text: str
    is_taken_back: bool
    before: list[BeforeShown]


class ReportedShown(Row):
    at: datetime
    by: Side
    reason: ReportReason
    is_seen: bool


class LineShown(Shown):
    id: UUID
    aliases: Mapping[Side, str]
    route: tuple[LabelShown, LabelShown]
    opened_at: datetime
    ended_at: datetime | None
    reports: list[ReportedShown]
    said: list[SaidShown] = Field(description="the first first, as the other side has read it")


@lines_router.get("/{line_or_quest}", responses=reading(LineMissing))
async def read_line(line_or_quest: UUID, caller: Reader) -> LineShown:
    """Read a line by its id or its quest's. That it was read is logged; its reports are seen."""
    at = caller.services.clock()
    async with caller.begin() as (session, operator):
        transcript = await read_for_person(session, line_or_quest, at=at)
        by = operator.id
        await note_act(session, Act.LINE_LOOKED_INTO, line_or_quest, by=by, at=at)
    return _shown(transcript)


def _shown(of: Transcript) -> LineShown:
    return LineShown(
        id=of.line_id,
        aliases=of.aliases,
        route=shown_route(of.route),
        opened_at=of.opened_at,
        ended_at=of.ended_at,
        reports=[ReportedShown.model_validate(one) for one in of.reports],
        said=[
            SaidShown(
                at=one.at,
                by=one.by,
                kind=one.kind,
                text=one.text,
                is_taken_back=one.is_taken_back,
                before=[BeforeShown(until=until, text=text) for until, text in one.before],
            )
            for one in of.said
        ],
    )


@lines_router.post(
    "/{line_id}/{side}/unmask", response_model=Done, responses=acting(LineMissing, PeerIsGone)
)
async def unmask_side(
    *,
    request: Request,
    line_id: UUID,
    side: Side,
    said: ActSaid,
    caller: Moderator,
    key: Key = None,
) -> Response:
    """Answer who is on one side of a line. That it was asked, and why, is kept for good."""
    at = caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        peer = await who_is(session, line_id, side, by=operator.name, why=said.why, at=at)
        facts, by = {"side": side}, operator.id
        await note_act(session, Act.LINE_UNMASKED, line_id, by=by, why=said.why, facts=facts, at=at)
        return Done(id=peer.id)

    return await act_once(caller, request, said, act, key=key, path=f"/lines/{line_id}")
