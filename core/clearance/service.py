"""What becomes of what was kept back, inside the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.holds.service import leaks_of
from core.linkline.models import LinkLine
from core.linkline.queries import phase_on
from core.linkline.states import LineIsOver, Phase
from core.messages.models import LinkMessage
from core.messages.queries import held_changes, own_message
from core.messages.states import Content, HeldFor, MessageState, rough, without
from core.peers.models import Peer
from core.relay.service import apply_change, count, drop_held_change, send
from core.rules import Rules


async def let_pass(
    session: AsyncSession,
    peer: Peer,
    message_id: UUID,
    *,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Send what was held: without the contact, or the place that was asked about.

    Doing so twice is doing it once. Refuses `LineIsOver`, `MessageMissing`.
    """
    line, message = await own_message(session, peer, message_id)
    phase = await phase_on(session, line, rules=rules, at=at)
    if phase is Phase.OVER:
        raise LineIsOver
    if message.state is MessageState.HELD:
        content = message.shown
        if message.held_for is HeldFor.PLACE:
            content = rough(content) if phase is Phase.TALKING else content
        elif message.held_for is HeldFor.CONTACT and phase is Phase.TALKING:
            content = without(content, await leaks_of(session, line, peer, content))
        message.content, message.kind = content.packed(), content.kind
        await send(session, line, message, at=at)
        count(line, message, at=at)
    elif message.state is MessageState.SENT:
        await _let_change_pass(session, line, message, peer, phase=phase, at=at)
    return message


async def _let_change_pass(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    *,
    phase: Phase,
    at: datetime,
) -> None:
    held = (await held_changes(session, [message.id])).get(message.id)
    if held is None:
        return
    content = Content.unpacked(held.content)
    if phase is Phase.TALKING:
        content = without(content, await leaks_of(session, line, peer, content))
    await apply_change(session, line, message, content, at=at)


async def let_go(
    session: AsyncSession, peer: Peer, message_id: UUID, *, at: datetime
) -> LinkMessage:
    """Do not send what was held, or do not change what was sent. Refuses `MessageMissing`."""
    line, message = await own_message(session, peer, message_id)
    if message.state is MessageState.HELD:
        message.state, message.held_for = MessageState.DROPPED, None
        count(line, message, at=at)
    await drop_held_change(session, message)
    return message
