"""Sending what passes as it is, inside the caller's transaction: all of a batch in one statement.

The lines are locked in the order of their ids, at the end of a transaction, so that batches in
which two sides of a line meet wait for each other shortly and never for good.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, Boolean, DateTime, Text, Uuid, bindparam, text
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from core.copies.queries import copy_in
from core.copies.service import MESSAGE, answered_in, message_facts
from core.ids import new_id
from core.messages.models import LinkMessage
from core.messages.queries import quote_in
from core.messages.states import Content, MessageState
from core.outbox.states import Urgency, pack_facts
from core.scenes.queries import Scene

_SEND = text("""
    WITH said AS (
        SELECT * FROM unnest(
            :ids, :line_ids, :sides, :kinds, :contents, :replies, :quotes, :forwards, :owns,
            :own_ids
        ) WITH ORDINALITY AS said (
            id, line_id, side, kind, content, reply_to, quote, is_forwarded, own_channel_id,
            own_message_id, nth
        )
    ), counted AS (
        SELECT line_id, count(*) AS many FROM said GROUP BY line_id
    ), locked AS MATERIALIZED (
        SELECT id FROM link_line WHERE id IN (SELECT line_id FROM counted) ORDER BY id FOR UPDATE
    ), line AS (
        UPDATE link_line SET changes = changes + many, spoken_at = :at, ended_at = NULL,
            carrier_changes = carrier_changes + many, requester_changes = requester_changes + many
        FROM counted JOIN locked ON locked.id = counted.line_id
        WHERE link_line.id = counted.line_id
        RETURNING link_line.id, changes - many AS before,
            carrier_changes - many AS carrier_before, requester_changes - many AS requester_before
    ), placed AS (
        SELECT numbered.*, before + turn AS place, carrier_before + turn AS carrier_change,
            requester_before + turn AS requester_change
        FROM (
            SELECT said.*, row_number() OVER (PARTITION BY line_id ORDER BY nth) AS turn FROM said
        ) AS numbered JOIN line ON line.id = numbered.line_id
    ), message AS (
        INSERT INTO link_message (
            id, purge_on, line_id, side, kind, state, content, reply_to, quote, is_forwarded,
            reactions, place, carrier_change, requester_change, version, said_at, changed_at
        )
        SELECT id, 'infinity', line_id, side, kind, 'sent', content, reply_to, quote,
            is_forwarded, '{}', place, carrier_change, requester_change, 1, :at, :at
        FROM placed
        RETURNING id, place, carrier_change, requester_change
    ), told AS MATERIALIZED (
        SELECT nextval(pg_get_serial_sequence('outbox_row', 'id')) AS row_id, *
        FROM unnest(:message_ids, :told_line_ids, :channel_ids, :told)
            AS told (message_id, line_id, channel_id, content)
    ), queued AS (
        INSERT INTO outbox_row (
            id, channel_id, urgency, notice, content, state, attempts, request_id, created_at
        ) OVERRIDING SYSTEM VALUE
        SELECT row_id, channel_id, :urgency, :notice, content, 'queued', 0, '', :at FROM told
    ), copied AS (
        INSERT INTO link_copy (
            message_id, channel_id, line_id, is_own, row_id, place, chat_message_id, fate, version,
            is_noted
        )
        SELECT message_id, channel_id, line_id, false, row_id, 0, NULL, 'queued', 1, true FROM told
        UNION ALL
        SELECT id, own_channel_id, line_id, true, NULL, 0, own_message_id, 'there', 1, true
        FROM said WHERE own_channel_id IS NOT NULL
    )
    SELECT id, place, carrier_change, requester_change FROM message
