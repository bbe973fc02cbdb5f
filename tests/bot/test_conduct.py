"""A suspended Peer meets a kind word in the bot, and may go on with what is under way."""

import pytest
from sqlalchemy import select

from core.operators.service import add_operator
from core.operators.states import Role
from core.peers.models import Peer
from core.sanctions.service import ban, lift, suspend
from core.sanctions.states import Ground
from core.wiring import Services
from tests.market import RULES
from tests.phones import Person, words

pytestmark = pytest.mark.fresh_db


async def test_a_suspended_peer_reads_why_and_until_when_and_begins_nothing_new(
    maya: Person, bot_services: Services
) -> None:
    at = bot_services.clock()
    async with bot_services.db.begin() as session:
        peer_id = await session.scalar(select(Peer.id))
        assert peer_id is not None
        mo, _ = await add_operator(
            session, email="mo@example.org", name="Mo", role=Role.MODERATOR, by=None, at=at
        )
        rules = bot_services.settings
        why = "inside word"
        await suspend(session, peer_id, Ground.SPAM, days=7, by=mo.id, why=why, rules=rules, at=at)
    told = words(await maya.hears("You take a break until"))
    assert "the same was posted or sent again and again" in told
    assert "inside word" not in told
    await maya.text("/menu")
    await maya.hears("Deliveries under way go on as always")
    await maya.press("DropParcels")
    await maya.hears("travelers going that way find you")
    await maya.press("Send a parcel")
    await maya.hears("so nothing new can begin")
    async with bot_services.db.begin() as session:
        await lift(session, peer_id, by=mo.id, why="has understood", at=at)
    await maya.hears("you can post and agree again")


async def test_who_is_banned_and_forgotten_is_banned_when_he_writes_again(
    maya: Person, bot_services: Services
) -> None:
    async with bot_services.db.begin() as session:
        peer = (await session.scalars(select(Peer))).one()
        at = bot_services.clock()
        added, _ = await add_operator(
            session, email="mo@example.org", name="Mo", role=Role.MODERATOR, by=None, at=at
        )
        why, ground = "Sold false tickets", Ground.FRAUD
        await ban(
            session, peer.id, ground, is_shadow=False, by=added.id, why=why, rules=RULES, at=at
        )
    await maya.hears("to nothing new here any more")
    await maya.text("/privacy")
    await maya.hears("Your data")
    await maya.press("Forget me")
    await maya.hears("that holds when you return")
    await maya.press("Yes, forget me")
    await maya.hears("Forgotten")
    await maya.start()
    await maya.hears("to nothing new here any more")
    await maya.hears("Welcome")
