"""Keeping messages back, and saying why, inside the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import text
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.queries import copies_of
from core.leakguard.states import Leak, leaks_in
from core.linkline.models import LinkLine, LinkSide
from core.linkline.queries import countries_of, side_on
from core.linkline.states import Phase
from core.messages.models import LinkMessage
from core.messages.queries import earlier_texts
from core.messages.states import Content, HeldFor, MessageKind, MessageState
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.scenes.queries import Scene

LOOKS_CHANNEL = "looks"
"""Rung when a picture or a file is to be looked into."""

_RING = text("SELECT pg_notify(:channel, '')")


async def leaks_of(
    session: AsyncSession, line: LinkLine, peer: Peer, content: Content
) -> tuple[Leak, ...]:
    """Find what in a text tells how to reach somebody elsewhere."""
    if not content.text:
        return ()
    earlier = await earlier_texts(session, line, line.side_of(peer))
    return leaks_in(content.text, earlier=earlier, homes=await countries_of(session, line))


async def have_looked_into(session: AsyncSession, message: LinkMessage, *, at: datetime) -> None:
    """Let somebody look into its file before it passes, or into that of a change to it."""
    if message.state is not MessageState.SENT:
        message.state, message.held_for = MessageState.LOOKING, None
    message.look_at, message.looks = at, 0
    await session.execute(_RING, {"channel": LOOKS_CHANNEL})


async def hold(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    leaks: Sequence[Leak],
    *,
    phase: Phase,
    at: datetime,
) -> None:
    """Keep it, say why, and ask its writer."""
    message.state = MessageState.HELD
    is_number = message.kind is MessageKind.CONTACT
    asked = HeldFor.NUMBER if is_number else HeldFor.PLACE
    message.held_for = HeldFor.CONTACT if leaks else asked
    await ask(session, line, message, peer, leaks, is_change=False, phase=phase, at=at)


async def hold_for(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    why: HeldFor,
    *,
    is_asked: bool = False,
    phase: Phase,
    at: datetime,
) -> None:
    """Keep back a file, or a change to one that was sent, for what a look has found.

    `is_asked` when a question that its writer has before him is about this one as well.
    """
    is_change = message.state is MessageState.SENT
    if not is_change:
        message.state, message.held_for = MessageState.HELD, why
    if not is_asked:
        await ask(
            session,
            line,
            message,
            peer,
            (),
            held_for=why,
            is_change=is_change,
            phase=phase,
            at=at,
        )


async def ask(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    peer: Peer,
    leaks: Sequence[Leak],
    *,
    is_change: bool,
    held_for: HeldFor | None = None,
    phase: Phase,
    at: datetime,
) -> None:
    """Ask the writer what is to become of a message, or of a change to one that was sent.

    A program is told in the answer that it gets, and its Peer's phone is left alone: there he would
    not see what is meant.
    """
    own = await copies_of(session, message.id, is_own=True)
    if not own:
        return
    side = await side_on(session, line, message.side.other)
    facts = {
        "message": str(message.id),
        "line": str(line.id),
        "alias": side.alias,
        "by": message.side.other.value,
        "held_for": (held_for or message.held_for or HeldFor.CONTACT).value,
        "kinds": " ".join(sorted({leak.kind.value for leak in leaks})),
        "is_change": int(is_change),
        "is_rough": int(phase is Phase.TALKING),
        "reply": own[0].chat_message_id,
    }
    await tell(session, peer, "line-held", facts, urgency=Urgency.REPLY, at=at)


async def warn(
    session: AsyncSession,
    scene: Scene,
    peer: Peer,
    kind: MessageKind,
    leaks: Sequence[Leak],
    *,
    at: datetime,
) -> None:
    """Say once, after it was sent, that a contact or a voice tells who one is."""
    if leaks and not scene.is_warned:
        side = await session.get_one(LinkSide, (scene.line_id, scene.side))
        side.is_warned = True
        await tell(session, peer, "line-contact-passed", {}, urgency=Urgency.REPLY, at=at)
    if kind.shows_person and not scene.has_shown_self:
        side = await session.get_one(LinkSide, (scene.line_id, scene.side))
        side.has_shown_self = True
        facts = {"kind": kind.value}
        await tell(session, peer, "line-shown-self", facts, urgency=Urgency.REPLY, at=at)
