"""Finding lines at their end; what was said, for a Peer himself and for a person who decides."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import exists, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.linkline.models import LinkLine, LinkReport
from core.linkline.queries import about, all_lines_of, line_between, sides_on
from core.linkline.states import LineMissing
from core.messages.models import LinkMessage, LinkParked, LinkRevision
from core.messages.queries import transcript_of
from core.messages.states import Content, MessageState
from core.offers.models import Offer
from core.peers.models import Channel, Peer
from core.quests.models import Quest
from core.transcripts.states import Reported, Said, Transcript

_TELLING_FILES = ("unique",)
"""What only finds a file at Telegram."""

_WENT = (MessageState.SENT, MessageState.UNSENT)


async def lines_at_end(session: AsyncSession, *, since: datetime, limit: int) -> list[LinkLine]:
    """Lock lines of which no offer is open and no quest under way, nor was any of them since."""
    offers = exists().where(
        Offer.parcel_id == LinkLine.parcel_id,
        Offer.path_id == LinkLine.path_id,
        or_(Offer.closed_at.is_(None), Offer.closed_at > since),
    )
    quests = exists().where(
        Quest.parcel_id == LinkLine.parcel_id,
        Quest.path_id == LinkLine.path_id,
        or_(Quest.ended_at.is_(None), Quest.ended_at > since),
    )
    query = (
        select(LinkLine)
        .where(LinkLine.ended_at.is_(None), ~offers, ~quests)
        .order_by(LinkLine.id)
        .limit(limit)
        .with_for_update(skip_locked=True)
    )
    return list(await session.scalars(query))


async def talks_of(session: AsyncSession, peer: Peer) -> list[dict[str, Any]]:
    """Give as plain values all that a Peer has said and was sent, and never who the other is."""
    return [await _talk(session, line, peer) for line in await all_lines_of(session, peer)]


async def _talk(session: AsyncSession, line: LinkLine, peer: Peer) -> dict[str, Any]:
    side = line.side_of(peer)
    sides = await sides_on(session, line)
    messages = await transcript_of(session, line)
    own = {one.id: one for one in messages if one.side is side}
    reports = await session.scalars(
        select(LinkReport).where(LinkReport.line_id == line.id, LinkReport.by == side)
    )
    return {
        "id": str(line.id),
        "parcel_id": str(line.parcel_id),
        "path_id": str(line.path_id),
        "side": side.value,
        "alias": sides[side].alias,
        "alias_of_the_other": sides[side.other].alias,
        "opened_at": line.opened_at.isoformat(),
        "ended_at": None if line.ended_at is None else line.ended_at.isoformat(),
        "messages": [
            _shown(one, is_own=one.id in own)
            for one in messages
            if one.id in own or one.state is MessageState.SENT
        ],
        "said_before": await _said_before(session, line, list(own.values())),
        "reports": [
            {"reason": one.reason.value, "at": one.at.isoformat()} for one in reports.all()
        ],
    }


def _shown(message: LinkMessage, *, is_own: bool) -> dict[str, Any]:
    return {
        "id": str(message.id),
        "is_own": is_own,
        "state": message.state.value,
        "said_at": message.said_at.isoformat(),
        "changed_at": message.changed_at.isoformat(),
        "reactions": dict(message.reactions),
        **_told(message.shown),
    }


def _told(content: Content) -> dict[str, Any]:
    """Give what was said; a file is in the chat, and its name at Telegram is of no use."""
    facts = {name: fact for name, fact in content.facts.items() if name not in _TELLING_FILES}
    return {"kind": content.kind.value, "text": content.text, "facts": facts}


async def _said_before(
    session: AsyncSession, line: LinkLine, own: Sequence[LinkMessage]
) -> list[dict[str, Any]]:
    """List what his own messages have said before they were changed."""
    query = (
        select(LinkRevision)
        .where(LinkRevision.message_id.in_([one.id for one in own]))
        .order_by(LinkRevision.message_id, LinkRevision.version)
    )
    return [
        {
            "message_id": str(one.message_id),
            "at": one.at.isoformat(),
            "was_sent": one.was_sent,
            **_told(Content.unpacked(one.content)),
        }
        for one in (await session.scalars(query)).all()
    ]


async def unsent_by(session: AsyncSession, peer: Peer) -> list[dict[str, Any]]:
    """List what a Peer has written without saying to whom."""
    query = (
        select(LinkParked)
        .join(Channel, Channel.id == LinkParked.channel_id)
        .where(Channel.peer_id == peer.id)
        .order_by(LinkParked.at)
    )
    return [
        {"at": one.at.isoformat(), **_told(Content.unpacked(one.content))}
        for one in (await session.scalars(query)).all()
    ]


async def line_or_quest(session: AsyncSession, found_by: UUID) -> LinkLine:
    """Find a line by its id or by that of its quest; refuse `LineMissing`."""
    line = await session.get(LinkLine, found_by)
    quest = await session.get(Quest, found_by) if line is None else None
    if quest is not None:
        line = await line_between(session, quest.parcel_id, quest.path_id)
    if line is None:
        raise LineMissing
    return line


async def transcript_for_person(session: AsyncSession, line: LinkLine) -> Transcript:
    """Read what was said on a line, less what its writers have kept to themselves."""
    sides = await sides_on(session, line)
    messages = [one for one in await transcript_of(session, line) if one.state in _WENT]
    told = await about(session, line)
    return Transcript(
        line_id=line.id,
        aliases={side: one.alias for side, one in sides.items()},
        route=(told["from"], told["to"]),
        opened_at=line.opened_at,
        ended_at=line.ended_at,
        reports=[
            Reported(one.at, one.by, one.reason, is_seen=one.seen_at is not None)
            for one in await _reports_on(session, line)
        ],
        said=await _said(session, messages),
    )


async def _said(session: AsyncSession, messages: Sequence[LinkMessage]) -> list[Said]:
    earlier: dict[UUID, list[tuple[datetime, str]]] = {one.id: [] for one in messages}
    query = select(LinkRevision).where(LinkRevision.message_id.in_(earlier), LinkRevision.was_sent)
    for one in (await session.scalars(query.order_by(LinkRevision.version))).all():
        earlier[one.message_id].append((one.at, Content.unpacked(one.content).text))
    return [
        Said(
            at=one.said_at,
            by=one.side,
            kind=one.kind,
            text=one.shown.text,
            is_taken_back=one.state is MessageState.UNSENT,
            before=earlier[one.id],
        )
        for one in messages
    ]


async def _reports_on(session: AsyncSession, line: LinkLine) -> list[LinkReport]:
    query = select(LinkReport).where(LinkReport.line_id == line.id).order_by(LinkReport.at)
    return list(await session.scalars(query))


async def reports_waiting(session: AsyncSession) -> list[LinkReport]:
    """List the reports that nobody has looked at, the oldest first."""
    query = select(LinkReport).where(LinkReport.seen_at.is_(None))
    return list(await session.scalars(query.order_by(LinkReport.at, LinkReport.id)))
