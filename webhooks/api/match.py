"""`/dropparcels/match` and `/glidepaths/match`: what fits a post of one's own, and why."""

from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Query
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.candidates.queries import candidate_parcels, candidate_trips
from core.glidepaths.models import GlidePath
from core.glidepaths.queries import glidepath_for
from core.glidepaths.states import PathState
from core.matching.states import Match
from core.parcels.models import DropParcel
from core.parcels.queries import parcel_for
from core.parcels.states import ParcelState
from core.peers.models import Peer
from core.places.models import Place
from core.trust.queries import standings_of
from core.trust.states import Level, level_of, mean_stars
from webhooks.api import described
from webhooks.api.auth import Reader
from webhooks.api.parcel_forms import ParcelShown, shown_parcel
from webhooks.api.schemas import At, Shown, local
from webhooks.api.trip_forms import TripShown, shown_trip

match_router = APIRouter(tags=["Matches"])

_Term = Annotated[float, Field(ge=0, le=1)]


class TermsShown(Shown):
    """The terms of a score, each between 0 and 1; more is better."""

    detour: _Term
    time: _Term
    reliability: _Term
    price: _Term
    capacity: _Term


class RecordShown(Shown):
    """What is known of the other Peer. `stars` is a mean that begins at what is expected."""

    level: Level
    stars: float
    ratings: int
    done: int
    cancelled: int


class _Candidate(Shown):
    score: _Term = Field(description="the terms, weighed")
    terms: TermsShown
    picked_up_at: At
    handed_over_at: At
    least_detour_km: float = Field(description="by great circles: roads are longer")
    most_detour_km: float
    record: RecordShown


class TripCandidate(_Candidate):
    trip: TripShown


class ParcelCandidate(_Candidate):
    parcel: ParcelShown


class TripCandidates(Shown):
    """The best first, 50 at most."""

    items: list[TripCandidate]


class ParcelCandidates(Shown):
    """The best first, 50 at most."""

    items: list[ParcelCandidate]


@match_router.get(
    "/dropparcels/match",
    responses=described.answers(
        described.READING, described.ONE_PARCEL, example=described.TRIP_CANDIDATES
    ),
)
async def match_parcel(
    parcel: Annotated[UUID, Query(description="one's own parcel")], caller: Reader
) -> TripCandidates:
    """Find the trips that fit one's own parcel; none when it is not open."""
    services = caller.services
    async with caller.begin() as (session, peer):
        mine = await parcel_for(session, peer, parcel)
        found: list[Match] = []
        if mine.state is ParcelState.OPEN:
            found = await candidate_trips(
                session, mine, rules=services.settings, at=services.clock()
            )
        start, end = await _places(session, mine)
        items = []
        for match in found:
            path = await session.get_one(GlidePath, match.trip_id)
            items.append(
                TripCandidate(
                    trip=await shown_trip(session, peer, path),
                    **await _why(session, match, path.peer_id, start, end),
                )
            )
        return TripCandidates(items=items)


@match_router.get(
    "/glidepaths/match",
    responses=described.answers(
        described.READING, described.ONE_TRIP, example=described.PARCEL_CANDIDATES
    ),
)
async def match_trip(
    trip: Annotated[UUID, Query(description="one's own trip")], caller: Reader
) -> ParcelCandidates:
    """Find the parcels that fit one's own trip; none when it is not open."""
    services = caller.services
    async with caller.begin() as (session, peer):
        mine = await glidepath_for(session, peer, trip)
        found: list[Match] = []
        if mine.state is PathState.OPEN:
            found = await candidate_parcels(
                session, mine, rules=services.settings, at=services.clock()
            )
        return ParcelCandidates(items=[await _parcel(session, peer, match) for match in found])


async def _parcel(session: AsyncSession, peer: Peer, match: Match) -> ParcelCandidate:
    parcel = await session.get_one(DropParcel, match.parcel_id)
    start, end = await _places(session, parcel)
    return ParcelCandidate(
        parcel=await shown_parcel(session, peer, parcel),
        **await _why(session, match, parcel.peer_id, start, end),
    )


async def _places(session: AsyncSession, parcel: DropParcel) -> tuple[Place, Place]:
    return (
        await session.get_one(Place, parcel.from_place_id),
        await session.get_one(Place, parcel.to_place_id),
    )


async def _why(
    session: AsyncSession, match: Match, other_id: UUID, start: Place, end: Place
) -> dict[str, object]:
    """Say what a candidate says beside its post: the score, the fit and the other's record."""
    standing = (await standings_of(session, [other_id]))[other_id]
    return {
        "score": round(match.score.total, 4),
        "terms": {term.value: round(value, 4) for term, value in match.score.terms.items()},
        "picked_up_at": local(match.fit.picked_up_at, start),
        "handed_over_at": local(match.fit.handed_over_at, end),
        "least_detour_km": round(match.fit.least_km, 1),
        "most_detour_km": round(match.fit.most_km, 1),
        "record": RecordShown(
            level=level_of(standing),
            stars=round(mean_stars(standing), 1),
            ratings=standing.ratings,
            done=standing.done,
            cancelled=standing.cancelled,
        ),
    }
