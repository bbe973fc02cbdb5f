"""What whoever carries letters does, each step a transaction of its own.

Leased and committed, then carried, then noted. A lease that runs out means that nobody knows
whether it was carried: then it is not carried again, and an operator may decide otherwise.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from sqlalchemy import func, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.models import AddressClaim
from core.addresses.service import LOST, note_nobody_there
from core.addresses.states import shown
from core.db import Db
from core.letters.models import OutLetter
from core.letters.states import (
    IN_DOUBT,
    LEASE,
    MOST_AN_HOUR,
    LetterState,
    pause_after,
)
from core.outbox.models import OutboxRow
from core.outbox.service import tell
from core.outbox.states import OutboxState, Urgency
from core.peers.models import Channel, Peer
from core.peers.queries import peer_for
from core.peers.states import ChannelKind, Language

_IS_QUEUED, _IS_LEASED = text("out_letter.state = 'queued'"), text("out_letter.state = 'leased'")
"""The states stand in the text: an index for some states is of no use to a parameter."""

_MOST_AT_ONCE = 8
_HOUR = timedelta(hours=1)
_LATER = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class Due:
    """A letter that is to be carried now, and who reads it."""

    id: int
    kind: ChannelKind
    address: str
    channel_id: UUID | None
    notice: str
    content: dict[str, Any]
    written_at: datetime
    language: Language
    time_zone: str


async def claim_letters(db: Db, kinds: Collection[ChannelKind], *, at: datetime) -> list[Due]:
    """Take what is due of these kinds; what was left leased is given up for doubt."""
    async with db.begin() as session:
        await session.execute(
            update(OutLetter)
            .where(_IS_LEASED, OutLetter.lease_until <= at)
            .values(state=LetterState.DEAD, lease_until=None, error=IN_DOUBT, ended_at=at)
            .execution_options(synchronize_session=False)
        )
        kind = func.coalesce(Channel.kind, AddressClaim.kind)
        address = func.coalesce(Channel.address, AddressClaim.address)
        rows = await session.execute(
            select(OutLetter, kind, address, Peer)
            .outerjoin(Channel, Channel.id == OutLetter.channel_id)
            .outerjoin(AddressClaim, AddressClaim.id == OutLetter.claim_id)
            .join(Peer, Peer.id == func.coalesce(Channel.peer_id, AddressClaim.peer_id))
            .where(_IS_QUEUED, OutLetter.not_before <= at)
            .where(kind.in_(list(kinds)))
            .order_by(OutLetter.not_before, OutLetter.id)
            .limit(_MOST_AT_ONCE)
            .with_for_update(of=OutLetter, skip_locked=True)
        )
        due = []
        for letter, of_kind, to, peer in rows.all():
            if await _may_go(session, letter, at=at):
                letter.state, letter.lease_until = LetterState.LEASED, at + LEASE
                letter.attempts += 1
                due.append(
                    Due(
                        id=letter.id,
                        kind=of_kind,
                        address=to,
                        channel_id=letter.channel_id,
                        notice=letter.notice,
                        content=letter.content,
                        written_at=letter.created_at,
                        language=peer.language,
                        time_zone=peer.time_zone,
                    )
                )
        return due


async def _may_go(session: AsyncSession, letter: OutLetter, *, at: datetime) -> bool:
    """Tell whether it is still worth telling here, and whether not too much was told already."""
    if letter.expires_at is not None and letter.expires_at <= at:
        _end(letter, LetterState.EXPIRED, at=at)
        return False
    if letter.row_id is not None:
        row = await session.get(OutboxRow, letter.row_id)
        if row is not None and row.state is not OutboxState.PARKED:
            _end(letter, LetterState.SUPERSEDED, at=at)
            return False
    if letter.channel_id is not None:
        sent = await session.scalar(
            select(func.count())
            .select_from(OutLetter)
            .where(
                OutLetter.channel_id == letter.channel_id,
                or_(
                    OutLetter.state == LetterState.LEASED,
                    (OutLetter.state == LetterState.SENT) & (OutLetter.ended_at > at - _HOUR),
                ),
            )
        )
        if (sent or 0) >= MOST_AN_HOUR:
            letter.not_before = at + _LATER
            return False
    return True


def _end(letter: OutLetter, state: LetterState, *, at: datetime, error: str | None = None) -> None:
    letter.state, letter.lease_until, letter.error, letter.ended_at = state, None, error, at
    if state is not LetterState.DEAD:
        letter.content = {}


async def note_carried(db: Db, letter_id: int, *, at: datetime) -> None:
    async with db.begin() as session:
        letter = await _leased(session, letter_id)
        if letter is not None:
            _end(letter, LetterState.SENT, at=at)


async def note_outdated(db: Db, letter_id: int, *, at: datetime) -> None:
    """Note that there is nothing to tell any more."""
    async with db.begin() as session:
        letter = await _leased(session, letter_id)
        if letter is not None:
            _end(letter, LetterState.SUPERSEDED, at=at)


async def note_not_taken(db: Db, letter_id: int, why: str, *, at: datetime) -> bool:
    """Try it again after a while; false when it was tried often enough, and is dead."""
    async with db.begin() as session:
        letter = await _leased(session, letter_id)
        if letter is None:
            return True
        pause = pause_after(letter.attempts)
        if pause is None:
            _end(letter, LetterState.DEAD, at=at, error=why)
            return False
        letter.state, letter.lease_until, letter.error = LetterState.QUEUED, None, why
        letter.not_before = at + pause
        return True


async def note_dead(db: Db, letter_id: int, why: str, *, at: datetime) -> None:
    """Give a letter up: it is refused for good, or nobody knows whether it arrived."""
    async with db.begin() as session:
        letter = await _leased(session, letter_id)
        if letter is not None:
            _end(letter, LetterState.DEAD, at=at, error=why)


async def note_nobody(db: Db, letter_id: int, why: str, *, at: datetime) -> None:
    """Write to an address no more at which nobody is, and let its Peer know in Telegram."""
    async with db.begin() as session:
        letter = await _leased(session, letter_id)
        if letter is None:
            return
        _end(letter, LetterState.DROPPED, at=at, error=why)
        if letter.channel_id is not None:
            await session.flush()
            await note_nobody_there(session, letter.channel_id, at=at)
            return
        claim = await session.get(AddressClaim, letter.claim_id, with_for_update=True)
        if claim is not None and claim.done_at is None:
            claim.done_at = at
            peer = await peer_for(session, claim.peer_id)
            facts = {"kind": claim.kind.value, "address": shown(claim.address)}
            await tell(session, peer, LOST, facts, urgency=Urgency.REPLY, at=at)


async def _leased(session: AsyncSession, letter_id: int) -> OutLetter | None:
    """Lock a letter that is being carried; its address may have been given up meanwhile."""
    query = select(OutLetter).where(
        OutLetter.id == letter_id, OutLetter.state == LetterState.LEASED
    )
    letter: OutLetter | None = await session.scalar(query.with_for_update())
    return letter
