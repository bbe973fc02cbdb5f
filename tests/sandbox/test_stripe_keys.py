"""What was asked of the sandbox's Stripe with a key is done once, whoever fails or hangs up."""

import asyncio
import gc
from typing import Any

import pytest
import stripe

from tests.sandbox.test_stripe import Shop, shop

__all__ = ["shop"]


async def _until_held(shop: Shop) -> None:
    """Wait until a fault holds a request."""
    async with asyncio.timeout(5):
        while not any(one["under_way"] for one in await _faults(shop, "GET")):
            pass


async def _hang_up(shop: Shop, asking: asyncio.Task[Any]) -> None:
    """Give up a request that is held, which does not end it."""
    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)
    await _until_held(shop)


async def _let_go(shop: Shop) -> None:
    await _faults(shop, "DELETE")


async def _faults(shop: Shop, verb: str) -> Any:
    async with shop.plane.request(verb, "/sandbox/faults") as response:
        return await response.json()


async def test_what_was_done_with_a_key_is_not_done_again_for_a_day(shop: Shop) -> None:
    first = await shop.link(key="one")
    again = await shop.link(key="one")
    assert again.id == first.id
    assert again.last_response.headers["Idempotent-Replayed"] == "true"
    with pytest.raises(stripe.IdempotencyError):
        await shop.link(amount=12_000, key="one")
    await shop.ask("/clock", advance_seconds=24 * 3600 + 1)
    assert (await shop.link(key="one")).id != first.id


async def test_an_answer_that_is_lost_is_found_by_its_key(shop: Shop) -> None:
    await shop.ask("/faults", kind="drop_after", method="PostCheckoutSessions", count=1)
    with pytest.raises(stripe.APIConnectionError):
        await shop.link(key="one")
    made = await shop.sdk.checkout.sessions.list_async({"created": {"gte": 0}})
    assert [(await shop.link(key="one")).id] == [one.id for one in made.data]


async def test_a_fault_before_leaves_nothing_and_one_after_is_kept_with_its_key(shop: Shop) -> None:
    for kind in ("drop_before", "too_many", "bad_gateway"):
        await shop.ask("/faults", kind=kind, method="PostCheckoutSessions", count=1)
        with pytest.raises(stripe.StripeError):
            await shop.link(key=kind)
    assert (await shop.sdk.checkout.sessions.list_async()).data == []
    await shop.ask("/faults", kind="bad_gateway_after", method="PostCheckoutSessions", count=1)
    for _ in range(2):
        with pytest.raises(stripe.APIError):
            await shop.link(key="one")
    assert len((await shop.sdk.checkout.sessions.list_async()).data) == 1


async def test_two_who_use_one_key_at_once_do_it_once(shop: Shop) -> None:
    await shop.ask("/faults", kind="held", method="PostCheckoutSessions", count=1)
    first = asyncio.create_task(shop.link(key="one"))
    await _until_held(shop)
    with pytest.raises(stripe.APIError, match="in-progress") as refusal:
        await shop.link(key="one")
    assert refusal.value.http_status == 409
    await _let_go(shop)
    assert (await shop.link(key="one")).id == (await first).id


async def test_who_hangs_up_leaves_his_key_with_what_comes_of_it(shop: Shop) -> None:
    await shop.ask("/faults", kind="held", method="PostCheckoutSessions", count=1)
    asking = asyncio.create_task(shop.link(key="one"))
    await _until_held(shop)
    await _hang_up(shop, asking)
    await _let_go(shop)
    (made,) = (await shop.sdk.checkout.sessions.list_async()).data
    assert (await shop.link(key="one")).id == made.id


async def test_nobody_hears_that_a_request_is_refused_when_its_asker_has_hung_up(
    shop: Shop, caplog: pytest.LogCaptureFixture
) -> None:
    await shop.ask("/faults", kind="held", method="PostCheckoutSessions", count=1)
    asking = asyncio.create_task(shop.link(amount=49, key="one"))
    await _until_held(shop)
    await _hang_up(shop, asking)
    await _let_go(shop)
    gc.collect()
    assert caplog.records == []
    with pytest.raises(stripe.InvalidRequestError, match="at least 50"):
        await shop.link(amount=49, key="one")
