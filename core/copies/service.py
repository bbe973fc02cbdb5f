"""Queueing copies, bringing them into step, and noting what became of them.

A copy is locked before its fate is judged, so that the sender and whoever changes the message wait
for each other: what is under way is brought into step once it is known to have arrived.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

import orjson
from sqlalchemy import BigInteger, SmallInteger, Text, bindparam, select, text
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.models import LinkCopy
from core.copies.queries import copies_in_row, copies_of, copy_in
from core.copies.states import Fate
from core.linkline.models import LinkLine
from core.linkline.queries import Phone, about, phones_of, sides_on
from core.messages.models import LinkMessage
from core.messages.queries import album_on, quote_in
from core.messages.states import Mark, MessageState, may_join
from core.outbox.queries import became_of
from core.outbox.service import (
    Call,
    queue_call,
    reword_queued,
    tell_channel,
    withdraw_queued,
)
from core.outbox.states import OutboxState, Urgency

MESSAGE = "line-message"
"""The notice that is a message of a line, as the other side sees it."""

CHANGES = "changes"
"""The fact that tells a message which one of the chat it changes."""

COPIES_CHANNEL = "copies"
"""Rung when a copy's fate is known."""

LINES_CHANNEL = "lines"
"""Rung by a trigger when a line has changed."""

_ALBUM_PAUSE = timedelta(seconds=1.2)
"""How long after one picture the next one of its album may reach us."""


@dataclass(frozen=True, slots=True)
class Ended:
    """How a row of the outbox ended; `message_ids` are those it became, in their order."""

    row_id: int
    state: OutboxState
    message_ids: Sequence[int] = ()
    error: str | None = None
    corrected: int | None = None
    """The message of the chat that could not be changed, and was corrected by these."""


FATES = {
    OutboxState.SENT: Fate.THERE,
    OutboxState.PARKED: Fate.WAITS,
    OutboxState.DEAD: Fate.LOST,
    OutboxState.DROPPED: Fate.LOST,
    OutboxState.EXPIRED: Fate.LOST,
}
_NOTE = text("""
    UPDATE link_copy AS copy
    SET chat_message_id = coalesce(said.chat_message_id, copy.chat_message_id),
        fate = said.fate, why = said.why, is_noted = false
    FROM unnest(:rows, :places, :chat_message_ids, :fates, :whys)
        AS said (row_id, place, chat_message_id, fate, why)
    WHERE copy.row_id = said.row_id AND copy.place = coalesce(said.place, copy.place)
""").bindparams(
    bindparam("rows", type_=ARRAY(BigInteger)),
    bindparam("places", type_=ARRAY(SmallInteger)),
    bindparam("chat_message_ids", type_=ARRAY(BigInteger)),
    bindparam("fates", type_=ARRAY(Text)),
    bindparam("whys", type_=ARRAY(Text)),
)
_CORRECTED = text("""
    UPDATE link_copy AS copy SET is_noted = false
    FROM unnest(:rows, :corrected) AS said (row_id, chat_message_id)
    JOIN outbox_row ON outbox_row.id = said.row_id
    WHERE copy.channel_id = outbox_row.channel_id AND copy.chat_message_id = said.chat_message_id
""").bindparams(
    bindparam("rows", type_=ARRAY(BigInteger)),
    bindparam("corrected", type_=ARRAY(BigInteger)),
)
"""It may have been taken back meanwhile: whoever tells the writers looks after it."""

_RING = text("SELECT pg_notify(:channel, '')")


async def note_fates(session: AsyncSession, ended: Sequence[Ended]) -> None:
    """Note in the sender's transaction what became of copies; others tell the writers."""
    told: list[tuple[int, int | None, int | None, str, str | None]] = [
        (one.row_id, place, chat_message_id, FATES[one.state].value, one.error)
        for one in ended
        if one.state in FATES
        for place, chat_message_id in _places(one)
    ]
    if not told:
        return
    names = ("rows", "places", "chat_message_ids", "fates", "whys")
    columns = [list(column) for column in zip(*told, strict=True)]
    await session.execute(_NOTE, dict(zip(names, columns, strict=True)))
    corrections = [(one.row_id, one.corrected) for one in ended if one.corrected is not None]
    if corrections:
        rows, corrected = zip(*corrections, strict=True)
        await session.execute(_CORRECTED, {"rows": list(rows), "corrected": list(corrected)})
    await session.execute(_RING, {"channel": COPIES_CHANNEL})


