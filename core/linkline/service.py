"""Opening lines, coming and going, and what one may do there beside talking.

Each function joins the caller's transaction. A line is locked before what was said on it.
"""

import secrets
from datetime import datetime
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.cards.service import pin_card, show_card, unpin_card, update_card
from core.errors import Refused
from core.events.service import publish
from core.events.states import EventName
from core.ids import new_id
from core.linkline.models import LinkLine, LinkReport, LinkSeat, LinkSide
from core.linkline.queries import (
    about,
    line_between,
    line_for,
    phase_on,
    phones_of,
    side_on,
    sides_on,
)
from core.linkline.states import (
    LineIsOver,
    NothingToReveal,
    Phase,
    ReportReason,
    new_alias,
)
from core.offers.queries import offer_for
from core.offers.states import Side
from core.outbox.service import tell
from core.outbox.states import Urgency
from core.peers.models import Peer
from core.peers.queries import peer_for
from core.quests.queries import quest_for
from core.rules import Rules

CARD = "line"
"""The notice that is the card of a line: whom one writes to, and what can be done there."""


class AlreadyReported(Refused):
    """One report is enough until a person has looked."""


async def line_of_offer(
    session: AsyncSession, peer: Peer, offer_id: UUID, *, rules: Rules, at: datetime
) -> LinkLine:
    """Open the line of an offer, or find it. Refuses `OfferMissing`, `LineIsOver`."""
    offer = await offer_for(session, peer, offer_id)
    line = await _open(
        session, offer.parcel_id, offer.path_id, offer.carrier_id, offer.requester_id, at=at
    )
    return await _unless_over(session, line, rules=rules, at=at)


async def line_of_quest(
    session: AsyncSession, peer: Peer, quest_id: UUID, *, rules: Rules, at: datetime
) -> LinkLine:
    """Open the line of a quest, or find it. Refuses `QuestMissing`, `LineIsOver`."""
    quest = await quest_for(session, peer, quest_id)
    line = await _open(
        session, quest.parcel_id, quest.path_id, quest.carrier_id, quest.requester_id, at=at
    )
    return await _unless_over(session, line, rules=rules, at=at)


async def _open(
    session: AsyncSession,
    parcel_id: UUID,
    path_id: UUID,
    carrier_id: UUID,
    requester_id: UUID,
    *,
    at: datetime,
) -> LinkLine:
    """Make the line with its two pseudonyms, unless somebody has just done so."""
    made = await session.scalar(
        insert(LinkLine)
        .values(
            id=new_id(at),
            parcel_id=parcel_id,
            path_id=path_id,
            carrier_id=carrier_id,
            requester_id=requester_id,
            changes=0,
            carrier_changes=0,
            requester_changes=0,
            told=0,
            opened_at=at,
            spoken_at=at,
        )
        .on_conflict_do_nothing(index_elements=["parcel_id", "path_id"])
        .returning(LinkLine.id)
    )
    line = await line_between(session, parcel_id, path_id)
    if line is None:
        raise LookupError(parcel_id)  # it was written or waited for one line above
    if made is not None:
        first = new_alias(secrets.randbelow)
        second = new_alias(secrets.randbelow, but=first)
        for side, alias in ((Side.CARRIER, first), (Side.REQUESTER, second)):
            session.add(LinkSide(line_id=line.id, side=side, alias=alias))
        await session.flush()
    return line


async def _unless_over(
    session: AsyncSession, line: LinkLine, *, rules: Rules, at: datetime
) -> LinkLine:
    if await phase_on(session, line, rules=rules, at=at) is Phase.OVER:
        raise LineIsOver
    # A new offer between the same two opens it again.
    line.ended_at = None
    return line


async def enter(
    session: AsyncSession,
    peer: Peer,
    channel_id: UUID,
    line_id: UUID,
    *,
    rules: Rules,
    at: datetime,
) -> LinkLine:
    """Let what a Peer writes with this phone go to a line from now on, and show its card.

    Refuses `LineMissing`, `LineIsOver`.
    """
    line = await line_for(session, peer, line_id, lock=True)
    if await phase_on(session, line, rules=rules, at=at) is Phase.OVER:
        raise LineIsOver
    before = await session.scalar(select(LinkSeat.line_id).where(LinkSeat.channel_id == channel_id))
    seat = {"line_id": line.id, "entered_at": at}
    await session.execute(
        insert(LinkSeat)
        .values(channel_id=channel_id, **seat)
        .on_conflict_do_update(index_elements=["channel_id"], set_=seat)
    )
    if before is not None and before != line.id:
        left = await line_for(session, peer, before)
        await _restate(session, left, left.side_of(peer), rules=rules, at=at)
    await _show(session, line, line.side_of(peer), rules=rules, at=at)
    await pin_card(session, channel_id, line.id, at=at)
    return line


async def leave(
    session: AsyncSession, peer: Peer, channel_id: UUID, *, rules: Rules, at: datetime
) -> LinkLine | None:
    """Leave the line on which a Peer is with this phone; answer which it was, or none."""
    line_id = await session.scalar(
        delete(LinkSeat).where(LinkSeat.channel_id == channel_id).returning(LinkSeat.line_id)
    )
    if line_id is None:
        return None
    line = await line_for(session, peer, line_id)
    await _restate(session, line, line.side_of(peer), rules=rules, at=at)
    return line


