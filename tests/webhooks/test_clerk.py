"""Clerk's door: only what bears its signature gets in, once, and of that only names are kept."""

import base64
import hmac
from collections.abc import AsyncIterator
from dataclasses import replace
from hashlib import sha256
from typing import Any

import httpx
import orjson
import pytest
from pydantic import SecretStr
from sqlalchemy import select

from core.inbox.models import InboxItem
from core.inbox.states import InboxState
from core.wiring import Services
from tests.conftest import NOON
from webhooks.app import build_web
from webhooks.clerk import CLERK_PATH, MOST_BYTES, is_signed, keys_in

OLD = "whsec_" + base64.b64encode(b"the old secret of the tests").decode()
NEW = "whsec_" + base64.b64encode(b"the new secret of the tests").decode()
NOW = int(NOON.timestamp())


def membership(kind: str = "created", **facts: Any) -> dict[str, Any]:
    """Write an event as Clerk does, with all that it says of people."""
    return {
        "object": "event",
        "type": f"organizationMembership.{kind}",
        "timestamp": NOW * 1000,
        "instance_id": "ins_1",
        "data": {
            "object": "organization_membership",
            "id": "orgmem_1",
            "role": "org:admin",
            "organization": {"id": "org_ours", "name": "Peer-Cargo", "slug": "peer-cargo"},
            "public_user_data": {
                "user_id": "user_1",
                "identifier": "ana@example.org",
                "first_name": "Ana",
                "last_name": "Ruiz",
            },
            "created_at": NOW * 1000,
            "updated_at": NOW * 1000,
            **facts,
        },
    }


class Door:
    def __init__(self, services: Services, http: httpx.AsyncClient) -> None:
        self.services = services
        self.http = http

    async def brings(
        self,
        told: dict[str, Any] | bytes,
        *,
        told_id: str = "msg_1",
        secret: str = OLD,
        at: int | str = NOW,
        before: str = "",
        **changed: str,
    ) -> int:
        body = told if isinstance(told, bytes) else orjson.dumps(told)
        signature = signed(body, told_id, at, secret)
        headers = {
            "svix-id": told_id,
            "svix-timestamp": str(at),
            "svix-signature": before + signature,
            **{name.replace("_", "-"): value for name, value in changed.items()},
        }
        answer = await self.http.post(CLERK_PATH, content=body, headers=headers)
        return answer.status_code

    async def kept(self) -> list[InboxItem]:
        async with self.services.db.begin() as session:
            return list(await session.scalars(select(InboxItem)))


def signed(body: bytes, told_id: str, at: int | str, secret: str) -> str:
    said = f"{told_id}.{at}.".encode() + body
    (key,) = keys_in(secret)
    return "v1," + base64.b64encode(hmac.digest(key, said, sha256)).decode()


@pytest.fixture
async def door(services: Services) -> AsyncIterator[Door]:
    settings = services.settings.model_copy(
        update={
            "oidc_issuer": "https://clerk.example",
            "clerk_webhook_secret": SecretStr(f"{NEW} {OLD}"),
            "clerk_organisation": "org_ours",
        }
    )
    services = replace(services, settings=settings)
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        yield Door(services, http)


def test_the_example_of_standard_webhooks_is_right() -> None:
    keys = keys_in("whsec_plJ3nmyCDGBKInavdOK15jsl")
    body = b'{"event_type":"ping","data":{"success":true}}'
    signature = "v1,rAvfW3dJ/X/qxhsaXPOyyCGmRKsaKWcsNccKXlIktD0="
    told_id, stamp = "msg_loFOjxBNrRLzqYUf", "1731705121"
    assert is_signed(body, told_id, stamp, signature, keys=keys)
    assert not is_signed(body + b" ", told_id, stamp, signature, keys=keys)
    assert not is_signed(body, told_id, "1731705122", signature, keys=keys)
    assert not is_signed(body, "msg_other", stamp, signature, keys=keys)


async def test_an_event_is_kept_once_and_without_what_it_says_of_people(door: Door) -> None:
    assert [await door.brings(membership()) for _ in range(2)] == [200, 200]
    (item,) = await door.kept()
    assert item.outside_id == "msg_1"
    assert item.payload == {
        "news": "member",
        "subject": "user_1",
        "code": "org:admin",
        "at": "2026-11-24T12:00:00+00:00",
    }


