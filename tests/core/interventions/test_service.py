"""Operators do about a quest what a button does, with a reason, and large sums take two."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import select

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.complaints.states import Problem, Word
from core.disputes.service import complain
from core.interventions.models import Intervention
from core.interventions.queries import file_of
from core.interventions.service import agree, decline, intervene
from core.interventions.states import (
    AnotherWaits,
    CannotBeDone,
    Deed,
    InterventionState,
    NobodyAgreesWithHimself,
    NothingWaits,
    NotWaiting,
    NumberMissing,
    ReasonMissing,
    Wish,
)
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.parcels.models import DropParcel
from core.parcels.states import ParcelState
from core.payments.states import PaymentState
from core.quests.states import QuestHasMovedOn, QuestState
from core.rules import Rules
from core.trust.queries import standings_of
from tests.desk import Desk
from tests.market import RULES

pytestmark = pytest.mark.fresh_db

ALONE = RULES.model_copy(update={"four_eyes_above": 10_000})
IN_TWOS = RULES.model_copy(update={"four_eyes_above": 0})


async def an_operator(desk: Desk, name: str) -> Operator:
    async with desk.db.begin() as session:
        made, _ = await add_operator(
            session,
            email=f"{name}@example.org",
            name=name,
            role=Role.FINANCE,
            by=None,
            at=desk.now(),
        )
    return made


async def wants(
    desk: Desk, operator: Operator, deed: Deed, *, rules: Rules = ALONE, **facts: Any
) -> Intervention:
    wish = Wish(deed, desk.quest_id, facts.pop("why", "As agreed by telephone"), **facts)
    async with desk.db.begin() as session:
        return await intervene(session, operator, wish, rules=rules, at=desk.now())


async def acts(desk: Desk) -> list[AuditEntry]:
    async with desk.db.begin() as session:
        query = select(AuditEntry).where(
            AuditEntry.about == desk.quest_id, AuditEntry.is_act.is_(True)
        )
        return list(await session.scalars(query.order_by(AuditEntry.event_id)))


async def test_a_release_by_hand_pays_the_carrier_and_says_who_and_why(desk: Desk) -> None:
    await desk.delivered()
    olga = await an_operator(desk, "olga")
    made = await wants(desk, olga, Deed.RELEASE)
    await desk.send_share()
    assert made.state is InterventionState.DONE
    assert (await desk.quest()).state is QuestState.SETTLED
    (act,) = await acts(desk)
    assert (act.name, act.by_operator_id, act.why) == (
        Act.QUEST_RELEASED,
        olga.id,
        "As agreed by telephone",
    )
    assert act.before is not None
    assert act.after is not None
    assert act.before["release_at"] != act.after["release_at"]


async def test_calling_off_gives_all_back_and_stands_on_no_record(desk: Desk) -> None:
    deal = await desk.funded()
    await wants(desk, await an_operator(desk, "olga"), Deed.CALL_OFF)
    await desk.settle()
    assert (await desk.quest()).state is QuestState.CANCELLED
    payment = await desk.payment()
    assert (payment.state, payment.refunded_minor) == (PaymentState.REFUNDED, payment.total.minor)
    async with desk.db.begin() as session:
        known = await standings_of(session, [deal.carrier.id, deal.requester.id])
        parcel = await session.get_one(DropParcel, deal.parcel.id)
    assert [one.cancelled for one in known.values()] == [0, 0]
    assert parcel.state is ParcelState.OPEN


async def test_nothing_is_called_off_after_the_pick_up(desk: Desk) -> None:
    await desk.picked_up()
    olga = await an_operator(desk, "olga")
    with pytest.raises(QuestHasMovedOn):
        await wants(desk, olga, Deed.CALL_OFF)
    assert await acts(desk) == []


async def test_more_time_moves_the_release_and_the_time_to_complain(desk: Desk) -> None:
    await desk.delivered()
    before = (await desk.quest()).release_at
    await wants(desk, await an_operator(desk, "olga"), Deed.EXTEND, hours=48)
    quest = await desk.quest()
    assert before is not None
    assert quest.release_at == before + timedelta(hours=48)
    assert quest.claim_until is not None
    assert quest.claim_until >= quest.release_at


async def test_a_verdict_needs_two_above_the_sum(desk: Desk) -> None:
    deal = await desk.delivered()
    async with desk.db.begin() as session:
        word = Word("The cup is broken", ())
        await complain(
            session,
            deal.requester,
            desk.quest_id,
            Problem.DAMAGED,
            word,
            rules=RULES,
            at=desk.now(),
        )
    await desk.advance(timedelta(hours=RULES.answer_hours, seconds=1))
    olga, boris = await an_operator(desk, "olga"), await an_operator(desk, "boris")
    made = await wants(desk, olga, Deed.DECIDE, rules=IN_TWOS, percent=50)
    assert made.state is InterventionState.WAITING
    async with desk.db.begin() as session:
        with pytest.raises(NobodyAgreesWithHimself):
            await agree(session, olga, made.id, rules=IN_TWOS, at=desk.now())
    async with desk.db.begin() as session:
        done = await agree(session, boris, made.id, rules=IN_TWOS, at=desk.now())
        assert (done.state, done.other_id) == (InterventionState.DONE, boris.id)
        file = await file_of(session, desk.quest_id)
    assert file.case is not None
    assert file.case.verdict is not None
    assert file.operators == {olga.id: "olga", boris.id: "boris"}
    assert [one.name for one in await acts(desk)] == [
        Act.INTERVENTION_PROPOSED,
        Act.QUEST_DECIDED,
    ]


async def test_what_waits_moves_no_money_and_lets_nothing_else_pass(desk: Desk) -> None:
    await desk.delivered()
    olga, boris = await an_operator(desk, "olga"), await an_operator(desk, "boris")
    made = await wants(desk, olga, Deed.RELEASE, rules=IN_TWOS)
    await desk.settle()
    assert (await desk.quest()).state is QuestState.DELIVERED
    with pytest.raises(AnotherWaits):
        await wants(desk, boris, Deed.EXTEND, hours=1)
    async with desk.db.begin() as session:
        await decline(session, boris, made.id, why="He has not called back", at=desk.now())
    async with desk.db.begin() as session:
        with pytest.raises(NotWaiting):
            await agree(session, boris, made.id, rules=IN_TWOS, at=desk.now())
    assert (await acts(desk))[-1].why == "He has not called back"


async def test_who_has_asked_may_take_it_back(desk: Desk) -> None:
    await desk.delivered()
    olga = await an_operator(desk, "olga")
    made = await wants(desk, olga, Deed.RELEASE, rules=IN_TWOS)
    async with desk.db.begin() as session:
        gone = await decline(session, olga, made.id, why="Wrong quest", at=desk.now())
    assert (gone.state, gone.other_id) == (InterventionState.WITHDRAWN, None)


@pytest.mark.parametrize(
    ("wish", "refusal"),
    [
        ({"deed": Deed.RELEASE, "why": "  "}, ReasonMissing),
        ({"deed": Deed.DECIDE}, NumberMissing),
        ({"deed": Deed.EXTEND, "hours": 0}, NumberMissing),
        ({"deed": Deed.EXTEND, "hours": 169}, NumberMissing),
        ({"deed": Deed.EXTEND, "hours": 5}, NothingWaits),
    ],
)
async def test_what_cannot_be_done_leaves_no_trace(
    desk: Desk, wish: dict[str, Any], refusal: type[CannotBeDone]
) -> None:
    await desk.funded()
    olga = await an_operator(desk, "olga")
    with pytest.raises(refusal):
        await wants(desk, olga, **wish)
    assert await acts(desk) == []
