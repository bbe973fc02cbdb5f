"""One quest, what an operator can do about it, and what waits for a second one."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Query, Request, Response
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.complaints.queries import ComplaintMissing
from core.complaints.states import ComplaintIsElsewhere, NotBothHeard
from core.interventions.queries import all_waiting, file_of
from core.interventions.service import agree, decline, intervene, needs_two
from core.interventions.states import (
    AnotherWaits,
    Deed,
    NobodyAgreesWithHimself,
    NothingWaits,
    NotWaiting,
    NumberMissing,
    Wish,
)
from core.mandates.states import Scope
from core.messages.states import MessageTooLong, NothingSaid
from core.money import Money
from core.operators.models import Operator
from core.outreach.service import reach_out
from core.payments.queries import payment_of
from core.payments.states import MoneyIsFrozen, MoneyIsNotHeld
from core.peers.queries import PeerIsGone
from core.quests.models import Quest
from core.quests.queries import QuestMissing
from core.quests.states import QuestHasMovedOn, QuestIsOver
from core.verdicts.queries import preview_of
from core.verdicts.states import PercentOutOfRange
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.quest_forms import (
    DecisionSaid,
    ExtensionSaid,
    InterventionList,
    InterventionShown,
    QuestShown,
    SplitShown,
    WordsSaid,
    shown_quest,
)
from webhooks.api.once import Key
from webhooks.api.schemas import Shown, shown_money

quests_router = APIRouter(prefix="/quests", tags=["Quests"])
approvals_router = APIRouter(prefix="/approvals", tags=["Approvals"])
Reader = Annotated[Caller, Depends(Asks(Scope.QUESTS_READ))]
Helper = Annotated[Caller, Depends(Asks(Scope.QUESTS_ACT))]
MoneyReader = Annotated[Caller, Depends(Asks(Scope.MONEY_READ))]
Agent = Annotated[Caller, Depends(Asks(Scope.TICKETS_ACT))]
Mover = Annotated[Caller, Depends(Asks(Scope.MONEY_ACT))]
_Percent = Annotated[int, Query(ge=0, le=100, description="the Carrier's part of his price")]

_MOVED = (QuestMissing, QuestIsOver, QuestHasMovedOn, AnotherWaits)
_MONEY = (*_MOVED, MoneyIsNotHeld, MoneyIsFrozen)
_DECIDING = (*_MONEY, ComplaintMissing, ComplaintIsElsewhere, NotBothHeard, PercentOutOfRange)


@quests_router.get("/{quest_id}", responses=reading(QuestMissing))
async def show_quest(quest_id: UUID, caller: Reader) -> QuestShown:
    """Show all there is about a quest. What its two have written is shown with `peers:read`."""
    services = caller.services
    async with caller.begin() as (session, _):
        file = await file_of(session, quest_id)
    return await shown_quest(
        file, services.storage, sees_people=caller.sees_people, rules=services.settings
    )


@quests_router.get("/{quest_id}/split", responses=reading(QuestMissing, MoneyIsNotHeld))
async def preview_split(quest_id: UUID, percent: _Percent, caller: Reader) -> SplitShown:
    """Show what a decision would come to in money. Nothing moves."""
    async with caller.begin() as (session, _):
        quest = await session.get(Quest, quest_id)
        if quest is None:
            raise QuestMissing
        shares = await preview_of(session, quest, carrier_percent=percent)
        payment = await payment_of(session, quest_id)
    total = quest.price if payment is None else payment.total
    currency = total.currency
    return SplitShown(
        carrier=shown_money(Money(shares.carrier, currency)),
        requester=shown_money(Money(shares.requester, currency)),
        fee=shown_money(Money(shares.fee, currency)),
        takes_two=needs_two(total, rules=caller.services.settings),
    )


@quests_router.post(
    "/{quest_id}/extend",
    response_model=InterventionShown,
    responses=acting(*_MOVED, NothingWaits, NumberMissing),
)
async def give_time(
    request: Request, quest_id: UUID, said: ExtensionSaid, caller: Helper, key: Key = None
) -> Response:
    """Let the money of a hand-over wait longer, and the Requester complain longer."""
    wish = Wish(Deed.EXTEND, quest_id, said.why, hours=said.hours)
    return await _intervene(request, caller, said, wish, key=key)


@quests_router.post(
    "/{quest_id}/unlock", response_model=InterventionShown, responses=acting(*_MOVED)
)
async def make_new_code(
    request: Request, quest_id: UUID, said: ActSaid, caller: Helper, key: Key = None
) -> Response:
    """Make a new code for a hand-over. The sender gets it; it is shown to nobody here."""
    wish = Wish(Deed.UNLOCK, quest_id, said.why)
    return await _intervene(request, caller, said, wish, key=key)


@quests_router.post(
    "/{quest_id}/decide", response_model=InterventionShown, responses=acting(*_DECIDING)
)
async def decide_complaint(
    request: Request, quest_id: UUID, said: DecisionSaid, caller: Mover, key: Key = None
) -> Response:
    """Share out what is disputed; 0 refunds all of it. Both sides read the reason."""
    wish = Wish(Deed.DECIDE, quest_id, said.why, percent=said.percent)
    return await _intervene(request, caller, said, wish, key=key)


@quests_router.post(
    "/{quest_id}/release", response_model=InterventionShown, responses=acting(*_MONEY)
)
async def release_money(
    request: Request, quest_id: UUID, said: ActSaid, caller: Mover, key: Key = None
) -> Response:
    """Give the Carrier his money before its time."""
    wish = Wish(Deed.RELEASE, quest_id, said.why)
    return await _intervene(request, caller, said, wish, key=key)


@quests_router.post(
    "/{quest_id}/call-off", response_model=InterventionShown, responses=acting(*_MONEY)
)
async def call_quest_off(
    request: Request, quest_id: UUID, said: ActSaid, caller: Mover, key: Key = None
) -> Response:
    """End a quest before its pick-up. All that was paid is refunded."""
    wish = Wish(Deed.CALL_OFF, quest_id, said.why)
    return await _intervene(request, caller, said, wish, key=key)


@quests_router.post(
    "/{quest_id}/write",
    response_model=Done,
    responses=acting(QuestMissing, PeerIsGone, NothingSaid, MessageTooLong),
)
async def write_to_sides(
    request: Request, quest_id: UUID, said: WordsSaid, caller: Agent, key: Key = None
) -> Response:
    """Say the same to one side or to both, as Support, on the ticket that each has or a new one."""
    rules, at = caller.services.settings, caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        await reach_out(
            session,
            operator,
            quest_id,
            set(said.sides),
            said.text,
            why=said.why,
            desk=rules.desk,
            rules=rules,
            at=at,
        )
        return Done(id=quest_id)

    return await act_once(caller, request, said, act, key=key, path=f"/quests/{quest_id}")


async def _intervene(
    request: Request, caller: Caller, said: ActSaid, wish: Wish, *, key: str | None
) -> Response:
    rules, at = caller.services.settings, caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await intervene(session, operator, wish, rules=rules, at=at)
        return InterventionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path=f"/quests/{wish.quest_id}")


@approvals_router.get("", responses=reading())
async def list_approvals(caller: MoneyReader) -> InterventionList:
    """List what waits for a second operator, the oldest first."""
    async with caller.begin() as (session, _):
        waiting = await all_waiting(session)
    return InterventionList(items=[InterventionShown.model_validate(one) for one in waiting])


@approvals_router.post(
    "/{intervention_id}/agree",
    response_model=InterventionShown,
    responses=acting(NotWaiting, NobodyAgreesWithHimself, *_DECIDING),
)
async def agree_as_second(
    request: Request, intervention_id: UUID, said: ActSaid, caller: Mover, key: Key = None
) -> Response:
    """Agree as the second operator, and have it done. Nobody agrees with himself."""
    rules, at = caller.services.settings, caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await agree(session, operator, intervention_id, rules=rules, at=at)
        facts = {"intervention": made.id}
        agreed, by = Act.INTERVENTION_AGREED, operator.id
        await note_act(session, agreed, made.quest_id, by=by, why=said.why, facts=facts, at=at)
        return InterventionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path="/approvals")


@approvals_router.post(
    "/{intervention_id}/decline", response_model=InterventionShown, responses=acting(NotWaiting)
)
async def decline_as_second(
    request: Request, intervention_id: UUID, said: ActSaid, caller: Mover, key: Key = None
) -> Response:
    """Do not agree; whoever has asked for it takes it back so."""
    at = caller.services.clock()

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await decline(session, operator, intervention_id, why=said.why, at=at)
        return InterventionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path="/approvals")
