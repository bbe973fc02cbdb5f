"""Reading what waits for a person's eye."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from sqlalchemy import DateTime, bindparam, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from core.facts import PlaceLabel
from core.leakguard.states import LeakKind, leaks_in
from core.linkline.models import LinkReport, LinkSide
from core.messages.models import LinkMessage
from core.messages.states import HeldFor, MessageKind, MessageState
from core.moderation.states import KEPT_BACK
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.parcels.queries import items_of, parcels_in_review
from core.parcels.states import Item, screen_items
from core.places.queries import labels_of
from core.screening.states import Hit
from core.transcripts.queries import reports_waiting

LOOKED_BACK = timedelta(days=30)
_MOST = 50
_READ_SIGNS = 500
"""Reading what was made to be read slowly takes long, and a page has fifty."""


@dataclass(frozen=True, slots=True)
class InReview:
    """A parcel that the screening held, with the words it is held for."""

    parcel: DropParcel
    route: tuple[PlaceLabel, PlaceLabel]
    items: Sequence[Item]
    hits: Sequence[Hit]


@dataclass(frozen=True, slots=True)
class Pattern:
    """What somebody has done so often lately that a person may want to look."""

    peer_id: UUID
    blocked_by: int
    reported: int
    held: int


@dataclass(frozen=True, slots=True)
class Held:
    """A message that did not pass, without what it says.

    `kinds` are the contacts in it; none where it is told in pieces, or in a picture. `held_for` is
    none once its writer has let it go.
    """

    id: UUID
    line_id: UUID
    alias: str
    side: Side
    at: datetime
    state: MessageState
    held_for: HeldFor | None
    kind: MessageKind
    kinds: Sequence[LeakKind]
    signs: int


@dataclass(frozen=True, slots=True)
class Queue:
    parcels: Sequence[InReview]
    reports: Sequence[LinkReport]
    patterns: Sequence[Pattern]
    held: Sequence[Held]


_PATTERNS = text("""
    WITH blocked AS (
        SELECT blocked_id AS peer_id, count(*) AS many FROM peer_block
        WHERE at > :since GROUP BY blocked_id
    ), reported AS (
        SELECT CASE WHEN report.by = 'carrier' THEN line.requester_id ELSE line.carrier_id END
            AS peer_id, count(*) AS many
        FROM link_report AS report JOIN link_line AS line ON line.id = report.line_id
        WHERE report.at > :since GROUP BY 1
    ), held AS (
        SELECT CASE WHEN message.side = 'carrier' THEN line.carrier_id ELSE line.requester_id END
            AS peer_id, count(*) AS many
        FROM link_message AS message JOIN link_line AS line ON line.id = message.line_id
        WHERE message.state IN ('held', 'dropped') AND message.said_at > :since GROUP BY 1
    )
    SELECT peer_id, coalesce(blocked.many, 0), coalesce(reported.many, 0), coalesce(held.many, 0)
    FROM blocked FULL JOIN reported USING (peer_id) FULL JOIN held USING (peer_id)
    WHERE coalesce(blocked.many, 0) >= 3 OR coalesce(reported.many, 0) >= 2
        OR coalesce(held.many, 0) >= 5
    ORDER BY 3 DESC, 2 DESC, 4 DESC
    LIMIT :most
""").bindparams(bindparam("since", type_=DateTime(timezone=True)))
"""Three who blocked him, two who reported him, five messages that the leak guard held: our own
choice of what is more than chance."""


async def queue(session: AsyncSession, *, at: datetime) -> Queue:
    """Read all that waits, the oldest first; patterns the worst first."""
    return Queue(
        await _in_review(session),
        await reports_waiting(session),
        await patterns(session, at=at),
        await held_back(session, at=at),
    )


async def held_back(session: AsyncSession, *, at: datetime) -> list[Held]:
    """List what the leak guard has kept back lately, the newest first, and never what it says."""
    rows = await session.execute(
        select(LinkMessage, LinkSide.alias)
        .join(
            LinkSide,
            (LinkSide.line_id == LinkMessage.line_id) & (LinkSide.side == LinkMessage.side),
        )
        .where(LinkMessage.state.in_(KEPT_BACK), LinkMessage.said_at > at - LOOKED_BACK)
        .order_by(LinkMessage.said_at.desc())
        .limit(_MOST)
    )
    return [_covered(message, alias) for message, alias in rows.all()]


def _covered(message: LinkMessage, alias: str) -> Held:
    content = message.shown
    found = {leak.kind for leak in leaks_in(content.text[:_READ_SIGNS])}
    return Held(
        message.id,
        message.line_id,
        alias,
        message.side,
        message.said_at,
        message.state,
        message.held_for,
        message.kind,
        sorted(found),
        len(content.text),
    )


async def patterns(session: AsyncSession, *, at: datetime) -> list[Pattern]:
    rows = await session.execute(_PATTERNS, {"since": at - LOOKED_BACK, "most": _MOST})
    return [Pattern(*row) for row in rows.all()]


async def _in_review(session: AsyncSession) -> list[InReview]:
    found = await parcels_in_review(session)
    ends = {end for one in found for end in (one.from_place_id, one.to_place_id)}
    labels = await labels_of(session, ends)
    waiting = []
    for parcel in found:
        items = await items_of(session, parcel)
        route = labels[parcel.from_place_id], labels[parcel.to_place_id]
        hits = screen_items(items, note=parcel.note)
        waiting.append(InReview(parcel, route, items, hits))
    return waiting
