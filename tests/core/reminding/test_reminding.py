"""The one short message of a day of hand-over."""

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.service import claim_address, confirm_address
from core.letters.models import OutLetter
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind, ChannelState
from core.quests.models import Quest
from core.quests.service import accept_offer
from core.quests.states import QuestState
from core.reminding.service import remind_of_today
from tests.conftest import NOON
from tests.market import RULES, a_deal


@pytest.fixture
async def quest(session: AsyncSession) -> Quest:
    """Give a quest that is paid; both sides have a number, and the Carrier has blocked the bot."""
    deal = await a_deal(session)
    quest = await accept_offer(session, deal.carrier, deal.offer.id, rules=RULES, at=NOON)
    quest.state = QuestState.FUNDED
    for peer, number in ((deal.carrier, "98765 43210"), (deal.requester, "98765 43211")):
        _, code = await claim_address(session, peer, ChannelKind.SMS, number, at=NOON)
        await confirm_address(session, peer, ChannelKind.SMS, code, at=NOON)
    await _block(session, deal.carrier)
    return quest


async def _block(session: AsyncSession, peer: Peer) -> None:
    mine = (Channel.peer_id == peer.id) & (Channel.kind == ChannelKind.TELEGRAM)
    await session.execute(update(Channel).where(mine).values(state=ChannelState.BLOCKED))


async def _told(session: AsyncSession) -> list[str]:
    query = select(Channel.address).join(OutLetter, OutLetter.channel_id == Channel.id)
    return list(await session.scalars(query.order_by(OutLetter.id)))


def _at(day: datetime, hour: int) -> datetime:
    """Give an hour of a day in Delhi, five and a half hours ahead."""
    return day.replace(hour=hour, minute=0) - timedelta(hours=5, minutes=30)


async def test_who_would_not_hear_of_it_is_told_once_on_the_day(
    session: AsyncSession, quest: Quest
) -> None:
    day = quest.picked_up_at
    assert await remind_of_today(session, rules=RULES, at=_at(day, 12) - timedelta(days=1)) == 0
    assert await remind_of_today(session, rules=RULES, at=_at(day, 12)) == 1
    assert await remind_of_today(session, rules=RULES, at=_at(day, 13)) == 0
    assert await _told(session) == ["+919876543210"]


@pytest.mark.parametrize(("hour", "told"), [(6, 0), (7, 1), (21, 1), (22, 0), (23, 0)])
async def test_nobody_is_woken(session: AsyncSession, quest: Quest, hour: int, told: int) -> None:
    at = _at(quest.picked_up_at, hour)
    assert await remind_of_today(session, rules=RULES, at=at) == told


async def test_what_is_not_sent_by_evening_is_not_sent(session: AsyncSession, quest: Quest) -> None:
    await remind_of_today(session, rules=RULES, at=_at(quest.picked_up_at, 21))
    expires_at = await session.scalar(select(OutLetter.expires_at))
    assert expires_at == _at(quest.picked_up_at, 22)


async def test_who_is_reached_in_telegram_gets_none(session: AsyncSession, quest: Quest) -> None:
    await session.execute(update(Channel).values(state=ChannelState.OPEN))
    assert await remind_of_today(session, rules=RULES, at=_at(quest.picked_up_at, 12)) == 0


@pytest.mark.parametrize("state", [QuestState.ACCEPTED, QuestState.DELIVERED, QuestState.DISPUTED])
async def test_only_what_is_paid_and_not_handed_over_is_told(
    session: AsyncSession, quest: Quest, state: QuestState
) -> None:
    quest.state = state
    quest.disputed_from = QuestState.FUNDED if state is QuestState.DISPUTED else None
    await session.flush()
    assert await remind_of_today(session, rules=RULES, at=_at(quest.picked_up_at, 12)) == 0
