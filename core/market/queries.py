"""Reading what the market has to look at: what was offered before, and what may be offered."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_between, candidate_parcels, candidate_trips
from core.glidepaths.models import GlidePath
from core.market.states import Between, Past, Proposal, is_unwelcome
from core.matching.states import Match
from core.offers.models import Offer
from core.offers.queries import declined_by, offers_between
from core.offers.states import OfferState, Side
from core.parcels.models import DropParcel
from core.rules import Rules
from core.trust.queries import standings_of
from core.trust.states import Standing


@dataclass(frozen=True, slots=True)
class Prospect:
    """A candidate as one of the two sees it: `other` is the record of the other side.

    `offer` is the open one of the two, if there is one.
    """

    match: Match
    path: GlidePath
    parcel: DropParcel
    other: Standing
    between: Between
    offer: Offer | None

    @property
    def can_be_invited(self) -> bool:
        """Say whether the Requester may still pick this trip, whom the market may have asked."""
        if self.offer is None:
            return self.between is Between.NOTHING
        return self.offer.awaits is Side.CARRIER and not self.offer.is_invited


async def trips_for_requester(
    session: AsyncSession, parcel: DropParcel, *, rules: Rules, at: datetime
) -> list[Prospect]:
    """List the trips that a parcel fits, the best first."""
    found = await candidate_trips(session, parcel, rules=rules, at=at)
    paths = await paths_by_id(session, [one.trip_id for one in found])
    pairs = [(one, paths[one.trip_id], parcel) for one in found]
    offers = await offers_between(session, parcel_ids=[parcel.id])
    return await _prospects(session, pairs, offers, Side.REQUESTER)


async def parcels_for_carrier(
    session: AsyncSession, path: GlidePath, *, rules: Rules, at: datetime
) -> list[Prospect]:
    """List the parcels that fit a trip, the best first."""
    found = await candidate_parcels(session, path, rules=rules, at=at)
    parcels = await parcels_by_id(session, [one.parcel_id for one in found])
    pairs = [(one, path, parcels[one.parcel_id]) for one in found]
    offers = await offers_between(session, path_ids=[path.id])
    return await _prospects(session, pairs, offers, Side.CARRIER)


async def prospect_of(
    session: AsyncSession, path: GlidePath, parcel: DropParcel, side: Side, *, rules: Rules
) -> Prospect | None:
    """Look at one pair from this side, or answer None when the two do not fit any more."""
    match = await candidate_between(session, path, parcel, rules=rules)
    if match is None:
        return None
    offers = await offers_between(session, parcel_ids=[parcel.id], path_ids=[path.id])
    (found,) = await _prospects(session, [(match, path, parcel)], offers, side)
    return found


async def _prospects(
    session: AsyncSession,
    pairs: list[tuple[Match, GlidePath, DropParcel]],
    offers: list[Offer],
    side: Side,
) -> list[Prospect]:
    """Put to each candidate what there was between the two, and the record of the other."""
    declines = await declined_by(session, [one.id for one in offers])
    past = await past_of(session, {path.id for _, path, _ in pairs})
    others = {_peer_on(side.other, path, parcel) for _, path, parcel in pairs}
    standings = await standings_of(session, others)
    found = []
    for match, path, parcel in pairs:
        other = _peer_on(side.other, path, parcel)
        of_two = [one for one in offers if (one.path_id, one.parcel_id) == (path.id, parcel.id)]
        offer = next((one for one in of_two if one.state is OfferState.OPEN), None)
        proposal = proposal_of(match, path, parcel)
        is_no = any(
            declines.get(one.id) == other and (one.closed_at or one.made_at) >= proposal.changed_at
            for one in of_two
        ) or (side is Side.REQUESTER and is_unwelcome(proposal, past))
        between = _between(offer, side, is_no=is_no)
        found.append(Prospect(match, path, parcel, standings[other], between, offer))
    return found


def _between(offer: Offer | None, side: Side, *, is_no: bool) -> Between:
    if offer is not None:
        return Between.MINE if offer.awaits is side else Between.THEIRS
    return Between.REFUSED if is_no else Between.NOTHING


def _peer_on(side: Side, path: GlidePath, parcel: DropParcel) -> UUID:
    return path.peer_id if side is Side.CARRIER else parcel.peer_id


async def past_of(session: AsyncSession, path_ids: Collection[UUID]) -> list[Past]:
    """List every offer there ever was on these trips."""
    rows = await session.execute(
        select(Offer, DropParcel.weight_grams, DropParcel.category)
        .join(DropParcel, DropParcel.id == Offer.parcel_id)
        .where(Offer.path_id.in_(path_ids))
    )
    return [
        Past(
            path_id=offer.path_id,
            parcel_id=offer.parcel_id,
            state=offer.state,
            reason=offer.reason,
            made_at=offer.made_at,
            price_per_kg=_per_kg(offer.price_minor, grams),
            category=category,
            least_km=offer.least_km,
        )
        for offer, grams, category in rows.all()
    ]


async def paths_by_id(session: AsyncSession, ids: Collection[UUID]) -> dict[UUID, GlidePath]:
    rows = await session.scalars(select(GlidePath).where(GlidePath.id.in_(ids)))
    return {one.id: one for one in rows}


async def parcels_by_id(
    session: AsyncSession, ids: Iterable[UUID], *, lock: bool = False
) -> dict[UUID, DropParcel]:
    query = select(DropParcel).where(DropParcel.id.in_(ids)).order_by(DropParcel.id)
    query = query.execution_options(populate_existing=True)
    rows = await session.scalars(query.with_for_update() if lock else query)
    return {one.id: one for one in rows}


def proposal_of(match: Match, path: GlidePath, parcel: DropParcel) -> Proposal:
    return Proposal(
        path_id=path.id,
        parcel_id=parcel.id,
        changed_at=max(path.changed_at, parcel.changed_at),
        price_per_kg=_per_kg(parcel.reward_minor, parcel.weight_grams),
        category=parcel.category,
        least_km=match.fit.least_km,
    )


def _per_kg(minor: int, grams: int) -> float:
    """Compare prices by weight; nobody is ever told or paid this figure."""
    return minor * 1000 / grams
