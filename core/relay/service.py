"""Saying and taking back, inside the caller's transaction.

The line is locked first, so that what two say and change on it has one order. What may not pass is
kept and its writer asked; it never disappears.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.models import LinkCopy
from core.copies.queries import copies_of
from core.copies.service import bring_into_step, deliver, keep_own
from core.direct.service import Sayings
from core.holds.service import have_looked_into, hold, warn
from core.ids import new_id
from core.leakguard.states import Leak, leaks_in
from core.linkline.models import LinkLine
from core.linkline.queries import line_for
from core.linkline.states import LineIsOver, Phase
from core.messages.models import LIVE, LinkMessage
from core.messages.queries import own_message, quote_in, waiting_on
from core.messages.service import count
from core.messages.states import (
    Content,
    FilesTooEarly,
    MessageKind,
    MessageState,
    NumberTooEarly,
    TooLateToTakeBack,
    check_room,
)
from core.peers.models import Peer
from core.presence.service import pause
from core.relay.states import ASKED_ABOUT, is_looked_into
from core.rules import Rules
from core.scenes.queries import Scene, scene_on

_MAY_BE_DELETED = timedelta(hours=48)
GONE = frozenset({MessageState.DROPPED, MessageState.UNSENT})


@dataclass(frozen=True, slots=True)
class Heard:
    """How a message reached us: in which chat, as which of its messages, and in answer to which."""

    channel_id: UUID | None = None
    chat_message_id: int = 0
    reply_to: UUID | None = None
    quote: str | None = None
    album: str | None = None
    has_more: bool = False
    """More of the album has reached us already."""

    is_forwarded: bool = False


async def say(
    session: AsyncSession,
    peer: Peer,
    line_id: UUID,
    content: Content,
    heard: Heard,
    *,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Say something to the other side; the state of what is answered tells whether it passes.

    Refuses `LineMissing`, `LineIsOver`, `MessageTooLong`, `NothingSaid`, `NumberTooEarly`,
    `FilesTooEarly`.
    """
    scene = await scene_on(session, peer, line_id)
    sayings = Sayings(session)
    message = await say_in(
        session, peer, scene, content, heard, sayings=sayings, rules=rules, at=at
    )
    await sayings.write(at=at)
    return await session.get_one(LinkMessage, (message.id, LIVE))


async def say_in(
    session: AsyncSession,
    peer: Peer,
    scene: Scene,
    content: Content,
    heard: Heard,
    *,
    sayings: Sayings,
    rules: Rules,
    at: datetime,
) -> LinkMessage:
    """Do as `say` does where the scene was read; what passes as it is waits for `sayings.write`."""
    check_room(content)
    phase = scene.phase(rules=rules, at=at)
    if phase is Phase.OVER:
        raise LineIsOver
    refuse_too_early(content, phase)
    if heard.quote and await quote_in(session, heard.reply_to, heard.quote) is None:
        heard = replace(heard, quote=None)  # it is of our own words around what was said
    leaks: Sequence[Leak] = ()
    if content.text:
        leaks = leaks_in(content.text, earlier=scene.earlier, homes=scene.countries)
    is_held = content.kind in ASKED_ABOUT or (bool(leaks) and phase is Phase.TALKING)
    is_looked = is_looked_into(content, phase)
    if scene.is_paused and not is_held:
        # Who writes is back. What is held tells nothing, not even that.
        await pause(session, peer, scene.line_id, is_paused=False, rules=rules, at=at)
    if not (is_held or is_looked or heard.album or scene.has_waiting):
        message = await _say_directly(sayings, scene, content, heard, at=at)
        await warn(session, scene, peer, content.kind, leaks, at=at)
        return message
    line = await line_for(session, peer, scene.line_id, lock=True)
    message = _made(line, peer, content, heard, at=at)
    session.add(message)
    await session.flush()
    if heard.channel_id is not None:
        await keep_own(session, line, message, heard.channel_id, heard.chat_message_id)
    if is_held:
        await hold(session, line, message, peer, leaks, phase=phase, at=at)
    elif is_looked:
        await have_looked_into(session, message, at=at)
    elif not heard.has_more:
        # With it goes what waits: the rest of its album, in one piece.
        await release_waiting(session, line, peer, at=at)
        await warn(session, scene, peer, content.kind, leaks, at=at)
    return message


def refuse_too_early(content: Content, phase: Phase) -> None:
    """Refuse `NumberTooEarly` and `FilesTooEarly`."""
    if phase is Phase.TALKING and content.kind is MessageKind.CONTACT:
        raise NumberTooEarly
    is_file = content.kind is MessageKind.DOCUMENT and content.kept_id is None
    if phase is Phase.TALKING and is_file:
        raise FilesTooEarly


async def _say_directly(
    sayings: Sayings, scene: Scene, content: Content, heard: Heard, *, at: datetime
) -> LinkMessage:
    own = None if heard.channel_id is None else (heard.channel_id, heard.chat_message_id)
    return await sayings.say(
        scene,
        content,
        reply_to=heard.reply_to,
        quote=heard.quote,
        is_forwarded=heard.is_forwarded,
        own=own,
        at=at,
    )


def _made(
    line: LinkLine, peer: Peer, content: Content, heard: Heard, *, at: datetime
) -> LinkMessage:
    message = LinkMessage(
        id=new_id(at),
        line_id=line.id,
        side=line.side_of(peer),
        kind=content.kind,
        state=MessageState.WAITING,
        content=content.packed(),
        reply_to=heard.reply_to,
        quote=heard.quote,
        album=heard.album,
        is_forwarded=heard.is_forwarded,
        place=line.changes + 1,
        said_at=at,
    )
    count(line, message, at=at)
    return message


async def send(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    *,
    at: datetime,
) -> None:
    """Let a message go to the other side, and number it for both.

    It is said now: when it was written, and was held, is nobody else's business.
    """
    message.state = MessageState.SENT
    message.held_for = None
    message.said_at = line.spoken_at = at
    count(line, message, at=at)
    await session.flush()
    await deliver(session, line, message, at=at)


async def take_back(
    session: AsyncSession, peer: Peer, message_id: UUID, *, at: datetime
) -> list[LinkCopy]:
    """Take a message away from the other side; answer its writer's own copies.

    Refuses `MessageMissing`, `TooLateToTakeBack`.
    """
    line, message = await own_message(session, peer, message_id)
    if message.state is MessageState.SENT and at > message.said_at + _MAY_BE_DELETED:
        raise TooLateToTakeBack
    if message.state not in GONE:
        was_sent = message.state is MessageState.SENT
        # Of what was never sent the other side does not even hear that it is gone.
        message.state = MessageState.UNSENT if was_sent else MessageState.DROPPED
        message.held_for = None
        count(line, message, at=at)
        if was_sent:
            await bring_into_step(session, line, message, at=at)
        await release_waiting(session, line, peer, at=at)
    return await copies_of(session, message.id, is_own=True)


async def release_waiting(
    session: AsyncSession, line: LinkLine, peer: Peer, *, at: datetime
) -> None:
    """Send what waited behind something that was looked into, up to the next such thing.

    What is of one album with that waits with it.
    """
    await session.flush()
    waiting = await waiting_on(session, line, line.side_of(peer))
    albums = [one.album for one in waiting if one.state is MessageState.LOOKING][:1]
    for one in waiting:
        if one.state is MessageState.LOOKING or (one.album is not None and one.album in albums):
            return
        await send(session, line, one, at=at)
