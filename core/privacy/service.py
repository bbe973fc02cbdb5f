"""Export and forgetting, inside the caller's transaction."""

from datetime import date, datetime, time
from typing import Any
from uuid import UUID

from sqlalchemy import ScalarResult, inspect, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.addresses.models import AddressClaim
from core.addresses.queries import claims_of
from core.addresses.service import drop_claims_of
from core.aftercare.service import forget_tickets_of
from core.alerts.models import TripAlert
from core.alerts.service import drop_alerts_of
from core.audit.models import AuditEntry
from core.audit.queries import events_about
from core.bars.service import keep_bar_of
from core.complaints.queries import words_of
from core.complaints.service import forget_words_of
from core.db import Base
from core.glidepaths.models import GlidePath, GlidePathSeries
from core.glidepaths.service import forget_glidepaths_of
from core.idempotency.queries import answers_to
from core.idempotency.service import drop_answers_of
from core.identity.queries import check_of
from core.identity.service import drop_check_of
from core.inbox.service import forget_lane
from core.inbox.states import InboxSource, lane_of
from core.offers.models import Offer
from core.offers.states import Side
from core.parcels.models import DropParcel
from core.parcels.queries import items_of
from core.parcels.service import forget_parcels_of
from core.payouts.queries import account_of
from core.payouts.service import drop_account_of
from core.peers.models import Peer
from core.peers.queries import arrivals_of, channels_of, home_of, peer_for, steps_of
from core.peers.service import forget_person
from core.peers.states import ChannelKind
from core.photos.models import QuestPhoto
from core.quests.models import Quest
from core.ratings.queries import ratings_made_by
from core.ratings.service import forget_ratings_of
from core.sanctions.queries import sanctions_of
from core.sanctions.service import drop_notes_of
from core.sanctions.states import SanctionKind
from core.tickets.queries import messages_on, tickets_of
from core.tokens.queries import tokens_of
from core.tokens.service import revoke_tokens_of
from core.transcripts.queries import talks_of, unsent_by
from core.transcripts.service import forget_said_by
from core.trust.queries import blocks_of, demand_of
from core.trust.service import forget_trust_of


def _plain(row: Base) -> dict[str, Any]:
    values = {column.key: getattr(row, column.key) for column in inspect(type(row)).column_attrs}
    return {name: _plain_value(value) for name, value in values.items()}


def _plain_value(value: object) -> object:
    if isinstance(value, datetime | date | time):
        return value.isoformat()
    if isinstance(value, list):
        return [_plain_value(one) for one in value]
    if isinstance(value, UUID):
        return str(value)
    return value


async def export_everything(session: AsyncSession, peer: Peer, *, at: datetime) -> dict[str, Any]:
    """All rows about a Peer, as plain values: times in ISO 8601 UTC, ids as text."""
    peer = await peer_for(session, peer.id)
    home = await home_of(session, peer)
    account = await account_of(session, peer.id)
    check = await check_of(session, peer.id)
    return {
        "exported_at": at.isoformat(),
        "peer": _plain(peer),
        "home": {"name": home.name, "country": home.country} if home else None,
        "channels": [_plain(one) for one in await channels_of(session, peer.id)],
        "addresses_named": [_named(one) for one in await claims_of(session, peer.id)],
        "history": [_plain(one) for one in await steps_of(session, peer.id)],
        "events": [_told(one) for one in await events_about(session, peer.id)],
        "links_opened": [_plain(one) for one in await arrivals_of(session, peer.id)],
        "api_tokens": [_without_hash(_plain(one)) for one in await tokens_of(session, peer)],
        "api_answers": [_plain(one) for one in await answers_to(session, peer)],
        **{name: await _rows_of(session, table, peer) for name, table in _OWNED.items()},
        **{name: await _deals_of(session, table, peer) for name, table in _SHARED.items()},
        "ratings_given": [_plain(one) for one in await ratings_made_by(session, peer)],
        "complaint_words": [_plain(one) for one in await words_of(session, peer)],
        "talks": await talks_of(session, peer),
        "written_to_nobody": await unsent_by(session, peer),
        "tickets": await _tickets_of(session, peer),
        "photos_taken": await _photos_by(session, peer),
        "payout_account": _plain(account) if account else None,
        "identity_check": _plain(check) if check else None,
        "sanctions": await _sanctions_of(session, peer),
        "least_stars_demanded": await demand_of(session, peer),
        "people_blocked": len(await blocks_of(session, peer)),
    }


def _named(claim: AddressClaim) -> dict[str, Any]:
    """Tell what was named as an address, without the mark of its code."""
    told = ("kind", "address", "made_at", "done_at")
    return {name: _plain_value(getattr(claim, name)) for name in told}


