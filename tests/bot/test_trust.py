"""A Peer says in his profile whom he wants to meet, and takes a block back."""

import pytest
from sqlalchemy import select

from core.peers.models import Peer
from core.trust.models import PeerBlock, PeerDemand
from core.trust.service import block
from core.wiring import Services
from tests.bot.bargaining import Pair
from tests.conftest import NOON
from tests.phones import Person, buttons, words
from tests.posts import a_peer

pytestmark = pytest.mark.fresh_db

MINIMUM, BLOCKED = "⭐ Minimum rating", "🚫 Blocked people"


async def _profile(person: Person, button: str) -> None:
    await person.text("/profile")
    await person.hears(lambda message: button in buttons(message))
    await person.press(button)


async def test_a_peer_asks_for_a_rating_and_for_none(maya: Person, bot_services: Services) -> None:
    async def kept() -> list[int]:
        async with bot_services.db.begin() as session:
            return list(await session.scalars(select(PeerDemand.least_stars)))

    await _profile(maya, MINIMUM)
    asked = await maya.hears("Which rating do you ask of others?")
    assert "counts as 4.0" in words(asked)
    assert buttons(asked)[:3] == ["✅ No minimum", "⭐ 3.0 or better", "⭐ 3.5 or better"]
    await maya.press("4.5 or better")
    noted = await maya.hears("It holds from now on")
    assert "✅ 4.5 or better" in buttons(noted)
    assert await kept() == [45]
    await maya.press("Back")
    await maya.hears("You meet Peers rated 4.5 or better")
    await maya.press(MINIMUM)
    await maya.hears("Which rating")
    await maya.press("No minimum")
    await maya.hears("It holds from now on")
    assert await kept() == []
    await maya.press("Back")
    await maya.hears("You meet everybody")


async def test_nobody_is_blocked_at_first(maya: Person) -> None:
    await _profile(maya, BLOCKED)
    await maya.hears("You have blocked nobody")
    await maya.press("Back")
    await maya.hears(lambda message: BLOCKED in buttons(message))


async def test_a_blocked_person_is_known_by_the_deal_and_unblocked(
    pair: Pair, bot_services: Services
) -> None:
    await pair.offer()
    await pair.carla.press("Never show this person")
    await pair.carla.hears(lambda message: "🚫 Yes, never again" in buttons(message))
    await pair.carla.press("Yes, never again")
    await pair.carla.hears("You passed on this one")
    await _profile(pair.carla, BLOCKED)
    listed = await pair.carla.hears("each is listed by the day")
    assert buttons(listed)[0].endswith("· Delhi, India → Mumbai, India")
    await pair.carla.press("Delhi, India")
    one = await pair.carla.hears("Blocked on")
    assert "The sender of a parcel Delhi, India → Mumbai, India, last at €10.00" in words(one)
    await pair.carla.press("Back")
    await pair.carla.hears("each is listed by the day")
    await pair.carla.press("Delhi, India")
    one = await pair.carla.hears("Blocked on")
    await pair.carla.press("Unblock")
    await pair.carla.hears("You have blocked nobody")
    async with bot_services.db.begin() as session:
        assert (await session.scalars(select(PeerBlock))).all() == []


async def test_of_whom_nothing_is_kept_only_the_day_is_said(
    maya: Person, pair: Pair, bot_services: Services
) -> None:
    trip = await pair.post_trip(maya)
    async with bot_services.db.begin() as session:
        other = await a_peer(session, "Other")
        await block(session, await session.get_one(Peer, trip.peer_id), other.id, at=NOON)
    await _profile(maya, BLOCKED)
    listed = await maya.hears("each is listed by the day")
    assert "→" not in buttons(listed)[0]
    await maya.press(buttons(listed)[0])
    await maya.hears("is not kept any more")
