"""The door to a case: a quest of one's own that somebody complains of."""

from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint
from core.complaints.queries import live_complaint
from core.peers.models import Peer
from core.quests.models import Quest
from core.quests.queries import quest_for


async def case_for(session: AsyncSession, peer: Peer, quest_id: UUID) -> tuple[Quest, Complaint]:
    """Fetch a quest of this Peer's and its live complaint.

    Refuses `QuestMissing`, `ComplaintMissing`.
    """
    quest = await quest_for(session, peer, quest_id)
    return quest, await live_complaint(session, quest.id)
