"""Keeping a bar when somebody is forgotten, and raising it when he returns.

Inside the caller's transaction, which forgets him, or meets him.
"""

from datetime import datetime

from sqlalchemy import delete
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.ext.asyncio import AsyncSession

from core.bars.models import Bar
from core.bars.states import mark_of
from core.peers.models import Channel, Peer
from core.peers.queries import channels_of
from core.peers.states import ChannelKind
from core.sanctions.queries import live_sanction
from core.sanctions.service import renew


async def keep_bar_of(session: AsyncSession, peer: Peer, *, secret: str) -> None:
    """Remember what a Peer is under, before his account is forgotten."""
    sanction = await live_sanction(session, peer.id, lock=True)
    if sanction is None:
        return
    decided = {
        "kind": sanction.kind,
        "ground": sanction.ground,
        "why": sanction.why,
        "by_operator_id": sanction.by_operator_id,
        "until": sanction.until,
    }
    for channel in await channels_of(session, peer.id):
        if channel.kind is ChannelKind.TELEGRAM:
            mark = mark_of(channel.kind, channel.address, secret=secret)
            kept = insert(Bar).values(mark=mark, **decided)
            await session.execute(kept.on_conflict_do_update(index_elements=["mark"], set_=decided))


async def raise_bar(
    session: AsyncSession, peer: Peer, channel: Channel, *, secret: str, at: datetime
) -> bool:
    """Put a Peer whom we have just met under what he was under; tell whether there was anything.

    The bar goes: from here on it is with the Peer, and an operator can let him back.
    """
    mark = mark_of(channel.kind, channel.address, secret=secret)
    gone = delete(Bar).where(Bar.mark == mark).returning(Bar)
    bar = (await session.scalars(gone)).one_or_none()
    if bar is None or (bar.until is not None and bar.until <= at):
        return False
    await renew(
        session,
        peer,
        bar.kind,
        bar.ground,
        until=bar.until,
        by=bar.by_operator_id,
        why=bar.why,
        at=at,
    )
    return True


async def drop_bars_over(session: AsyncSession, *, at: datetime) -> None:
    """Remove the bars whose time is over."""
    await session.execute(delete(Bar).where(Bar.until <= at))
