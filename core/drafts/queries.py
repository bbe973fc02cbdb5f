"""Reading drafts together with whose they are."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Text, any_, bindparam, func, select
from sqlalchemy.dialects.postgresql import ARRAY, JSONB
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
_VISITORS = (
    select(Channel.address, Peer, Channel, _DRAFTS)
    .join(Channel, Channel.peer_id == Peer.id)
    .where(
        Channel.kind == bindparam("kind"),
        Channel.address == any_(bindparam("addresses", type_=ARRAY(Text))),
    )
)


async def visitors_at(
    session: AsyncSession, kind: ChannelKind, addresses: Collection[str]
) -> dict[str, Visitor]:
    """Find whom we know at these addresses, with all their drafts, in one go; by address."""
    found = await session.execute(_VISITORS, {"kind": kind, "addresses": list(addresses)})
    return {row[0]: Visitor(row[1], row[2], row[3] or {}) for row in found}
