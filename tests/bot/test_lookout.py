"""Hands that rest are woken one at a time, and nothing that was hidden is left lying."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.lookout import Lookout
from core.wakeups import Wakeup

LONG = 600.0


@asynccontextmanager
async def resting(lookout: Lookout, *, hands: int) -> AsyncIterator[set[asyncio.Task[None]]]:
    tasks = {asyncio.create_task(lookout.rest()) for _ in range(hands)}
    await settled()
    try:
        yield tasks
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


async def settled() -> None:
    for _ in range(10):
        await asyncio.sleep(0)


async def looked_in_vain() -> tuple[Lookout, Wakeup]:
    wakeup = Wakeup()
    lookout = Lookout(wakeup)
    await lookout.rest()  # the first look of all
    lookout.found_nothing(lookout.begin(), pause=LONG)
    return lookout, wakeup


async def test_a_ring_wakes_one_of_the_hands_that_rest() -> None:
    lookout, wakeup = await looked_in_vain()
    async with resting(lookout, hands=3) as hands:
        wakeup.ring()
        await settled()
        assert sum(hand.done() for hand in hands) == 1


async def test_each_ring_wakes_another_hand() -> None:
    lookout, wakeup = await looked_in_vain()
    async with resting(lookout, hands=3) as hands:
        for _ in range(2):
            wakeup.ring()
            await settled()
        assert sum(hand.done() for hand in hands) == 2


async def test_what_was_hidden_while_another_acted_is_looked_for_when_he_is_done() -> None:
    lookout, _ = await looked_in_vain()
    with lookout.acting():
        lookout.found_nothing(lookout.begin(), pause=LONG)
    async with asyncio.timeout(1):
        await lookout.rest()


async def test_who_knows_of_more_looks_at_once_although_another_acts() -> None:
    lookout, _ = await looked_in_vain()
    with lookout.acting():
        lookout.look_again()
        async with asyncio.timeout(1):
            await lookout.rest()


async def test_nobody_looks_again_and_again_while_another_acts() -> None:
    lookout, _ = await looked_in_vain()
    with lookout.acting():
        lookout.found_nothing(lookout.begin(), pause=LONG)
        async with resting(lookout, hands=1) as hands:
            assert not any(hand.done() for hand in hands)


async def test_what_came_to_light_during_a_look_is_looked_for_again() -> None:
    lookout, _ = await looked_in_vain()
    begun = lookout.begin()
    with lookout.acting():
        pass
    lookout.found_nothing(begun, pause=LONG)
    async with asyncio.timeout(1):
        await lookout.rest()


async def test_nobody_looks_again_for_nothing() -> None:
    lookout, _ = await looked_in_vain()
    with lookout.acting():
        pass
    async with resting(lookout, hands=1) as hands:
        assert not any(hand.done() for hand in hands)


async def test_what_is_due_later_is_looked_for_then() -> None:
    lookout, _ = await looked_in_vain()
    lookout.found_nothing(lookout.begin(), pause=0.01)
    async with asyncio.timeout(1):
        await lookout.rest()
