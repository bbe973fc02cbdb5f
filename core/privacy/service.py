"""Export and forgetting, inside the caller's transaction."""

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import inspect
from sqlalchemy.ext.asyncio import AsyncSession

from core.audit.queries import entries_about
from core.db import Base
from core.inbox.service import forget_lane
from core.inbox.states import InboxSource, lane_of
from core.peers.models import Peer
from core.peers.queries import arrivals_of, channels_of, home_of, peer_for, steps_of
from core.peers.service import forget_person
from core.peers.states import ChannelKind


def _plain(row: Base) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, UUID):
        return str(value)
    return value


async def export_everything(session: AsyncSession, peer: Peer, *, at: datetime) -> dict[str, Any]:
    """All rows about a Peer, as plain values: times in ISO 8601 UTC, ids as text."""
    peer = await peer_for(session, peer.id)
    home = await home_of(session, peer)
    return {
        "exported_at": at.isoformat(),
        "peer": _plain(peer),
        "home": {"name": home.name, "country": home.country} if home else None,
        "channels": [_plain(one) for one in await channels_of(session, peer.id)],
        "history": [_plain(one) for one in await steps_of(session, peer.id)],
        "events": [_plain(one) for one in await entries_about(session, peer.id)],
        "links_opened": [_plain(one) for one in await arrivals_of(session, peer.id)],
    }


async def forget(session: AsyncSession, peer: Peer, *, at: datetime) -> None:
    """Remove what leads to the person, in every noun that knows him."""
    for channel in await channels_of(session, peer.id):
        if channel.kind is ChannelKind.TELEGRAM:
            lane = lane_of(f"telegram:{channel.address}")
            await forget_lane(session, InboxSource.TELEGRAM, lane)
    await forget_person(session, peer, at=at)
