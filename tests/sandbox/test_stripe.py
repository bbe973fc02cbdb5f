"""The sandbox's Stripe, met by Stripe's own SDK: what it does, refuses, and tells."""

import asyncio
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Self

import pytest
import stripe
from aiohttp import ClientSession, web

from sandbox.app import build_app
from sandbox.wiring import Sandbox, build_sandbox

SECRET = "whsec_of_a_test"
HALF_HOUR = 30 * 60


class Shop:
    """A customer of Stripe's, with the SDK and a listener, and a hand on the control plane."""

    def __init__(self, inside: Sandbox, url: str, plane: ClientSession) -> None:
        self.inside = inside
        self.url = url
        self.plane = plane
        self.events: list[stripe.Event] = []
        self.rung = asyncio.Condition()
        self._http = stripe.HTTPXClient(timeout=5)
        self.sdk = self.with_key("sk_test_of_a_shop")

    def with_key(self, key: str) -> Any:
        return stripe.StripeClient(
            key,
            base_addresses={"api": self.url},
            http_client=self._http,
            max_network_retries=0,
        ).v1

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *raised: object) -> None:
        await self._http.close_async()  # type: ignore[no-untyped-call]

    async def ask(self, path: str, **body: Any) -> Any:
        async with self.plane.post(f"/sandbox{path}", json=body) as response:
            assert response.ok, await response.text()
            return await response.json()

    async def link(self, amount: int = 11_000, key: str | None = None) -> Any:
        params: Any = {
            "mode": "payment",
            "success_url": "https://example.com/paid",
            "line_items": [
                {
                    "quantity": 1,
                    "price_data": {
                        "currency": "eur",
                        "unit_amount": amount,
                        "product_data": {"name": "Berlin → Paris"},
                    },
                }
            ],
            "metadata": {"payment": "p1"},
            "payment_intent_data": {"metadata": {"payment": "p1"}, "transfer_group": "p1"},
        }
        options: Any = {"idempotency_key": key} if key else {}
        return await self.sdk.checkout.sessions.create_async(params, options)

    async def account(self) -> str:
        """Make an account that cannot be paid yet."""
        made = await self.sdk.accounts.create_async(
            {
                "controller": {"requirement_collection": "stripe"},
                "capabilities": {"transfers": {"requested": True}},
            }
        )
        return str(made.id)

    async def charge(self, amount: int = 11_000) -> str:
        link = await self.link(amount)
        charge = await self.ask(f"/stripe/sessions/{link.id}/pay")
        return str(charge["id"])

    async def heard(self, count: int) -> list[str]:
        """Wait until so many events have come, and name all of them."""
        async with asyncio.timeout(5), self.rung:
            await self.rung.wait_for(lambda: len(self.events) >= count)
        return [event.type for event in self.events]


@asynccontextmanager
async def served(app: web.Application) -> AsyncIterator[str]:
    runner = web.AppRunner(app, handler_cancellation=True, shutdown_timeout=0.2)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    try:
        yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    finally:
        await runner.cleanup()


@pytest.fixture
async def shop() -> AsyncIterator[Shop]:
    inside = build_sandbox(with_limits=False, check_answers=True)
    ear = web.Application()
    async with (
        served(build_app(inside)) as url,
        ClientSession(url) as plane,
        Shop(inside, url, plane) as shop,
    ):

        async def hear(request: web.Request) -> web.Response:
            body = await request.read()
            inside.stripe.spec.check_object(json.loads(body))
            signed = request.headers["Stripe-Signature"]
            async with shop.rung:
                shop.events.append(stripe.Webhook.construct_event(body, signed, SECRET))
                shop.rung.notify_all()
            return web.Response()

        ear.router.add_post("/hear", hear)
        async with served(ear) as ear_url:
            await shop.ask("/stripe/listener", url=f"{ear_url}/hear", secret=SECRET)
            yield shop


async def test_a_link_is_paid_and_told_of(shop: Shop) -> None:
    link = await shop.link()
    assert (link.status, link.url) == ("open", f"{shop.url}/pay/{link.id}")
    await shop.ask(f"/stripe/sessions/{link.id}/pay")
    paid = await shop.sdk.checkout.sessions.retrieve_async(link.id)
    assert (paid.status, paid.payment_status) == ("complete", "paid")
    intent = await shop.sdk.payment_intents.retrieve_async(str(paid.payment_intent))
    assert (intent.status, intent.amount_received) == ("succeeded", 11_000)
    assert intent.metadata["payment"] == "p1"
    charge = await shop.sdk.charges.retrieve_async(str(intent.latest_charge))
    booked = await shop.sdk.balance_transactions.retrieve_async(str(charge.balance_transaction))
    assert (booked.amount, booked.net) == (11_000, 11_000 - booked.fee)
    assert sorted(await shop.heard(3)) == [
        "charge.succeeded",
        "checkout.session.completed",
        "payment_intent.succeeded",
    ]


