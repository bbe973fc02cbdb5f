"""Quest, money and Stripe in any order that chance finds: presses, faults, deaths, jumps of time.

Hypothesis chooses what happens next. After every step the books balance, what is held is what the
counters say, Stripe was asked for nothing twice, and both phones show how the quest stands. At the
end everything heals: what is owed to somebody has reached him, or waits for what only he can do.

    TEST_ORDERS=300 make test ARGS="-k any_order"     # many more of them, others each time
"""

import asyncio
import os
from collections.abc import Coroutine
from contextlib import AsyncExitStack
from datetime import timedelta
from typing import Any, TypeVar

import aiohttp
import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.complaints.states import Problem, Word
from core.db import connect
from core.disputes.service import add_evidence, complain, withdraw
from core.offers.states import Side
from core.proofs.service import look_inside
from core.settlement.service import cancel_quest, release_early
from core.verdicts.service import agree, appeal
from tests.chaos.world import World
from tests.desk import Desk
from tests.market import RULES
from tests.sandboxes import running_sandbox
from tests.servers import TestServers, cloned_database

ResultT = TypeVar("ResultT")

_FAULTS = ("drop_before", "drop_after", "bad_gateway", "bad_gateway_after", "too_many")
_CALLS = (
    *("PostCheckoutSessions", "PostCheckoutSessionsSessionExpire", "PostTransfers", "PostRefunds"),
    *("PostTransfersIdReversals", "GetCheckoutSessionsSession", "GetChargesCharge", "GetRefunds"),
)
_JUMPS = tuple(
    timedelta(minutes=minutes) for minutes in (1, 40, 200, 25 * 60, 3 * 24 * 60, 9 * 24 * 60)
)
_MOST_QUESTS = 2
_ORDERS, _STEPS = 25, 30
"""Enough for a minute, the same each time."""
_STAGES = ("agreed", "funded", "picked_up", "delivered", "complained", "settled")
_sides = st.sampled_from(Side)
_which = st.integers(0, _MOST_QUESTS - 1)


