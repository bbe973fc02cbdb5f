"""Who is verified may have more posts open, and send what is worth more."""

import pytest
from sqlalchemy.ext.asyncio import AsyncSession

from core.identity.models import IdentityCheck
from core.identity.states import IdentityState
from core.ids import new_id
from core.money import Money
from core.parcels.service import change_parcel, post_parcel
from core.parcels.states import Item, ValueAboveCap
from core.peers.models import Peer
from core.posting.service import TooManyOpenPosts
from core.rules import Rules
from tests.conftest import NOON
from tests.posts import NO_PAUSE, a_parcel, a_peer

_DEAR = (Item("Camera", 1, Money(50_000, "EUR")),)
_TOO_DEAR = (Item("Camera", 1, Money(50_001, "EUR")),)


async def _verify(session: AsyncSession, peer: Peer) -> None:
    session.add(
        IdentityCheck(
            id=new_id(NOON),
            peer_id=peer.id,
            session_id="vs_1",
            state=IdentityState.VERIFIED,
            made_at=NOON,
            opened_at=NOON,
            verified_at=NOON,
        )
    )
    await session.flush()


async def test_a_verified_peer_has_ten_posts_open_and_others_four(session: AsyncSession) -> None:
    peer = await a_peer(session)
    wish = await a_parcel(session)
    for _ in range(4):
        await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    with pytest.raises(TooManyOpenPosts) as refused:
        await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    assert refused.value.facts == {"most": 4}
    await _verify(session, peer)
    for _ in range(6):
        await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    with pytest.raises(TooManyOpenPosts) as refused:
        await post_parcel(session, peer, wish, rules=NO_PAUSE, at=NOON)
    assert refused.value.facts == {"most": 10}


async def test_a_verified_peer_sends_what_is_worth_five_hundred(session: AsyncSession) -> None:
    peer = await a_peer(session)
    cheap, dear = await a_parcel(session), await a_parcel(session, items=_DEAR)
    with pytest.raises(ValueAboveCap) as refused:
        await post_parcel(session, peer, dear, rules=NO_PAUSE, at=NOON)
    assert refused.value.facts["cap"] == Money(10_000, "EUR")
    parcel = await post_parcel(session, peer, cheap, rules=NO_PAUSE, at=NOON)
    await _verify(session, peer)
    await post_parcel(session, peer, dear, rules=NO_PAUSE, at=NOON)
    await change_parcel(session, peer, parcel.id, dear, rules=NO_PAUSE, at=NOON)
    too_dear = await a_parcel(session, items=_TOO_DEAR)
    with pytest.raises(ValueAboveCap) as refused:
        await post_parcel(session, peer, too_dear, rules=NO_PAUSE, at=NOON)
    assert refused.value.facts["cap"] == Money(50_000, "EUR")


def test_to_be_verified_is_never_a_loss() -> None:
    generous = Rules(open_posts=30, value_cap=900)
    assert generous.most_posts(is_verified=True) == 30
    assert generous.highest_value(is_verified=True) == 900
