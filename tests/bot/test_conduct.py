"""A suspended Peer meets a kind word in the bot, and may go on with what is under way."""

import pytest
from sqlalchemy import select

from core.operators.service import add_operator
from core.operators.states import Role
from core.peers.models import Peer
from core.sanctions.service import lift, suspend
from core.sanctions.states import Ground
from core.wiring import Services
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
