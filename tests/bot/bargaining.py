"""Two phones and what fits between them, for tests of offers."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from core.background import groups_of
from core.clock import utc_now
from core.events.flows import deliver_all, hear_one
from core.glidepaths.models import GlidePath
from core.glidepaths.service import post_glidepath
from core.parcels.models import DropParcel
from core.parcels.service import post_parcel
from core.peers.models import Channel, Peer
from core.wiring import Services
from tests.phones import Json, Person, words
from tests.posts import NO_END, a_parcel, a_trip

LOOK, SHOW, ENTER = "📋 Opened, all is there", "🔑 Show the code", "🔑 Enter the code"

_ROUNDS = 3
"""What a post moves, and what that moves."""


@dataclass
class Pair:
    """Carla flies from Delhi to Mumbai, and Ravi has two books to send there for ten euros."""

    carla: Person
    ravi: Person
    services: Services

    async def post_trip(self, person: Person, **facts: Any) -> GlidePath:
        at = utc_now()
        facts.setdefault("departs_at", at + timedelta(days=3))
        async with self.services.db.begin() as session:
            peer = await _peer_of(self.services, person)
            wish = await a_trip(session, **facts)
            return await post_glidepath(session, peer, wish, rules=NO_END, at=at)

    async def post_parcel(self, person: Person, **facts: Any) -> DropParcel:
        at = utc_now()
        facts = {"ready_at": at, "deliver_by": at + timedelta(days=7), **facts}
        async with self.services.db.begin() as session:
            peer = await _peer_of(self.services, person)
            wish = await a_parcel(session, **facts)
            return await post_parcel(session, peer, wish, rules=NO_END, at=at)

    async def offer(self, **facts: Any) -> Json:
        """Post both and let the market hear of it; give the Carrier's card."""
        await self.post_trip(self.carla)
        await self.carla.catch_up()
        await self.post_parcel(self.ravi, **facts)
        await self.hear_all()
        return await self.carla.hears("A parcel for your trip")

    async def hear_all(self) -> None:
        """Let everybody hear the events that there are, those that follow from them too."""
        groups = groups_of(self.services.settings)
        for _ in range(_ROUNDS):
            await deliver_all(self.services.db, groups)
            for group in groups:
                while await hear_one(self.services.db, group, clock=utc_now):
                    pass


async def card_on(person: Person, title: str) -> Json:
    """Find the newest card of this title in a chat, as it is now."""
    return next(one for one in reversed(await person.messages()) if title in words(one))


async def _peer_of(services: Services, person: Person) -> Peer:
    async with services.db.begin() as session:
        channel = await session.scalar(select(Channel).where(Channel.address == str(person.id)))
        assert channel is not None
        return await session.get_one(Peer, channel.peer_id)


async def code_on(requester: Person) -> str:
    """Read the code in the message that the Requester would forward."""
    await requester.press(SHOW)
    return words(await requester.hears("Forward this message")).split()[1]
