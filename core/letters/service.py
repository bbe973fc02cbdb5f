"""Writing letters, inside the transaction of what they tell of."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import BigInteger, DateTime, Text, bindparam, text, update
from sqlalchemy.dialects.postgresql import ARRAY, insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.models import AddressClaim
from core.addresses.service import claim_address
from core.letters.models import OutLetter
from core.letters.states import BEFORE_IT_GOES, CODE, IMPORTANT, LetterState
from core.outbox.states import pack_facts
from core.peers.models import Peer
from core.peers.states import ChannelKind

LETTERS_CHANNEL = "out_letters"
"""Rung by a trigger when a letter is written."""

_FORWARD = text("""
    INSERT INTO out_letter (
        channel_id, notice, content, row_id, coalesce_key, state, attempts, not_before, created_at
    )
    SELECT mail.id, row.notice, row.content, row.id, row.coalesce_key, 'queued', 0, :goes_at, :at
    FROM outbox_row AS row
    JOIN channel AS phone ON phone.id = row.channel_id
    JOIN channel AS mail ON mail.peer_id = phone.peer_id
        AND mail.kind = 'email' AND mail.state = 'open'
    WHERE row.id = ANY(:ids) AND row.notice = ANY(:important)
      AND NOT jsonb_exists_any(row.content, ARRAY['edits', 'changes'])
    ORDER BY row.id
    ON CONFLICT (channel_id, row_id) DO NOTHING
    RETURNING id, channel_id, coalesce_key
""").bindparams(
    bindparam("ids", type_=ARRAY(BigInteger)),
    bindparam("important", type_=ARRAY(Text)),
    bindparam("goes_at", type_=DateTime(timezone=True)),
    bindparam("at", type_=DateTime(timezone=True)),
)
"""What only changes a message in place is no news, and goes nowhere."""


async def forward_parked(session: AsyncSession, row_ids: Sequence[int], *, at: datetime) -> int:
    """Write what is parked of these rows and matters to the e-mail address of its Peer.

    Who has none gets nothing. A row is forwarded once, however often it is parked. Of one thing
    only the newest state is told. Answers how many letters were written.
    """
    values = {"ids": list(row_ids), "important": list(IMPORTANT), "at": at}
    written = (await session.execute(_FORWARD, {**values, "goes_at": at + BEFORE_IT_GOES})).all()
    for letter_id, channel_id, coalesce_key in written:
        if coalesce_key is not None:
            older = (OutLetter.coalesce_key == coalesce_key) & (OutLetter.id < letter_id)
            await session.execute(
                update(OutLetter)
                .where(OutLetter.channel_id == channel_id, older)
                .where(OutLetter.state == LetterState.QUEUED)
                .values(state=LetterState.SUPERSEDED, ended_at=at)
                .execution_options(synchronize_session=False)
            )
    return len(written)


async def ask_for_code(
    session: AsyncSession, peer: Peer, kind: ChannelKind, typed: str, *, at: datetime
) -> AddressClaim:
    """Send a code to what a Peer says is his address.

    Refuses `NotAnEmail`, `NotAMobile`, `TooManyCodes`.
    """
    claim, code = await claim_address(session, peer, kind, typed, at=at)
    session.add(
        OutLetter(
            claim_id=claim.id,
            notice=CODE,
            content=pack_facts({"code": code}),
            state=LetterState.QUEUED,
            attempts=0,
            not_before=at,
            created_at=at,
        )
    )
    await session.flush()
    return claim


async def write_once(
    session: AsyncSession,
    channel_id: UUID,
    notice: str,
    facts: dict[str, Any],
    *,
    once: str,
    expires_at: datetime,
    at: datetime,
) -> bool:
    """Write to a confirmed address what is told there but once; false when it was."""
    values = {
        "channel_id": channel_id,
        "notice": notice,
        "content": pack_facts(facts),
        "once": once,
        "state": LetterState.QUEUED,
        "attempts": 0,
        "not_before": at,
        "expires_at": expires_at,
        "created_at": at,
    }
    made = insert(OutLetter).values(**values).on_conflict_do_nothing()
    return await session.scalar(made.returning(OutLetter.id)) is not None


async def replay_letter(session: AsyncSession, letter_id: int, *, at: datetime) -> bool:
    """Let a letter that was given up go again, as if for the first time."""
    replayed = await session.scalar(
        update(OutLetter)
        .where(OutLetter.id == letter_id, OutLetter.state == LetterState.DEAD)
        .values(state=LetterState.QUEUED, attempts=0, not_before=at, error=None, ended_at=None)
        .returning(OutLetter.id)
        .execution_options(synchronize_session=False)
    )
    await session.execute(text("SELECT pg_notify(:channel, '')"), {"channel": LETTERS_CHANNEL})
    return replayed is not None


async def drop_old_letters(session: AsyncSession, *, before: datetime) -> None:
    """Forget what was told long ago."""
    await session.execute(
        text("DELETE FROM out_letter WHERE ended_at < :before"), {"before": before}
    )