async def end_line(session: AsyncSession, line: LinkLine, *, rules: Rules, at: datetime) -> None:
    """End a locked line, until a new offer opens it again; nobody is on it any more."""
    line.ended_at = at
    line.changes += 1  # whoever listens to the line shall look at it
    seats = delete(LinkSeat).where(LinkSeat.line_id == line.id).returning(LinkSeat.channel_id)
    for channel_id in (await session.scalars(seats)).all():
        await unpin_card(session, channel_id, line.id, at=at)
    for side in Side:
        await _restate(session, line, side, rules=rules, at=at)


async def mute(
    session: AsyncSession, peer: Peer, line_id: UUID, *, rules: Rules, at: datetime
) -> bool:
    """Let messages of a line come without a sound, or with one again; answer whether it is mute."""
    line = await line_for(session, peer, line_id, lock=True)
    side = await side_on(session, line, line.side_of(peer))
    side.is_muted = not side.is_muted
    line.changes += 1  # whoever listens to the line shall look at it
    await _restate(session, line, side.side, rules=rules, at=at)
    return side.is_muted


async def reveal(
    session: AsyncSession, peer: Peer, line_id: UUID, *, rules: Rules, at: datetime
) -> bool:
    """Ask that both learn who the other is; true once both have, and they are told.

    Refuses `LineMissing`, `NothingToReveal`.
    """
    line = await line_for(session, peer, line_id, lock=True)
    if await phase_on(session, line, rules=rules, at=at) is not Phase.PAID:
        raise NothingToReveal
    sides = await sides_on(session, line)
    mine = line.side_of(peer)
    if sides[mine].revealed_at is None:
        sides[mine].revealed_at = at
        await publish(session, EventName.LINE_REVEAL_ASKED, line.id, by_peer_id=peer.id, at=at)
        if sides[mine.other].revealed_at is None:
            other = await peer_for(session, line.peer_on(mine.other))
            facts = {"line": str(line.id), "alias": sides[mine].alias, "by": mine.value}
            await tell(session, other, "line-reveal-asked", facts, urgency=Urgency.REPLY, at=at)
        else:
            await publish(session, EventName.LINE_REVEALED, line.id, by_peer_id=peer.id, at=at)
            for side in Side:
                await _introduce(session, line, side, alias=sides[side.other].alias, at=at)
    await restate(session, line, rules=rules, at=at)
    return sides[mine.other].revealed_at is not None


async def _introduce(
    session: AsyncSession, line: LinkLine, side: Side, *, alias: str, at: datetime
) -> None:
    """Tell one side the name of the other."""
    peer = await peer_for(session, line.peer_on(side))
    other = await peer_for(session, line.peer_on(side.other))
    facts = {"alias": alias, "by": side.other.value, "name": other.name or alias}
    await tell(session, peer, "line-revealed", facts, urgency=Urgency.REPLY, at=at)


async def report(
    session: AsyncSession, peer: Peer, line_id: UUID, reason: ReportReason, *, at: datetime
) -> None:
    """Ask a person to look at what is said here. Refuses `LineMissing`, `AlreadyReported`."""
    line = await line_for(session, peer, line_id, lock=True)
    side = line.side_of(peer)
    unseen = select(LinkReport.id).where(
        LinkReport.line_id == line.id, LinkReport.by == side, LinkReport.seen_at.is_(None)
    )
    if await session.scalar(unseen) is not None:
        raise AlreadyReported
    session.add(LinkReport(id=new_id(at), line_id=line.id, by=side, reason=reason, at=at))
    await publish(
        session,
        EventName.LINE_REPORTED,
        line.id,
        by_peer_id=peer.id,
        at=at,
        facts={"by": side, "reason": reason},
    )


async def _show(
    session: AsyncSession, line: LinkLine, side: Side, *, rules: Rules, at: datetime
) -> None:
    facts = await card_facts(session, line, side, rules=rules, at=at)
    peer_id = line.peer_on(side)
    await show_card(session, peer_id, line.id, CARD, facts, urgency=Urgency.REPLY, at=at)


async def restate(session: AsyncSession, line: LinkLine, *, rules: Rules, at: datetime) -> None:
    """Let the cards of both sides say how things stand."""
    for side in Side:
        await _restate(session, line, side, rules=rules, at=at)


async def _restate(
    session: AsyncSession, line: LinkLine, side: Side, *, rules: Rules, at: datetime
) -> None:
    facts = await card_facts(session, line, side, rules=rules, at=at)
    await update_card(session, line.peer_on(side), line.id, CARD, facts, at=at)


async def card_facts(
    session: AsyncSession, line: LinkLine, side: Side, *, rules: Rules, at: datetime
) -> dict[str, object]:
    """Give what the card of a line says on one side."""
    sides = await sides_on(session, line)
    phones = await phones_of(session, line, side)
    phase = await phase_on(session, line, rules=rules, at=at)
    return {
        "id": str(line.id),
        "alias": sides[side.other].alias,
        "mine": sides[side].alias,
        "by": side.other.value,
        "phase": phase.value,
        "is_here": int(any(phone.is_here for phone in phones)),
        "is_muted": int(sides[side].is_muted),
        "is_paused": int(sides[side].is_paused),
        "is_away": int(sides[side.other].is_paused),
        "pace": sides[side.other].pace or "",
        "has_asked": int(sides[side].revealed_at is not None),
        "is_revealed": int(all(one.revealed_at is not None for one in sides.values())),
        **await about(session, line),
    }
