"""Doing what an operator wants about a quest, inside the caller's transaction.

Locks are taken as for any change of a quest: trip, parcel, quest, payment; then the intervention.
"""

from collections.abc import Mapping
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.events.states import Fact
from core.ids import new_id
from core.interventions.models import Intervention
from core.interventions.queries import waiting_about
from core.interventions.states import (
    LONGEST_REASON,
    MOST_HOURS,
    MOVES_MONEY,
    AnotherWaits,
    Deed,
    InterventionState,
    NobodyAgreesWithHimself,
    NothingWaits,
    NotWaiting,
    NumberMissing,
    ReasonMissing,
    Wish,
)
from core.money import Money
from core.offers.states import Side
from core.operators.models import Operator
from core.payments.queries import payment_of
from core.proofs.service import unlock_hand_over
from core.quests.models import Quest
from core.quests.queries import QuestMissing
from core.quests.service import locked_quest, restate_quest
from core.rules import Rules
from core.settlement.service import call_off, release
from core.verdicts.queries import preview_of
from core.verdicts.service import decide

_ACTS = {
    Deed.DECIDE: Act.QUEST_DECIDED,
    Deed.RELEASE: Act.QUEST_RELEASED,
    Deed.CALL_OFF: Act.QUEST_CALLED_OFF,
    Deed.EXTEND: Act.QUEST_EXTENDED,
    Deed.UNLOCK: Act.QUEST_UNLOCKED,
}


async def intervene(
    session: AsyncSession, operator: Operator, wish: Wish, *, rules: Rules, at: datetime
) -> Intervention:
    """Do it, or let it wait for a second operator: the state of what is answered tells which.

    Refuses `QuestMissing`, `ReasonMissing`, `NumberMissing`, `AnotherWaits`, and whatever the deed
    refuses.
    """
    _check(wish)
    quest = await locked_quest(session, wish.quest_id)
    if quest is None:
        raise QuestMissing
    if await waiting_about(session, quest.id) is not None:
        raise AnotherWaits
    stake = await _stake(session, quest)
    made = Intervention(
        id=new_id(at),
        quest_id=quest.id,
        deed=wish.deed,
        percent=wish.percent if wish.deed is Deed.DECIDE else None,
        hours=wish.hours if wish.deed is Deed.EXTEND else None,
        why=wish.why.strip()[:LONGEST_REASON],
        minor=stake.minor,
        currency=stake.currency,
        by_id=operator.id,
        state=InterventionState.WAITING,
        made_at=at,
    )
    session.add(made)
    await session.flush()
    if made.deed in MOVES_MONEY and needs_two(stake, rules=rules):
        if made.percent is not None:
            await preview_of(session, quest, carrier_percent=made.percent)
        await _note(session, Act.INTERVENTION_PROPOSED, made, by=operator, at=at, why=made.why)
        return made
    made.state, made.ended_at = InterventionState.DONE, at
    await _carry_out(session, quest, made, by=operator, rules=rules, at=at)
    return made


async def agree(
    session: AsyncSession, operator: Operator, intervention_id: UUID, *, rules: Rules, at: datetime
) -> Intervention:
    """Agree as the second operator, and do it.

    Refuses `NotWaiting`, `NobodyAgreesWithHimself`, and whatever the deed refuses by now.
    """
    quest, made = await _locked(session, intervention_id)
    if made.by_id == operator.id:
        raise NobodyAgreesWithHimself
    made.state, made.ended_at, made.other_id = InterventionState.DONE, at, operator.id
    await _carry_out(session, quest, made, by=operator, rules=rules, at=at)
    return made


async def decline(
    session: AsyncSession, operator: Operator, intervention_id: UUID, *, why: str, at: datetime
) -> Intervention:
    """Do not agree; who has asked for it takes it back so.

    Refuses `NotWaiting`, `ReasonMissing`.
    """
    _, made = await _locked(session, intervention_id)
    if not why.strip():
        raise ReasonMissing
    is_own = made.by_id == operator.id
    made.state = InterventionState.WITHDRAWN if is_own else InterventionState.DECLINED
    made.other_id = None if is_own else operator.id
    made.ended_at = at
    act = Act.INTERVENTION_WITHDRAWN if is_own else Act.INTERVENTION_DECLINED
    await _note(session, act, made, by=operator, at=at, why=why)
    return made


def needs_two(stake: Money, *, rules: Rules) -> bool:
    """Tell whether such a sum moves only when a second operator agrees."""
    in_main = rules.rates.convert(stake, rules.main_currency)
    # What cannot be compared may be any sum.
    return in_main is None or in_main.amount() > rules.four_eyes_above


def _check(wish: Wish) -> None:
    if not wish.why.strip():
        raise ReasonMissing
    if wish.deed is Deed.DECIDE and wish.percent is None:
        raise NumberMissing
    if wish.deed is Deed.EXTEND and not 1 <= (wish.hours or 0) <= MOST_HOURS:
        raise NumberMissing


async def _stake(session: AsyncSession, quest: Quest) -> Money:
    payment = await payment_of(session, quest.id, lock=True)
    return quest.price if payment is None else payment.total


async def _locked(session: AsyncSession, intervention_id: UUID) -> tuple[Quest, Intervention]:
    seen = await session.get(Intervention, intervention_id)
    quest = None if seen is None else await locked_quest(session, seen.quest_id)
    if quest is None:
        raise NotWaiting
    made = await session.get_one(Intervention, intervention_id, with_for_update=True)
    if made.state is not InterventionState.WAITING:
        raise NotWaiting
    return quest, made


async def _carry_out(
    session: AsyncSession,
    quest: Quest,
    made: Intervention,
    *,
    by: Operator,
    rules: Rules,
    at: datetime,
) -> None:
    before = {"state": quest.state, "release_at": quest.release_at}
    match made.deed:
        case Deed.DECIDE:
            await decide(
                session,
                quest.id,
                carrier_percent=made.percent or 0,
                why=made.why,
                by=by.name,
                rules=rules,
                at=at,
            )
        case Deed.RELEASE:
            await release(session, quest, by=None, at=at)
        case Deed.CALL_OFF:
            await call_off(session, quest, at=at)
        case Deed.EXTEND:
            await _extend(session, quest, timedelta(hours=made.hours or 0), at=at)
        case Deed.UNLOCK:
            await unlock_hand_over(session, quest.id, at=at)
    await session.flush()
    after = {"state": quest.state, "release_at": quest.release_at}
    act = _ACTS[made.deed]
    await _note(session, act, made, by=by, at=at, why=made.why, before=before, after=after)


async def _extend(session: AsyncSession, quest: Quest, by: timedelta, *, at: datetime) -> None:
    """Let the money of a hand-over wait longer, and the Requester complain for as long at least."""
    if quest.release_at is None:
        raise NothingWaits
    quest.release_at += by
    if quest.claim_until is not None:
        quest.claim_until = max(quest.claim_until, quest.release_at)
    await session.flush()
    for side in Side:
        await restate_quest(session, quest, side, at=at)


async def _note(
    session: AsyncSession,
    act: Act,
    made: Intervention,
    *,
    by: Operator,
    at: datetime,
    why: str,
    before: Mapping[str, Fact] | None = None,
    after: Mapping[str, Fact] | None = None,
) -> None:
    facts: dict[str, Fact] = {
        "deed": made.deed,
        "intervention": made.id,
        "percent": made.percent,
        "hours": made.hours,
        "asked_by": made.by_id,
    }
    await note_act(
        session,
        act,
        made.quest_id,
        by=by.id,
        at=at,
        why=why,
        before=before,
        after=after,
        facts=facts,
    )
