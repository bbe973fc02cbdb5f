"""Finding the phones on which it is seen that somebody writes."""

from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.models import LinkLine, LinkSeat
from core.offers.states import Side
from core.peers.models import Channel
from core.peers.states import ChannelKind, ChannelState
from core.topics.models import LinkTopic


@dataclass(frozen=True, slots=True)
class Seen:
    """A phone that shows this line now; `thread_id` when it has a topic for it."""

    address: str
    thread_id: int | None


async def seen_on(session: AsyncSession, line_id: UUID, side: Side) -> list[Seen]:
    """List the phones of one side that are on the line, or have it in a topic.

    On others it would look as if somebody else wrote.
    """
    peer_id = LinkLine.carrier_id if side is Side.CARRIER else LinkLine.requester_id
    is_here = and_(LinkSeat.channel_id == Channel.id, LinkSeat.line_id == LinkLine.id)
    is_its_topic = and_(
        LinkTopic.channel_id == Channel.id,
        LinkTopic.line_id == LinkLine.id,
        LinkTopic.lost_at.is_(None),
    )
    rows = await session.execute(
        select(Channel.address, LinkTopic.thread_id)
        .join(LinkLine, peer_id == Channel.peer_id)
        .outerjoin(LinkSeat, is_here)
        .outerjoin(LinkTopic, is_its_topic)
        .where(
            LinkLine.id == line_id,
            Channel.kind == ChannelKind.TELEGRAM,
            Channel.state != ChannelState.BLOCKED,
            or_(LinkSeat.channel_id.is_not(None), LinkTopic.thread_id.is_not(None)),
        )
        .order_by(Channel.id)
    )
    return [Seen(address, thread_id) for address, thread_id in rows.all()]
