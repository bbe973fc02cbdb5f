"""Stripe's door: only what bears its signature gets in, and of that only names are kept."""

from collections.abc import AsyncIterator
from dataclasses import replace
from typing import Any

import httpx
import orjson
import pytest
import stripe
from pydantic import SecretStr
from sqlalchemy import select

from core.ids import new_id
from core.inbox.models import InboxItem
from core.settings import CargoEnv, Settings
from core.wiring import Services
from tests.conftest import NOON
from webhooks.app import build_web
from webhooks.stripe import MOST_BYTES, STRIPE_PATH

SECRET = "whsec_of_the_tests"
PAYMENT = str(new_id(NOON))
SESSION: dict[str, Any] = {
    "object": "checkout.session",
    "id": "cs_1",
    "metadata": {"payment": PAYMENT},
    "customer_details": {"email": "payer@example.com"},
}


def event(thing: dict[str, Any] = SESSION, **facts: Any) -> dict[str, Any]:
    told = {"object": "event", "id": "evt_1", "type": "checkout.session.completed"}
    return {**told, "livemode": False, "data": {"object": thing}, **facts}


def signed(body: bytes, *, secret: str = SECRET, at: float) -> dict[str, str]:
    header = stripe.WebhookSignature.generate_signature_header(
        body.decode(errors="replace"), secret, timestamp=int(at)
    )
    return {"Stripe-Signature": header}


class Door:
    def __init__(self, services: Services, http: httpx.AsyncClient) -> None:
        self.services = services
        self.http = http

    async def brings(
        self, told: dict[str, Any] | bytes, *, secret: str = SECRET, late: float = 0.0
    ) -> int:
        body = told if isinstance(told, bytes) else orjson.dumps(told)
        at = self.services.clock().timestamp() - late
        answer = await self.http.post(
            STRIPE_PATH, content=body, headers=signed(body, secret=secret, at=at)
        )
        return answer.status_code

    async def kept(self) -> list[InboxItem]:
        async with self.services.db.begin() as session:
            return list(await session.scalars(select(InboxItem)))


@pytest.fixture
async def door(services: Services) -> AsyncIterator[Door]:
    settings = Settings(
        cargo_env=CargoEnv.TEST,
        stripe_webhook_secret=SecretStr(SECRET),
        stripe_secret_key=SecretStr("sk_test_of_ours"),
    )
    services = replace(services, settings=settings)
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        yield Door(services, http)


async def test_an_event_is_kept_once_and_without_what_it_says_of_people(door: Door) -> None:
    assert [await door.brings(event()) for _ in range(2)] == [200, 200]
    (item,) = await door.kept()
    assert item.outside_id == "evt_1"
    assert item.payload == {
        "type": "checkout.session.completed",
        "payment": PAYMENT,
        "charge": None,
    }


async def test_a_dispute_is_known_by_its_charge(door: Door) -> None:
    assert await door.brings(event({"object": "dispute", "id": "du_1", "charge": "ch_1"})) == 200
    (item,) = await door.kept()
    assert item.payload is not None
    assert item.payload["charge"] == "ch_1"


async def test_what_is_none_of_ours_is_acknowledged_and_not_kept(door: Door) -> None:
    assert await door.brings(event({"object": "payout", "id": "po_1"})) == 200
    assert await door.brings(event({"object": "payout", "metadata": None})) == 200
    assert await door.kept() == []


async def test_what_happens_within_a_carriers_own_account_is_not_kept(door: Door) -> None:
    """Connect's events come to the same address, where the account is set up so."""
    theirs = {"object": "charge", "id": "ch_1", "metadata": {"payment": "p1"}}
    assert await door.brings(event(theirs, account="acct_1")) == 200
    assert await door.kept() == []
    assert await door.brings(event({"object": "account", "id": "acct_1"}, account="acct_1")) == 200
    (item,) = await door.kept()
    assert item.payload is not None
    assert item.payload["account"] == "acct_1"


@pytest.mark.parametrize("late", [301.0, -301.0])
async def test_an_old_signature_and_one_from_the_future_are_refused(
    door: Door, late: float
) -> None:
    assert await door.brings(event(), late=late) == 400
    assert await door.kept() == []


async def test_what_somebody_else_signed_is_refused(door: Door) -> None:
    assert await door.brings(event(), secret="whsec_of_a_stranger") == 400
    assert await door.kept() == []


@pytest.mark.parametrize("body", [b"", b"no json", b"[]", b"{}", b'{"object": "event"}', b"\xff"])
async def test_what_is_no_event_is_refused(door: Door, body: bytes) -> None:
    assert await door.brings(body) == 400
    assert await door.kept() == []


async def test_an_event_of_the_other_mode_is_refused(door: Door) -> None:
    assert await door.brings(event(livemode=True)) == 400


async def test_a_body_without_end_is_not_read(door: Door) -> None:
    assert await door.brings(b"x" * (MOST_BYTES + 1)) == 413


async def test_without_a_signature_nothing_gets_in(door: Door) -> None:
    answers = [
        await door.http.post(STRIPE_PATH, json=event(), headers=headers)
        for headers in ({}, {"Stripe-Signature": ""}, {"Stripe-Signature": "t=1,v1=0"})
    ]
    assert [answer.status_code for answer in answers] == [400, 400, 400]


async def test_without_a_secret_of_ours_the_door_stays_shut(services: Services) -> None:
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        assert (await http.post(STRIPE_PATH, json=event())).status_code == 404