class Market(RuleBasedStateMachine):
    """`servers` is set by the test, because Hypothesis makes the machines."""

    servers: TestServers

    def __init__(self) -> None:
        super().__init__()
        self._loop = asyncio.new_event_loop()
        self._stack = AsyncExitStack()
        self._world = World(self._run(self._open()))

    def _run(self, doing: Coroutine[Any, Any, ResultT]) -> ResultT:
        return self._loop.run_until_complete(doing)

    async def _open(self) -> Desk:
        url = await self._stack.enter_async_context(cloned_database(self.servers))
        db = connect(url, pool_size=2)
        self._stack.push_async_callback(db.close)
        address = await self._stack.enter_async_context(running_sandbox())
        plane = await self._stack.enter_async_context(aiohttp.ClientSession(address))
        desk = Desk(db, address, plane)
        self._stack.push_async_callback(desk.http.close_async)
        return desk

    def teardown(self) -> None:
        try:
            self._run(self._world.heal())
        finally:
            self._run(self._stack.aclose())
            self._loop.close()

    # What people do.

    @initialize(stage=st.sampled_from(_STAGES))
    def a_deal_is_on_its_way(self, stage: str) -> None:
        self._run(self._world.begin(stage))

    @precondition(lambda self: len(self._world.deals) < _MOST_QUESTS)
    @rule()
    def two_more_agree(self) -> None:
        self._run(self._world.begin("agreed"))

    @rule(which=_which)
    def somebody_pays(self, which: int) -> None:
        self._run(self._world.pay(which))

    @rule(which=_which, side=_sides)
    def somebody_cancels(self, which: int, side: Side) -> None:
        self._run(self._world.press(which, side, cancel_quest, rules=RULES))

    @rule(which=_which)
    def both_look_inside(self, which: int) -> None:
        for side in Side:
            self._run(self._world.press(which, side, look_inside))

    @rule(which=_which, is_right=st.booleans())
    def a_code_is_given(self, which: int, is_right: bool) -> None:  # noqa: FBT001  (drawn by name)
        self._run(self._world.give_code(which, is_right=is_right))

    @rule(which=_which)
    def the_money_is_released_early(self, which: int) -> None:
        self._run(self._world.press(which, Side.REQUESTER, release_early))

    @rule(which=_which, side=_sides, problem=st.sampled_from(Problem))
    def somebody_complains(self, which: int, side: Side, problem: Problem) -> None:
        self._run(self._world.press(which, side, complain, problem, Word("It is so"), rules=RULES))

    @rule(which=_which, side=_sides)
    def somebody_says_more(self, which: int, side: Side) -> None:
        self._run(self._world.press(which, side, add_evidence, Word("It was so")))

    @rule(which=_which, side=_sides)
    def it_is_solved(self, which: int, side: Side) -> None:
        self._run(self._world.press(which, side, withdraw))

    @rule(which=_which, percent=st.sampled_from((0, 33, 100)))
    def an_operator_decides(self, which: int, percent: int) -> None:
        self._run(self._world.decide(which, percent))

    @rule(which=_which, side=_sides)
    def somebody_agrees(self, which: int, side: Side) -> None:
        self._run(self._world.press(which, side, agree, rules=RULES))

    @rule(which=_which, side=_sides)
    def somebody_appeals(self, which: int, side: Side) -> None:
        self._run(self._world.press(which, side, appeal, Word("Look again"), rules=RULES))

    @rule(which=_which)
    def a_carrier_opens_his_account(self, which: int) -> None:
        self._run(self._world.open_account(which))

    # What banks do.

    @rule(which=_which, status=st.sampled_from(("needs_response", "warning_needs_response")))
    def a_bank_asks(self, which: int, status: str) -> None:
        self._run(self._world.ask_back(which, status))

    @rule(outcome=st.sampled_from(("won", "lost")))
    def a_bank_decides(self, outcome: str) -> None:
        self._run(self._world.end_disputes(outcome))

    # What machines do.

    @rule()
    def the_cashier_works(self) -> None:
        self._run(self._world.desk.cashier.settle_due())

    @rule()
    def the_cashier_dies_before_he_asks(self) -> None:
        self._run(self._world.die())

    @rule(call=st.sampled_from(_CALLS), kind=st.sampled_from(_FAULTS))
    def a_call_will_fail(self, call: str, kind: str) -> None:
        self._run(self._world.desk.fails(call, kind))

    @rule(which=_which, times=st.integers(1, 3))
    def events_come(self, which: int, times: int) -> None:
        self._run(self._world.tell(which, times))

    @rule()
    def the_sweeper_looks(self) -> None:
        self._run(self._world.desk.cashier.sweep(is_thorough=True))

    @rule(by=st.sampled_from(_JUMPS))
    def time_passes(self, by: timedelta) -> None:
        self._run(self._world.let_pass(by))

    # What is so, always.

    @invariant()
    def the_books_balance(self) -> None:
        self._run(self._world.check_books())

    @invariant()
    def nothing_is_given_twice(self) -> None:
        self._run(self._world.check_stripe())

    @invariant()
    def both_phones_know(self) -> None:
        self._run(self._world.check_phones())


@pytest.mark.timeout(0)
def test_whatever_happens_in_any_order_nothing_is_lost_or_doubled(servers: TestServers) -> None:
    Market.servers = servers
    many = os.environ.get("TEST_ORDERS")  # noqa: TID251  (how long somebody wants to look)
    run_state_machine_as_test(
        Market,
        settings=settings(
            max_examples=int(many or _ORDERS),
            stateful_step_count=_STEPS,
            deadline=None,
            derandomize=many is None,
            database=None,
            suppress_health_check=list(HealthCheck),
            phases=[Phase.generate, Phase.shrink] if many else [Phase.generate],
            print_blob=True,
        ),
    )
