"""One Peer: all there is about him, and what can be decided about him."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated
from uuid import UUID

from fastapi import APIRouter, Depends, Request, Response
from pydantic import Field
from sqlalchemy.ext.asyncio import AsyncSession

from core.dossiers.queries import Dossier, DossierMissing, dossier_of
from core.identity.states import IdentityState
from core.mandates.states import Scope
from core.offers.states import Side
from core.operators.models import Operator
from core.peers.queries import PeerIsGone
from core.peers.states import Language, PeerState
from core.sanctions.service import add_note, ban, lift, suspend, warn
from core.sanctions.states import (
    LONGEST_NOTE,
    DaysOutOfRange,
    Ground,
    NothingToLift,
    SanctionKind,
)
from webhooks.admin.acts import ActSaid, Done, act_once
from webhooks.admin.caller import Asks, Caller
from webhooks.admin.described import acting, reading
from webhooks.admin.forms import InState, Row
from webhooks.api.once import Key
from webhooks.api.schemas import Shown, Text

peers_router = APIRouter(prefix="/peers", tags=["Peers"])
Reader = Annotated[Caller, Depends(Asks(Scope.PEERS_READ))]
Noter = Annotated[Caller, Depends(Asks(Scope.PEERS_NOTE))]
Moderator = Annotated[Caller, Depends(Asks(Scope.PEERS_ACT))]


class StandingShown(Row):
    stars: int = Field(description="the sum of the ratings")
    ratings: int
    done: int
    cancelled: int


class SanctionShown(Row):
    id: UUID
    kind: SanctionKind
    ground: Ground
    why: str
    by_operator_id: UUID
    made_at: datetime
    until: datetime | None
    lifted_at: datetime | None
    lifted_by_operator_id: UUID | None
    lifted_why: str | None


class NoteShown(Row):
    id: UUID
    text: str
    by_operator_id: UUID
    at: datetime


class RatingShown(Row):
    quest_id: UUID
    by: Side
    stars: int
    tags: list[str]
    text: str
    at: datetime


class ToldShown(Row):
    id: UUID
    about: UUID
    what: str
    state: str
    by_him: bool
    at: datetime


class DossierShown(Shown):
    """The latest of each kind; `counts` are of all."""

    id: UUID
    state: PeerState
    name: str | None
    language: Language
    home: str | None
    time_zone: str
    currency: str | None
    created_at: datetime
    joined_at: datetime | None
    forgotten_at: datetime | None
    standing: StandingShown
    least_stars: int | None
    identity: IdentityState | None
    can_be_paid: bool
    strikes: int
    live: SanctionShown | None = Field(description="the suspension or ban under which he is")
    sanctions: list[SanctionShown]
    notes: list[NoteShown]
    trips: list[InState]
    parcels: list[InState]
    quests: list[InState]
    ratings: list[RatingShown]
    reports: list[ToldShown]
    complaints: list[ToldShown]
    counts: Mapping[str, int]
    operators: Mapping[UUID, str] = Field(description="the names behind the ids of operators")


class NoteSaid(ActSaid):
    text: Annotated[Text, Field(min_length=1, max_length=LONGEST_NOTE)]


class GroundSaid(ActSaid):
    ground: Ground = Field(description="he reads it, in his language")


class SuspensionSaid(GroundSaid):
    days: Annotated[int, Field(strict=True, description="1 to 365", examples=[7])]


class BanSaid(GroundSaid):
    is_shadow: Annotated[bool, Field(strict=True)] = Field(
        default=False, description="he is not told, and meets nobody"
    )


@peers_router.get("/{peer_id}", responses=reading(DossierMissing))
async def show_peer(peer_id: UUID, caller: Reader) -> DossierShown:
    """Show all there is about a Peer."""
    async with caller.begin() as (session, _):
        dossier = await dossier_of(session, peer_id, at=caller.services.clock())
        return _shown(dossier)


def _shown(of: Dossier) -> DossierShown:
    return DossierShown(
        id=of.peer.id,
        state=of.peer.state,
        name=of.peer.name,
        language=of.peer.language,
        home=None if of.home is None else f"{of.home.name}, {of.home.country}",
        time_zone=of.peer.time_zone,
        currency=of.peer.currency,
        created_at=of.peer.created_at,
        joined_at=of.peer.joined_at,
        forgotten_at=of.peer.forgotten_at,
        standing=StandingShown.model_validate(of.standing),
        least_stars=of.least_stars,
        identity=None if of.check is None else of.check.state,
        can_be_paid=of.account is not None and of.account.is_ready,
        strikes=of.strikes,
        live=None if of.live is None else SanctionShown.model_validate(of.live),
        sanctions=[SanctionShown.model_validate(one) for one in of.sanctions],
        notes=[NoteShown.model_validate(one) for one in of.notes],
        trips=[InState.model_validate(one) for one in of.trips],
        parcels=[InState.model_validate(one) for one in of.parcels],
        quests=[InState.model_validate(one) for one in of.quests],
        ratings=[RatingShown.model_validate(one) for one in of.ratings],
        reports=[ToldShown.model_validate(one) for one in of.reports],
        complaints=[ToldShown.model_validate(one) for one in of.complaints],
        counts=of.counts,
        operators=of.operators,
    )


@peers_router.post(
    "/{peer_id}/notes", status_code=201, response_model=NoteShown, responses=acting(PeerIsGone)
)
async def note_about_peer(
    request: Request, peer_id: UUID, said: NoteSaid, caller: Noter, key: Key = None
) -> Response:
    """Leave a note for other operators."""

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        by, at = operator.id, caller.services.clock()
        note = await add_note(session, peer_id, said.text, by=by, why=said.why, at=at)
        return NoteShown.model_validate(note)

    return await act_once(caller, request, said, act, key=key, path=f"/peers/{peer_id}", status=201)


@peers_router.post("/{peer_id}/warn", response_model=SanctionShown, responses=acting(PeerIsGone))
async def warn_peer(
    request: Request, peer_id: UUID, said: GroundSaid, caller: Moderator, key: Key = None
) -> Response:
    """Warn a Peer. He is told, with the ground and not with the reason."""

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        by, at = operator.id, caller.services.clock()
        made = await warn(session, peer_id, said.ground, by=by, why=said.why, at=at)
        return SanctionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path=f"/peers/{peer_id}")


@peers_router.post(
    "/{peer_id}/suspend", response_model=SanctionShown, responses=acting(PeerIsGone, DaysOutOfRange)
)
async def suspend_peer(
    request: Request, peer_id: UUID, said: SuspensionSaid, caller: Moderator, key: Key = None
) -> Response:
    """Let a Peer begin nothing new for some days."""

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await suspend(
            session,
            peer_id,
            said.ground,
            days=said.days,
            by=operator.id,
            why=said.why,
            rules=caller.services.settings,
            at=caller.services.clock(),
        )
        return SanctionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path=f"/peers/{peer_id}")


@peers_router.post("/{peer_id}/ban", response_model=SanctionShown, responses=acting(PeerIsGone))
async def ban_peer(
    request: Request, peer_id: UUID, said: BanSaid, caller: Moderator, key: Key = None
) -> Response:
    """Let a Peer begin nothing new for good."""

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        made = await ban(
            session,
            peer_id,
            said.ground,
            is_shadow=said.is_shadow,
            by=operator.id,
            why=said.why,
            rules=caller.services.settings,
            at=caller.services.clock(),
        )
        return SanctionShown.model_validate(made)

    return await act_once(caller, request, said, act, key=key, path=f"/peers/{peer_id}")


@peers_router.post(
    "/{peer_id}/lift", response_model=Done, responses=acting(PeerIsGone, NothingToLift)
)
async def lift_sanction(
    request: Request, peer_id: UUID, said: ActSaid, caller: Moderator, key: Key = None
) -> Response:
    """End a suspension or a ban."""

    async def act(session: AsyncSession, operator: Operator) -> Shown:
        at = caller.services.clock()
        await lift(session, peer_id, by=operator.id, why=said.why, at=at)
        return Done(id=peer_id)

    return await act_once(caller, request, said, act, key=key, path=f"/peers/{peer_id}")
