"""Beginning and ending looks, inside the caller's transaction."""

from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.queries import copies_of
from core.corrections.service import apply_change, drop_held_change
from core.enclosures.service import enclose
from core.holds.service import hold_for
from core.linkline.models import LinkLine
from core.linkline.queries import countries_of, phase_on, side_on
from core.linkline.states import Phase
from core.looks.states import Finding, Flaw, Look, pause_before_next
from core.messages.models import LinkMessage
from core.messages.queries import (
    album_on,
    earlier_texts,
    held_changes,
    own_message,
    waiting_on,
)
from core.messages.service import count, count_for_writer
from core.messages.states import Content, HeldFor, MessageKind, MessageState
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.relay.service import release_waiting
from core.rules import Rules

_LEASE = timedelta(minutes=2)
"""Far longer than to fetch twenty megabytes and to look into them takes."""


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
        await hold_for(session, line, message, writer, HeldFor.CODE, phase=phase, at=at)
        _count_unsent(line, message, at=at)
    else:
        if finding.enclosure is not None:
            content = await enclose(session, message, content, finding.enclosure, at=at)
        await _pass_on(session, line, message, writer, content, phase=phase, at=at)
    message.look_at = None
    await release_waiting(session, line, writer, at=at)


async def _pass_on(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    writer: Peer,
    content: Content,
    *,
    phase: Phase,
    at: datetime,
) -> None:
    """Let it go, or ask whether what came as a file may go as a photo; of an album once."""
    is_photo = content.kind is MessageKind.PHOTO and content.kept_id is not None
    if message.state is MessageState.SENT and not is_photo:
        await apply_change(session, line, message, content, at=at)
    elif message.state is MessageState.SENT:
        held = (await held_changes(session, [message.id]))[message.id]
        held.content = content.packed()
        await hold_for(session, line, message, writer, HeldFor.PICTURE, phase=phase, at=at)
    else:
        message.content, message.kind = content.packed(), content.kind
        message.state = MessageState.WAITING
        others = await _photos_of_files(session, line, message) if is_photo else []
        if is_photo and not any(one.state is MessageState.SENT for one in others):
            why, is_asked = HeldFor.PICTURE, any(one.held_for for one in others)
            await hold_for(
                session, line, message, writer, why, is_asked=is_asked, phase=phase, at=at
            )
            count(line, message, at=at)


async def _photos_of_files(
    session: AsyncSession, line: LinkLine, message: LinkMessage
) -> list[LinkMessage]:
    """List the others of its album that came as files and are photos by now."""
    if message.album is None:
        return []
    album = await album_on(session, line, message.side, message.album)
    return [one for one in album if one.id != message.id
            and one.kind is MessageKind.PHOTO and one.shown.kept_id is not None]  # fmt: skip


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
    if message.state is MessageState.SENT:
        count_for_writer(line, message)
    else:
        count(line, message, at=at)


async def _drop_all(
    session: AsyncSession, line: LinkLine, message: LinkMessage, writer: Peer, *, at: datetime
) -> None:
    """Let go what would have gone on a line that is over, with what waited behind it."""
    await _drop(session, line, message, writer, Flaw.OVER, at=at)
    for one in await waiting_on(session, line, message.side):
        one.state = MessageState.DROPPED
        count(line, one, at=at)
