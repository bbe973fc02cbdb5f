"""Verifications, met by Stripe's own SDK and by a person who presses."""

from typing import Any

import pytest

from sandbox.stripe.identity import FORM_SECONDS
from tests.sandbox.test_stripe import Shop, shop

__all__ = ["shop"]
_BACK = "http://127.0.0.1:1/back"


async def _made(shop: Shop) -> Any:
    return await shop.sdk.identity.verification_sessions.create_async(
        {"type": "document", "return_url": _BACK, "metadata": {"peer": "1"}}
    )


async def _shown(shop: Shop, session_id: str) -> Any:
    return await shop.sdk.identity.verification_sessions.retrieve_async(session_id)


async def test_who_is_not_readable_presses_again_and_is_verified(shop: Shop) -> None:
    made = await _made(shop)
    assert (made.status, made.metadata["peer"]) == ("requires_input", "1")
    async with shop.plane.get(made.url) as page:
        assert "Not readable" in await page.text()
    async with shop.plane.post(made.url, data={"press": "document_unverified_other"}) as page:
        assert _BACK in await page.text()
    refused = await _shown(shop, made.id)
    assert refused.status == "requires_input"
    assert refused.last_error.code == "document_unverified_other"
    async with (
        shop.plane.get(refused.url),
        shop.plane.post(refused.url, data={"press": "verified"}),
    ):
        pass
    known = await _shown(shop, made.id)
    assert (known.status, known.last_error, known.url) == ("verified", None, None)
    events = (await shop.sdk.events.list_async({"limit": 10})).data
    assert [one.type.rpartition(".")[2] for one in events] == [
        "verified",
        "requires_input",
        "created",
    ]


async def test_an_address_of_the_form_is_good_once_and_for_two_days(shop: Shop) -> None:
    made = await _made(shop)
    late = (await _shown(shop, made.id)).url
    assert late != made.url
    async with shop.plane.get(made.url) as page:
        assert "Not readable" in await page.text()
    await shop.ask("/clock", advance_seconds=FORM_SECONDS)
    for url in (made.url, late):
        async with shop.plane.get(url) as page:
            assert "good once" in await page.text()


@pytest.mark.parametrize("press", ["leave", "of_nobody"])
async def test_who_leaves_has_shown_nothing(shop: Shop, press: str) -> None:
    made = await _made(shop)
    async with shop.plane.get(made.url), shop.plane.post(made.url, data={"press": press}) as page:
        assert "Nothing was shown" in await page.text()
    assert (await _shown(shop, made.id)).last_error is None


async def test_what_is_decided_stays_so(shop: Shop) -> None:
    made = await _made(shop)
    await shop.ask(f"/stripe/identities/{made.id}/decide", outcome="verified")
    async with shop.plane.post(made.url, data={"press": "document_unverified_other"}) as page:
        assert "decided before" in await page.text()
    assert (await _shown(shop, made.id)).status == "verified"