""").bindparams(
    bindparam("at", type_=DateTime(timezone=True)),
    bindparam("ids", type_=ARRAY(Uuid)),
    bindparam("line_ids", type_=ARRAY(Uuid)),
    bindparam("sides", type_=ARRAY(Text)),
    bindparam("kinds", type_=ARRAY(Text)),
    bindparam("contents", type_=ARRAY(JSONB)),
    bindparam("replies", type_=ARRAY(Uuid)),
    bindparam("quotes", type_=ARRAY(Text)),
    bindparam("forwards", type_=ARRAY(Boolean)),
    bindparam("owns", type_=ARRAY(Uuid)),
    bindparam("own_ids", type_=ARRAY(BigInteger)),
    bindparam("message_ids", type_=ARRAY(Uuid)),
    bindparam("told_line_ids", type_=ARRAY(Uuid)),
    bindparam("channel_ids", type_=ARRAY(Uuid)),
    bindparam("told", type_=ARRAY(JSONB)),
    bindparam("notice", type_=Text),
)


@dataclass(frozen=True, slots=True)
class _Said:
    message: LinkMessage
    own: tuple[UUID, int] | None
    told: list[tuple[UUID, dict[str, Any]]]


class Sayings:
    """What is said in one transaction, in its order; nothing of it is there before `write`."""

    def __init__(self, session: AsyncSession) -> None:
        self._session = session
        self._said: list[_Said] = []

    def has_any_by(self, channel_id: UUID) -> bool:
        """Tell whether something of this phone is not written yet."""
        return any(one.own is not None and one.own[0] == channel_id for one in self._said)

    async def say(
        self,
        scene: Scene,
        content: Content,
        *,
        reply_to: UUID | None,
        quote: str | None,
        is_forwarded: bool,
        own: tuple[UUID, int] | None,
        at: datetime,
    ) -> LinkMessage:
        """Take up a message; `own` is which message of its writer's chat it is.

        What is answered is no row that a session watches: to change it, fetch it.
        """
        message = LinkMessage(
            id=new_id(at),
            line_id=scene.line_id,
            side=scene.side,
            kind=content.kind,
            state=MessageState.SENT,
            content=content.packed(),
            reply_to=reply_to,
            quote=quote,
            is_forwarded=is_forwarded,
            reactions={},
            version=1,
            said_at=at,
            changed_at=at,
        )
        told = await _told(self._session, scene, message)
        self._said.append(_Said(message, own, told))
        return message

    async def write(self, *, at: datetime) -> None:
        """Store what was said, queue its copies, and give each message its place."""
        said, self._said = self._said, []
        if not said:
            return
        messages = [one.message for one in said]
        owns = [one.own or (None, None) for one in said]
        told = [(one.message, *what) for one in said for what in one.told]
        placed = await self._session.execute(
            _SEND,
            {
                "at": at,
                "ids": [one.id for one in messages],
                "line_ids": [one.line_id for one in messages],
                "sides": [one.side.value for one in messages],
                "kinds": [one.kind.value for one in messages],
                "contents": [one.content for one in messages],
                "replies": [one.reply_to for one in messages],
                "quotes": [one.quote for one in messages],
                "forwards": [one.is_forwarded for one in messages],
                "owns": [channel_id for channel_id, _ in owns],
                "own_ids": [chat_message_id for _, chat_message_id in owns],
                "message_ids": [message.id for message, _, _ in told],
                "told_line_ids": [message.line_id for message, _, _ in told],
                "channel_ids": [channel_id for _, channel_id, _ in told],
                "told": [content for _, _, content in told],
                "urgency": int(Urgency.LINKLINE),
                "notice": MESSAGE,
            },
        )
        numbers = {row.id: row for row in placed.all()}
        for message in messages:
            row = numbers[message.id]
            message.place = row.place
            message.carrier_change, message.requester_change = (
                row.carrier_change,
                row.requester_change,
            )


async def _told(
    session: AsyncSession, scene: Scene, message: LinkMessage
) -> list[tuple[UUID, dict[str, Any]]]:
    """Give what the notice says on each phone of the other side."""
    told = []
    quoted = await quote_in(session, message.reply_to, message.quote)
    for phone in scene.phones:
        answered = None
        if message.reply_to is not None:
            answered = await copy_in(session, message.reply_to, phone.channel_id)
        facts = message_facts(
            [message],
            alias=scene.alias,
            is_here=phone.is_here,
            is_silent=scene.is_silent,
            reply=answered_in(answered),
            quoted=quoted,
            route=scene.route,
        )
        told.append((phone.channel_id, pack_facts(facts)))
    return told
