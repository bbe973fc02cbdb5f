"""Reading a dossier: the latest rows of each kind, and how many there are in all."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import ColumnElement, case, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession

from core.complaints.models import Complaint
from core.glidepaths.models import GlidePath
from core.identity.models import IdentityCheck
from core.linkline.models import LinkLine, LinkReport
from core.offers.models import Offer
from core.offers.states import Side
from core.operators.models import Operator
from core.parcels.models import DropParcel
from core.payouts.models import PayoutAccount
from core.peers.models import Channel, Peer, PeerStep
from core.places.models import Place
from core.quests.models import Quest
from core.ratings.models import Rating, RatingRound
from core.sanctions.models import PeerNote, Sanction
from core.sanctions.queries import live_sanction, notes_of, sanctions_of, strikes_of
from core.tokens.models import ApiToken
from core.trust.models import PeerBlock, PeerDemand
from core.trust.queries import standings_of
from core.trust.states import Standing

LATEST = 8


class DossierMissing(Exception):
    """There is no such Peer."""


@dataclass(frozen=True)
class Told:
    """A report or a complaint: `by_him` if he made it, about him otherwise."""

    id: UUID
    about: UUID
    what: str
    state: str
    by_him: bool
    at: datetime


@dataclass(frozen=True)
class Dossier:
    """`counts` are by the name of what is counted; `operators` are the names behind their ids."""

    peer: Peer
    home: Place | None
    channels: Sequence[Channel]
    steps: Sequence[PeerStep]
    standing: Standing
    least_stars: int | None
    check: IdentityCheck | None
    account: PayoutAccount | None
    live: Sanction | None
    strikes: int
    sanctions: Sequence[Sanction]
    notes: Sequence[PeerNote]
    trips: Sequence[GlidePath]
    parcels: Sequence[DropParcel]
    quests: Sequence[Quest]
    ratings: Sequence[Rating]
    reports: Sequence[Told]
    complaints: Sequence[Told]
    counts: Mapping[str, int]
    operators: Mapping[UUID, str]


async def dossier_of(session: AsyncSession, peer_id: UUID, *, at: datetime) -> Dossier:
    """Read everything about a Peer, also one who is forgotten. Refuses `DossierMissing`."""
    peer = await session.get(Peer, peer_id)
    if peer is None:
        raise DossierMissing
    sanctions, notes = await sanctions_of(session, peer_id), await notes_of(session, peer_id)
    demand = await session.get(PeerDemand, peer_id)
    checks = select(IdentityCheck).where(IdentityCheck.peer_id == peer_id)
    return Dossier(
        peer=peer,
        home=None if peer.home_place_id is None else await session.get(Place, peer.home_place_id),
        channels=await _some(session, select(Channel).where(Channel.peer_id == peer_id)),
        steps=await _some(session, select(PeerStep).where(PeerStep.peer_id == peer_id)),
        standing=(await standings_of(session, [peer_id]))[peer_id],
        least_stars=None if demand is None else demand.least_stars,
        check=await session.scalar(checks),
        account=await session.get(PayoutAccount, peer_id),
        live=await live_sanction(session, peer_id),
        strikes=await strikes_of(session, peer_id, at=at),
        sanctions=sanctions,
        notes=notes,
        trips=await _latest(session, GlidePath, GlidePath.peer_id == peer_id),
        parcels=await _latest(session, DropParcel, DropParcel.peer_id == peer_id),
        quests=await _latest(session, Quest, _takes_part(Quest, peer_id)),
        ratings=await _ratings_of(session, peer_id),
        reports=await _reports(session, peer_id),
        complaints=await _complaints(session, peer_id),
        counts=await _counts(session, peer_id),
        operators=await _names(session, sanctions, notes),
    )


async def _some(session: AsyncSession, query: Any) -> Sequence[Any]:  # noqa: ANN401  (of any table)
    return (await session.scalars(query.limit(LATEST))).all()


async def _latest(
    session: AsyncSession,
    table: type[GlidePath | DropParcel | Quest],
    condition: ColumnElement[bool],
) -> Sequence[Any]:
    return await _some(session, select(table).where(condition).order_by(table.id.desc()))


def _takes_part(table: type[Quest | Offer | LinkLine], peer_id: UUID) -> ColumnElement[bool]:
    return or_(table.carrier_id == peer_id, table.requester_id == peer_id)


async def _ratings_of(session: AsyncSession, peer_id: UUID) -> Sequence[Rating]:
    """List what others have said of him in stars, the latest first."""
    query = (
        select(Rating)
        .join(RatingRound, RatingRound.quest_id == Rating.quest_id)
        .where(
            or_(
                (RatingRound.carrier_id == peer_id) & (Rating.by == Side.REQUESTER),
                (RatingRound.requester_id == peer_id) & (Rating.by == Side.CARRIER),
            )
        )
        .order_by(Rating.at.desc())
    )
    return await _some(session, query)


async def _reports(session: AsyncSession, peer_id: UUID) -> Sequence[Told]:
    """List what was reported on lines of his, by whom of the two."""
    by_id = case((LinkReport.by == Side.CARRIER, LinkLine.carrier_id), else_=LinkLine.requester_id)
    query = (
        select(LinkReport, LinkLine.parcel_id, by_id)
        .join(LinkLine, LinkLine.id == LinkReport.line_id)
        .where(_takes_part(LinkLine, peer_id))
        .order_by(LinkReport.at.desc())
        .limit(LATEST)
    )
    return [
        Told(
            one.id,
            parcel_id,
            one.reason.value,
            "read" if one.seen_at else "unread",
            by == peer_id,
            one.at,
        )
        for one, parcel_id, by in (await session.execute(query)).all()
    ]


async def _complaints(session: AsyncSession, peer_id: UUID) -> Sequence[Told]:
    by_id = case((Complaint.by == Side.CARRIER, Quest.carrier_id), else_=Quest.requester_id)
    query = (
        select(Complaint, by_id)
        .join(Quest, Quest.id == Complaint.quest_id)
        .where(_takes_part(Quest, peer_id))
        .order_by(Complaint.made_at.desc())
        .limit(LATEST)
    )
    return [
        Told(one.id, one.quest_id, one.problem.value, one.state.value, by == peer_id, one.made_at)
        for one, by in (await session.execute(query)).all()
    ]


async def _counts(session: AsyncSession, peer_id: UUID) -> dict[str, int]:
    conditions: dict[str, tuple[Any, ColumnElement[bool]]] = {
        "trips": (GlidePath, GlidePath.peer_id == peer_id),
        "parcels": (DropParcel, DropParcel.peer_id == peer_id),
        "offers": (Offer, _takes_part(Offer, peer_id)),
        "quests": (Quest, _takes_part(Quest, peer_id)),
        "lines": (LinkLine, _takes_part(LinkLine, peer_id)),
        "has blocked": (PeerBlock, PeerBlock.peer_id == peer_id),
        "was blocked by": (PeerBlock, PeerBlock.blocked_id == peer_id),
        "tokens": (ApiToken, ApiToken.peer_id == peer_id),
    }
    counted = select(
        *(
            select(func.count()).select_from(table).where(condition).scalar_subquery()
            for table, condition in conditions.values()
        )
    )
    row = (await session.execute(counted)).one()
    return dict(zip(conditions, row, strict=True))


async def _names(
    session: AsyncSession, sanctions: Sequence[Sanction], notes: Sequence[PeerNote]
) -> dict[UUID, str]:
    ids = {one.by_operator_id for one in sanctions} | {one.by_operator_id for one in notes}
    ids |= {one.lifted_by_operator_id for one in sanctions if one.lifted_by_operator_id}
    rows = await session.execute(select(Operator.id, Operator.name).where(Operator.id.in_(ids)))
    return {row[0]: row[1] for row in rows.all()}
