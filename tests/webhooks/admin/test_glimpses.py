"""A script sees what a Peer sees, in his words, when it says why; and that is in the log."""

import httpx
from sqlalchemy import select

from admin.door import listings
from core.idempotency.models import AnsweredRequest
from core.linkline.service import line_of_offer
from core.mandates.states import Scope
from core.operators.states import Role
from core.peers.service import choose_language, meet
from core.peers.states import ChannelKind, Language
from core.wiring import Services
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.webhooks.admin.scripts import BASE, WHY, a_script
from webhooks.app import build_web

_SEES = [Scope.PEERS_SEE]


async def test_what_a_peer_sees_is_shown_in_his_words_and_logged(house: Services) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
        carrier = await choose_language(session, deal.carrier, Language.SPANISH)
        await line_of_offer(session, carrier, deal.offer.id, rules=RULES, at=NOON)
    async with a_script(house, Role.SUPPORT, _SEES) as script:
        seen = await script.done(f"/peers/{carrier.id}/see")
        (act,) = await script.acts()
    assert (act.name, act.about) == ("peer_seen_as", carrier.id)
    glimpse = seen["glimpse"]
    assert (seen["id"], glimpse["language"]) == (str(carrier.id), "es")
    cards = [card for screen in glimpse["screens"] for card in screen["cards"]]
    assert any("Un paquete para tu viaje" in one["text"] for one in cards)
    assert any(
        "Lo llevo por" in button for one in cards for row in one["buttons"] for button in row
    )
    for secret in (str(deal.requester.name), str(deal.requester.id), "<b>"):
        assert secret not in str(glimpse)


async def test_a_repeated_request_looks_once_and_shows_no_more_than_that_it_was_done(
    house: Services,
) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
    async with a_script(house, Role.SUPPORT, _SEES) as script:
        path = f"/peers/{deal.carrier.id}/see"
        first, again = [await script.does(path, key="once") for _ in range(2)]
        assert first.json()["glimpse"]["screens"]
        assert again.json() == {"id": str(deal.carrier.id)}
        assert again.headers["Idempotency-Replayed"] == "true"
        assert len(await script.acts()) == 1
    async with house.db.begin() as session:
        kept = (await session.scalars(select(AnsweredRequest.body))).all()
    assert kept == [again.text]


async def test_who_is_not_to_be_seen_says_why_and_leaves_no_trace(house: Services) -> None:
    async with house.db.begin() as session:
        peer, _ = await meet(
            session, kind=ChannelKind.TELEGRAM, address="7", name="New", language_tag="en", at=NOON
        )
    async with a_script(house, Role.SUPPORT, _SEES) as script:
        new = await script.does(f"/peers/{peer.id}/see")
        assert (new.status_code, new.json()["title"]) == (422, "Nothing to see")
        nobody = await script.does("/peers/00000000-0000-7000-8000-000000000000/see")
        assert nobody.status_code == 404
        silent = await script.http.post(f"/peers/{peer.id}/see", json={"why": " "})
        assert (silent.status_code, silent.json()["field"]) == (422, "why")
        assert await script.acts() == []


async def test_no_other_scope_lets_a_script_look(house: Services) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
    others = [one for one in Scope if one is not Scope.PEERS_SEE]
    async with a_script(house, Role.OWNER, others) as script:
        refused = await script.does(f"/peers/{deal.carrier.id}/see")
        assert refused.status_code == 403
        assert "glimpse" not in refused.text


async def test_without_a_bot_beside_it_says_so(house: Services) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
    async with a_script(house, Role.SUPPORT, _SEES) as script:
        transport = httpx.ASGITransport(build_web(house, listings=listings))
        headers = {"Authorization": f"Bearer {script.token}"}
        async with httpx.AsyncClient(transport=transport, base_url=BASE, headers=headers) as http:
            answer = await http.post(f"/peers/{deal.carrier.id}/see", json={"why": WHY})
        assert (answer.status_code, answer.json()["title"]) == (503, "No bot beside")
        assert await script.acts() == []
