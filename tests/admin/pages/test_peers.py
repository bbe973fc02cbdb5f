"""The page of a Peer: all that is known, and decisions with a reason."""

import re
from uuid import uuid4

from sqlalchemy import select

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.linkline.service import line_of_offer
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.peers.service import choose_language, meet
from core.peers.states import ChannelKind, Language
from core.sanctions.queries import live_sanction
from core.sanctions.states import SanctionKind
from core.wiring import Services
from tests.admin.console import Console, an_operator, opened_console
from tests.conftest import NOON
from tests.market import RULES, a_deal
from tests.posts import a_peer


async def test_the_page_shows_what_a_peer_has_and_links_to_the_rest(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    page = (await console.get(f"/peers/{deal.carrier.id}")).text
    for told in ("Carla", "Delhi, IN", "not rated yet", str(deal.path.id), "None yet."):
        assert told in page, told
    assert "Suspend" not in page, "support does not decide"
    assert (await console.get(f"/peers/{uuid4()}")).status_code == 404
    assert (await console.get("/peers/nobody")).status_code == 404


async def test_an_operator_suspends_with_a_reason_and_lets_back(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    operator, _ = await an_operator(house, Role.MODERATOR)
    await console.sits_as(operator)
    page = f"/peers/{noor.id}"
    without = await console.send(f"{page}/suspend", on=page, days="7", ground="rude", why=" ")
    assert (without.status_code, "Say why" in without.text) == (400, True)
    longer = await console.send(f"{page}/suspend", on=page, days="999", ground="rude", why="x")
    assert (longer.status_code, "1 to 365 days" in longer.text) == (400, True)
    done = await console.send(f"{page}/suspend", on=page, days="7", ground="rude", why="swore")
    assert (done.status_code, done.headers["Location"]) == (303, f"/admin{page}")
    shown = (await console.get(page)).text
    assert "He is suspended, and told until when." in shown
    assert re.search(r"Suspended until 2026-12-01 12:00 UTC", shown)
    assert "swore" in shown
    assert "He is suspended, and told" not in (await console.get(page)).text, "said once"
    back = await console.send(f"{page}/lift", on=page, why="has said sorry")
    assert back.status_code == 303
    twice = await console.send(f"{page}/lift", on=page, why="has said sorry")
    assert (twice.status_code, "nothing to lift" in twice.text) == (400, True)
    async with house.db.begin() as session:
        notices = (await session.scalars(select(OutboxRow.notice))).all()
    assert list(notices) == ["conduct-suspended", "conduct-lifted"]


async def test_a_note_stays_among_operators_and_markup_in_it_is_text(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session, "<b>Noor</b>")
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    page = f"/peers/{noor.id}"
    left = await console.send(f"{page}/note", on=page, text="<script>alert(1)</script>")
    assert left.status_code == 303
    shown = (await console.get(page)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in shown
    assert "<b>Noor</b>" not in shown
    async with house.db.begin() as session:
        assert (await session.scalars(select(OutboxRow.id))).all() == []


async def test_a_ban_is_told_or_not_and_a_forgotten_peer_has_no_buttons(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        noor = await a_peer(session)
    operator, _ = await an_operator(house, Role.MODERATOR)
    await console.sits_as(operator)
    page = f"/peers/{noor.id}"
    await console.send(f"{page}/shadow", on=page, ground="fraud", why="two accounts")
    async with house.db.begin() as session:
        live = await live_sanction(session, noor.id)
        assert live is not None
        assert live.kind is SanctionKind.SHADOW
        assert (await session.scalars(select(OutboxRow.id))).all() == []
    assert "Banned in the shadow" in (await console.get(page)).text
    async with opened_console(house) as other:
        viewer, _ = await an_operator(house, Role.VIEWER)
        await other.sits_as(viewer)
        assert (await other.get(page)).status_code == 403
        found = await other.get(f"/find?q={noor.id}")
        assert found.headers["Location"] == f"/admin/tables/peers?q={noor.id}"
        assert page not in (await other.get("/tables/peers")).text


async def test_an_operator_sees_what_a_peer_sees_in_his_words_and_it_is_logged(
    house: Services, console: Console
) -> None:
    async with house.db.begin() as session:
        deal = await a_deal(session)
        carrier = await choose_language(session, deal.carrier, Language.SPANISH)
        await line_of_offer(session, carrier, deal.offer.id, rules=RULES, at=NOON)
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    page = f"/peers/{carrier.id}"
    unreasoned = await console.send(f"{page}/see", on=page, why=" ")
    assert (unreasoned.status_code, "Say why" in unreasoned.text) == (400, True)
    seen = (await console.send(f"{page}/see", on=page, why="He sees no offer")).text
    for words in ("Un paquete para tu viaje", "Lo llevo por 10,00", "Delhi, India → Mumbai"):
        assert words in seen, words
    assert 'lang="es"' in seen
    assert str(deal.requester.name) not in seen
    assert str(deal.requester.id) not in seen
    async with house.db.begin() as session:
        acts = await session.scalars(select(AuditEntry).where(AuditEntry.name == Act.PEER_SEEN_AS))
        (act,) = acts.all()
        assert (act.about, act.by_operator_id, act.why) == (
            carrier.id,
            operator.id,
            "He sees no offer",
        )
        assert (
            await session.scalars(select(OutboxRow.notice).where(OutboxRow.notice == "line"))
        ).all() == []


async def test_who_has_not_joined_sees_nothing(house: Services, console: Console) -> None:
    async with house.db.begin() as session:
        peer, _ = await meet(
            session, kind=ChannelKind.TELEGRAM, address="7", name="New", language_tag="en", at=NOON
        )
    operator, _ = await an_operator(house, Role.SUPPORT)
    await console.sits_as(operator)
    page = f"/peers/{peer.id}"
    assert "See as he does" not in (await console.get(page)).text
    refused = await console.send(f"{page}/see", on=page, why="He asked")
    assert "He has not joined yet" in refused.text
