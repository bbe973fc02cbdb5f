"""What becomes of what was kept back, inside the caller's transaction."""

from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.clearance.states import CodeTooEarly, Finding, Flaw, Look, pause_before_next
from core.copies.queries import copies_of
from core.events.states import Event
from core.holds.service import ask, have_looked_into, hold_for_code, leaks_of
from core.linkline.models import LinkLine
from core.linkline.queries import countries_of, line_between, phase_on, side_on
from core.linkline.states import LineIsOver, Phase
from core.messages.models import LinkMessage
from core.messages.queries import earlier_texts, held_changes, own_message, waiting_on
from core.messages.states import Content, HeldFor, MessageState, rough, without
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.quests.models import Quest
from core.relay.service import (
    apply_change,
    count,
    drop_held_change,
    release_waiting,
    send,
)
from core.relay.states import is_looked_into, is_new_file
from core.rules import Rules

_LEASE = timedelta(minutes=2)
"""Far longer than to fetch twenty megabytes and to look into them takes."""


async def let_pass(
    session: AsyncSession,
    peer: Peer,
    message_id: UUID,
    *,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Send what was held: without the contact, or the place that was asked about.

    What has a file that nobody has looked into is looked into first. Doing so twice is doing it
    once. Refuses `LineIsOver`, `MessageMissing`, `CodeTooEarly`.
    """
    line, message = await own_message(session, peer, message_id)
    phase = await phase_on(session, line, rules=rules, at=at)
    if phase is Phase.OVER:
        raise LineIsOver
    if message.state is MessageState.HELD:
        await _let_message_pass(session, line, message, peer, phase=phase, at=at)
    elif message.state is MessageState.SENT:
        await _let_change_pass(session, line, message, peer, phase=phase, at=at)
    return message


async def _let_message_pass(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    *,
    phase: Phase,
    at: datetime,
) -> None:
    if message.held_for is HeldFor.CODE and phase is Phase.TALKING:
        raise CodeTooEarly
    content = message.shown
    if message.held_for is HeldFor.PLACE:
        content = rough(content) if phase is Phase.TALKING else content
    elif message.held_for is HeldFor.CONTACT:
        content = await _masked(session, line, peer, content)
    message.content, message.kind = content.packed(), content.kind
    if is_looked_into(message.kind, phase):
        await have_looked_into(session, message, at=at)
    else:
        await send(session, line, message, at=at)
        count(line, message, at=at)


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
    content = await _masked(session, line, peer, Content.unpacked(held.content))
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
        message.state, message.held_for = MessageState.DROPPED, None
        count(line, message, at=at)
    await drop_held_change(session, message)
    return message


async def claim_looks(
    session: AsyncSession, *, rules: Rules, at: datetime, limit: int
) -> list[Look]:
    """Take what is to be looked into now; nobody else looks into it for a while."""
    query = (
        select(LinkMessage)
        .where(LinkMessage.look_at <= at)
        .order_by(LinkMessage.look_at)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    looks = []
    for message in (await session.scalars(query)).all():
        content = await _to_look_into(session, message)
        if content is None:
            message.look_at = None
            continue
        message.look_at, message.looks = at + _LEASE, message.looks + 1
        line = await session.get_one(LinkLine, message.line_id)
        looks.append(
            Look(
                message_id=message.id,
                writer_id=line.peer_on(message.side),
                content=content,
                phase=await phase_on(session, line, rules=rules, at=at),
                said_at=message.said_at,
                lease_until=message.look_at,
                looks=message.looks,
                earlier=tuple(await earlier_texts(session, line, message.side)),
                homes=frozenset(await countries_of(session, line)),
            )
        )
    return looks


async def _to_look_into(session: AsyncSession, message: LinkMessage) -> Content | None:
    """Give what a message, or a change to it, would say; none when that was decided meanwhile."""
    if message.state is MessageState.LOOKING:
        return message.shown
    if message.state is not MessageState.SENT:
        return None
    held = (await held_changes(session, [message.id])).get(message.id)
    return None if held is None else Content.unpacked(held.content)


async def put_off(session: AsyncSession, look: Look, *, is_counted: bool, at: datetime) -> None:
    """Look again later; what is no failure of the file's own is not counted."""
    query = select(LinkMessage).where(
        LinkMessage.id == look.message_id, LinkMessage.look_at == look.lease_until
    )
    message = await session.scalar(query.with_for_update())
    if message is not None:
        message.look_at = at + pause_before_next(at - look.said_at)
        message.looks -= 0 if is_counted else 1


async def end_look(
    session: AsyncSession, look: Look, finding: Finding, *, rules: Rules, at: datetime
) -> None:
    """Let a message pass, or say why it does not. What waited behind it goes with it.

    Nothing happens when it was changed or decided meanwhile, or somebody else looks by now.
    """
    writer = await peer_for(session, look.writer_id)
    line, message = await own_message(session, writer, look.message_id)
    if message.look_at != look.lease_until:
        return
    content = await _to_look_into(session, message)
    phase = await phase_on(session, line, rules=rules, at=at)
    if content is None:
        pass
    elif phase is Phase.OVER:
        await _drop_all(session, line, message, writer, at=at)
    elif finding.flaw is not None:
        await _drop(session, line, message, writer, finding.flaw, at=at)
    elif finding.has_code and phase is Phase.TALKING:
        await hold_for_code(session, line, message, writer, phase=phase, at=at)
        _count_unsent(line, message, at=at)
    elif message.state is MessageState.SENT:
        await apply_change(session, line, message, content, at=at)
    else:
        message.state = MessageState.WAITING
    message.look_at = None
    await release_waiting(session, line, writer, at=at)


async def _drop(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    writer: Peer,
    flaw: Flaw,
    *,
    at: datetime,
) -> None:
    """Let a message or a change to it go, and tell its writer why; of an album once."""
    if message.state is not MessageState.SENT:
        message.state = MessageState.DROPPED
    _count_unsent(line, message, at=at)
    await drop_held_change(session, message)
    own = await copies_of(session, message.id, is_own=True)
    if not own:
        return
    side = await side_on(session, line, message.side.other)
    facts = {"alias": side.alias, "flaw": flaw.value, "reply": own[0].chat_message_id or 0}
    key = f"dropped {message.album or message.id} {flaw.value}"
    await tell(
        session, writer, "line-dropped", facts, urgency=Urgency.REPLY, coalesce_key=key, at=at
    )


def _count_unsent(line: LinkLine, message: LinkMessage, *, at: datetime) -> None:
    """Count what became of a message; of a change to one that was sent nobody else is to know."""
    if message.state is not MessageState.SENT:
        count(line, message, at=at)


async def _drop_all(
    session: AsyncSession, line: LinkLine, message: LinkMessage, writer: Peer, *, at: datetime
) -> None:
    """Let go what would have gone on a line that is over, with what waited behind it."""
    await _drop(session, line, message, writer, Flaw.OVER, at=at)
    for one in await waiting_on(session, line, message.side):
        one.state = MessageState.DROPPED
        count(line, one, at=at)


async def ask_again(session: AsyncSession, event: Event, *, rules: Rules, at: datetime) -> None:
    """Ask the writers of pictures that were kept back for a code, once their quest is paid."""
    quest = await session.get_one(Quest, event.about)
    line = await line_between(session, quest.parcel_id, quest.path_id)
    if line is None:
        return
    phase = await phase_on(session, line, rules=rules, at=at)
    if phase is not Phase.PAID:
        return
    query = select(LinkMessage).where(
        LinkMessage.line_id == line.id, LinkMessage.held_for == HeldFor.CODE
    )
    for message in (await session.scalars(query.order_by(LinkMessage.place))).all():
        writer = await peer_for(session, line.peer_on(message.side))
        await ask(session, line, message, writer, (), is_change=False, phase=phase, at=at)
