"""Who is banned and asks to be forgotten, is banned when he returns, and nothing leads to him."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.models import AuditEntry
from core.audit.states import Act
from core.bars.models import Bar
from core.bars.service import drop_bars_over, raise_bar
from core.operators.models import Operator
from core.operators.service import add_operator
from core.operators.states import Role
from core.outbox.models import OutboxRow
from core.peers.models import Channel, Peer
from core.peers.queries import channels_of
from core.privacy.service import forget
from core.sanctions.queries import live_sanction
from core.sanctions.service import ban, lift, suspend
from core.sanctions.states import Ground, SanctionKind
from core.trust.states import PeerIsHalted
from tests.conftest import NOON
from tests.market import RULES, posted_trip
from tests.posts import a_peer, settled_in

SECRET = "of the house"
ACCOUNT = "7001"


@pytest.fixture
async def operator(session: AsyncSession) -> Operator:
    added, _ = await add_operator(
        session, email="mo@example.org", name="Mo", role=Role.MODERATOR, by=None, at=NOON
    )
    return added


async def _comes(session: AsyncSession, *, at: datetime = NOON, secret: str = SECRET) -> Peer:
    """Let whoever has the account join, as the bot does it."""
    peer = await settled_in(session, ACCOUNT, name="Carla", at=at)
    (channel,) = await channels_of(session, peer.id)
    await raise_bar(session, peer, channel, secret=secret, at=at)
    return peer


async def _banned(session: AsyncSession, by: Operator, *, is_shadow: bool = False) -> Peer:
    peer = await _comes(session)
    why, ground = "Sold false tickets", Ground.FRAUD
    await ban(
        session, peer.id, ground, is_shadow=is_shadow, by=by.id, why=why, rules=RULES, at=NOON
    )
    return peer


async def _bars(session: AsyncSession) -> list[Bar]:
    return list(await session.scalars(select(Bar)))


async def test_a_ban_holds_after_he_was_forgotten(
    session: AsyncSession, operator: Operator
) -> None:
    former = await _banned(session, operator)
    await forget(session, former, secret=SECRET, at=NOON)
    (bar,) = await _bars(session)
    kept = {column.key: getattr(bar, column.key) for column in Bar.__table__.columns}
    assert ACCOUNT not in str(kept)
    assert str(former.id) not in str(kept)
    returned = await _comes(session, at=NOON + timedelta(days=400))
    sanction = await live_sanction(session, returned.id)
    assert sanction is not None
    assert (sanction.kind, sanction.why) == (SanctionKind.BAN, "Sold false tickets")
    with pytest.raises(PeerIsHalted):
        await posted_trip(session, returned)
    assert await _bars(session) == [], "it is with the Peer now"
    notices = list(await session.scalars(select(OutboxRow.notice)))
    assert notices[-1] == "conduct-banned"
    query = select(AuditEntry).where(AuditEntry.name == Act.PEER_BARRED)
    (act,) = (await session.scalars(query)).all()
    assert (act.about, act.by_operator_id) == (returned.id, None)
    assert str(former.id) not in str(act.facts)


async def test_he_may_be_forgotten_and_return_as_often_as_he_likes(
    session: AsyncSession, operator: Operator
) -> None:
    peer = await _banned(session, operator, is_shadow=True)
    for _ in range(3):
        await forget(session, peer, secret=SECRET, at=NOON)
        peer = await _comes(session)
        sanction = await live_sanction(session, peer.id)
        assert sanction is not None
        assert sanction.kind is SanctionKind.SHADOW
    assert "conduct-banned" not in list(await session.scalars(select(OutboxRow.notice)))
    await lift(session, peer.id, by=operator.id, why="It was his brother", at=NOON)
    await forget(session, peer, secret=SECRET, at=NOON)
    assert await live_sanction(session, (await _comes(session)).id) is None


async def test_a_suspension_holds_to_its_end_and_its_mark_goes_then(
    session: AsyncSession, operator: Operator
) -> None:
    peer = await _comes(session)
    facts = {"by": operator.id, "why": "Did not come", "rules": RULES, "at": NOON}
    await suspend(session, peer.id, Ground.NO_SHOW, days=7, **facts)  # type: ignore[arg-type]
    await forget(session, peer, secret=SECRET, at=NOON)
    (bar,) = await _bars(session)
    assert bar.until == NOON + timedelta(days=7)
    await drop_bars_over(session, at=NOON + timedelta(days=6))
    assert len(await _bars(session)) == 1
    late = await _comes(session, at=NOON + timedelta(days=7))
    assert await live_sanction(session, late.id) is None
    assert await _bars(session) == []


async def test_whoever_was_not_banned_leaves_no_mark(session: AsyncSession) -> None:
    noor = await a_peer(session)
    await forget(session, noor, secret=SECRET, at=NOON)
    assert await _bars(session) == []


async def test_without_the_key_no_account_is_found_by_trying(
    session: AsyncSession, operator: Operator
) -> None:
    peer = await _banned(session, operator)
    await forget(session, peer, secret=SECRET, at=NOON)
    other = await settled_in(session, "7002", name="Ravi", at=NOON)
    channel = await session.scalar(select(Channel).where(Channel.peer_id == other.id))
    assert channel is not None
    assert not await raise_bar(session, other, channel, secret=SECRET, at=NOON)
    guessed = await _comes(session, secret="guessed")
    assert await live_sanction(session, guessed.id) is None
