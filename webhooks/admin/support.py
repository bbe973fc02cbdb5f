"""How quickly Peers are answered, what help lacks, and the canned answers."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from pydantic import Field, StrictStr, StringConstraints
from sqlalchemy.ext.asyncio import AsyncSession

from core.articles.queries import failing_articles, misses
from core.canned.models import CannedAnswer
from core.canned.queries import canned_answers, canned_for, offered_on
from core.canned.service import drop_canned, keep_canned
from core.canned.states import (
    GAPS,
    CannedMissing,
    NameTaken,
    NameUnfit,
    NotInEnglish,
    TextTooLong,
    UnknownGap,
)
from core.mandates.states import Scope
from core.operators.models import Operator
from core.peers.states import Language
from core.tickets.queries import speeds
from core.tickets.states import TicketCategory, TicketMissing
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import Row
from webhooks.admin.spans import Day, SpanTooLong, span_of
from webhooks.api.once import Key
from webhooks.api.schemas import Shown

support_router = APIRouter(tags=["Support"])
_Reader = Annotated[Caller, Depends(Asks(Scope.TICKETS_READ))]
_Agent = Annotated[Caller, Depends(Asks(Scope.TICKETS_ACT))]
_Text = Annotated[StrictStr, StringConstraints(max_length=4_000, pattern=r"^[^\u0000]*$")]
_UNFIT = (NameUnfit, NameTaken, NotInEnglish, TextTooLong, UnknownGap)
_Find = Annotated[str, Query(max_length=100, pattern=r"^[^\u0000]*$")]


class SpeedShown(Shown):
    """Tickets that were opened in the span: all of them, of a category, of a language, of both."""

    category: TicketCategory | None
    language: Language | None
    tickets: int
    waiting: int = Field(description="of them, those that nobody has answered")
    first_answer: float | None = Field(description="seconds, the median")
    most_first_answer: float | None = Field(description="seconds that nine of ten did not exceed")
    solved: float | None = Field(description="seconds from the first word on, the median")
    stars: float | None = Field(description="1 to 5, the mean")


class FailingShown(Shown):
    language: Language
    article: str
    helped: int
    failed: int


class MissShown(Shown):
    language: Language
    question: str
    nothing: int = Field(description="how often nothing was found")
    no_help: int = Field(description="how often nothing of what was found helped")


class ReportShown(Shown):
    first: date
    last: date
    speeds: list[SpeedShown]
    failing: list[FailingShown] = Field(description="articles that did not help, the worst first")
    lacking: list[MissShown] = Field(description="questions asked in vain, the most frequent first")


@support_router.get("/support", responses=reading(SpanTooLong))
async def show_support(caller: _Reader, first: Day = None, last: Day = None) -> ReportShown:
    """Show how long people waited from `first` to `last`, 30 days if left out; what help lacks."""
    span = span_of(caller, first, last)
    since = datetime.combine(span.first, time(), UTC)
    until = datetime.combine(span.last + timedelta(days=1), time(), UTC)
    async with caller.services.reading.begin() as session:
        found = await speeds(session, since=since, until=until)
        failing = await failing_articles(session, since=span.first, until=span.last)
        lacking = await misses(session, since=span.first, until=span.last)
    return ReportShown(
        first=span.first,
        last=span.last,
        speeds=[SpeedShown.model_validate(one, from_attributes=True) for one in found],
        failing=[
            FailingShown(
                language=one.language, article=one.slug, helped=one.helped, failed=one.failed
            )
            for one in failing
        ],
        lacking=[MissShown.model_validate(one, from_attributes=True) for one in lacking],
    )


class CannedShown(Shown):
    id: UUID
    name: str
    texts: dict[Language, str]
    changed_at: datetime


class CannedListShown(Shown):
    items: list[CannedShown]
    gaps: tuple[str, ...] = Field(description="what may stand in braces, and a ticket fills in")


class OfferedShown(Row):
    name: str
    language: Language = Field(description="the Peer's, else English")
    text: str = Field(description="with its gaps filled, unless one is missing")
    missing: str = Field(description="a gap for which the ticket has nothing; empty: none")


class OfferedList(Shown):
    items: list[OfferedShown]


class CannedSaid(ActSaid):
    name: Annotated[_Text, Field(description="1 to 40 letters, digits, blanks and dashes")]
    texts: dict[Language, _Text] = Field(
        description="2,000 signs each; English is needed, for whom no other language is kept",
        examples=[{"en": "Hello {name}, we look into {ticket} today."}],
    )


@support_router.get("/canned", responses=reading())
async def list_canned(caller: _Reader, find: _Find = "") -> CannedListShown:
    """List canned answers by their names, those in which something stands if `find` says what."""
    async with caller.begin() as (session, _):
        found = await canned_answers(session, find=find)
    return CannedListShown(items=[_shown(one) for one in found], gaps=GAPS)


@support_router.get("/canned/{canned_id}", responses=reading(CannedMissing))
async def show_canned(canned_id: UUID, caller: _Reader) -> CannedShown:
    """Show one canned answer."""
    async with caller.begin() as (session, _):
        return _shown(await canned_for(session, canned_id))


@support_router.get("/tickets/{ticket_id}/canned", responses=reading(TicketMissing))
async def offer_canned(ticket_id: UUID, caller: _Reader) -> OfferedList:
    """List canned answers as they would be said on a ticket. Nothing is said."""
    async with caller.begin() as (session, _):
        found = await offered_on(session, ticket_id)
    return OfferedList(items=[OfferedShown.model_validate(one) for one in found])


@support_router.post(
    "/canned", status_code=201, response_model=CannedShown, responses=acting(*_UNFIT)
)
async def make_canned(
    request: Request, said: CannedSaid, caller: _Agent, key: Key = None
) -> Response:
    """Keep a new canned answer."""
    return await _keep(request, said, caller, key=key, status=201)


@support_router.post(
    "/canned/{canned_id}",
    response_model=CannedShown,
    responses=acting(CannedMissing, *_UNFIT),
)
async def change_canned(
    request: Request, canned_id: UUID, said: CannedSaid, caller: _Agent, key: Key = None
) -> Response:
    """Keep a canned answer anew: name and words are what is said now."""
    return await _keep(request, said, caller, canned_id=canned_id, key=key)


@support_router.post(
    "/canned/{canned_id}/drop", response_model=Done, responses=acting(CannedMissing)
)
async def end_canned(
    request: Request, canned_id: UUID, said: ActSaid, caller: _Agent, key: Key = None
) -> Response:
    """Drop a canned answer; what was said with it stands."""

    async def act(session: AsyncSession, operator: Operator) -> Done:
        await drop_canned(session, operator, canned_id, why=said.why, at=caller.services.clock())
        return Done(id=canned_id)

    return await act_once(caller, request, said, act, key=key, path="/canned")


async def _keep(
    request: Request,
    said: CannedSaid,
    caller: Caller,
    *,
    canned_id: UUID | None = None,
    key: str | None,
    status: int = 200,
) -> Response:
    async def act(session: AsyncSession, operator: Operator) -> CannedShown:
        kept = await keep_canned(
            session,
            operator,
            said.name,
            said.texts,
            canned_id=canned_id,
            why=said.why,
            at=caller.services.clock(),
        )
        return _shown(kept)

    return await act_once(caller, request, said, act, key=key, path="/canned", status=status)


def _shown(one: CannedAnswer) -> CannedShown:
    return CannedShown(id=one.id, name=one.name, texts=one.texts, changed_at=one.changed_at)