async def _photos_by(session: AsyncSession, peer: Peer) -> list[dict[str, Any]]:
    """List the proofs that a Carrier has photographed; the pictures are on their quests' cards."""
    taken = await session.scalars(
        select(QuestPhoto)
        .join(Quest, Quest.id == QuestPhoto.quest_id)
        .where(Quest.carrier_id == peer.id, QuestPhoto.side == Side.CARRIER)
        .order_by(QuestPhoto.id)
    )
    told = ("quest_id", "kind", "sent_at", "kept_at", "sha256")
    return [{name: _plain_value(getattr(one, name)) for name in told} for one in taken]


async def _tickets_of(session: AsyncSession, peer: Peer) -> list[dict[str, Any]]:
    """List what a Peer and Support have said to each other, without what our people note."""
    told = ("number", "category", "state", "subject", "opened_at", "closed_at", "stars")
    said = ("place", "author", "content", "said_at", "changed_at", "taken_back_at")
    return [
        {name: _plain_value(getattr(ticket, name)) for name in told}
        | {
            "messages": [
                {name: _plain_value(getattr(one, name)) for name in said}
                for one in await messages_on(session, ticket, with_notes=False)
            ]
        }
        for ticket in await tickets_of(session, peer)
    ]


async def _sanctions_of(session: AsyncSession, peer: Peer) -> list[dict[str, Any]]:
    """List what was decided and on what ground, as it was told: nobody learns of a shadow here."""
    told = ("kind", "ground", "made_at", "until", "lifted_at")
    return [
        {name: _plain_value(getattr(one, name)) for name in told}
        for one in await sanctions_of(session, peer.id)
        if one.kind is not SanctionKind.SHADOW
    ]


def _told(event: AuditEntry) -> dict[str, Any]:
    told = ("at", "event_id", "name", "about", "by_peer_id", "facts")
    return {name: _plain_value(getattr(event, name)) for name in told}


def _without_hash(token: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in token.items() if name != "secret_hash"}


_OWNED: dict[str, type[GlidePath | GlidePathSeries | DropParcel | TripAlert]] = {
    "trips": GlidePath,
    "weekly_trips": GlidePathSeries,
    "parcels": DropParcel,
    "alerts": TripAlert,
}


_SHARED: dict[str, type[Offer | Quest]] = {"offers": Offer, "quests": Quest}


async def _deals_of(
    session: AsyncSession, table: type[Offer | Quest], peer: Peer
) -> list[dict[str, Any]]:
    """List what a Peer shares with others, and of these others nothing."""
    is_mine = or_(table.carrier_id == peer.id, table.requester_id == peer.id)
    rows: ScalarResult[Offer | Quest] = await session.scalars(
        select(table).where(is_mine).order_by(table.id)
    )
    return [
        {name: value for name, value in _plain(row).items() if not name.endswith("er_id")}
        | {"side": row.side_of(peer).value}
        for row in rows.all()
    ]


async def _rows_of(
    session: AsyncSession,
    table: type[GlidePath | GlidePathSeries | DropParcel | TripAlert],
    peer: Peer,
) -> list[dict[str, Any]]:
    rows = await session.scalars(select(table).where(table.peer_id == peer.id).order_by(table.id))
    return [await _with_contents(session, row) for row in rows.all()]


async def _with_contents(session: AsyncSession, row: Base) -> dict[str, Any]:
    plain = _plain(row)
    if isinstance(row, DropParcel):
        items = await items_of(session, row)
        plain["items"] = [
            {"title": one.title, "quantity": one.quantity, "value_minor": one.value.minor}
            for one in items
        ]
    return plain


async def forget(session: AsyncSession, peer: Peer, *, secret: str, at: datetime) -> None:
    """Remove what leads to the person, in every noun that knows him.

    Of one who is banned the mark of a bar stays, which the secret makes.
    """
    await keep_bar_of(session, peer, secret=secret)
    for channel in await channels_of(session, peer.id):
        if channel.kind is ChannelKind.TELEGRAM:
            lane = lane_of(f"telegram:{channel.address}")
            await forget_lane(session, InboxSource.TELEGRAM, lane)
    await forget_glidepaths_of(session, peer, at=at)
    await forget_parcels_of(session, peer, at=at)
    await forget_said_by(session, peer)
    await forget_tickets_of(session, peer, at=at)
    await drop_alerts_of(session, peer)
    await drop_account_of(session, peer)
    await drop_check_of(session, peer)
    await forget_ratings_of(session, peer)
    await forget_words_of(session, peer)
    await forget_trust_of(session, peer)
    await drop_notes_of(session, peer)
    await revoke_tokens_of(session, peer, at=at)
    await drop_answers_of(session, peer)
    await drop_claims_of(session, peer)
    await forget_person(session, peer, at=at)
