"""Accounts of who is paid, met by Stripe's own SDK and by a person who presses."""

from typing import Any

import pytest
import stripe

from sandbox.stripe.accounts import LINK_SECONDS
from tests.sandbox.test_stripe import Shop, shop

__all__ = ["shop"]
_BACK = "http://127.0.0.1:1/back"


async def _link(shop: Shop, account: str) -> str:
    made = await shop.sdk.account_links.create_async(
        {
            "account": account,
            "type": "account_onboarding",
            "return_url": f"{_BACK}/done",
            "refresh_url": f"{_BACK}/again",
        }
    )
    return str(made.url)


async def _transfer(shop: Shop, account: str) -> Any:
    return await shop.sdk.transfers.create_async(
        {
            "amount": 100,
            "currency": "eur",
            "destination": account,
            "source_transaction": await shop.charge(),
        }
    )


async def test_an_account_takes_money_when_its_holder_was_asked(shop: Shop) -> None:
    account = await shop.account()
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await _transfer(shop, account)
    assert refusal.value.code == "insufficient_capabilities_for_transfer"
    url = await _link(shop, account)
    async with shop.plane.get(url) as page:
        assert "Give all that is asked" in await page.text()
    async with shop.plane.post(url, data={"press": "give"}) as page:
        assert f"{_BACK}/done" in await page.text()
    told = await shop.sdk.accounts.retrieve_async(account)
    assert (told.capabilities.transfers, told.payouts_enabled) == ("active", True)
    assert (await _transfer(shop, account)).destination == account
    await shop.ask(f"/stripe/accounts/{account}/restrict")
    with pytest.raises(stripe.InvalidRequestError):
        await _transfer(shop, account)


async def test_nobody_is_paid_who_is_not_there(shop: Shop) -> None:
    with pytest.raises(stripe.InvalidRequestError):
        await _transfer(shop, "acct_of_nobody")


async def test_a_link_to_the_form_is_good_once_and_for_minutes(shop: Shop) -> None:
    account = await shop.account()
    used, late = await _link(shop, account), await _link(shop, account)
    async with shop.plane.get(used) as page:
        assert page.status == 200
    await shop.ask("/clock", advance_seconds=LINK_SECONDS)
    for url in (used, late):
        async with shop.plane.get(url, allow_redirects=False) as page:
            assert (page.status, page.headers["Location"]) == (303, f"{_BACK}/again")


async def test_who_leaves_the_form_is_led_back_and_not_paid(shop: Shop) -> None:
    account = await shop.account()
    url = await _link(shop, account)
    async with shop.plane.get(url), shop.plane.post(url, data={"press": "leave"}) as page:
        assert "Nothing was given" in await page.text()
    assert not (await shop.sdk.accounts.retrieve_async(account)).payouts_enabled
