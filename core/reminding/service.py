"""Finding who has a hand-over today and would not hear of it, inside the caller's transaction."""

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import aliased

from core.letters.service import write_once
from core.letters.states import TODAY
from core.nights import Night, evening_after, is_awake
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind, ChannelState
from core.quests.models import Quest
from core.quests.queries import facts_for
from core.quests.states import QuestState
from core.rules import Rules

_AROUND = timedelta(hours=36)
"""Wherever on earth it is, what happens today is within this."""


async def remind_of_today(session: AsyncSession, *, rules: Rules, at: datetime) -> int:
    """Write to the mobile numbers of those whom nothing else reaches; answer how many."""
    telegram = aliased(Channel)
    is_reached = (
        select(telegram.id)
        .where(
            telegram.peer_id == Peer.id,
            telegram.kind == ChannelKind.TELEGRAM,
            telegram.state == ChannelState.OPEN,
        )
        .exists()
    )
    soon = (at - _AROUND, at + _AROUND)
    is_near = or_(Quest.picked_up_at.between(*soon), Quest.handed_over_at.between(*soon))
    rows = await session.execute(
        select(Quest, Peer, Channel)
        .join(Peer, or_(Peer.id == Quest.carrier_id, Peer.id == Quest.requester_id))
        .join(Channel, Channel.peer_id == Peer.id)
        .where(
            Channel.kind == ChannelKind.SMS,
            Channel.state == ChannelState.OPEN,
            Quest.state.in_((QuestState.FUNDED, QuestState.PICKED_UP)),
            is_near,
            ~is_reached,
        )
        .order_by(Quest.id, Peer.id)
    )
    night = Night(rules.night_begins, rules.night_ends)
    written = 0
    for quest, peer, channel in rows.all():
        today = _day(at, peer.time_zone)
        if today not in _days_of(quest, peer.time_zone):
            continue
        if not is_awake(at, peer.time_zone, night=night):
            continue
        facts = await facts_for(session, quest, quest.side_of(peer))
        written += await write_once(
            session,
            channel.id,
            TODAY,
            {name: facts[name] for name in ("from", "to", "state")},
            once=f"{quest.id} {today.isoformat()}",
            expires_at=evening_after(at, peer.time_zone, night=night),
            at=at,
        )
    return written


def _days_of(quest: Quest, zone: str) -> set[date]:
    """Name the days on which it changes hands; who has it already is past the first one."""
    days = {_day(quest.handed_over_at, zone)}
    return days | {_day(quest.picked_up_at, zone)} if quest.state is QuestState.FUNDED else days


def _day(at: datetime, zone: str) -> date:
    return at.astimezone(ZoneInfo(zone)).date()
