"""Changing what was said, inside the caller's transaction, on the locked line."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.service import bring_into_step
from core.holds.service import ask, have_looked_into, hold, leaks_of
from core.leakguard.states import Leak
from core.linkline.models import LinkLine
from core.linkline.queries import phase_on
from core.linkline.states import LineIsOver, Phase
from core.live.service import move
from core.messages.models import LinkMessage, LinkRevision
from core.messages.queries import held_changes, own_message
from core.messages.service import count, count_for_writer
from core.messages.states import Content, HeldFor, MessageKind, MessageState, check_room
from core.peers.models import Peer
from core.relay.service import GONE, refuse_too_early, release_waiting, send
from core.relay.states import is_looked_into, is_new_file, over
from core.rules import Rules


async def change(
    session: AsyncSession,
    peer: Peer,
    message_id: UUID,
    content: Content,
    *,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Let a message say something else; the same again is no change.

    Refuses `LineIsOver`, `MessageMissing`, `MessageTooLong`, `NothingSaid`, `FilesTooEarly`.
    """
    check_room(content)
    line, message = await own_message(session, peer, message_id)
    before = message.shown
    content = over(before, content)
    is_same = content == before or content.print() == message.written
    if is_same or message.state in GONE:
        if await drop_held_change(session, message):
            count_for_writer(line, message)
        return message
    phase = await phase_on(session, line, rules=rules, at=at)
    message.written = None
    if content.kind is MessageKind.LIVE and message.state is MessageState.SENT:
        # A phone tells by itself where it is, so nobody is bothered with a refusal. What was sent
        # as a rough place stays one.
        if phase is not Phase.OVER and message.kind is MessageKind.LIVE:
            await move(session, line, message, content, at=at)
        return message
    if phase is Phase.OVER:
        raise LineIsOver
    refuse_too_early(content, phase)
    leaks = await leaks_of(session, line, peer, content) if phase is Phase.TALKING else ()
    is_new = is_new_file(before, content, phase)
    if message.state is not MessageState.SENT:
        _keep_before(session, message, at=at)
        message.content, message.kind = content.packed(), content.kind
        message.version += 1
        count(line, message, at=at)
        is_free = message.held_for is HeldFor.CONTACT  # what it was held for is gone
        if leaks:
            await hold(session, line, message, peer, leaks, phase=phase, at=at)
            await release_waiting(session, line, peer, at=at)
        elif is_new or (is_free and is_looked_into(content, phase)):
            await have_looked_into(session, message, at=at)
        elif is_free:
            await send(session, line, message, at=at)
    elif leaks or is_new:
        await _hold_change(session, line, message, peer, content=content, leaks=leaks, at=at)
    else:
        await apply_change(session, line, message, content, at=at)
    return message


async def _hold_change(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    *,
    content: Content,
    leaks: Sequence[Leak],
    at: datetime,
) -> None:
    """Keep it in place of another one, and ask once, or let its file be looked into.

    It is counted for its writer alone: the other side would see that there is something.
    """
    before = (await held_changes(session, [message.id])).get(message.id)
    if before is not None and Content.unpacked(before.content) == content:
        return
    await drop_held_change(session, message)
    session.add(_revision(message, content, version=message.version + 1, is_held=True, at=at))
    count_for_writer(line, message)
    if leaks:
        await ask(session, line, message, peer, leaks, is_change=True, phase=Phase.TALKING, at=at)
    else:
        await have_looked_into(session, message, at=at)


async def apply_change(
    session: AsyncSession, line: LinkLine, message: LinkMessage, content: Content, *, at: datetime
) -> None:
    """Let a message that was sent say this; a change that is held has had its time."""
    await drop_held_change(session, message)
    _keep_before(session, message, at=at)
    message.content, message.kind = content.packed(), content.kind
    message.version += 1
    count(line, message, at=at)
    await session.flush()
    await bring_into_step(session, line, message, at=at)


async def drop_held_change(session: AsyncSession, message: LinkMessage) -> bool:
    """Forget a change that was kept back; answer whether there was one."""
    is_held = (LinkRevision.message_id == message.id) & LinkRevision.is_held
    gone = delete(LinkRevision).where(is_held).returning(LinkRevision.version)
    return (await session.scalar(gone)) is not None


def _keep_before(session: AsyncSession, message: LinkMessage, *, at: datetime) -> None:
    before = _revision(message, message.shown, version=message.version, is_held=False, at=at)
    session.add(before)


def _revision(
    message: LinkMessage, content: Content, *, version: int, is_held: bool, at: datetime
) -> LinkRevision:
    return LinkRevision(
        message_id=message.id,
        version=version,
        purge_on=message.purge_on,
        line_id=message.line_id,
        content=content.packed(),
        is_held=is_held,
        was_sent=not is_held and message.state is MessageState.SENT,
        at=at,
    )
