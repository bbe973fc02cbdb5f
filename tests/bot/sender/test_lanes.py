"""What stands before what in a chat's lane, and what stands before nothing."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from core.clock import utc_now
from core.outbox.models import OutboxRow
from core.outbox.service import Call, queue_call, tell_channel
from core.outbox.states import OutboxState, Urgency
from core.peers.service import note_reachability
from core.peers.states import ChannelState
from core.wiring import Services
from tests.bot.sender.conftest import known, sending
from tests.phones import Person, Phones

pytestmark = pytest.mark.fresh_db


async def test_what_is_due_later_stands_before_nothing(
    its_services: Services, maya: Person
) -> None:
    _, channel = await known(its_services, maya)
    at = utc_now()
    async with its_services.db.begin() as session:
        later = at + timedelta(hours=1)
        await tell_channel(
            session, channel.id, "our-fault", {}, urgency=Urgency.OFFER, not_before=later, at=at
        )
        word = Call(channel.id, "sendMessage", {"text": "Now"}, urgency=Urgency.OFFER)
        await queue_call(session, word, at=at)
    async with sending(its_services):
        await maya.hears("Now")


async def test_an_offer_to_somebody_who_has_blocked_us_is_dropped_and_the_sender_goes_on(
    its_services: Services, phones: Phones, maya: Person
) -> None:
    noor = await phones.person("Noor")
    await noor.start()
    _, to_maya = await known(its_services, maya)
    _, to_noor = await known(its_services, noor)
    at = utc_now()
    async with its_services.db.begin() as session:
        await note_reachability(session, to_maya.id, ChannelState.BLOCKED, at=at)
        offer = Call(to_maya.id, "sendMessage", {"text": "An offer"}, urgency=Urgency.OFFER)
        await queue_call(session, offer, at=at)
    async with sending(its_services):
        for text in ("One", "Two"):
            async with its_services.db.begin() as session:
                word = Call(to_noor.id, "sendMessage", {"text": text})
                await queue_call(session, word, at=at)
            await noor.hears(text)
    async with its_services.db.begin() as session:
        of_maya = select(OutboxRow.state).where(OutboxRow.channel_id == to_maya.id)
        assert await session.scalar(of_maya) is OutboxState.DROPPED
