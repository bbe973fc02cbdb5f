"""Speaking to the sides of a quest, inside the caller's transaction."""

from collections.abc import Collection, Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.events.states import Fact
from core.interventions.states import ReasonMissing
from core.messages.states import Content, MessageKind
from core.offers.states import Side
from core.operators.models import Operator
from core.outreach.states import NobodyMeant
from core.peers.queries import peer_for
from core.quests.models import Quest
from core.quests.queries import QuestMissing
from core.rules import Rules
from core.support.service import FROM_A_PROGRAM, answer
from core.tickets.models import TicketMessage
from core.tickets.service import agent_met, open_ticket
from core.tickets.states import AgentSource, TicketCategory, subject_in


async def reach_out(
    session: AsyncSession,
    operator: Operator,
    quest_id: UUID,
    sides: Collection[Side],
    words: str,
    *,
    why: str,
    desk: str | None,
    rules: Rules,
    at: datetime,
) -> Sequence[TicketMessage]:
    """Say the same to each of these sides, on the ticket he has or on a new one.

    Refuses `NobodyMeant`, `ReasonMissing`, `QuestMissing`, `PeerIsGone`, `NothingSaid`,
    `MessageTooLong`.
    """
    if not sides:
        raise NobodyMeant
    if not why.strip():
        raise ReasonMissing
    quest = await session.get(Quest, quest_id)
    if quest is None:
        raise QuestMissing
    agent = await agent_met(session, AgentSource.CONSOLE, str(operator.id), operator.name, at=at)
    said = []
    # In one order, so that two who speak to the same two do not wait for each other.
    for peer_id, side in sorted((quest.peer_on(side), side) for side in sides):
        ticket = await open_ticket(
            session,
            await peer_for(session, peer_id),
            category=TicketCategory.DELIVERY,
            subject=subject_in(words),
            quest_id=quest_id,
            by=agent,
            rules=rules,
            at=at,
        )
        content = Content(MessageKind.TEXT, words.strip())
        message = await answer(
            session, agent, ticket.id, content, FROM_A_PROGRAM, desk=desk, rules=rules, at=at
        )
        facts: dict[str, Fact] = {"side": side, "ticket": ticket.id, "message": message.id}
        act = Act.PEER_WRITTEN_TO
        await note_act(session, act, quest_id, by=operator.id, at=at, why=why, facts=facts)
        said.append(message)
    return said