async def test_a_link_runs_out_and_is_closed_once(shop: Shop) -> None:
    first, second = await shop.link(), await shop.link()
    closed = await shop.sdk.checkout.sessions.expire_async(first.id)
    assert closed.status == "expired"
    with pytest.raises(stripe.InvalidRequestError, match="status expired"):
        await shop.sdk.checkout.sessions.expire_async(first.id)
    await shop.ask("/clock", advance_seconds=24 * 3600 + 1)
    late = await shop.sdk.checkout.sessions.retrieve_async(second.id)
    assert late.status == "expired"
    assert await shop.heard(2) == ["checkout.session.expired"] * 2


async def test_what_is_wrong_is_refused_by_the_description(shop: Shop) -> None:
    odd: Any = {"charge": "ch_1", "colour": "red"}
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await shop.sdk.refunds.create_async(odd)
    assert (refusal.value.code, refusal.value.param) == ("parameter_unknown", "colour")
    with pytest.raises(stripe.InvalidRequestError, match="No such charge"):
        await shop.sdk.refunds.create_async({"charge": "ch_1"})
    with pytest.raises(stripe.InvalidRequestError, match="at least 50"):
        await shop.link(amount=49)


async def test_a_live_key_is_not_taken(shop: Shop) -> None:
    with pytest.raises(stripe.AuthenticationError):
        await shop.with_key("sk_live_somebodys").charges.retrieve_async("ch_1")


async def test_refunds_never_exceed_the_charge_and_may_fail_later(shop: Shop) -> None:
    charge = await shop.charge()
    part = await shop.sdk.refunds.create_async({"charge": charge, "amount": 4_000})
    with pytest.raises(stripe.InvalidRequestError, match="greater than unrefunded"):
        await shop.sdk.refunds.create_async({"charge": charge, "amount": 7_001})
    await shop.sdk.refunds.create_async({"charge": charge})
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await shop.sdk.refunds.create_async({"charge": charge})
    assert refusal.value.code == "charge_already_refunded"
    await shop.ask(f"/stripe/refunds/{part.id}/fail")
    failed = await shop.sdk.refunds.retrieve_async(part.id)
    assert failed.status == "failed"
    assert (await shop.sdk.charges.retrieve_async(charge)).amount_refunded == 7_000


async def test_transfers_never_exceed_the_charge_they_come_from(shop: Shop) -> None:
    charge, account = await shop.charge(), await shop.account()
    await shop.ask(f"/stripe/accounts/{account}/onboard")
    wish: Any = {
        "amount": 10_000,
        "currency": "eur",
        "destination": account,
        "source_transaction": charge,
        "transfer_group": "p1",
    }
    moved = await shop.sdk.transfers.create_async(wish)
    with pytest.raises(stripe.InvalidRequestError, match="must not exceed 1000"):
        await shop.sdk.transfers.create_async(wish)
    found = await shop.sdk.transfers.list_async({"transfer_group": "p1"})
    assert [one.id for one in found.data] == [moved.id]
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await shop.sdk.transfers.create_async(
            {"amount": 1, "currency": "eur", "destination": account}
        )
    assert refusal.value.code == "balance_insufficient"


async def test_events_are_held_doubled_reversed_and_lost(shop: Shop) -> None:
    await shop.ask("/stripe/hooks", held=True)
    await shop.charge()
    told = await shop.ask("/stripe/hooks", held=False, times=2, reversed=True, lost=1)
    assert told["events"] == 3
    heard = await shop.heard(4)
    assert sorted(heard) == sorted(["checkout.session.completed", "charge.succeeded"] * 2)
    kept = await shop.sdk.events.list_async({"type": "payment_intent.succeeded"})
    assert len(kept.data) == 1


async def test_the_page_of_a_link_is_pressed(shop: Shop) -> None:
    link = await shop.link()
    seen: list[str] = []
    text = ""
    for press in ("decline", "bank", "leave", "pay", "pay"):
        async with shop.plane.post(f"/pay/{link.id}", data={"press": press}) as page:
            text = await page.text()
            seen.append(text.split('data-status="')[1].split('"')[0])
    assert seen == ["declined", "bank", "left", "paid", "paid"]
    assert "110.00 EUR" in text
    assert "Berlin → Paris" in text
    assert sorted(await shop.heard(3)) == sorted(set(await shop.heard(3)))