async def test_either_secret_is_good_while_one_takes_the_place_of_the_other(door: Door) -> None:
    assert await door.brings(membership(), told_id="msg_1", secret=OLD) == 200
    assert await door.brings(membership(), told_id="msg_2", secret=NEW) == 200
    several = "v1,bm90IHRoaXM= v1a,YW5vdGhlcg== v2,AAAA v1,%% "
    assert await door.brings(membership(), told_id="msg_3", before=several) == 200
    assert len(await door.kept()) == 3


@pytest.mark.parametrize(
    "changed",
    [
        {"svix_id": "msg_2"},
        {"svix_id": ""},
        {"svix_timestamp": str(NOW + 1)},
        {"svix_timestamp": "now"},
        {"svix_timestamp": "9" * 40},
        {"svix_signature": ""},
        {"svix_signature": "v1,"},
        {"svix_signature": "v1,bm90IHRoaXM="},
        {"svix_signature": "v2,AAAA"},
    ],
    ids=str,
)
async def test_what_is_not_signed_so_is_refused(door: Door, changed: dict[str, str]) -> None:
    assert await door.brings(membership(), **changed) == 400
    assert await door.kept() == []


async def test_what_somebody_else_signed_is_refused(door: Door) -> None:
    stranger = "whsec_" + base64.b64encode(b"a secret of somebody else").decode()
    assert await door.brings(membership(), secret=stranger) == 400
    assert await door.kept() == []


@pytest.mark.parametrize("late", [301, -301])
async def test_an_old_signature_and_one_from_the_future_are_refused(door: Door, late: int) -> None:
    assert await door.brings(membership(), at=NOW - late) == 400
    assert await door.brings(membership(), at=NOW - late // 2) == 200


async def test_what_is_too_long_is_not_read_to_its_end(door: Door) -> None:
    assert await door.brings(b" " * (MOST_BYTES + 1)) == 413
    assert await door.kept() == []


async def test_what_means_nothing_here_is_acknowledged_and_not_kept(door: Door) -> None:
    other: dict[str, Any] = {"organization": {"id": "org_other"}}
    told: list[dict[str, Any]] = [
        {"type": "session.created", "data": {}, "timestamp": NOW * 1000},
        {"type": "sms.created"},
        membership(**other),
        {"type": "organization.deleted", "data": {"id": "org_other"}, "timestamp": NOW * 1000},
    ]
    for number, one in enumerate(told):
        assert await door.brings(one, told_id=f"msg_{number}") == 200
    assert await door.kept() == []


@pytest.mark.parametrize(
    "told",
    [
        b"no json",
        b"[]",
        orjson.dumps({"type": 1}),
        orjson.dumps({"type": "user.deleted", "data": {"id": "user_1"}}),
        orjson.dumps({"type": "user.deleted", "data": {"id": 7}, "timestamp": 1}),
        orjson.dumps(membership(role=None)),
        orjson.dumps({**membership(), "timestamp": 10**18}),
    ],
)
async def test_what_is_signed_and_unreadable_is_put_aside_for_a_person(
    door: Door, told: bytes
) -> None:
    assert await door.brings(told) == 200
    (item,) = await door.kept()
    assert (item.state, item.error) == (InboxState.QUARANTINED, "unreadable")
    assert item.payload == {"bytes": len(told)}


async def test_what_happens_to_accounts_and_to_the_organisation_is_kept(door: Door) -> None:
    told: dict[str, dict[str, Any]] = {
        "user": {"type": "user.updated", "data": {"id": "user_1", "banned": False}},
        "no_user": {"type": "user.deleted", "data": {"id": "user_1", "deleted": True}},
        "dissolved": {"type": "organization.deleted", "data": {"id": "org_ours"}},
    }
    for name, one in told.items():
        assert await door.brings({**one, "timestamp": NOW * 1000}, told_id=name) == 200
    banned = {"type": "user.updated", "data": {"id": "user_1", "banned": True}}
    assert await door.brings({**banned, "timestamp": NOW * 1000}, told_id="banned") == 200
    kept = {one.outside_id: (one.payload or {})["news"] for one in await door.kept()}
    assert kept == {
        "user": "user",
        "no_user": "no_user",
        "dissolved": "dissolved",
        "banned": "no_user",
    }


async def test_without_a_secret_there_is_nothing_here(services: Services) -> None:
    transport = httpx.ASGITransport(build_web(services))
    async with httpx.AsyncClient(transport=transport, base_url="http://cargo") as http:
        assert (await http.post(CLERK_PATH, content=b"{}")).status_code == 404
