"""What becomes of what was kept back, when its writer has decided; in the caller's transaction."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clearance.states import CodeTooEarly
from core.corrections.service import apply_change, drop_held_change
from core.events.states import Event
from core.holds.service import ask, have_looked_into, leaks_of
from core.linkline.models import LinkLine
from core.linkline.queries import line_between, phase_on
from core.linkline.states import LineIsOver, Phase
from core.messages.models import LinkMessage
from core.messages.queries import album_on, held_changes, own_message
from core.messages.service import count, count_for_writer
from core.messages.states import Content, HeldFor, MessageState, rough, without
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.presence.service import pause
from core.quests.models import Quest
from core.relay.service import send
from core.relay.states import is_looked_into, is_new_file
from core.rules import Rules


async def let_pass(
    session: AsyncSession,
    peer: Peer,
    message_id: UUID,
    *,
    is_whole: bool = False,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Send what was held: without the contact, or the place that was asked about.

    With the contact when `is_whole` and the quest is paid. What has a file that nobody has looked
    into is looked into first. Doing so twice is doing it once. Refuses `LineIsOver`,
    `MessageMissing`, `CodeTooEarly`.
    """
    line, message = await own_message(session, peer, message_id)
    phase = await phase_on(session, line, rules=rules, at=at)
    if phase is Phase.OVER:
        raise LineIsOver
    if message.state is MessageState.HELD:
        for one in await _asked_together(session, line, message):
            await _let_message_pass(session, line, one, peer, is_whole=is_whole, phase=phase, at=at)
        await pause(session, peer, line.id, is_paused=False, rules=rules, at=at)
    elif message.state is MessageState.SENT:
        await _let_change_pass(session, line, message, peer, phase=phase, at=at)
    return message


async def _asked_together(
    session: AsyncSession, line: LinkLine, message: LinkMessage
) -> list[LinkMessage]:
    """List what one question is about: of an album that came as files it is asked once."""
    if message.held_for is not HeldFor.PICTURE or message.album is None:
        return [message]
    album = await album_on(session, line, message.side, message.album)
    return [one for one in album if one.held_for is HeldFor.PICTURE]


async def _let_message_pass(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    *,
    is_whole: bool,
    phase: Phase,
    at: datetime,
) -> None:
    if message.held_for is HeldFor.CODE and phase is Phase.TALKING:
        raise CodeTooEarly
    content = before = message.shown
    if message.held_for is HeldFor.PLACE:
        content = rough(content) if phase is Phase.TALKING else content
    elif message.held_for is HeldFor.CONTACT and not (is_whole and phase is Phase.PAID):
        content = await _masked(session, line, peer, content)
    message.content, message.kind = content.packed(), content.kind
    if content != before:
        message.written = before.print()
    if is_looked_into(content, phase):
        await have_looked_into(session, message, at=at)
    else:
        await send(session, line, message, at=at)


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
    if held is None or message.look_at is not None:
        return
    before = Content.unpacked(held.content)
    content = await _masked(session, line, peer, before)
    if content != before:
        message.written = before.print()
    if is_new_file(message.shown, content, phase):
        held.content = content.packed()
        await have_looked_into(session, message, at=at)
    else:
        await apply_change(session, line, message, content, at=at)


async def _masked(session: AsyncSession, line: LinkLine, peer: Peer, content: Content) -> Content:
    """Do what the button says, also when it is pressed after everything is paid."""
    leaks = await leaks_of(session, line, peer, content)
    return without(content, leaks) if leaks else content


async def let_go(
    session: AsyncSession, peer: Peer, message_id: UUID, *, at: datetime
) -> LinkMessage:
    """Do not send what was held, or do not change what was sent. Refuses `MessageMissing`."""
    line, message = await own_message(session, peer, message_id)
    if message.state is MessageState.HELD:
        for one in await _asked_together(session, line, message):
            one.state, one.held_for = MessageState.DROPPED, None
            count(line, one, at=at)
    held = (await held_changes(session, [message.id])).get(message.id)
    if held is not None:
        # His own chat says so by now, and goes on to do so.
        message.written = Content.unpacked(held.content).print()
        await drop_held_change(session, message)
        count_for_writer(line, message)
    return message


async def ask_again(session: AsyncSession, event: Event, *, rules: Rules, at: datetime) -> None:
    """Ask the writers of what was kept back for a contact or a code, once their quest is paid."""
    quest = await session.get_one(Quest, event.about)
    line = await line_between(session, quest.parcel_id, quest.path_id)
    if line is None:
        return
    phase = await phase_on(session, line, rules=rules, at=at)
    if phase is not Phase.PAID:
        return
    query = select(LinkMessage).where(
        LinkMessage.line_id == line.id, LinkMessage.held_for.in_((HeldFor.CONTACT, HeldFor.CODE))
    )
    for message in (await session.scalars(query.order_by(LinkMessage.place))).all():
        writer = await peer_for(session, line.peer_on(message.side))
        await ask(session, line, message, writer, (), is_change=False, phase=phase, at=at)