async def test_the_form_of_the_page_tells_a_browser_to_say_where_it_comes_from(shop: Shop) -> None:
    """Without it a browser posts from nowhere (`Origin: null`), and is refused as a stranger."""
    link = await shop.link()
    async with shop.plane.get(f"/pay/{link.id}") as page:
        assert page.headers["Referrer-Policy"] == "same-origin"


async def test_the_page_is_not_pressed_from_elsewhere(shop: Shop) -> None:
    link = await shop.link()
    headers = {"Origin": "https://evil.example"}
    async with shop.plane.post(
        f"/pay/{link.id}", data={"press": "pay"}, headers=headers
    ) as refused:
        assert refused.status == 400
    async with shop.plane.get("/pay/cs_test_nothing") as missing:
        assert missing.status == 404


async def test_a_shop_survives_a_restart(tmp_path: Any) -> None:
    inside = build_sandbox(folder=tmp_path, check_answers=True)
    async with (
        served(build_app(inside)) as url,
        ClientSession(url) as plane,
        Shop(inside, url, plane) as shop,
    ):
        charge = await shop.charge()
    again = build_sandbox(folder=tmp_path, check_answers=True)
    async with (
        served(build_app(again)) as url,
        ClientSession(url) as plane,
        Shop(again, url, plane) as shop,
    ):
        assert (await shop.sdk.charges.retrieve_async(charge)).amount == 11_000


async def test_a_transfer_is_taken_back_as_far_as_the_account_holds_it(shop: Shop) -> None:
    charge, account = await shop.charge(), await shop.account()
    await shop.ask(f"/stripe/accounts/{account}/onboard")
    wish: Any = {
        "amount": 9_000, "currency": "eur", "destination": account, "source_transaction": charge,
    }  # fmt: skip
    moved = await shop.sdk.transfers.create_async(wish)
    back = await shop.sdk.transfers.reversals.create_async(moved.id, {"amount": 4_000})
    (listed,) = (await shop.sdk.transfers.reversals.list_async(moved.id)).data
    assert (listed.id, listed.amount) == (back.id, 4_000)
    assert (await shop.sdk.transfers.retrieve_async(moved.id)).amount_reversed == 4_000
    with pytest.raises(stripe.InvalidRequestError, match="what is left"):
        await shop.sdk.transfers.reversals.create_async(moved.id, {"amount": 5_001})
    await shop.ask(f"/stripe/accounts/{account}/empty")
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await shop.sdk.transfers.reversals.create_async(moved.id)
    assert refusal.value.code == "balance_insufficient"
    (sum_,) = (await shop.sdk.balance.retrieve_async()).available
    assert (sum_.amount, sum_.currency) == (11_000 - 245 - 9_000 + 4_000, "eur")


async def test_a_bank_takes_a_charge_back_and_gives_it_back(shop: Shop) -> None:
    charge = await shop.charge()
    dispute = await shop.ask(f"/stripe/charges/{charge}/dispute")
    (listed,) = (await shop.sdk.disputes.list_async({"charge": charge})).data
    assert (listed.id, listed.status, listed.amount) == (dispute["id"], "needs_response", 11_000)
    assert [one.net for one in listed.balance_transactions] == [-13_000]
    with pytest.raises(stripe.InvalidRequestError) as refusal:
        await shop.sdk.refunds.create_async({"charge": charge})
    assert refusal.value.code == "charge_disputed"
    answered = await shop.sdk.disputes.update_async(
        dispute["id"], {"evidence": {"uncategorized_text": "It was handed over."}}
    )
    assert answered.status == "under_review"
    await shop.ask(f"/stripe/disputes/{dispute['id']}/decide", outcome="won")
    won = await shop.sdk.disputes.retrieve_async(dispute["id"])
    assert (won.status, [one.amount for one in won.balance_transactions]) == (
        "won", [-11_000, 11_000],
    )  # fmt: skip
    heard = await shop.heard(8)
    assert {one for one in heard if "dispute" in one} == {
        "charge.dispute.created",
        "charge.dispute.funds_withdrawn",
        "charge.dispute.updated",
        "charge.dispute.closed",
        "charge.dispute.funds_reinstated",
    }


async def test_a_shop_that_gives_a_dispute_up_has_lost_it(shop: Shop) -> None:
    charge = await shop.charge()
    dispute = await shop.ask(f"/stripe/charges/{charge}/dispute", amount=1_000)
    assert (await shop.sdk.disputes.close_async(dispute["id"])).status == "lost"
    with pytest.raises(stripe.InvalidRequestError, match="greater than"):
        await shop.sdk.refunds.create_async({"charge": charge, "amount": 10_001})
    assert (await shop.sdk.refunds.create_async({"charge": charge, "amount": 10_000})).id
