"""A live location ends with what it was shared for, and stays ended."""

from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.background import groups_of
from core.corrections.service import change
from core.events.states import Event, EventName
from core.ids import new_id
from core.messages.models import LIVE, LinkMessage
from core.messages.states import Content, MessageKind
from core.offers.models import Offer
from core.quests.service import accept_offer
from core.settings import CargoEnv, Settings
from tests.conftest import NOON
from tests.lines import Talk, a_talk
from tests.market import RULES

HOME = {"latitude": 28.61394, "longitude": 77.20902}
A_STREET_ON = {"latitude": 28.61494, "longitude": 77.20902}
LATER = NOON + timedelta(seconds=30)


@pytest.fixture
async def talk(session: AsyncSession) -> Talk:
    return await a_talk(session)


async def shared(talk: Talk) -> LinkMessage:
    """Let the other side see where Ravi is."""
    said = await talk.say(talk.ravi, "Here I am")
    message = await talk.session.get_one(LinkMessage, (said.id, LIVE))
    content = Content(MessageKind.LIVE, facts={**HOME, "seconds": 900})
    message.content, message.kind = content.packed(), content.kind
    await talk.session.flush()
    return message


async def hear(talk: Talk, name: EventName) -> None:
    """Accept the offer, and let everybody hear that this happened to the quest."""
    offer = (await talk.session.scalars(select(Offer))).one()
    quest = await accept_offer(talk.session, talk.carla, offer.id, rules=RULES, at=NOON)
    event = Event(new_id(NOON), name, quest.id, None, NOON, {})
    groups = groups_of(Settings(cargo_env=CargoEnv.TEST), clock=lambda: NOON)
    handler = next(one for one in groups if one.name == "live").handler_of(event)
    if handler is not None:
        await handler(talk.session, event)


@pytest.mark.parametrize("name", [EventName.QUEST_DELIVERED, EventName.QUEST_CANCELLED])
async def test_it_ends_when_the_parcel_is_handed_over_or_will_not_be(
    talk: Talk, name: EventName
) -> None:
    message = await shared(talk)
    await hear(talk, name)
    assert (message.shown.facts["seconds"], message.version) == (0, 2)


async def test_it_goes_on_while_the_parcel_travels(talk: Talk) -> None:
    message = await shared(talk)
    await hear(talk, EventName.QUEST_PICKED_UP)
    assert (message.shown.facts["seconds"], message.version) == (900, 1)


async def test_what_has_ended_does_not_begin_again_by_itself(talk: Talk) -> None:
    message = await shared(talk)
    await hear(talk, EventName.QUEST_DELIVERED)
    still = Content(MessageKind.LIVE, facts={**A_STREET_ON, "seconds": 900})
    await change(talk.session, talk.ravi, message.id, still, rules=RULES, at=LATER)
    assert (message.shown.facts["latitude"], message.version) == (HOME["latitude"], 2)