def _places(ended: Ended) -> Sequence[tuple[int | None, int | None]]:
    """Give each copy of a row its message; without messages, what is told is true of them all."""
    return list(enumerate(ended.message_ids)) or [(None, None)]


async def keep_own(
    session: AsyncSession, line: LinkLine, message: LinkMessage, channel_id: UUID, chat_id: int
) -> None:
    """Remember which message of the writer's chat this one is."""
    session.add(
        LinkCopy(
            message_id=message.id,
            channel_id=channel_id,
            line_id=line.id,
            is_own=True,
            row_id=None,
            chat_message_id=chat_id,
            fate=Fate.THERE,
        )
    )


async def deliver(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    *,
    at: datetime,
) -> None:
    """Queue a copy for each phone of the other side; what is of an album joins its album."""
    for phone in await phones_of(session, line, message.side.other):
        row_id, place = await _joined(session, line, message, phone) or (None, 0)
        if row_id is None:
            row_id = await tell_channel(
                session,
                phone.channel_id,
                MESSAGE,
                await _facts(session, line, [message], phone),
                urgency=Urgency.LINKLINE,
                not_before=at + _ALBUM_PAUSE if message.album else None,
                at=at,
            )
        session.add(
            LinkCopy(
                message_id=message.id,
                channel_id=phone.channel_id,
                line_id=line.id,
                is_own=False,
                row_id=row_id,
                place=place,
                chat_message_id=None,
                fate=Fate.QUEUED,
                version=message.version,
            )
        )
    await session.flush()


async def _joined(
    session: AsyncSession, line: LinkLine, message: LinkMessage, phone: Phone
) -> tuple[int, int] | None:
    """Join the row of its album, as long as that is not sent; answer the row and the place."""
    if message.album is None:
        return None
    before = [one for one in await album_on(session, line, message.side, message.album)
              if one.id != message.id and one.state is MessageState.SENT]  # fmt: skip
    copy = await copy_in(session, before[-1].id, phone.channel_id) if before else None
    if copy is None or copy.row_id is None:
        return None
    together = await _in_row(session, copy.row_id)
    if not may_join([one.shown for one in together], message.shown):
        return None
    facts = await _facts(session, line, [*together, message], phone)
    if not await reword_queued(session, copy.row_id, MESSAGE, facts):
        return None
    return copy.row_id, copy.place + 1


async def bring_into_step(
    session: AsyncSession, line: LinkLine, message: LinkMessage, *, at: datetime
) -> None:
    """Let the other side's copies say what a message says by now, or take them away."""
    phones = {one.channel_id: one for one in await phones_of(session, line, message.side.other)}
    for copy in await copies_of(session, message.id, is_own=False, lock=True):
        phone = phones.get(copy.channel_id)
        if phone is not None and copy.version != wanted_version(message):
            await _change(session, line, message, copy, phone, at=at)


def wanted_version(message: LinkMessage) -> int:
    """Give the version that a copy should say, and 0 when it should be gone."""
    return 0 if message.state is MessageState.UNSENT else message.version


async def _change(
    session: AsyncSession,
    line: LinkLine,
    message: LinkMessage,
    copy: LinkCopy,
    phone: Phone,
    *,
    at: datetime,
) -> None:
    """Change what waits in the outbox or what has arrived; what is under way is done later."""
    if copy.chat_message_id is None:
        if copy.row_id is None or not await _reword(session, line, copy.row_id, phone, at=at):
            return
    elif message.state is MessageState.UNSENT:
        await take_away(session, [copy], at=at)
    else:
        facts = await _facts(session, line, [message], phone)
        await tell_channel(
            session,
            copy.channel_id,
            MESSAGE,
            {
                **facts,
                CHANGES: copy.chat_message_id,
                "place": copy.place,
                "is_of_album": int(message.album is not None),
            },
            urgency=Urgency.LINKLINE,
            coalesce_key=_change_key(message.id),
            at=at,
        )
    copy.version = wanted_version(message)


