"""The worker is killed while it shows that somebody writes: the next one shows it, soon after."""

from uuid import UUID

import pytest

from core.keystrokes.flows import tell_typing
from core.linkline.models import LinkSeat
from core.linkline.service import line_of_quest
from core.offers.states import Side
from core.peers.queries import channels_of
from tests.bot.test_killed import Studio, studio
from tests.killing import until
from tests.market import RULES

__all__ = ["studio"]

pytestmark = pytest.mark.fresh_db


async def _a_line(studio: Studio) -> UUID:
    """Open the line of the quest, with the phone of its Carrier on it."""
    carla = await studio.phones.person("Carla")
    await carla.start()
    desk, carrier = studio.desk, studio.deal.carrier
    async with desk.db.begin() as session:
        line = await line_of_quest(session, carrier, desk.quest_id, rules=RULES, at=desk.now())
        (channel,) = await channels_of(session, carrier.id)
        channel.address = str(carla.id)
        session.add(LinkSeat(channel_id=channel.id, line_id=line.id, entered_at=desk.now()))
        return line.id


async def test_who_is_killed_while_he_shows_it_leaves_it_to_another(studio: Studio) -> None:
    line_id = await _a_line(studio)

    async def is_shown() -> bool:
        await tell_typing(studio.services.redis, line_id, Side.REQUESTER)
        return await studio.desk.is_asked("sendChatAction")

    for _ in ("killed", "another"):
        await studio.desk.holds("sendChatAction")
        async with studio.worker():
            await until(is_shown)
        await studio.desk.lets_go()
