"""Deciding about a Peer, inside the caller's transaction: what is decided, told, and noted.

`by` is the operator. Each of these writes the audit log. The Peer is locked first, so that of two
operators the second sees what the first has decided.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.service import note_act
from core.audit.states import Act
from core.events.states import Fact
from core.ids import new_id
from core.offers.queries import all_open_offers_of
from core.offers.service import end_offers
from core.offers.states import OfferEvent
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import PeerIsGone, peer_for
from core.rules import Rules
from core.sanctions.models import PeerNote, Sanction
from core.sanctions.queries import live_sanction
from core.sanctions.states import (
    LONGEST_NOTE,
    Ground,
    NoReasonGiven,
    NothingToLift,
    SanctionKind,
    check_days,
    check_reason,
)
from core.trust.service import end_halt, halt


async def warn(
    session: AsyncSession, peer_id: UUID, ground: Ground, *, by: UUID, why: str, at: datetime
) -> Sanction:
    """Tell a Peer that something was not right. Refuses `NoReasonGiven`, `PeerIsGone`."""
    why = check_reason(why)
    peer = await peer_for(session, peer_id, lock=True)
    sanction = _add(session, peer, SanctionKind.WARNING, ground, by=by, why=why, at=at)
    await _tell(session, peer, "conduct-warned", {"ground": ground}, at=at)
    facts: dict[str, Fact] = {"ground": ground}
    await note_act(session, Act.PEER_WARNED, peer.id, by=by, why=why, after=facts, at=at)
    return sanction


async def suspend(
    session: AsyncSession,
    peer_id: UUID,
    ground: Ground,
    *,
    days: int,
    by: UUID,
    why: str,
    rules: Rules,
    at: datetime,
) -> Sanction:
    """Let a Peer begin nothing new for some days.

    Refuses `NoReasonGiven`, `DaysOutOfRange`, `PeerIsGone`.
    """
    until = at + check_days(days)
    kind = SanctionKind.SUSPENSION
    return await _halt(
        session, peer_id, kind, ground, until=until, by=by, why=why, rules=rules, at=at
    )


async def ban(
    session: AsyncSession,
    peer_id: UUID,
    ground: Ground,
    *,
    is_shadow: bool,
    by: UUID,
    why: str,
    rules: Rules,
    at: datetime,
) -> Sanction:
    """Let a Peer begin nothing new for good; in the shadow he is not told, and meets nobody.

    Refuses `NoReasonGiven`, `PeerIsGone`.
    """
    kind = SanctionKind.SHADOW if is_shadow else SanctionKind.BAN
    return await _halt(
        session, peer_id, kind, ground, until=None, by=by, why=why, rules=rules, at=at
    )


async def lift(session: AsyncSession, peer_id: UUID, *, by: UUID, why: str, at: datetime) -> None:
    """End a suspension or a ban. Refuses `NoReasonGiven`, `NothingToLift`, `PeerIsGone`."""
    why = check_reason(why)
    peer = await peer_for(session, peer_id, lock=True)
    sanction = await live_sanction(session, peer.id, lock=True)
    if sanction is None:
        raise NothingToLift
    await _end(session, peer, sanction, at=at)
    sanction.lifted_by_operator_id, sanction.lifted_why = by, why
    before: dict[str, Fact] = {"kind": sanction.kind, "until": sanction.until}
    await note_act(session, Act.PEER_LET_BACK, peer.id, by=by, why=why, before=before, at=at)


async def renew(
    session: AsyncSession,
    peer: Peer,
    kind: SanctionKind,
    ground: Ground,
    *,
    until: datetime | None,
    by: UUID,
    why: str,
    at: datetime,
) -> None:
    """Put somebody who has returned under what was decided about him; nobody decides anew."""
    _add(session, peer, kind, ground, by=by, why=why, at=at, until=until)
    is_told = kind is not SanctionKind.SHADOW
    await halt(session, peer.id, is_told=is_told, until=until, at=at)
    if is_told:
        notice = "conduct-banned" if until is None else "conduct-suspended"
        await _tell(session, peer, notice, {"ground": ground, "until": until}, at=at)
    after: dict[str, Fact] = {"kind": kind, "ground": ground, "until": until}
    await note_act(session, Act.PEER_BARRED, peer.id, by=None, why=why, after=after, at=at)


async def end_over(session: AsyncSession, *, at: datetime, most: int = 100) -> int:
    """End the suspensions whose time is over, and say so; answer how many."""
    due = await session.scalars(
        select(Sanction)
        .where(Sanction.until <= at, Sanction.lifted_at.is_(None))
        .order_by(Sanction.until)
        .limit(most)
        .with_for_update(skip_locked=True)
    )
    sanctions = due.all()
    for sanction in sanctions:
        try:
            peer: Peer | None = await peer_for(session, sanction.peer_id)
        except PeerIsGone:
            peer = None
        await _end(session, peer, sanction, at=at)
    return len(sanctions)


async def add_note(
    session: AsyncSession,
    peer_id: UUID,
    text: str,
    *,
    by: UUID,
    why: str | None = None,
    at: datetime,
) -> PeerNote:
    """Leave a note for other operators. Refuses `NoReasonGiven` without words, `PeerIsGone`."""
    text = text.strip()[:LONGEST_NOTE]
    if not text:
        raise NoReasonGiven
    peer = await peer_for(session, peer_id)
    note = PeerNote(id=new_id(at), peer_id=peer.id, text=text, by_operator_id=by, at=at)
    session.add(note)
    facts: dict[str, Fact] = {"note": note.id}
    await note_act(session, Act.PEER_NOTED, peer.id, by=by, why=why, facts=facts, at=at)
    return note


async def drop_notes_of(session: AsyncSession, peer: Peer) -> None:
    """Remove what operators wrote about one who is forgotten. That he was sanctioned stays."""
    await session.execute(delete(PeerNote).where(PeerNote.peer_id == peer.id))


async def _halt(
    session: AsyncSession,
    peer_id: UUID,
    kind: SanctionKind,
    ground: Ground,
    *,
    until: datetime | None,
    by: UUID,
    why: str,
    rules: Rules,
    at: datetime,
) -> Sanction:
    """Take the place of what is there, and end the offers that are open: nobody is to wait."""
    why = check_reason(why)
    peer = await peer_for(session, peer_id, lock=True)
    before: dict[str, Fact] | None = None
    former = await live_sanction(session, peer.id, lock=True)
    if former is not None:
        before = {"kind": former.kind, "until": former.until}
        former.lifted_at, former.lifted_by_operator_id = at, by
        await session.flush()
    sanction = _add(session, peer, kind, ground, by=by, why=why, at=at, until=until)
    is_told = kind is not SanctionKind.SHADOW
    await halt(session, peer.id, is_told=is_told, until=until, at=at)
    offers = await all_open_offers_of(session, peer)
    await end_offers(session, offers, OfferEvent.LAPSE, by=None, rules=rules, at=at)
    if is_told:
        notice = "conduct-banned" if until is None else "conduct-suspended"
        await _tell(session, peer, notice, {"ground": ground, "until": until}, at=at)
    act = Act.PEER_SUSPENDED if kind is SanctionKind.SUSPENSION else Act.PEER_BANNED
    after: dict[str, Fact] = {"kind": kind, "ground": ground, "until": until}
    await note_act(session, act, peer.id, by=by, why=why, before=before, after=after, at=at)
    return sanction


async def _end(
    session: AsyncSession, peer: Peer | None, sanction: Sanction, *, at: datetime
) -> None:
    sanction.lifted_at = at
    await end_halt(session, sanction.peer_id)
    if peer is not None and sanction.kind is not SanctionKind.SHADOW:
        await _tell(session, peer, "conduct-lifted", {}, at=at)


def _add(
    session: AsyncSession,
    peer: Peer,
    kind: SanctionKind,
    ground: Ground,
    *,
    by: UUID,
    why: str,
    at: datetime,
    until: datetime | None = None,
) -> Sanction:
    sanction = Sanction(
        id=new_id(at),
        peer_id=peer.id,
        kind=kind,
        ground=ground,
        why=why,
        by_operator_id=by,
        made_at=at,
        until=until,
    )
    session.add(sanction)
    return sanction


async def _tell(
    session: AsyncSession, peer: Peer, notice: str, facts: dict[str, Any], *, at: datetime
) -> None:
    known = {name: fact for name, fact in facts.items() if fact is not None}
    await tell(session, peer, notice, known, urgency=Urgency.REPLY, at=at)
