"""Phones that share a transaction have their scenes read together."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.service import enter
from core.offers.states import Side
from core.peers.models import Peer
from core.peers.queries import channels_of
from core.scenes.queries import Scenes
from tests.conftest import NOON
from tests.lines import Talk, a_talk
from tests.market import RULES
from tests.posts import a_peer


async def seated(session: AsyncSession, talk: Talk) -> dict[UUID, Peer]:
    phones = {}
    for peer in (talk.carla, talk.ravi):
        (channel,) = await channels_of(session, peer.id)
        await enter(session, peer, channel.id, talk.line.id, rules=RULES, at=NOON)
        phones[channel.id] = peer
    return phones


async def test_each_phone_has_the_scene_of_its_own_side(session: AsyncSession) -> None:
    talk = await a_talk(session)
    phones = await seated(session, talk)
    scenes = Scenes(session, {one: peer.id for one, peer in phones.items()})
    sides = set()
    for channel_id, peer in phones.items():
        scene = await scenes.at(peer, channel_id)
        assert scene is not None
        assert scene.side is talk.line.side_of(peer)
        assert [one.channel_id for one in scene.phones] == [
            other for other in phones if other != channel_id
        ]
        sides.add(scene.side)
    assert sides == set(Side)


async def test_who_was_not_expected_has_a_scene_as_well(session: AsyncSession) -> None:
    talk = await a_talk(session)
    (channel_id, peer), _ = (await seated(session, talk)).items()
    scene = await Scenes(session, {}).at(peer, channel_id)
    assert scene is not None
    assert scene.line_id == talk.line.id


async def test_nobody_has_the_scene_of_a_phone_that_is_not_his(session: AsyncSession) -> None:
    talk = await a_talk(session)
    (channel_id, peer), _ = (await seated(session, talk)).items()
    stranger = await a_peer(session)
    assert await Scenes(session, {channel_id: peer.id}).at(stranger, channel_id) is None
