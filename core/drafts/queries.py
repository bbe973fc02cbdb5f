"""Reading drafts together with whose they are."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.ext.asyncio import AsyncSession

from core.drafts.models import Draft
from core.peers.models import Channel, Peer
from core.peers.states import ChannelKind

Drafts = dict[str, dict[str, Any]]
"""Contents by slot."""


@dataclass(frozen=True, slots=True)
class Visitor:
    """Somebody we know, and what he has open."""

    peer: Peer
    channel: Channel
    drafts: Drafts


_DRAFTS = (
    select(func.jsonb_object_agg(Draft.slot, Draft.content, type_=JSONB))
    .where(Draft.channel_id == Channel.id)
    .scalar_subquery()
)
_VISITOR = (
    select(Peer, Channel, _DRAFTS)
    .join(Channel, Channel.peer_id == Peer.id)
    .where(Channel.kind == bindparam("kind"), Channel.address == bindparam("address"))
)


async def visitor_at(session: AsyncSession, kind: ChannelKind, address: str) -> Visitor | None:
    """Find who is reached at an address, with all his drafts, in one go."""
    found = await session.execute(_VISITOR, {"kind": kind, "address": address})
    row = found.one_or_none()
    return None if row is None else Visitor(row[0], row[1], row[2] or {})