async def take_away(session: AsyncSession, copies: Sequence[LinkCopy], *, at: datetime) -> None:
    """Delete these from their chats, with what corrected them."""
    for copy in copies:
        if copy.chat_message_id is None:
            continue
        await _delete(session, copy, copy.chat_message_id, at=at)
        await take_corrections_away(session, copy, at=at)


async def take_corrections_away(session: AsyncSession, copy: LinkCopy, *, at: datetime) -> None:
    """Delete what corrected this one, as far as it is known to have arrived."""
    corrections = await became_of(session, copy.channel_id, _change_key(copy.message_id))
    for chat_message_id in sorted(corrections - {copy.chat_message_id or 0}):
        await _delete(session, copy, chat_message_id, at=at)


async def _delete(
    session: AsyncSession, copy: LinkCopy, chat_message_id: int, *, at: datetime
) -> None:
    gone = {"message_id": chat_message_id}
    call = Call(copy.channel_id, "deleteMessage", gone, urgency=Urgency.LINKLINE)
    await queue_call(session, call, at=at)


def _change_key(message_id: UUID) -> str:
    return f"change {message_id}"


async def _reword(
    session: AsyncSession, line: LinkLine, row_id: int, phone: Phone, *, at: datetime
) -> bool:
    """Let a row that is not sent yet say what its messages say by now; false when too late."""
    together = [one for one in await _in_row(session, row_id)
                if one.state is MessageState.SENT]  # fmt: skip
    if not together:
        return await withdraw_queued(session, row_id, at=at)
    facts = await _facts(session, line, together, phone)
    if not await reword_queued(session, row_id, MESSAGE, facts):
        return False
    places = {message.id: place for place, message in enumerate(together)}
    for copy in await copies_in_row(session, row_id):
        copy.place = places.get(copy.message_id, -1)
    return True


async def _in_row(session: AsyncSession, row_id: int) -> list[LinkMessage]:
    copies = await copies_in_row(session, row_id)
    query = select(LinkMessage).where(LinkMessage.id.in_([one.message_id for one in copies]))
    found = {one.id: one for one in (await session.scalars(query)).all()}
    return [found[one.message_id] for one in copies if one.message_id in found]


async def _facts(
    session: AsyncSession, line: LinkLine, messages: Sequence[LinkMessage], phone: Phone
) -> dict[str, Any]:
    """Give what the notice of one or several messages says on a phone."""
    first = messages[0]
    sides = await sides_on(session, line)
    answered = None
    if first.reply_to is not None:
        answered = await copy_in(session, first.reply_to, phone.channel_id)
    return message_facts(
        messages,
        alias=sides[first.side].alias,
        is_here=phone.is_here,
        is_silent=sides[first.side.other].is_muted,
        reply=answered_in(answered),
        quoted=await quote_in(session, first.reply_to, first.quote),
        route=await about(session, line),
    )


def message_facts(
    messages: Sequence[LinkMessage],
    *,
    alias: str,
    is_here: bool,
    is_silent: bool,
    reply: int,
    quoted: Sequence[Mark] | None,
    route: Mapping[str, Any],
) -> dict[str, Any]:
    """Put together what the notice of one message, or of an album, says.

    `quoted` are the looks of what it quotes, or none when that is not to be found any more.
    """
    first = messages[0]
    looks = [mark.packed() for mark in quoted or ()]
    return {
        "line": str(first.line_id),
        "alias": alias,
        "by": first.side.value,
        "is_here": int(is_here),
        "is_silent": int(is_silent),
        "is_forwarded": int(first.is_forwarded),
        "reply": reply,
        "quote": (first.quote or "") if quoted is not None else "",
        "quote_looks": orjson.dumps(looks).decode(),
        "contents": orjson.dumps([one.content for one in messages]).decode(),
        **route,
    }


def answered_in(copy: LinkCopy | None) -> int:
    """Tell what is answered in a chat: a message, the negative number of a row, or 0."""
    if copy is None:
        return 0
    return copy.chat_message_id or (-copy.row_id if copy.row_id and not copy.place else 0)
