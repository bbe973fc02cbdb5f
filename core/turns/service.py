"""Ringing for those who listen to a line, inside the caller's transaction."""

from sqlalchemy import update
from sqlalchemy.ext.asyncio import AsyncSession

from core.events.states import Event, EventName
from core.linkline.models import LinkLine
from core.offers.models import Offer
from core.quests.models import Quest

_QUEST_TURNS = (
    EventName.QUEST_ACCEPTED,
    EventName.QUEST_FUNDED,
    EventName.QUEST_LAPSED,
    EventName.QUEST_CANCELLED,
    EventName.QUEST_SETTLED,
    EventName.QUEST_RESOLVED,
)
TURNS = (*_QUEST_TURNS, EventName.OFFER_CLOSED)
"""After these a line may be in another phase."""


async def hear_turn(session: AsyncSession, event: Event) -> None:
    """Ring on the line that an offer or a quest has, if there is one."""
    pair: Quest | Offer | None
    if event.name in _QUEST_TURNS:
        pair = await session.get(Quest, event.about)
    else:
        pair = await session.get(Offer, event.about)
    if pair is not None:
        await session.execute(
            update(LinkLine)
            .where(LinkLine.parcel_id == pair.parcel_id, LinkLine.path_id == pair.path_id)
            .values(changes=LinkLine.changes + 1)
        )
