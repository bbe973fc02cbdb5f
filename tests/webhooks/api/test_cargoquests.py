"""Offers are accepted, and quests followed and paid, by a program."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import select

from core.glidepaths.models import GlidePath
from core.offers.states import OfferState
from core.parcels.models import DropParcel
from core.payments.models import Payment
from core.payments.states import PaymentState
from core.quests.models import Quest
from core.tokens.states import Scope
from core.wiring import Services
from tests.conftest import NOON
from tests.market import offered
from tests.webhooks.api.conftest import Program, Programs
from tests.webhooks.api.posts import Json, a_parcel, a_trip, euros, problem


@dataclass
class Deal:
    """Carla travels, Noor sends, and Carla's answer to ten euros is awaited."""

    carla: Program
    noor: Program
    offer_id: str
    services: Services

    async def accept(self, **facts: object) -> Json:
        answer = await self.carla.http.post("/cargoquests", json=self.said(**facts))
        assert answer.status_code == 201, answer.text
        quest: Json = answer.json()
        return quest

    def said(self, **facts: object) -> Json:
        return {"offer": self.offer_id, "price": euros(1000), **facts}

    async def open_link(self) -> None:
        """Do what Stripe's answer does."""
        async with self.services.db.begin() as session:
            payment = (await session.scalars(select(Payment))).one()
            payment.state = PaymentState.CHECKOUT_OPEN
            payment.checkout_url = "https://pay.example/cs_1"


@pytest.fixture
async def deal(noor: Program, programs: Programs, services: Services) -> Deal:
    carla = await programs("Carla")
    return Deal(carla, noor, await _offer(carla, noor, services), services)


async def _offer(carla: Program, noor: Program, services: Services, *, days: int = 2) -> str:
    trip = a_trip(departs_at=NOON + timedelta(days=days))
    path_id = (await carla.http.post("/glidepaths", json=trip)).json()["id"]
    parcel_id = (await noor.http.post("/dropparcels", json=a_parcel())).json()["id"]
    async with services.db.begin() as session:
        path = await session.get_one(GlidePath, path_id)
        parcel = await session.get_one(DropParcel, parcel_id)
        return str((await offered(session, path, parcel)).id)


async def test_both_sides_find_the_offer_and_whose_turn_it_is(deal: Deal) -> None:
    (mine,) = (await deal.carla.http.get("/offers")).json()["items"]
    (hers,) = (await deal.noor.http.get("/offers")).json()["items"]
    assert mine["id"] == hers["id"] == deal.offer_id
    assert (mine["side"], mine["awaits_me"]) == ("carrier", True)
    assert (hers["side"], hers["awaits_me"]) == ("requester", False)
    assert mine["price"] == euros(1000)
    assert (mine["trip"]["is_mine"], mine["parcel"]["is_mine"]) == (True, False)


async def test_an_accepted_offer_is_a_quest_on_both_sides(deal: Deal) -> None:
    quest = await deal.accept()
    assert (quest["side"], quest["state"], quest["is_paid"]) == ("carrier", "accepted", False)
    assert (quest["fee"], quest["total"]) == (None, None)
    address = f"/cargoquests/{quest['id']}"
    hers = (await deal.noor.http.get(address)).json()
    assert (hers["side"], hers["fee"], hers["total"]) == ("requester", euros(100), euros(1100))
    assert (await deal.carla.http.get(address)).json() == quest
    assert (await deal.carla.http.get("/cargoquests")).json()["items"] == [quest]
    assert (await deal.carla.http.get("/offers")).json()["items"] == []


async def test_a_repeated_key_accepts_once(deal: Deal, services: Services) -> None:
    headers = {"Idempotency-Key": "one"}
    first, again = [
        await deal.carla.http.post("/cargoquests", json=deal.said(), headers=headers)
        for _ in range(2)
    ]
    assert first.status_code == again.status_code == 201
    assert first.json() == again.json()
    assert first.headers["location"] == f"/api/v1/cargoquests/{first.json()['id']}"
    assert again.headers["idempotency-replayed"] == "true"
    async with services.db.begin() as session:
        assert len((await session.scalars(select(Quest))).all()) == 1


async def test_nobody_agrees_to_a_price_that_he_has_not_seen(deal: Deal) -> None:
    for price in (euros(999), {"minor": 1000, "currency": "USD"}):
        said = deal.said(price=price)
        answer = await deal.carla.http.post("/cargoquests", json=said)
        assert problem(answer)[:2] == (409, "price-has-changed")
        assert answer.json()["facts"]["price"] == euros(1000)
    assert (await deal.carla.http.get("/offers")).json()["items"]


async def test_who_is_not_on_turn_or_comes_too_late_or_is_a_stranger_accepts_nothing(
    deal: Deal, programs: Programs
) -> None:
    async def tried(by: Program) -> tuple[int, str]:
        return problem(await by.http.post("/cargoquests", json=deal.said()))[:2]

    assert await tried(deal.noor) == (409, "not-your-turn")
    assert await tried(await programs("Omar")) == (404, "offer-missing")
    assert await tried(await programs("Ada", Scope.READ)) == (403, "token-only-reads")
    await deal.accept()
    state = OfferState.ACCEPTED.value
    answer = await deal.carla.http.post("/cargoquests", json=deal.said())
    assert problem(answer)[0] == 409
    assert answer.json().get("facts", {}).get("state", state) == state


async def test_a_stranger_sees_no_quest(deal: Deal, programs: Programs) -> None:
    quest = await deal.accept()
    omar = await programs("Omar")
    address = f"/cargoquests/{quest['id']}"
    assert problem(await omar.http.get(address))[:2] == (404, "quest-missing")
    assert (await omar.http.get("/cargoquests")).json()["items"] == []
    refused = await omar.http.post(f"{address}/payments/intent")
    assert problem(refused)[:2] == (404, "quest-missing")


async def test_the_requester_fetches_the_link_to_pay_as_often_as_she_likes(deal: Deal) -> None:
    quest = await deal.accept()
    address = f"/cargoquests/{quest['id']}/payments/intent"
    assert problem(await deal.noor.http.post(address))[:2] == (409, "not-payable-now")
    await deal.open_link()
    for _ in range(2):
        answer = await deal.noor.http.post(address)
        assert answer.status_code == 200
        assert answer.json()["url"] == "https://pay.example/cs_1"
        assert answer.json()["total"] == euros(1100)
    assert problem(await deal.carla.http.post(address))[:2] == (403, "for-the-requester")


async def test_quests_come_in_pages_and_the_ended_ones_apart(
    deal: Deal, services: Services
) -> None:
    first = await deal.accept()
    deal.offer_id = await _offer(deal.carla, deal.noor, services, days=3)
    second = await deal.accept()
    page = (await deal.noor.http.get("/cargoquests", params={"limit": 1})).json()
    assert [one["id"] for one in page["items"]] == [first["id"]]
    rest = (await deal.noor.http.get(page["next"].removeprefix("/api/v1"))).json()
    assert [one["id"] for one in rest["items"]] == [second["id"]]
    assert rest["next"] is None
    ended = await deal.noor.http.get("/cargoquests", params={"ended": True})
    assert ended.json()["items"] == []
    cursor = page["next"].rpartition("cursor=")[2].partition("&")[0]
    wrong = await deal.noor.http.get("/cargoquests", params={"ended": True, "cursor": cursor})
    assert problem(wrong)[:2] == (422, "cursor-not-ours")
